"""A service that asks, with Bo on duty or with nobody there."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from alongside.web.accounts.services import add_cover
from alongside.web.clock import pretend
from alongside.web.people.services import add_to_circle
from alongside.web.questionnaires import services
from tests.cast import House, agree_to_all

TUESDAY_NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
WHY = "We ask so that you can see for yourself what changes."


def on_duty(house: House, starts: time, ends: time, who: str = "Bo") -> None:
    """On Tuesdays."""
    add_cover(
        by=house.viewer("Ada"), service=house.service.id, user=house.people[who].user_id,
        weekday=1, starts=starts, ends=ends,
    )  # fmt: skip


def switch_on(house: House, instrument: str = "phq9", is_on: bool = True) -> None:
    services.switch_measure(
        by=house.viewer("Ada"), service=house.service.id, instrument=instrument, is_on=is_on,
        why=WHY, every_weeks=4,
    )  # fmt: skip


@pytest.fixture
def noon():
    """A Tuesday in winter, at noon by the clock of the place too."""
    with pretend(TUESDAY_NOON):
        yield


@pytest.fixture
def asked(house, alex):
    """Alex agrees to a record, the service asks both measures, Bo is there from 9 to 5."""
    agree_to_all(house, alex.person)
    on_duty(house, time(9), time(17))
    switch_on(house, "phq9")
    switch_on(house, "gad7")
    return alex.person


@pytest.fixture
def beside(house, asked):
    """Dan supports Alex."""
    return add_to_circle(
        by=house.viewer("Bo"), person=asked, viewer=house.people["Dan"], relation="supports",
        service=house.service.id, why="match",
    )  # fmt: skip
