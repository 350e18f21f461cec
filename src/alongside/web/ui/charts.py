"""Where everything of a line chart stands: worked out here, drawn by `charts.jinja`.

Three lanes, so that words cannot meet: names of the scale at the left, the latest value at the
right, events and months beneath. Each chart is drawn three times, at the widths at which it is
shown: phone, desktop, print. Lengths are in the drawing's own pixels.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format

from alongside.web.ui.chart_parts import (
    DESKTOP,
    PHONE,
    PRINT,
    Box,
    Drawing,
    Event,
    Happening,
    LineChart,
    Mark,
    Series,
    Size,
    Stretch,
)
from alongside.web.ui.lanes import Placed, push_apart, text_width, thinned
from alongside.web.ui.words import say

MOST_ON_A_PHONE = 12
GAP_MONTHS = 3
"""Longer than this between two answers, and the line breaks."""

LONG = 90
"""A name wider than this leaves a phone too little room for the line."""

LINE = 16
"""The height of one line of chart text, with room around it."""


Name = tuple[str, float, float]
"""Words, the value beside which they stand, and how far below it."""


def line_chart(series: Series, *, earlier: bool = False) -> LineChart:
    """Raises ValueError without an answer: then there is nothing to draw."""
    if not series.marks:
        raise ValueError("A chart needs one answer at least.")
    marks = sorted(series.marks, key=lambda mark: mark.on)
    last = len(marks)
    windows = [
        marks[max(0, end - MOST_ON_A_PHONE) : end] for end in range(last, 0, -MOST_ON_A_PHONE)
    ]
    shown = windows if earlier else windows[:1]
    series = replace(series, happenings=_meanwhile(series, marks))
    return LineChart(
        phone=[_draw(series, PHONE, window, n) for n, window in enumerate(shown)],
        desktop=_draw(series, DESKTOP, marks, 0),
        printed=_draw(series, PRINT, marks, 0),
        happenings=list(series.happenings),
        has_earlier=len(windows) > len(shown),
    )


def _meanwhile(series: Series, marks: Sequence[Mark]) -> list[Happening]:
    """What happened between the first answer and the last, in order."""
    return sorted(
        (one for one in series.happenings if marks[0].on <= one.on <= marks[-1].on),
        key=lambda one: one.on,
    )


def _draw(series: Series, size: Size, marks: Sequence[Mark], window: int) -> Drawing:
    plot, scale_names = _plot(series, size, marks)
    days = _Days(marks, plot)
    dots = [(days.x(mark.on), _y(mark.value, series, plot)) for mark in marks]
    events = _events(series, days, plot)
    event_y = plot.bottom + LINE + 18
    month_y = event_y + 27 if events else plot.bottom + 2 * LINE
    return Drawing(
        id=f"{series.key}-{size.name}" + (f"-{window}" if window else ""),
        size=size,
        title=series.title,
        desc=_describe(marks),
        height=month_y + 8,
        plot=plot,
        bands=_bands(series, plot),
        grid=[_y(value, series, plot) for value in series.ticks] if not series.bands else [],
        scale=_scale(series, scale_names, plot, size),
        dots=dots,
        lines=_lines(marks, dots),
        first=_first(marks, dots, size),
        latest=_latest(marks, dots, plot),
        events=events,
        event_y=event_y,
        months=_months(days, plot, size),
        month_y=month_y,
    )


# The frame


def _plot(series: Series, size: Size, marks: Sequence[Mark]) -> tuple[Box, list[Name]]:
    """Where the line may be, between the lane of names and the lane of the latest value."""
    names = _names(series, size)
    left = max((text_width(words, size.text) for words, _, _ in names), default=0) + 16
    right = text_width(marks[-1].words, 18, bold=True) + 18
    height = max(size.plot_height, size.band_height * len(series.bands), LINE * len(names))
    top = LINE + 6
    return Box(left, top, size.width - left - right, height), names


def _names(series: Series, size: Size) -> list[Name]:
    """What is written at the left, the lowest first. On a phone a long name takes two lines."""
    names: list[Name] = [(_number(value), value, 0) for value in series.ticks]
    if series.bands:
        names = []
    for band in series.bands:
        middle = _middle(band, series)
        first, space, second = band.name.partition(" ")
        if size is PHONE and space and text_width(band.name, size.text) > LONG:
            names += [(first, middle, -LINE / 2), (second, middle, LINE / 2)]
        else:
            names.append((band.name, middle, 0))
    return names


def _y(value: float, series: Series, plot: Box) -> float:
    share = (value - series.lowest) / ((series.highest - series.lowest) or 1)
    return round(plot.bottom - min(1, max(0, share)) * plot.height, 1)


def _edges(band: Stretch, series: Series) -> tuple[float, float]:
    """Bands are of whole numbers: they meet half way between 4 and 5."""
    low = series.lowest if band.lowest <= series.lowest else band.lowest - 0.5
    high = series.highest if band.highest >= series.highest else band.highest + 0.5
    return low, high


def _middle(band: Stretch, series: Series) -> float:
    low, high = _edges(band, series)
    return (low + high) / 2


def _bands(series: Series, plot: Box) -> list[Box]:
    """Wash and paper by turns, from the left edge, so that a name stands on its own band."""
    found = []
    for turn, band in enumerate(sorted(series.bands, key=lambda one: one.lowest)):
        low, high = _edges(band, series)
        bottom, top = _y(low, series, plot), _y(high, series, plot)
        found.append(Box(0, top, plot.right, round(bottom - top, 1), is_wash=turn % 2 == 0))
    return found


def _scale(series: Series, names: Sequence[Name], plot: Box, size: Size) -> list[Placed]:
    """Band names at band middles, or numbers at their height; never nearer than a line."""
    wanted = sorted((_y(value, series, plot) + below, words) for words, value, below in names)
    heights = push_apart(
        [y for y, _ in wanted], [LINE] * len(wanted), plot.top - LINE / 2, plot.bottom + LINE / 2
    )
    return [
        Placed(name, 4, y, text_width(name, size.text), LINE)
        for (_, name), y in zip(wanted, heights, strict=True)
    ]


# The line


def _lines(marks: Sequence[Mark], dots: Sequence[tuple[float, float]]) -> list[str]:
    """Straight from answer to answer, broken where more than three months lie between."""
    runs: list[list[tuple[float, float]]] = []
    for number, dot in enumerate(dots):
        if number and marks[number].on <= _later(marks[number - 1].on, GAP_MONTHS):
            runs[-1].append(dot)
        else:
            runs.append([dot])
    return [" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1]


def _first(marks: Sequence[Mark], dots: Sequence[tuple[float, float]], size: Size) -> Placed | None:
    """The first value over or under its point, on the side that the line leaves free."""
    if len(marks) < 2:
        return None
    (x, y), width = dots[0], text_width(marks[0].words, size.text, bold=True)
    over = y - LINE + 2
    under = y + LINE - 1
    away = over if dots[1][1] > y else under
    near = [one for one in dots[1:] if one[0] - x < width / 2 + 8]
    crossed = [_touches(near, y_label) for y_label in (over, under)]
    if crossed[0] != crossed[1]:
        away = under if crossed[0] > crossed[1] else over
    return Placed(marks[0].words, x, round(away, 1), width, LINE)


def _touches(dots: Sequence[tuple[float, float]], y: float) -> int:
    return sum(abs(dot[1] - y) < LINE for dot in dots)


def _latest(marks: Sequence[Mark], dots: Sequence[tuple[float, float]], plot: Box) -> Placed:
    words = marks[-1].words
    return Placed(words, plot.right + 10, dots[-1][1], text_width(words, 18, bold=True), 20)


# Beneath


class _Days:
    """Days as places along the plot, from the first answer to the last."""

    def __init__(self, marks: Sequence[Mark], plot: Box) -> None:
        self.first, self.last = marks[0].on, marks[-1].on
        self.plot = plot
        self._room = 8

    def x(self, day: date) -> float:
        span = (self.last - self.first).days
        share = (day - self.first).days / span if span else 0.5
        return round(self.plot.left + self._room + share * (self.plot.width - 2 * self._room), 1)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def _events(series: Series, days: _Days, plot: Box) -> list[Event]:
    happened = enumerate(series.happenings, 1)
    shown = [(number, days.x(one.on)) for number, one in happened if days.holds(one.on)]
    shown = shown[-int((plot.width + 22) // 22) :]  # the latest, where not all of them fit
    lines = [x for _, x in shown]
    places = push_apart(lines, [22] * len(lines), plot.left - 11, plot.right + 11)
    return [Event(n, line, x) for (n, line), x in zip(shown, places, strict=True)]


def _months(days: _Days, plot: Box, size: Size) -> list[Placed]:
    """Each month under the middle of its part of the plot; fewer where they would not fit."""
    firsts = [days.first]
    while (after := _later(firsts[-1].replace(day=1), 1)) <= days.last:
        firsts.append(after)
    with_year = len(firsts) > 12
    wanted = []
    for day, end in pairwise([*firsts, days.last]):
        words = date_format(day, "M Y" if with_year else "M")
        wanted.append((words, (days.x(day) + days.x(end)) / 2))
    return thinned(wanted, size.text, plot.left - 24, size.width, 12)


def _later(day: date, months: int) -> date:
    """The same day so many months on, or the last of a shorter month."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


# In words


def _describe(marks: Sequence[Mark]) -> str:
    """Every value with its day, for whoever does not see the drawing."""
    said = [
        say("{day}: {value}", day=date_format(mark.on, "j F Y"), value=mark.words) for mark in marks
    ]
    return ". ".join(said) + "."


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
