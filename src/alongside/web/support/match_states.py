"""The life of a match as a table: from where to where, by which deed, under which rule.

Suggestions are worked out each time and never stored: a match begins when both are asked. What
each side answers is no state: it stays that side's own until both have answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MatchState(StrEnum):
    ASKED = "asked"  # each reads about the other without a name, and answers in private
    NOT_THIS_TIME = "not_this_time"
    INTRODUCED = "introduced"  # two yeses: names are known, the first meeting is to come
    TRIAL = "trial"  # they have met; after up to three meetings both say whether to go on
    ACTIVE = "active"
    PAUSED = "paused"
    ENDING = "ending"  # a last day is set, with time to look back
    ENDED = "ended"
    CHECKED = "checked"  # both were asked how they are, some weeks later


class Answer(StrEnum):
    YES = "yes"
    NOT_NOW = "not_now"
    NO = "no"


class Side(StrEnum):
    MEMBER = "member"
    SUPPORTER = "supporter"


@dataclass(frozen=True)
class Move:
    deed: str
    rule: str


_INTRODUCE = Move(
    "answer_match",
    "Both said yes, each on their own; the supporter is ready and has a place; both still wait.",
)
_NOT_NOW = Move("answer_match", "Both have answered, and not both with yes; or no place was left.")
_LAPSE = Move("let_lapse", "The last day to answer has passed. No answer means 'not now'.")
_TAKE_BACK = Move("take_back_match", "A coordinator, before both have answered.")
_MEET = Move("record_session", "They met for the first time.")
_GO_ON = Move("confirm_match", "Both said, each on their own, that they want to go on.")
_PAUSE = Move("pause_match", "Either side, at any time.")
_RESUME = Move("resume_match", "Either side.")
_PLAN = Move("plan_ending", "Either side names a last day.")
_STAY = Move("keep_going", "Either side, before the last day.")
_END = Move("end_match", "Either side, at any time, without a reason.")
_CHECK = Move("record_after_check", "Both were asked how they are, or could not be reached.")

_ENDS = {MatchState.ENDING: _PLAN, MatchState.ENDED: _END}

MOVES: dict[MatchState, dict[MatchState, tuple[Move, ...]]] = {
    MatchState.ASKED: {
        MatchState.INTRODUCED: (_INTRODUCE,),
        MatchState.NOT_THIS_TIME: (_NOT_NOW, _LAPSE, _TAKE_BACK),
    },
    MatchState.NOT_THIS_TIME: {},
    MatchState.INTRODUCED: {
        MatchState.TRIAL: (_MEET,),
        **{state: (move,) for state, move in _ENDS.items()},
    },
    MatchState.TRIAL: {
        MatchState.ACTIVE: (_GO_ON,),
        MatchState.PAUSED: (_PAUSE,),
        **{state: (move,) for state, move in _ENDS.items()},
    },
    MatchState.ACTIVE: {
        MatchState.PAUSED: (_PAUSE,),
        **{state: (move,) for state, move in _ENDS.items()},
    },
    MatchState.PAUSED: {
        MatchState.ACTIVE: (_RESUME,),
        **{state: (move,) for state, move in _ENDS.items()},
    },
    MatchState.ENDING: {MatchState.ACTIVE: (_STAY,), MatchState.ENDED: (_END,)},
    MatchState.ENDED: {MatchState.CHECKED: (_CHECK,)},
    MatchState.CHECKED: {},
}

LIVE_STATES = (
    MatchState.INTRODUCED,
    MatchState.TRIAL,
    MatchState.ACTIVE,
    MatchState.PAUSED,
    MatchState.ENDING,
)
"""States in which the two know and may see each other, and a place is taken."""


def may_move(before: str, after: str, deed: str) -> bool:
    moves = MOVES[MatchState(before)].get(MatchState(after), ())
    return any(move.deed == deed for move in moves)
