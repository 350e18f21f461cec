"""What must be so before somebody is asked to support one more person. No queries here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format

from alongside.web.ui.words import say, say_later

if TYPE_CHECKING:
    from alongside.web.people.selectors import Dates
    from alongside.web.workforce.models import Readiness

ROLE, TRAINING, CHECK, SUPERVISION, CAPACITY = (
    "role", "training", "check", "supervision", "capacity",
)  # fmt: skip
KINDS = (TRAINING, CHECK, SUPERVISION, CAPACITY)
TITLES: dict[str, Any] = {
    ROLE: say_later("Role"),
    TRAINING: say_later("Training"),
    CHECK: say_later("Check"),
    SUPERVISION: say_later("Supervision"),
    CAPACITY: say_later("Places"),
}


@dataclass(frozen=True)
class Gate:
    """One that is closed, and why in plain words with its date."""

    key: str
    reason: str


@dataclass(frozen=True)
class Gates:
    closed: list[Gate] = field(default_factory=list)
    places: int = 0
    taken: int = 0

    @property
    def free(self) -> int:
        return max(0, self.places - self.taken)

    @property
    def is_ready(self) -> bool:
        return not self.closed


def in_date(dates: Dates, on: date) -> bool:
    """`until` is the first day on which it no longer holds, so that an end today counts today."""
    since, until = dates
    return since <= on and (until is None or until > on)


def row_in_force(rows: Iterable[Readiness], kind: str, on: date) -> Readiness | None:
    """The newest of a kind that is in date: a new agreement stands in the place of an old one."""
    of_kind = [r for r in rows if r.kind == kind and in_date((r.from_on, r.until_on), on)]
    return max(of_kind, key=lambda row: (row.from_on, row.recorded_at, row.id), default=None)


def gates_of(
    rows: Sequence[Readiness], role: Sequence[Dates], *, taken: int, on: date
) -> Gates:  # fmt: skip
    closed = [] if any(in_date(dates, on) for dates in role) else [_shut(ROLE, role, on)]
    for kind in KINDS:
        if row_in_force(rows, kind, on) is None:
            dates = [(row.from_on, row.until_on) for row in rows if row.kind == kind]
            closed.append(_shut(kind, dates, on))
    agreed = row_in_force(rows, CAPACITY, on)
    places = (agreed.places or 0) if agreed is not None else 0
    if agreed is not None and places <= taken:
        closed.append(Gate(CAPACITY, _full(places, taken)))
    return Gates(closed, places, taken)


def _full(places: int, taken: int) -> str:
    if places == 0:
        return say("{gate}: none agreed just now", gate=TITLES[CAPACITY])
    return say("{gate}: {taken} of {all} taken", gate=TITLES[CAPACITY], taken=taken, all=places)


def _shut(key: str, dates: Sequence[Dates], on: date) -> Gate:
    """The latest end if there is one, else the first day to come."""
    gate = TITLES[key]
    over = [until for _, until in dates if until is not None and until <= on]
    if over:
        day = say_day(max(over))
        if key == ROLE:
            return Gate(key, say("{gate}: ended on {day}", gate=gate, day=day))
        return Gate(key, say("{gate}: out of date since {day}", gate=gate, day=day))
    to_come = [since for since, _ in dates if since > on]
    if to_come:
        return Gate(key, say("{gate}: from {day} on", gate=gate, day=say_day(min(to_come))))
    if key == ROLE:
        return Gate(key, say("{gate}: not given here", gate=gate))
    return Gate(key, say("{gate}: nothing written down yet", gate=gate))


def say_day(day: date) -> str:
    """`3 March 2026`."""
    return date_format(day, "j F Y")
