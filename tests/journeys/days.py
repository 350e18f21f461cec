"""Days as the place of the service counts them, and the clock of a walk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from alongside.web import clock
from alongside.web.people.local_time import local_date

PLACE = ZoneInfo("Europe/London")
THURSDAY = 3


def in_days(count: int) -> date:
    return local_date(clock.now(), "Europe/London") + timedelta(days=count)


def clock_time(minutes: int) -> str:
    """The time of day in so many minutes from now, as somebody types it: 10:05."""
    return (clock.now() + timedelta(minutes=minutes)).astimezone(PLACE).strftime("%H:%M")


class MovedClock:
    """The site's clock for the server's threads too: it runs on, from another moment."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        there = datetime.now(PLACE)
        day = there.date() + timedelta(days=(THURSDAY - there.weekday()) % 7)
        self.ahead = datetime.combine(day, time(9, 30), PLACE) - there

    def get(self) -> datetime:
        """A Thursday at half past nine to begin with: somebody is on duty."""
        pretended: datetime | None = self.inner.get()
        return pretended or datetime.now(UTC) + self.ahead

    def set(self, moment: datetime) -> Any:
        return self.inner.set(moment)

    def reset(self, token: Any) -> None:
        self.inner.reset(token)


@contextmanager
def a_thursday_morning() -> Iterator[MovedClock]:
    usual = clock._pretended
    moved = MovedClock(usual)
    clock._pretended = moved
    try:
        yield moved
    finally:
        clock._pretended = usual
