"""Looking back together, and how both are some weeks after an end.

The program ends nothing: it tells the desk when a last day has passed, and a person decides. What
follows from the last answer is done by the program, so that no log says who answered last.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse

from alongside.web.accounts.access import is_program
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer, system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people import services as people
from alongside.web.people.local_time import say_date
from alongside.web.people.referral_states import State as ReferralState
from alongside.web.people.services import How
from alongside.web.safety.selectors import cover
from alongside.web.support.access import check_coordinates, check_speaks_for, side_of
from alongside.web.support.afterwards import (
    OWN,
    OWN_ANSWERS,
    SHARED,
    After,
    is_time_to_ask,
    mark_of,
    may_look_back,
    may_say_now,
)
from alongside.web.support.documentation import Mode, mode_of
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.models import Ending, Match
from alongside.web.support.services.match_news import tell_sides
from alongside.web.support.services.rows import locked_match, move_match
from alongside.web.ui.words import say, say_later

MOST_WORDS = 2000
MOVED_ON = say_later("This has moved on since you opened it. Look again, then decide.")


@transaction.atomic
def write_ending(*, by: Actor, match: UUID, side: Side, seen: str = "", **words: str) -> Ending:
    """Look back, from the moment a last day is set until both are asked how they are. `words` are
    those of SHARED, which both write, and of OWN, which are that side's own; what is not given
    stays. `seen` is the mark of the shared words as the writer read them, so that nobody writes
    over what the other has just written."""
    row = locked_match(by, match)
    check_speaks_for(by, row, side)
    if not may_look_back(row):
        raise Refused(str(MOVED_ON))
    ending = _ending_of(row)
    changed = _changed(ending, side, words)
    shared = [name for name in SHARED if name in changed]
    if shared and seen and seen != mark_of(ending):
        raise Refused(
            say("The other one has written here since. Read it, then write yours."),
            field=shared[0],
        )
    if not changed:
        return ending
    _check_keeps(row, changed)
    for name, text in changed.items():
        setattr(ending, name, text)
    ending.changed_at = now()
    ending.save(update_fields=[*changed, "changed_at"])
    _record("ending.written", by, row, side)
    return ending


def _changed(ending: Ending, side: Side, words: dict[str, str]) -> dict[str, str]:
    """Field and text of whatever is not as it was."""
    unknown = set(words) - {*SHARED, *OWN}
    if unknown:
        raise TypeError(f"No such words: {sorted(unknown)}")
    found = {}
    for name, text in words.items():
        if len(text) > MOST_WORDS:
            raise Refused(say("Use up to {most} letters.", most=MOST_WORDS), field=name)
        column = name if name in SHARED else f"{side}_{name}"
        if getattr(ending, column) != text.strip():
            found[column] = text.strip()
    return found


def _keeps_words(row: Match) -> bool:
    """Whether words are kept about these two: not where the service keeps attendance only, nor of
    somebody who agrees to no record."""
    live = people.live_consents([row.member_id]).get(row.member_id, ())
    return mode_of(row.service, live) is Mode.SHARED


def _check_keeps(row: Match, changed: dict[str, str]) -> None:
    """Words may always be taken away."""
    if any(changed.values()) and not _keeps_words(row):
        raise Refused(say("No words are kept now. Ring us if you want to tell us something."))


@transaction.atomic
def record_after_check(
    *, by: Actor, match: UUID, side: Side, answer: After, words: str = "", how: How,
    ring_me: bool = False, tried: bool = False,
) -> None:  # fmt: skip
    """How one side is, some weeks later. Any answer will do, and none needs a reason. With both
    asked it is over. `ring_me` asks whoever is on duty for a call. `tried`: a coordinator who
    could not reach them says that they tried."""
    row = locked_match(by, match)
    check_speaks_for(by, row, side)
    ending = _ending_of(row)
    _check_time(row, ending, side)
    _check_answer(by, row, side, After(answer), how, tried)
    if len(words) > MOST_WORDS:
        raise Refused(say("Use up to {most} letters.", most=MOST_WORDS), field="words")
    if side is Side.MEMBER and words.strip() and not _keeps_words(row):
        raise Refused(
            say("No words are kept now. Leave this empty, and the answer is kept."), field="words"
        )
    _keep_check(by, ending, side, After(answer), words.strip(), ring_me)
    _record("ending.asked_after", by, row, side, how.method)
    if getattr(ending, f"{side}_wants_call"):
        _tell_on_duty(by, row, side)
    if row.state == MatchState.ENDED and ending.member_check and ending.supporter_check:
        _finish(row)


def _check_time(row: Match, ending: Ending, side: Side) -> None:
    if row.state not in (MatchState.ENDED, MatchState.CHECKED):
        raise Refused(str(MOVED_ON))
    if not is_time_to_ask(row):
        day = say_date(row.after_check_on) if row.after_check_on else ""
        raise Refused(say("It is too early for this. Ask from {day} on.", day=day))
    if not may_say_now(row, getattr(ending, f"{side}_check")):
        raise Refused(str(MOVED_ON))


def _check_answer(by: Actor, row: Match, side: Side, answer: After, how: How, tried: bool) -> None:
    if answer in OWN_ANSWERS:
        if how.method == "spoken" and not how.read_back:
            raise Refused(say("Read it back to them, then tick the box."), field="read_back")
    elif side_of(by, row) == side:
        raise Refused(say("Choose how you are"), field="answer")
    elif not tried:
        raise Refused(say("Try to reach them first, then tick the box."), field="tried")


def _keep_check(
    by: Actor, ending: Ending, side: Side, answer: After, words: str, ring_me: bool
) -> None:
    """Who tells a coordinator in person how bad it is needs nobody to be told of it."""
    own = isinstance(by, Viewer) and side_of(by, ending.match) == side
    values = {
        "check": answer,
        "check_words": words if answer != After.NOT_REACHED else "",
        "checked_at": now(),
        "wants_call": ring_me and answer == After.NOT_WELL,
        "rung_at": None if own or ring_me else now(),
    }
    for name, value in values.items():
        setattr(ending, f"{side}_{name}", value)
    ending.save(update_fields=[f"{side}_{name}" for name in values])


def _finish(row: Match) -> None:
    """Both were asked. The way here is over unless somebody else stands beside them, or has."""
    ours = system_viewer("matches", row.organisation_id)
    move_match(row, MatchState.CHECKED, by=ours, deed="record_after_check")
    others = Match.objects.filter(
        referral_id=row.referral_id, state__in=[*LIVE_STATES, MatchState.ENDED]
    )
    if row.referral.state == ReferralState.PLACED and not others.exists():
        people.close_placed(by=ours, referral=row.referral_id)


def _tell_on_duty(by: Actor, row: Match, side: Side) -> None:
    """A link to the desk, no name. Where nobody is on duty now, whoever comes next. Never the
    one who asks, who may be on duty."""
    asks = row.member if side is Side.MEMBER else row.supporter
    on = cover(row.service_id, without=asks.user_id)
    duty = next(iter(on.now), on.next)
    if duty is not None:
        people.tell_team(
            by=by, user=duty.user, message="call_asked", key=f"call:{row.id}:{side}",
            link=f"{settings.SITE_ADDRESS}{reverse('desk')}",
        )  # fmt: skip


@transaction.atomic
def mark_asked_back(*, by: Viewer, match: UUID, side: Side) -> None:
    """A coordinator has talked with somebody who said that they are not well."""
    row = locked_match(by, match)
    check_coordinates(by, row)
    ending = Ending.objects.select_for_update().filter(match=row).first()
    if ending is None or getattr(ending, f"{side}_check") != After.NOT_WELL:
        raise Http404
    if getattr(ending, f"{side}_rung_at") is None:
        setattr(ending, f"{side}_rung_at", now())
        ending.save(update_fields=[f"{side}_rung_at"])
        _record("call.made", by, row, side)


def ask_after_endings(*, by: Actor) -> int:
    """Whoever is due is told, once, that there is a question on their page: how they are. Returns
    how many endings. Each in a transaction of its own."""
    if not is_program(by):
        raise Http404
    found = Match.objects.filter(state=MatchState.ENDED, ending__asked_at=None)
    if by.organisation_id is not None:
        found = found.filter(organisation_id=by.organisation_id)
    due = [
        row for row in found.select_related("organisation").order_by("id") if is_time_to_ask(row)
    ]
    return sum(_ask_after(row.organisation_id, row.id) for row in due)


@transaction.atomic
def _ask_after(organisation: UUID, match: UUID) -> bool:
    row = locked_match(system_viewer("matches", organisation), match)
    ending = _ending_of(row)
    if row.state != MatchState.ENDED or ending.asked_at is not None:
        return False
    sides = [side for side in Side if not getattr(ending, f"{side}_check")]
    tell_sides(row, "after_check", sides)
    ending.asked_at = now()
    ending.save(update_fields=["asked_at"])
    return True


def _ending_of(row: Match) -> Ending:
    """Under the lock of its match."""
    ending, _ = Ending.objects.select_related("match").get_or_create(
        match=row, defaults={"organisation_id": row.organisation_id}
    )
    ending.match = row
    return ending


def _record(deed: str, by: Actor, row: Match, side: Side, reason: str = "") -> None:
    """About the one whose words they are: a log of the other would tell too much."""
    whose = row.member_id if side is Side.MEMBER else row.supporter_id
    record(
        deed, by=by, subject=whose, service=row.service_id, thing=f"match {row.id}", reason=reason
    )
