"""Weekly times: by the clock on the wall through both changes, kept some weeks ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404

from alongside.web.accounts.models import Organisation
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.clock import now, pretend
from alongside.web.jobs.services import run_due_jobs
from alongside.web.support import services
from alongside.web.support.clocks import clocks
from alongside.web.support.models import Match, Meeting, MeetingPattern
from tests.cast import introduce

PROGRAM = system_viewer("meetings", None)


@pytest.fixture
def match(house, alex) -> Match:
    return introduce(house, alex)


def every_week(house, match, who="Dan", *, on: date, at=time(14, 0)) -> MeetingPattern:
    return services.set_pattern(
        by=house.viewer(who), match=match.id, weekday=on.weekday(), starts=at, minutes=60,
        way="in_person", where="Library café", from_on=on,
    )  # fmt: skip


def starts(pattern) -> list[datetime]:
    rows = Meeting.objects.filter(pattern=pattern, state="planned").order_by("starts_at")
    return [row.starts_at for row in rows]


CHANGES = [
    ("Europe/London", date(2027, 3, 25)),  # forward on Sunday 28 March 2027
    ("Europe/London", date(2027, 10, 28)),  # back on Sunday 31 October 2027
    ("America/New_York", date(2027, 3, 11)),  # forward on Sunday 14 March 2027
    ("America/New_York", date(2027, 11, 4)),  # back on Sunday 7 November 2027
]


@pytest.mark.parametrize(("zone", "before"), CHANGES)
def test_two_o_clock_stays_two_o_clock_when_the_clocks_change(house, match, zone, before):
    Organisation.objects.filter(id=house.organisation.id).update(time_zone=zone)
    there = ZoneInfo(zone)
    with pretend(datetime.combine(before, time(9), there).astimezone(UTC)):
        found = starts(every_week(house, match, on=before))
    assert len(found) == clocks().weeks_ahead + 1
    assert {moment.astimezone(there).time() for moment in found} == {time(14)}
    assert [m.astimezone(there).date() for m in found] == [
        before + timedelta(weeks=n) for n in range(len(found))
    ]
    first, second = found[:2]
    assert second - first != timedelta(days=7)  # an hour more or less on the world's clock


@pytest.mark.parametrize(("zone", "before"), CHANGES)
def test_the_week_of_the_change_is_planned_once_when_the_clock_fills_it(house, match, zone, before):
    Organisation.objects.filter(id=house.organisation.id).update(time_zone=zone)
    there = ZoneInfo(zone)
    begin = before - timedelta(weeks=4)
    with pretend(datetime.combine(begin, time(9), there).astimezone(UTC)):
        pattern = every_week(house, match, on=begin)
    for week in range(1, 7):
        moment = datetime.combine(begin + timedelta(weeks=week), time(9), there)
        for late in (timedelta(), timedelta(hours=1)):
            with pretend((moment + late).astimezone(UTC)):
                services.fill_patterns(by=PROGRAM)
    found = starts(pattern)
    assert [m.astimezone(there) for m in found] == [
        datetime.combine(begin + timedelta(weeks=n), time(14), there) for n in range(len(found))
    ]
    assert len(found) == 7 + clocks().weeks_ahead


def in_days(days: int) -> date:
    return (now() + timedelta(days=days)).date()


def test_the_clock_of_the_site_keeps_the_next_weeks_planned_and_no_more(house, match):
    pattern = every_week(house, match, on=in_days(1))
    many = len(starts(pattern))
    assert services.fill_patterns(by=PROGRAM) == 0
    with pretend(now() + timedelta(days=7)):
        assert services.fill_patterns(by=PROGRAM) == 1
    assert len(starts(pattern)) == many + 1


def test_what_one_of_them_cancelled_or_moved_is_not_planned_again(house, match):
    pattern = every_week(house, match, on=in_days(1))
    first, second = Meeting.objects.filter(pattern=pattern).order_by("starts_at")[:2]
    services.cancel_meeting(by=house.viewer("Alex"), meeting=first.id)
    services.move_meeting(
        by=house.viewer("Dan"), meeting=second.id, starts_at=second.starts_at + timedelta(hours=3)
    )
    many = Meeting.objects.count()
    assert services.fill_patterns(by=PROGRAM) == 0
    assert Meeting.objects.count() == many


@pytest.mark.parametrize("state", ["paused", "ended", "checked"])
def test_nothing_is_planned_while_the_two_rest_or_after_the_end(house, match, state):
    every_week(house, match, on=in_days(1))
    Match.objects.filter(id=match.id).update(state=state)
    with pretend(now() + timedelta(days=21)):
        assert services.fill_patterns(by=PROGRAM) == 0


def test_nothing_is_planned_after_the_last_day(house, match):
    pattern = every_week(house, match, on=in_days(1))
    last = in_days(30)
    Match.objects.filter(id=match.id).update(state="ending", last_day=last)
    with pretend(now() + timedelta(days=21)):
        services.fill_patterns(by=PROGRAM)
    assert max(starts(pattern)).date() <= last


def test_one_message_for_the_first_and_one_a_week_before_each_other(house, match, mailoutbox):
    every_week(house, match, on=in_days(1))
    services.fill_patterns(by=PROGRAM)
    run_due_jobs()
    to_alex = [m for m in mailoutbox if m.to == ["alex@people.example"] and "/meet/" in m.body]
    assert len(to_alex) == 1
    with pretend(now() + timedelta(days=2)):
        services.fill_patterns(by=PROGRAM)
        services.fill_patterns(by=PROGRAM)
        run_due_jobs()
    to_alex = [m for m in mailoutbox if m.to == ["alex@people.example"] and "/meet/" in m.body]
    assert len(to_alex) == 2


def test_a_new_weekly_time_stands_instead_of_the_old_one(house, match):
    old = every_week(house, match, on=in_days(1))
    new = every_week(house, match, "Alex", on=in_days(2), at=time(10))
    assert starts(old) == [] and starts(new)
    assert MeetingPattern.objects.get(id=old.id).until_on is not None


def test_whoever_holds_a_message_of_the_old_time_is_told_that_it_stands_no_more(
    house, match, mailoutbox
):
    every_week(house, match, on=in_days(1))
    every_week(house, match, on=in_days(2), at=time(10))
    run_due_jobs()
    subjects = [m.subject for m in mailoutbox if m.to == ["alex@people.example"]]
    assert subjects.count("A time was cancelled") == 1  # what is further off was never announced
    assert subjects.count("A day and a time for you") == 2


def test_either_side_stops_the_weekly_time_and_what_was_planned_falls_away(house, match):
    pattern = every_week(house, match, on=in_days(1))
    services.end_pattern(by=house.viewer("Alex"), pattern=pattern.id)
    assert starts(pattern) == []
    with pytest.raises(Http404):
        services.end_pattern(by=house.viewer("Mo"), pattern=pattern.id)


def test_a_weekly_time_begins_next_week_when_today_is_over(house, match):
    noon = datetime(2027, 1, 7, 12, tzinfo=UTC)  # a Thursday
    with pretend(noon):
        pattern = every_week(house, match, on=noon.date(), at=time(9))
    assert starts(pattern)[0] == datetime(2027, 1, 14, 9, tzinfo=UTC)


def test_no_weekly_time_is_set_while_the_two_rest(house, match):
    Match.objects.filter(id=match.id).update(state="paused")
    with pytest.raises(Refused):
        every_week(house, match, on=in_days(1))
