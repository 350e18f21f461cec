"""Words for what matters to somebody. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.home.since import Words, by_day, pairs, plain, say_month, strong
from alongside.web.people.local_time import local_date, say_date
from alongside.web.ui.stones import Stones, ten_stones
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.people.selectors import Readers
    from alongside.web.questionnaires.selectors import GoalHistory

NOTICES = {
    "goal_added": _l("Saved."),
    "goal_reviewed": _l("Saved. What you said before stands too."),
    "goal_shown": _l("Saved. Your {peer supporter} can see this now."),
    "goal_hidden": _l("Saved. Your {peer supporter} does not see this any more."),
    "goal_away": _l("Put away. Nothing of it is lost."),
    "goal_up": _l("Taken up again."),
}

VERDICTS = {
    "better": _l("Better"),
    "same": _l("About the same"),
    "worse": _l("Worse"),
}


@dataclass(frozen=True)
class Seen:
    """Who sees something: how many figures, and the words beside them."""

    figures: int
    text: str


def who_sees(readers: Readers, shown: bool) -> Seen:
    if not readers.keeps_record:
        return Seen(1, _("Kept from staff: you have not said yes to a record"))
    who = staff_words(readers)
    names = [name for name, _at in readers.supporters]
    if not shown:
        return Seen(2, _("You and {who} see this", who=who))
    if not names:
        text = _("You and {who} see this, and your {peer supporter} when you have one", who=who)
        return Seen(2, text)
    return Seen(3, _("You, {names} and {who} see this", names=", ".join(names), who=who))


def staff_words(readers: Readers) -> str:
    """The coordinator's first name where there is only one."""
    one = readers.coordinators if len(readers.coordinators) == 1 else []
    return one[0] if one else _("{a coordinator}")


def goal_sentence(numbers: Sequence[tuple[date, int]], today: date) -> Words:
    """`From 2 to 5 out of 10 since November.` Empty without a number."""
    if not numbers:
        return []
    (start, first), (_last, now) = numbers[0], numbers[-1]
    month = say_month(start, today)
    if len(numbers) == 1:
        return pairs(_("{now} out of 10 in {month}.", now=strong(now), month=month))
    if first == now:
        said = _("{now} out of 10 now, the same as in {month}.", now=strong(now), month=month)
        return pairs(said)
    return pairs(
        _("From {first} to {now} out of 10 since {month}.",
          first=strong(first), now=strong(now), month=month)
    )  # fmt: skip


def goal_stones(history: GoalHistory, zone: str, today: date) -> Stones | None:
    """Where they are on their ten stones, and where they began."""
    numbers = by_day(history.numbers, zone)
    if not numbers:
        return None
    (start, first), (_last, now) = numbers[0], numbers[-1]
    month = say_month(start, today, short=True)
    began = (first, _("{number} in {month}", number=first, month=month))
    return ten_stones(
        id=f"stones-{history.goal.id}",
        title=plain(goal_sentence(numbers, today)),
        now=(now, _("{number} now", number=now)),
        start=began if len(numbers) > 1 else None,
    )


# The list, and the part of the first page


@dataclass(frozen=True)
class Mattering:
    """One goal in short. `is_shared`: with the lines of both."""

    words: str
    is_shared: bool
    stones: Stones | None
    seen: Seen
    url: str
    is_put_away: bool


def what_matters(
    histories: Sequence[GoalHistory], readers: Readers, zone: str, today: date
) -> list[Mattering]:
    return [
        Mattering(
            words=one.goal.words,
            is_shared=one.goal.shown_to_supporter and readers.keeps_record,
            stones=goal_stones(one, zone, today),
            seen=who_sees(readers, one.goal.shown_to_supporter),
            url=reverse("my_goal", args=[one.goal.id]),
            is_put_away=one.is_put_away,
        )
        for one in histories
    ]


# What was said, one by one


@dataclass(frozen=True)
class LookBack:
    """One entry of the history."""

    day: str
    number: str
    verdict: str
    words: str
    note: str


def look_backs(history: GoalHistory, zone: str, own_user: str = "") -> list[LookBack]:
    """The newest first. `own_user` reads what others wrote down with a note that they did."""
    return [_look_back(row, zone, own_user) for row in reversed(history.reviews)]


def _look_back(row: Any, zone: str, own_user: str) -> LookBack:
    number = "" if row.value is None else _("{number} out of 10", number=row.value)
    note = ""
    if row.way == "paper":
        note = _("From paper, typed in")
    elif row.way == "spoken":
        note = _("Spoken, written down here") if row.written_by != own_user else ""
    return LookBack(
        day=say_date(local_date(row.said_at, zone)),
        number=number,
        verdict=str(VERDICTS.get(row.verdict, "")),
        words=row.words,
        note=note,
    )


def scale_words(goal: Any) -> list[tuple[str, str]]:
    """What the ends of the scale mean to them, where they said."""
    ends = [(_("0 means"), goal.nought_means), (_("10 means"), goal.ten_means)]
    return [(name, words) for name, words in ends if words]
