"""Which deeds a record allows now, and the page of each. Drawn from the table of states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.people.consent_rules import Purpose
from alongside.web.people.referral_states import MOVES, OVER_STATES, State
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.people.selectors import ReferralRecord

PAGES = {
    "acknowledge_referral": "record_reply",
    "plan_welcome": "record_plan",
    "say_yes_here": "record_yes",
    "accept_place": "record_accept",
    "start_waiting": "record_wait",
    "say_not_right_here": "record_elsewhere",
    "mark_could_not_reach": "record_no_reach",
    "hear_again": "record_back",
    "withdraw_referral": "record_stop",
    "close_referral": "record_close",
}
"""Deed of the table -> its page. A match has its own place, and nothing here leads to it."""

TEXTS: dict[str, Any] = {
    "record_reply": _l("Write back"),
    "record_plan": _l("Plan {a welcome conversation}"),
    "record_welcome": _l("Write down the {welcome conversation}"),
    "record_yes": _l("Say yes, we can support them"),
    "record_accept": _l("Write down their yes"),
    "record_wait": _l("Put them on the list"),
    "match_person": _l("Find somebody for them"),
    "record_keep": _l("Keep in touch"),
    "record_wishes": _l("Write down what they wish for"),
    "record_goals": _l("Write down what matters to them"),
    "record_measures": _l("Read or type in their check-ins"),
    "record_notes": _l("Read the notes about when they met"),
    "record_elsewhere": _l("Show them somewhere better"),
    "record_no_reach": _l("We could not reach them"),
    "record_back": _l("They got in touch again"),
    "record_stop": _l("They want to stop"),
    "record_close": _l("Close"),
    "record_return": _l("They have come back"),
    "record_contact": _l("Write down a contact or a try"),
    "record_send_on": _l("Tell a doctor or therapy service"),
    "record_sign_in": _l("Give them a sign-in"),
    "record_doubles": _l("Look if they are here twice"),
}

MAIN = (
    "record_reply", "record_welcome", "record_yes", "record_plan", "record_accept",
    "record_wait", "match_person", "record_keep", "record_back", "record_close",
)  # fmt: skip
"""The first of these that is allowed is the one main button."""

NEXT = {
    State.RECEIVED: _l("They wait for a word from us."),
    State.ACKNOWLEDGED: _l("They wait for a day and a time to talk."),
    State.TALKING: _l("The {welcome conversation} is planned."),
    State.OFFERED: _l("We said yes. Now they decide, in their own time."),
    State.ACCEPTED: _l("They said yes. Set the day on which they hear from us next."),
    State.WAITING: _l("They wait for {a peer supporter}."),
    State.COULD_NOT_REACH: _l("We could not reach them. Nothing is lost if they come back."),
    State.NOT_RIGHT_HERE: _l("Somewhere else is better for them."),
    State.WITHDRAWN: _l("They stopped. No reason is asked."),
    State.PLACED: _l("They are together with {a peer supporter}."),
    State.CLOSED: _l("This is closed. What was said stays readable for them."),
}
PARTED = _l("They have parted. In some weeks ask both how they are.")
WISHING = (State.TALKING, State.OFFERED, State.ACCEPTED, State.WAITING)
MAY_HAVE_MET = (State.WAITING, State.PLACED, State.CLOSED)
HELD = _l("You have talked. Say yes, or show them somewhere better.")
HELD_NOT_ASKED = _l("You have talked. Ask each question about sharing, then decide.")


@dataclass(frozen=True)
class Deed:
    text: str
    url: str


def allowed_pages(record: ReferralRecord) -> list[str]:
    """The pages of every deed that the state and what is known of the person allow."""
    state = State(record.referral.state)
    moves = [PAGES[move.deed] for move in MOVES[state].values() if move.deed in PAGES]
    if state is State.TALKING:
        moves = _while_talking(record, moves)
    if state is State.WAITING:
        moves += ["match_person", "record_keep"]
    if state is State.PLACED:
        moves.append("match_person")
    if state in WISHING and not record.said_no_to_record:
        moves.append("record_wishes")
    if Purpose.RECORD in record.live:
        moves += ["record_goals", "record_measures"]
        if state in MAY_HAVE_MET:
            moves.append("record_notes")
    if state is not State.CLOSED:
        moves.append("record_contact")
        moves.append("record_send_on")
    if (state in OVER_STATES and record.came_back is None) or _have_parted(record):
        moves.append("record_return")
    if record.person.user_id is None:
        moves.append("record_sign_in")
    if record.may_be_double:
        moves.append("record_doubles")
    return moves


def _while_talking(record: ReferralRecord, moves: list[str]) -> list[str]:
    """Before it is held it may be moved or written down; then they decide."""
    if record.is_held:
        return [page for page in moves if page != "record_yes" or record.asked_all]
    return [*(page for page in moves if page != "record_yes"), "record_welcome", "record_plan"]


def main_and_others(record: ReferralRecord) -> tuple[Deed | None, list[Deed]]:
    allowed = allowed_pages(record)
    main = next((page for page in MAIN if page in allowed), None)
    texts = TEXTS | OTHERWISE.get(State(record.referral.state), {})
    found = Deed(str(texts[main]), reverse(main, args=[record.referral.id])) if main else None
    if record.is_held and record.referral.state == State.TALKING and not record.asked_all:
        found = _ask_next(record)
    others = [page for page in TEXTS if page in allowed and page != main]
    return found, [
        Deed(str(texts[page]), reverse(page, args=[record.referral.id])) for page in others
    ]


def _ask_next(record: ReferralRecord) -> Deed:
    missing = next(purpose for purpose in Purpose if purpose not in record.asked)
    where = reverse("record_sharing", args=[record.referral.id, missing])
    return Deed(str(ASK_NEXT), where)


OTHERWISE: dict[State, dict[str, Any]] = {
    State.TALKING: {"record_plan": _l("Move the {welcome conversation}")},
    State.PLACED: {"match_person": _l("See how they get on")},
}
"""Words that a deed has in one state only."""
ASK_NEXT = _l("Ask the next question about sharing")


def next_sentence(record: ReferralRecord) -> str:
    state = State(record.referral.state)
    if state is State.TALKING and record.is_held:
        return str(HELD if record.asked_all else HELD_NOT_ASKED)
    return str(PARTED if _have_parted(record) else NEXT[state])


def _have_parted(record: ReferralRecord) -> bool:
    return record.referral.state == State.PLACED and not record.is_beside
