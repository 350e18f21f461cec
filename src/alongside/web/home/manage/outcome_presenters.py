"""What changed for people, as a page shows it: the team's own numbers, or what may leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alongside.web.home.manage import outcome_words as words
from alongside.web.home.measure_words import plain_name
from alongside.web.ui.bars import (
    BarRow,
    BarsDrawing,
    IntervalRow,
    IntervalsDrawing,
    Piece,
    bars,
    intervals,
)
from alongside.web.ui.parts import Cell, Column
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.support.outcome_counts import Moved, OutcomeRow, OutcomeTable

LEAST = 5


@dataclass(frozen=True)
class Denominator:
    people: str
    words: str
    is_rest: bool = False


@dataclass(frozen=True)
class Finding:
    """One figure with its sentence, whom it speaks of, and its table."""

    id: str
    heading: str
    strip: list[Denominator]
    drawings: list[BarsDrawing]
    caption: str
    columns: list[Column]
    rows: list[list[Cell]]
    rule: str = ""


@dataclass(frozen=True)
class MeanFinding:
    id: str
    heading: str
    drawings: list[IntervalsDrawing]
    columns: list[Column]
    rows: list[list[Cell]]


@dataclass(frozen=True)
class OutcomePage:
    goals: Finding
    measures: list[Finding] = field(default_factory=list)
    means: MeanFinding | None = None
    hides: bool = False


def page_of(tables: Sequence[OutcomeTable], key: str) -> OutcomePage | None:
    """`key` makes the ids of drawings unique where a page holds this twice."""
    if not tables:
        return None
    goals, *measures = tables
    return OutcomePage(
        goals=_goals(goals, key),
        measures=[_measure(one, key) for one in measures],
        means=_means(measures, key) if measures else None,
        hides=any(_hides(row) for table in tables for row in table.rows),
    )


def _hides(row: OutcomeRow) -> bool:
    return row.hides_mean or any(count is None for count in row.counts.values())


def _goals(table: OutcomeTable, key: str) -> Finding:
    counts = table.everybody.counts
    heading = words.goals_heading(table.everybody)
    strip = [
        _denominator(counts["eligible"], _("eligible")),
        _denominator(counts["answered"], _("set {a goal}")),
        _denominator(counts["paired"], _("said how it went")),
        _denominator(counts["not_known"], _("not known"), is_rest=True),
    ]
    columns = _columns(_("Eligible"), _("Set {a goal}"))
    return Finding(
        f"{key}-goals", heading, strip, _bars(f"{key}-goals", heading, table),
        _("What people said about their own {goal}"), columns,
        [_cells(row, ("eligible", "answered")) for row in table.rows],
    )  # fmt: skip


def _measure(table: OutcomeTable, key: str) -> Finding:
    counts = table.everybody.counts
    heading = words.measure_heading(table)
    strip = [
        _denominator(counts["eligible"], _("eligible")),
        _denominator(counts["asked"], _("asked")),
        _denominator(counts["answered"], _("answered")),
        _denominator(counts["paired"], _("answered twice (analysed)")),
        _denominator(counts["not_known"], _("not known"), is_rest=True),
    ]
    columns = _columns(_("Eligible"), _("Asked"), _("Answered"), _("Answered twice"))
    caption = _("{measure}: what changed from first to latest", measure=_full_name(table))
    return Finding(
        f"{key}-{table.about}", heading, strip, _bars(f"{key}-{table.about}", heading, table),
        caption, columns,
        [_cells(row, ("eligible", "asked", "answered", "paired")) for row in table.rows],
        words.rule_of(table.instrument),
    )  # fmt: skip


def _full_name(table: OutcomeTable) -> str:
    short = words.short_name(table.instrument)
    return _("{name} ({short})", name=plain_name(table.instrument), short=short)


def _denominator(people: int | None, what: str, *, is_rest: bool = False) -> Denominator:
    return Denominator(words.say_count(people), what, is_rest)


def _columns(*counted: str) -> list[Column]:
    kinds = [str(one) for one in words.KINDS.values()]
    return [Column(_("{Offer}")), *(Column(one, number=True) for one in (*counted, *kinds))]


def _cells(row: OutcomeRow, counted: Sequence[str]) -> list[Cell]:
    whole = [Cell(words.say_count(row.counts[name])) for name in counted]
    of = row.counts["answered"]
    parts = [Cell(words.say_part(row.counts[kind], of)) for kind in words.KINDS]
    return [Cell(words.say_names(row)), *whole, *parts]


def _bars(key: str, heading: str, table: OutcomeTable) -> list[BarsDrawing]:
    rows = [_bar(row) for row in table.rows]
    kinds = [(kind, str(name)) for kind, name in words.KINDS.items()]
    return bars(key, heading, rows, kinds)


def _bar(row: OutcomeRow) -> BarRow:
    of = row.counts["answered"]
    name, note = words.say_names(row), words.say_people(of)
    pieces = _pieces(row)
    said = "; ".join(
        f"{kind} {words.say_part(row.counts[code], of)}" for code, kind in words.KINDS.items()
    )
    instead = "" if pieces else words.HIDDEN if of is None else _("Nobody yet")
    return BarRow(name, note, f"{name}, {note}: {said}.", pieces, instead)


def _pieces(row: OutcomeRow) -> tuple[Piece, ...]:
    """The shown parts in their order, then what the hidden ones hold together: it is what a
    reader could take away."""
    of = row.counts["answered"]
    if not of:
        return ()
    shown = [(kind, row.counts[kind]) for kind in words.KINDS]
    pieces = [
        Piece(kind, people, _piece_words(people, of))
        for kind, people in shown
        if people is not None
    ]
    rest = of - sum(piece.people for piece in pieces)
    hidden = [str(words.KINDS[kind]).lower() for kind, people in shown if people is None]
    if hidden and rest:
        pieces.append(Piece("hidden", rest, _hidden_words(rest, hidden)))
    return tuple(pieces)


def _piece_words(people: int, of: int) -> tuple[str, ...]:
    if of < words.FEWEST_FOR_A_SHARE:
        return (str(people),)
    share = _("{people} · {share} %", people=people, share=round(100 * people / of))
    return (share, str(people))


def _hidden_words(people: int, kinds: Sequence[str]) -> tuple[str, ...]:
    *some, last = kinds
    what = _("{some} or {last}", some=", ".join(some), last=last) if some else last
    return (f"{people} {what} {words.HIDDEN}", f"{people} {words.HIDDEN}", words.HIDDEN)


def _means(tables: Sequence[OutcomeTable], key: str) -> MeanFinding:
    heading = words.change_heading(list(tables))
    drawn = [one for table in tables if (one := _interval(table)) is not None]
    if not any(table.everybody.moved for table in tables):
        heading = _("Mean change")
    return MeanFinding(
        f"{key}-means", heading,
        intervals(f"{key}-means", heading, drawn, _("worse"), _("better")) if drawn else [],
        [
            Column(_("Measure and {offer}")),
            Column(_("People"), number=True),
            Column(_("Mean change in points"), number=True),
            Column(_("95 % interval"), number=True),
        ],
        [_mean_cells(table, row) for table in tables for row in table.rows],
    )  # fmt: skip


def _interval(table: OutcomeTable) -> IntervalRow | None:
    """In standard deviations of the first answers, with better at the right."""
    moved = table.everybody.moved
    if moved is None or moved.low is None or moved.high is None or not moved.sd:
        return None
    turned = words.direction(table.instrument) / moved.sd
    low, high = sorted((turned * moved.low, turned * moved.high))
    name, said = plain_name(table.instrument), words.say_moved(moved)
    return IntervalRow(
        name, _say_scale(table, moved), said, f"{name}: {said}.", turned * moved.mean, low, high
    )


def _say_scale(table: OutcomeTable, moved: Moved) -> str:
    short = words.short_name(table.instrument)
    if table.instrument.scoring.higher_is_better:
        return _("n {count} · {measure}", count=moved.people, measure=short)
    return _("n {count} · {measure}, reversed", count=moved.people, measure=short)


def _mean_cells(table: OutcomeTable, row: OutcomeRow) -> list[Cell]:
    name = f"{words.short_name(table.instrument)}, {words.say_names(row)}"
    moved = row.moved
    if moved is None:
        mean = interval = words.HIDDEN if row.hides_mean else words.NOTHING
    else:
        mean, interval = words.say_points(moved.mean), words.say_interval(moved)
    return [Cell(name), Cell(words.say_count(row.counts["paired"])), Cell(mean), Cell(interval)]
