"""The life of a meeting as a table. Planned and delivered are never one figure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MeetingState(StrEnum):
    PLANNED = "planned"
    MET = "met"
    MISSED_BY_MEMBER = "missed_by_member"
    MISSED_BY_SUPPORTER = "missed_by_supporter"
    MOVED = "moved"  # another meeting stands in its place
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Move:
    deed: str
    rule: str


_SAY = Move("say_how_it_went", "Either side, once it has begun, with one tap.")
_MOVE = Move("move_meeting", "Either side or a coordinator; names the new time.")
_CANCEL = Move("cancel_meeting", "Either side or a coordinator, before it is over.")
_END = Move("end_match", "The two meet no more: what was to come is cancelled.")
_AGREE = Move("say_how_it_went", "Whoever spoke puts it right, and the other says no different.")
_SETTLE = Move("settle_meeting", "The two remember it differently and a coordinator asked both.")

OUTCOMES = (MeetingState.MET, MeetingState.MISSED_BY_MEMBER, MeetingState.MISSED_BY_SUPPORTER)

MOVES: dict[MeetingState, dict[MeetingState, tuple[Move, ...]]] = {
    MeetingState.PLANNED: {
        **dict.fromkeys(OUTCOMES, (_SAY,)),
        MeetingState.MOVED: (_MOVE,),
        MeetingState.CANCELLED: (_CANCEL, _END),
    },
    **{
        before: {after: (_AGREE, _SETTLE) for after in OUTCOMES if after != before}
        for before in OUTCOMES
    },
    MeetingState.MOVED: {},
    MeetingState.CANCELLED: {},
}


def may_move(before: str, after: str, deed: str) -> bool:
    moves = MOVES[MeetingState(before)].get(MeetingState(after), ())
    return any(move.deed == deed for move in moves)
