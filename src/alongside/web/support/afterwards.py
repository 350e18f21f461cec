"""Looking back, and how people say they are some weeks after an end: the rules, no queries."""

from __future__ import annotations

import hashlib
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from alongside.web.clock import now
from alongside.web.people.local_time import local_date
from alongside.web.support.match_states import MatchState

if TYPE_CHECKING:
    from alongside.web.support.models import Ending, Match


class After(StrEnum):
    WELL = "well"
    UP_AND_DOWN = "up_and_down"
    NOT_WELL = "not_well"
    RATHER_NOT_SAY = "rather_not_say"
    NOT_REACHED = "not_reached"  # said by a coordinator who tried


OWN_ANSWERS = (After.WELL, After.UP_AND_DOWN, After.NOT_WELL, After.RATHER_NOT_SAY)
"""What people can say themselves. Each of them, and `NOT_REACHED`, counts as asked."""

SHARED = ("looked_back", "other_support")
"""Words that both write and both read."""
OWN = ("gained", "feedback")
"""Words of one side: the other reads what they gained, only a coordinator their feedback."""


def today_of(row: Match) -> date:
    return local_date(now(), row.organisation.time_zone)


def may_look_back(row: Match) -> bool:
    """From the moment a last day is set, until it is time to ask both how they are."""
    if row.state == MatchState.ENDING:
        return True
    in_time = row.after_check_on is not None and today_of(row) <= row.after_check_on
    return row.state == MatchState.ENDED and in_time


def is_time_to_ask(row: Match) -> bool:
    return row.after_check_on is not None and today_of(row) >= row.after_check_on


def may_say_now(row: Match, answer: str) -> bool:
    """`answer`: what that side said before. Who could not be reached may still say how they are
    when all is over."""
    late = row.state == MatchState.CHECKED and answer == After.NOT_REACHED
    return is_time_to_ask(row) and (row.state == MatchState.ENDED or late)


def mark_of(ending: Ending | None) -> str:
    """Tells whether the words that both write are still the same."""
    words = "\n".join(getattr(ending, name) if ending else "" for name in SHARED)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
