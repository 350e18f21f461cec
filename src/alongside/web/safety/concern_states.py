"""The life of a concern as a table: from where to where, by which deed, under which rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ConcernState(StrEnum):
    UNFINISHED = "unfinished"  # kept for whoever writes it; nobody else reads it yet
    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    DECIDED = "decided"
    CLOSED = "closed"


class Urgency(StrEnum):
    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    ROUTINE = "routine"
    TALK_OVER = "talk_over"  # "not sure": somebody to think it through with


class Decision(StrEnum):
    SUPPORT = "support"
    WATCH = "watch"
    REFER = "refer"
    EMERGENCY = "emergency"
    NONE = "none"


@dataclass(frozen=True)
class Move:
    deed: str
    rule: str


_SEND = Move("raise_concern", "The one who writes it sends it. It goes to a named person.")
_TAKE = Move("acknowledge_concern", "A person of the team takes it, and says so by name.")
_DECIDE = Move(
    "decide_concern", "Has a decision, and says whether the person was told, or why not."
)
_CLOSE = Move("close_concern", "Not by its raiser alone. Says what came of it.")

MOVES: dict[ConcernState, dict[ConcernState, Move]] = {
    ConcernState.UNFINISHED: {ConcernState.RAISED: _SEND},
    ConcernState.RAISED: {ConcernState.ACKNOWLEDGED: _TAKE},
    ConcernState.ACKNOWLEDGED: {ConcernState.DECIDED: _DECIDE},
    ConcernState.DECIDED: {ConcernState.CLOSED: _CLOSE},
    ConcernState.CLOSED: {},
}

OPEN_STATES = (ConcernState.RAISED, ConcernState.ACKNOWLEDGED, ConcernState.DECIDED)
"""States in which somebody named has it."""


def may_move(before: str, after: str, deed: str) -> bool:
    move = MOVES[ConcernState(before)].get(ConcernState(after))
    return move is not None and move.deed == deed
