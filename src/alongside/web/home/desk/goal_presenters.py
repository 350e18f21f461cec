"""Words for what matters to somebody, at the desk. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.web.home.member.goal_presenters import (
    LookBack,
    goal_sentence,
    look_backs,
    scale_words,
)
from alongside.web.home.since import Words, by_day
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.home.desk.presenters import Here
    from alongside.web.questionnaires.selectors import GoalHistory

NOTICES = {"added": _l("Kept, in their words."), "kept": _l("Kept.")}


@dataclass(frozen=True)
class GoalRow:
    words: str
    sentence: Words
    scale: list[tuple[str, str]]
    who: str
    history: list[LookBack]
    is_put_away: bool


def rows(goals: Sequence[GoalHistory], here: Here) -> list[GoalRow]:
    return [
        GoalRow(
            words=one.goal.words,
            sentence=goal_sentence(by_day(one.numbers, here.zone), here.today),
            scale=scale_words(one.goal),
            who=_("Their {peer supporter} may see this")
            if one.goal.shown_to_supporter
            else _("Not shown to their {peer supporter}"),
            history=look_backs(one, here.zone),
            is_put_away=one.is_put_away,
        )
        for one in goals
    ]


def choices(goals: Sequence[GoalHistory]) -> list[tuple[str, str]]:
    """Those in use, to choose which one was spoken of."""
    return [(str(one.goal.id), one.goal.words) for one in goals if not one.is_put_away]
