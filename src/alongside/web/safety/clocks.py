"""By when somebody looks at a worry, from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from alongside.tables.datafile import DataFile, read_datafile
from alongside.web.people.working_days import add_working_days
from alongside.web.safety.concern_states import Urgency

FILE = Path(__file__).parent / "data" / "concern_clocks.toml"


@dataclass(frozen=True)
class ConcernClocks:
    """Minutes run day and night; working days end at `day_ends`."""

    emergency: timedelta
    same_day: timedelta
    routine_working_days: int
    talk_over_working_days: int
    day_ends: time
    pass_on: timedelta


@lru_cache(maxsize=1)
def concern_clocks() -> ConcernClocks:
    """A broken file raises DataFileError."""
    file = read_datafile(FILE)
    return ConcernClocks(
        emergency=timedelta(minutes=_length(file, "emergency_minutes", 0)),
        same_day=timedelta(minutes=_length(file, "same_day_minutes", 1)),
        routine_working_days=_length(file, "routine_working_days", 1),
        talk_over_working_days=_length(file, "talk_over_working_days", 1),
        day_ends=_time(file, "day_ends"),
        pass_on=timedelta(minutes=_length(file, "pass_on_minutes", 1)),
    )


def _length(file: DataFile, name: str, least: int) -> int:
    length = file.integer(name)
    if length < least:
        raise file.error(name, f"{name!r} is {length}", f"write a number of at least {least}")
    return length


def _time(file: DataFile, name: str) -> time:
    text = file.text(name)
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise file.error(name, f"{text!r} is no time", "write it like 17:00") from None


def due_at(urgency: str, raised_at: datetime, place: str, zone: str) -> datetime:
    """Working days are those of the place: weekends and holidays do not count. An emergency and
    the same day run on whatever day it is."""
    clocks = concern_clocks()
    if urgency == Urgency.EMERGENCY:
        return raised_at + clocks.emergency
    if urgency == Urgency.SAME_DAY:
        return raised_at + clocks.same_day
    talk = urgency == Urgency.TALK_OVER
    days = clocks.talk_over_working_days if talk else clocks.routine_working_days
    there = ZoneInfo(zone)
    day = add_working_days(raised_at.astimezone(there).date(), days, place)
    return datetime.combine(day, clocks.day_ends, there)
