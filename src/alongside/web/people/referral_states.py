"""The life of a referral as a table: from where to where, by which deed, under which rule.

The rules are tested exhaustively; docs/reference/referral-states.md is drawn from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"  # lives in people.Draft: it is no referral until it is sent
    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    TALKING = "talking"
    OFFERED = "offered"
    NOT_RIGHT_HERE = "not_right_here"
    WITHDRAWN = "withdrawn"
    COULD_NOT_REACH = "could_not_reach"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    PLACED = "placed"
    CLOSED = "closed"


@dataclass(frozen=True)
class Move:
    deed: str
    rule: str


_SEND = Move(
    "send_referral", "Only the person who writes it sends it. The person it is about agrees."
)
_ACKNOWLEDGE = Move("acknowledge_referral", "Says in which way, within the safe-contact rules.")
_TALK = Move("plan_welcome", "A welcome conversation has a day, a time and a way.")
_SUGGEST = Move(
    "say_yes_here", "The welcome conversation was held and every consent has been asked."
)
_NOT_HERE = Move("say_not_right_here", "Has a reason, and says where else and who was spoken to.")
_WITHDRAW = Move("withdraw_referral", "The person says so. No reason is asked.")
_NO_REACH = Move("mark_could_not_reach", "Enough tries were made within the safe-contact rules.")
_BACK = Move("hear_again", "The person got in touch again.")
_ACCEPT = Move("accept_place", "The person says yes, in a way that is kept.")
_WAIT = Move("start_waiting", "Has a date for the next contact.")
_PLACE = Move("match", "Both said yes: reached only by a match.")
_AGAIN = Move("look_again", "The match ended and the person wants, or is owed, somebody else.")
_CLOSE = Move("close_referral", "Has a reason.")
_OVER = Move("close_placed", "The match has ended and both were asked how they are.")

MOVES: dict[State, dict[State, Move]] = {
    State.DRAFT: {State.RECEIVED: _SEND},
    State.RECEIVED: {
        State.ACKNOWLEDGED: _ACKNOWLEDGE,
        State.WITHDRAWN: _WITHDRAW,
        State.COULD_NOT_REACH: _NO_REACH,
    },
    State.ACKNOWLEDGED: {
        State.TALKING: _TALK,
        State.NOT_RIGHT_HERE: _NOT_HERE,
        State.WITHDRAWN: _WITHDRAW,
        State.COULD_NOT_REACH: _NO_REACH,
    },
    State.TALKING: {
        State.OFFERED: _SUGGEST,
        State.NOT_RIGHT_HERE: _NOT_HERE,
        State.WITHDRAWN: _WITHDRAW,
        State.COULD_NOT_REACH: _NO_REACH,
    },
    State.OFFERED: {
        State.ACCEPTED: _ACCEPT,
        State.WITHDRAWN: _WITHDRAW,
        State.COULD_NOT_REACH: _NO_REACH,
    },
    State.ACCEPTED: {State.WAITING: _WAIT, State.WITHDRAWN: _WITHDRAW},
    State.WAITING: {
        State.PLACED: _PLACE,
        State.WITHDRAWN: _WITHDRAW,
        State.COULD_NOT_REACH: _NO_REACH,
    },
    State.PLACED: {State.WAITING: _AGAIN, State.CLOSED: _OVER},
    State.NOT_RIGHT_HERE: {State.CLOSED: _CLOSE},
    State.WITHDRAWN: {State.CLOSED: _CLOSE},
    State.COULD_NOT_REACH: {State.ACKNOWLEDGED: _BACK, State.CLOSED: _CLOSE},
    State.CLOSED: {},
}

OPEN_STATES = (
    State.RECEIVED,
    State.ACKNOWLEDGED,
    State.TALKING,
    State.OFFERED,
    State.ACCEPTED,
    State.WAITING,
)
"""States in which somebody here owes the person a next step."""

OVER_STATES = (State.NOT_RIGHT_HERE, State.WITHDRAWN, State.COULD_NOT_REACH, State.CLOSED)
"""States from which somebody may come back, with a new beginning."""


def may_move(before: str, after: str, deed: str) -> bool:
    move = MOVES[State(before)].get(State(after))
    return move is not None and move.deed == deed


def next_states(state: str) -> list[State]:
    return list(MOVES[State(state)])
