"""Those who give support: who is ready, what is missing, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.ui.forms import Option
from alongside.web.ui.parts import Cell, Column, Places
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l
from alongside.web.workforce.gates import (
    CAPACITY,
    KINDS,
    ROLE,
    TITLES,
    Gates,
    in_date,
    row_in_force,
    say_day,
)

if TYPE_CHECKING:
    from alongside.web.people.selectors import Apart, Dates, Found
    from alongside.web.workforce.models import Readiness
    from alongside.web.workforce.selectors import Supporter

MOST_NAMED = 5
EXPLAINED = {
    "training": _l("What they learned before they began."),
    "check": _l("The check that is needed for this work."),
    "supervision": _l("Who they talk with about this work."),
    "capacity": _l("How many people they support at one time."),
}


@dataclass(frozen=True)
class Row:
    name: str
    url: str
    tag: str
    tone: str
    note: str
    places: Places | None


@dataclass(frozen=True)
class Part:
    """One kind of line with all that was written down of it."""

    key: str
    title: str
    means: str
    tag: str
    tone: str
    columns: list[Any]
    lines: list[list[Any]]


@dataclass(frozen=True)
class Pair:
    id: str
    title: str
    note: str
    reason: str
    key: str


def needs_something(gates: Gates) -> bool:
    """More than a place that comes free."""
    return any(gate.key != CAPACITY for gate in gates.closed) or gates.places == 0


def supporter_rows(found: Iterable[Supporter], today: date, *, several: bool) -> list[Row]:
    """First whoever lacks something, then by name."""
    ordered = sorted(
        found, key=lambda s: (not needs_something(s.gates), s.name.casefold(), str(s.person))
    )
    return [
        Row(
            name=one.name,
            url=reverse("supporter_one", args=[one.person]),
            tag=state_of(one.gates)[0],
            tone=state_of(one.gates)[1],
            note=_note(one, today, several=several),
            places=places(one.gates),
        )
        for one in ordered
    ]


def state_of(gates: Gates) -> tuple[str, str]:
    """A word and its colour."""
    if gates.is_ready:
        return _("Ready"), "moss"
    if needs_something(gates):
        return _("Not ready"), "gorse"
    return _("No place free"), "slate"


def places(gates: Gates) -> Places | None:
    """`2 of 3 taken`, with dots."""
    if not gates.places:
        return None
    taken = min(gates.taken, gates.places)
    words = _("{taken} of {all} taken", taken=gates.taken, all=gates.places)
    return Places(taken, gates.free, words)


def _note(one: Supporter, today: date, *, several: bool) -> str:
    if one.gates.is_ready:
        said = [next_to_run_out(one, today)]
    else:
        said = [f"{gate.reason}." for gate in one.gates.closed]
    if several:
        said.append(f"{one.service.name}.")
    return " ".join(part for part in said if part)


def next_to_run_out(one: Supporter, today: date) -> str:
    """`Check: runs out on 3 March 2027.`, or ''."""
    standing = [row_in_force(one.rows, kind, today) for kind in KINDS]
    ends = [(row.until_on, row.kind) for row in standing if row is not None and row.until_on]
    if not ends:
        return ""
    day, kind = min(ends)
    return _("{gate}: runs out on {day}.", gate=TITLES[kind], day=say_day(day))


def parts(one: Supporter, today: date) -> list[Part]:
    closed = {gate.key: gate.reason for gate in one.gates.closed}
    return [
        Part(
            key=kind,
            title=str(TITLES[kind]),
            means=str(EXPLAINED[kind]),
            tag=_shut(closed[kind]) if kind in closed else _("In date"),
            tone="gorse" if kind in closed else "moss",
            columns=_columns([row for row in one.rows if row.kind == kind]),
            lines=_lines([row for row in one.rows if row.kind == kind], today),
        )
        for kind in KINDS
    ]


def role_lines(one: Supporter, today: date) -> list[list[Any]]:
    return [[_when(dates, today), say_day(dates[0]), _until(dates[1])] for dates in one.role]


def role_tag(one: Supporter) -> tuple[str, str]:
    shut = next((gate.reason for gate in one.gates.closed if gate.key == ROLE), "")
    return (_shut(shut), "gorse") if shut else (_("Held now"), "moss")


def _shut(reason: str) -> str:
    """`Out of date since 3 March 2026`: the reason without the name of its gate."""
    said = reason.split(": ", 1)[-1]
    return said[:1].upper() + said[1:]


def _columns(rows: Sequence[Readiness]) -> list[Any]:
    """Notes have a column only where there is one."""
    columns: list[Any] = [_("Now"), _("From"), _("Until")]
    if any(row.kind == CAPACITY for row in rows):
        columns.append(Column(_("Places"), number=True))
    return [*columns, _("Note")] if any(row.note for row in rows) else columns


def _lines(rows: Sequence[Readiness], today: date) -> list[list[Any]]:
    has_notes = any(row.note for row in rows)
    return [
        [
            _when((row.from_on, row.until_on), today),
            say_day(row.from_on),
            _until(row.until_on),
            *([Cell(row.places, number=True)] if row.kind == CAPACITY else []),
            *([row.note] if has_notes else []),
        ]
        for row in rows
    ]


def _when(dates: Dates, today: date) -> str:
    if in_date(dates, today):
        return _("In date")
    return _("To come") if dates[0] > today else _("Over")


def _until(day: date | None) -> str:
    return say_day(day) if day else _("No end set")


def ending_options(found: Sequence[Supporter], today: date) -> list[Option]:
    """Every line that still counts or will count."""
    return [
        Option(str(row.id), _line_words(row, one.service.name if len(found) > 1 else ""))
        for one in found
        for row in one.rows
        if row.until_on is None or row.until_on > today
    ]


def _line_words(row: Readiness, service: str) -> str:
    said = _("{gate}, from {day}", gate=TITLES[row.kind], day=say_day(row.from_on))
    if row.places is not None:
        said = _("{line}: {places}", line=said, places=row.places)
    return f"{said}, {service}" if service else said


def pairs(found: Iterable[Apart], today: date, new_key: Callable[[], str]) -> list[Pair]:
    return [
        Pair(
            str(pair.id),
            _("{one} and {other}", one=pair.one, other=pair.other),
            _("Look at this again since {day}", day=say_day(pair.review_on))
            if pair.review_on <= today
            else _("Look at this again on {day}", day=say_day(pair.review_on)),
            pair.reason,
            new_key(),
        )
        for pair in found
    ]


def which(found: Sequence[Found]) -> str:
    """Why a name is not enough, or '' when it means one person."""
    if len(found) == 1:
        return ""
    if not found:
        return _("We know nobody of that name here. Try a part of it, or the reference.")
    named = "; ".join(
        f"{one.name}, {one.reference}" if one.reference else one.name for one in found[:MOST_NAMED]
    )
    if len(found) > MOST_NAMED:
        return _("That is more than one person. Enter the whole name or the reference.")
    return _("That is more than one person: {list}. Enter one of these.", list=named)
