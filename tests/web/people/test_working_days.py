"""Working days against a slow plain twin, and the holiday file against the holidays package."""

from __future__ import annotations

from datetime import date, timedelta

import holidays as witness
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.web.people.working_days import (
    add_working_days,
    clocks,
    holidays,
    is_working_day,
    working_days_between,
)
from alongside.web.safety.places import places

YEARS = range(2025, 2029)
WITNESSES = {
    "gb-eng": witness.country_holidays("GB", subdiv="ENG", years=YEARS),
    "gb-wls": witness.country_holidays("GB", subdiv="WLS", years=YEARS),
    "us": witness.country_holidays("US", years=YEARS),
}
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
PLACES = st.sampled_from([*WITNESSES, "nowhere"])
COUNTS = st.integers(0, 40)


def plainly_works(day: date, place: str) -> bool:
    """By its name and the witness, not by our file."""
    if day.strftime("%A") in ("Saturday", "Sunday"):
        return False
    return place not in WITNESSES or day not in WITNESSES[place]


def calendar_after(start: date, place: str):
    day = start
    while True:
        day += timedelta(days=1)
        if plainly_works(day, place):
            yield day


def test_every_place_that_can_be_chosen_has_its_holidays_and_a_witness():
    assert set(places()) == set(holidays()) == set(WITNESSES)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("place", WITNESSES)
def test_the_holidays_of_each_place_and_year_are_those_of_the_witness(place, year):
    ours = {day for day in holidays()[place].days if day.year == year}
    theirs = {d for d in WITNESSES[place] if d.year == year and d.weekday() < 5}
    assert {d for d in ours if d.weekday() < 5} == theirs


def test_every_holiday_file_says_where_it_is_from_and_when_it_was_read():
    for known in holidays().values():
        assert known.source
        assert known.read_on.year >= 2025


@given(DAYS, PLACES)
def test_a_working_day_is_one_by_the_witness_too(day, place):
    assert is_working_day(day, place) == plainly_works(day, place)


@given(DAYS, COUNTS, PLACES)
def test_adding_working_days_agrees_with_counting_them_off(start, count, place):
    if start.year == 2028 and start.month > 9:
        start = start.replace(year=2027)  # the witness knows no later year
    days = calendar_after(start, place)
    expected = start
    for _ in range(count):
        expected = next(days)
    assert add_working_days(start, count, place) == expected


@given(DAYS, DAYS, PLACES)
def test_the_days_between_agree_with_counting_each(first, second, place):
    start, end = sorted((first, second))
    expected, day = 0, start
    while day < end:
        day += timedelta(days=1)
        expected += plainly_works(day, place)
    assert working_days_between(start, end, place) == expected
    assert working_days_between(end, start, place) == -expected


@given(DAYS, st.integers(1, 40), PLACES)
def test_there_and_back_is_the_same_count(start, count, place):
    end = add_working_days(start, count, place)
    assert is_working_day(end, place)
    assert working_days_between(start, end, place) == count


def test_no_days_later_is_the_same_day_even_on_a_holiday():
    assert add_working_days(date(2026, 12, 25), 0, "gb-eng") == date(2026, 12, 25)


def test_the_clocks_are_those_of_the_service_definition():
    known = clocks()
    assert (known.acknowledge_working_days, known.welcome_working_days) == (2, 15)
    assert (known.next_contact_days, known.tries_before_could_not_reach) == (28, 3)
    assert known.draft_days == 30
