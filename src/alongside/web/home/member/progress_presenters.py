"""Words and pictures for looking back: one card for each goal and each measure. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format

from alongside.measures.loading import instruments
from alongside.web.home.measure_words import plain_name, say_score, which_way
from alongside.web.home.member.goal_presenters import Seen, goal_sentence, staff_words, who_sees
from alongside.web.home.since import Words, by_day, pairs, plain, say_month, strong
from alongside.web.people.local_time import local_date, say_date
from alongside.web.ui.chart_parts import Happening, LineChart, Mark, Series, Stretch
from alongside.web.ui.charts import line_chart
from alongside.web.ui.parts import Cell, Column
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument
    from alongside.web.people.selectors import Readers
    from alongside.web.questionnaires.selectors import GoalHistory

NOTHING = "–"


@dataclass(frozen=True)
class Here:
    """Whose place and day it is, and which way the page was asked for."""

    zone: str
    today: date
    ranges: bool = False
    earlier: bool = False

    def url(self, *, ranges: bool, earlier: bool) -> str:
        asked = [name for name, on in (("ranges=1", ranges), ("earlier=1", earlier)) if on]
        return reverse("my_progress") + ("?" + "&".join(asked) if asked else "")


@dataclass(frozen=True)
class Card:
    """`sentence` comes before the picture; `ranges` only after they were asked for."""

    id: str
    heading: str
    is_quote: bool
    sentence: Words
    seen: Seen
    chart: LineChart | None
    note: str = ""
    change_url: str = ""
    scale: list[tuple[str, str]] = field(default_factory=list)
    ranges: list[str] = field(default_factory=list)
    ranges_url: str = ""
    ranges_source: str = ""


def happened(readers: Readers, zone: str) -> list[Happening]:
    return [_together(name, local_date(at, zone)) for name, at in readers.supporters]


def _together(name: str, on: date) -> Happening:
    day = date_format(on, "j F Y")
    return Happening(on, _("You and {name} were brought together, {day}", name=name, day=day))


# Goals


def goal_cards(histories: Sequence[GoalHistory], readers: Readers, here: Here) -> list[Card]:
    """With `Goal 1` over each when the table needs to tell them apart."""
    with_numbers = [one.goal.id for one in histories if one.numbers]
    names: dict[Any, str] = {}
    if len(with_numbers) > 1:
        names = dict(zip(with_numbers, goal_names(len(with_numbers)), strict=True))
    return [_goal_card(one, readers, here, names.get(one.goal.id, "")) for one in histories]


def _goal_card(history: GoalHistory, readers: Readers, here: Here, note: str) -> Card:
    goal = history.goal
    numbers = by_day(history.numbers, here.zone)
    sentence = goal_sentence(numbers, here.today)
    series = Series(
        key=f"goal-{goal.id}",
        title=plain(sentence),
        marks=[Mark(day, value, str(value)) for day, value in numbers],
        lowest=0,
        highest=10,
        ticks=(0, 5, 10),
        happenings=happened(readers, here.zone),
    )
    return Card(
        id=f"goal-{goal.id}",
        heading=goal.words,
        is_quote=True,
        sentence=sentence or [(_("You have not put a number to it."), False)],
        seen=who_sees(readers, goal.shown_to_supporter),
        chart=line_chart(series, earlier=here.earlier) if numbers else None,
        note=note,
        change_url=reverse("my_goal", args=[goal.id]),
    )


# Measures


def measure_cards(responses: Sequence[Any], readers: Readers, here: Here) -> list[Card]:
    """In the order in which they were first answered."""
    return [
        _measure_card(instrument, rows, readers, here)
        for instrument, rows in by_instrument(responses)
    ]


def by_instrument(responses: Sequence[Any]) -> list[tuple[Instrument, list[Any]]]:
    """Answers by their instrument, without those whose file is gone."""
    found: dict[str, list[Any]] = {}
    for row in responses:
        found.setdefault(row.instrument, []).append(row)
    known = instruments()
    return [(known[code], rows) for code, rows in found.items() if code in known]


def _scores(rows: Sequence[Any], zone: str) -> list[tuple[date, float]]:
    return by_day([(row.answered_at, row.score) for row in rows if row.score is not None], zone)


def measure_sentence(instrument: Instrument, rows: Sequence[Any], here: Here) -> Words:
    """`Down from 17 to 9. Lower means lighter.`"""
    scores = _scores(rows, here.zone)
    if not scores:
        return pairs(_("Answered, and not added up: too many were left out."))
    (start, first), (_last, now) = scores[0], scores[-1]
    was, is_now, month = say_score(first), say_score(now), say_month(start, here.today)
    if len(scores) == 1:
        moved = _("{now} in {month}.", now=strong(is_now), month=month)
    elif first == now:
        moved = _("{now}, the same as in {month}.", now=strong(is_now), month=month)
    elif now < first:
        moved = _("Down from {was} to {now}.", was=strong(was), now=strong(is_now))
    else:
        moved = _("Up from {was} to {now}.", was=strong(was), now=strong(is_now))
    return pairs(f"{moved} {which_way(instrument)}")


def _measure_card(
    instrument: Instrument, rows: Sequence[Any], readers: Readers, here: Here
) -> Card:
    name, sentence = plain_name(instrument), measure_sentence(instrument, rows, here)
    scores, lowest, highest = (
        _scores(rows, here.zone), instrument.scoring.lowest, instrument.scoring.highest
    )  # fmt: skip
    bands = instrument.bands if here.ranges else ()
    series = Series(
        key=f"measure-{instrument.code}",
        title=f"{name}: {plain(sentence)}",
        marks=[Mark(day, score, say_score(score)) for day, score in scores],
        lowest=lowest,
        highest=highest,
        ticks=(lowest, highest),
        bands=[Stretch(band.label, band.lowest, band.highest) for band in bands],
        happenings=happened(readers, here.zone),
    )
    return Card(
        id=f"measure-{instrument.code}",
        heading=name,
        is_quote=False,
        sentence=sentence,
        seen=_who_sees_scores(rows, readers),
        chart=line_chart(series, earlier=here.earlier) if scores else None,
        note=_("From {name}, {lowest} to {highest}.", name=instrument.name,
               lowest=say_score(lowest), highest=say_score(highest)),
        ranges=[_range(band) for band in bands],
        ranges_url=here.url(ranges=not here.ranges, earlier=here.earlier)
        if instrument.bands else "",
        ranges_source=instrument.bands_source if bands else "",
    )  # fmt: skip


def _range(band: Any) -> str:
    return _("{name}: {lowest} to {highest}", name=band.label,
             lowest=say_score(band.lowest), highest=say_score(band.highest))  # fmt: skip


def _who_sees_scores(rows: Sequence[Any], readers: Readers) -> Seen:
    """A supporter sees only the numbers that were shown to them."""
    shown = [row for row in rows if row.shown_to_supporter and row.score is not None]
    if not shown or not readers.supporters or not readers.keeps_record:
        return who_sees(readers, shown=False)
    if len(shown) == len(rows):
        return who_sees(readers, shown=True)
    names = ", ".join(name for name, _at in readers.supporters)
    return Seen(
        3,
        _("You and {who} see this. {names} can see the numbers you chose to show",
          who=staff_words(readers), names=names),
    )  # fmt: skip


# The table under the pictures


@dataclass(frozen=True)
class Numbers:
    columns: list[Column]
    rows: list[list[Cell]]


def all_numbers(
    histories: Sequence[GoalHistory], responses: Sequence[Any], zone: str
) -> Numbers | None:
    """Every number that a picture shows, by day, the newest first."""
    goals = [one for one in histories if one.numbers]
    columns: list[tuple[str, dict[date, str]]] = [
        (name, {day: str(value) for day, value in by_day(one.numbers, zone)})
        for name, one in zip(goal_names(len(goals)), goals, strict=True)
    ]
    columns += [
        (plain_name(instrument), {day: say_score(s) for day, s in _scores(rows, zone)})
        for instrument, rows in by_instrument(responses)
    ]
    days = sorted({day for _name, values in columns for day in values}, reverse=True)
    if not days:
        return None
    return Numbers(
        [Column(_("Date"), number=False), *(Column(name, number=True) for name, _v in columns)],
        [
            [Cell(date_format(day, "j M Y"))]
            + [Cell(values.get(day, NOTHING)) for _name, values in columns]
            for day in days
        ],
    )


def goal_names(count: int) -> list[str]:
    """`Goal`, or `Goal 1`, `Goal 2`: as the cards are called too."""
    if count == 1:
        return [_("{Goal}")]
    return [_("{Goal} {number}", number=n) for n in range(1, count + 1)]


# The part of the first page


@dataclass(frozen=True)
class Going:
    """How it is going, in short."""

    last: str
    lines: list[tuple[str, Words]]


def how_its_going(responses: Sequence[Any], zone: str, today: date) -> Going | None:
    """The last check-in and where each number stands. None before the first."""
    known = by_instrument(responses)
    if not known:
        return None
    last = max(row.answered_at for _one, rows in known for row in rows)
    day = say_date(local_date(last, zone))
    here = Here(zone, today)
    return Going(
        _("Your last check-in was on {day}.", day=day),
        [(plain_name(one), measure_sentence(one, rows, here)) for one, rows in known],
    )
