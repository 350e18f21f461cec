"""Who is on duty, whether a time is covered, and who comes next: in the place's own time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from alongside.web.accounts.services import close_user
from alongside.web.clock import pretend
from alongside.web.safety import selectors
from tests.web.safety.concerns_cast import TUESDAY_NOON, second_coordinator, shift

TWO_HOURS = timedelta(hours=2)


def now_of(house, moment=TUESDAY_NOON):
    with pretend(moment):
        return selectors.on_duty_now(house.service.id)


def test_who_is_on_duty_is_named_by_first_name_and_until_when(house):
    shift(house, "Bo")
    found = now_of(house)
    assert (found.user, found.name) == (house.people["Bo"].user_id, "Bo")
    assert found.until == datetime(2030, 11, 26, 17, 0, tzinfo=UTC)


def test_nobody_is_on_duty_before_after_and_on_another_day(house):
    shift(house, "Bo")
    for moment in (
        TUESDAY_NOON.replace(hour=8, minute=59), TUESDAY_NOON.replace(hour=17),
        TUESDAY_NOON + timedelta(days=1),
    ):  # fmt: skip
        assert now_of(house, moment) is None


def test_of_several_the_one_who_stays_longest_is_named(house):
    second_coordinator(house)
    shift(house, "Bo", ends=time(12, 10))
    shift(house, "Bea", ends=time(16))
    assert now_of(house).name == "Bea"


def test_shifts_that_follow_each_other_are_one_turn_also_over_midnight(house):
    shift(house, "Bo", ends=time(15))
    shift(house, "Bo", starts=time(15), ends=time(23, 59))
    shift(house, "Bo", weekday=2, starts=time(0), ends=time(6))
    assert now_of(house).until == datetime(2030, 11, 27, 6, 0, tzinfo=UTC)


def test_the_rota_goes_by_the_clock_of_the_place_in_summer_too(house):
    shift(house, "Bo")
    assert now_of(house, datetime(2030, 7, 9, 8, 30, tzinfo=UTC)).name == "Bo"
    assert now_of(house, datetime(2030, 7, 9, 16, 30, tzinfo=UTC)) is None


@pytest.mark.parametrize("who", ["Dan", "Gone"])
def test_a_shift_of_somebody_who_cannot_take_it_is_no_cover(house, who):
    if who == "Gone":
        second_coordinator(house, "Gone")
    shift(house, who)
    if who == "Gone":
        close_user(by=house.viewer("Ada"), user=house.people["Gone"].user_id)
    assert now_of(house) is None
    assert not selectors.is_covered(house.service.id, TUESDAY_NOON, TWO_HOURS)


def test_who_comes_next_is_named_and_from_when(house):
    shift(house, "Bo", weekday=0)
    with pretend(TUESDAY_NOON):
        found = selectors.next_cover(house.service.id)
    assert (found.name, found.since) == ("Bo", datetime(2030, 12, 2, 9, 0, tzinfo=UTC))
    with pretend(TUESDAY_NOON):
        assert selectors.next_cover(house.organisation.id) is None


@pytest.mark.parametrize(("hour", "covered"), [(8, False), (9, True), (15, True), (16, False)])
def test_a_time_is_covered_only_from_end_to_end(house, hour, covered):
    shift(house, "Bo")
    moment = TUESDAY_NOON.replace(hour=hour)
    assert selectors.is_covered(house.service.id, moment, TWO_HOURS) is covered


def test_two_people_cover_a_time_together_if_there_is_no_gap(house):
    second_coordinator(house)
    shift(house, "Bo", ends=time(13))
    late = shift(house, "Bea", starts=time(13), ends=time(18))
    assert selectors.is_covered(house.service.id, TUESDAY_NOON, TWO_HOURS)
    late.starts = time(13, 30)
    late.save()
    assert not selectors.is_covered(house.service.id, TUESDAY_NOON, TWO_HOURS)


def test_each_question_is_one_query(house, django_assert_num_queries):
    shift(house, "Bo")
    for ask in (selectors.on_duty_now, selectors.next_cover, selectors.cover):
        with django_assert_num_queries(1):
            ask(house.service.id)
