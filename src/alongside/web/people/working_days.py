"""Working days of a place: Monday to Friday less its public holidays, from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import DataFile, read_datafile

HOLIDAYS = Path(__file__).parent / "data" / "holidays.toml"
CLOCKS = Path(__file__).parent / "data" / "clocks.toml"


@dataclass(frozen=True)
class Holidays:
    source: str
    read_on: date
    days: frozenset[date]


@dataclass(frozen=True)
class Clocks:
    """Lengths in working days or days, as the names say."""

    acknowledge_working_days: int
    welcome_working_days: int
    next_contact_days: int
    tries_before_could_not_reach: int
    draft_days: int


@lru_cache(maxsize=1)
def holidays() -> dict[str, Holidays]:
    found = {}
    for row in read_datafile(HOLIDAYS).rows("place"):
        days = frozenset(_day(row, text) for text in row.texts("days"))
        found[row.text("key")] = Holidays(row.text("source"), row.date("read_on"), days)
    return found


def _day(row: DataFile, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise row.error("days", f"{text!r} is no day", "write each as year-month-day") from None


@lru_cache(maxsize=1)
def clocks() -> Clocks:
    file = read_datafile(CLOCKS)
    lengths = {name: file.integer(name) for name in Clocks.__dataclass_fields__}
    for name, length in lengths.items():
        if length < 1:
            raise file.error(name, f"{name!r} is {length}", "write a number of at least 1")
    return Clocks(**lengths)


def is_working_day(day: date, place: str) -> bool:
    known = holidays().get(place)
    return day.weekday() < 5 and (known is None or day not in known.days)


def add_working_days(start: date, count: int, place: str) -> date:
    """The day that is `count` working days after `start`; the start itself is not counted."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, place)
    return day


def working_days_between(start: date, end: date, place: str) -> int:
    """Working days after `start` up to and including `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, place)
    days = (start + timedelta(days=n + 1) for n in range((end - start).days))
    return sum(is_working_day(day, place) for day in days)
