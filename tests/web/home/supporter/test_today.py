"""The supporter's day: whom they meet, what is not written down, and who hears of a worry."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.urls import reverse

from alongside.web.accounts.services import add_cover
from alongside.web.clock import now, pretend
from alongside.web.people import services as people
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import SafeContact
from alongside.web.questionnaires import services as questionnaires
from alongside.web.support import services
from alongside.web.support.models import Meeting
from tests.cast import ONLINE, ask_both, introduce
from tests.pages import count_queries, text_of
from tests.web.support.logs_cast import HOUR, log, meet

HOME = reverse("beside_home")


@pytest.fixture
def match(house, alex):
    return introduce(house, alex)


@pytest.fixture
def noon():
    """Noon of a Tuesday, so that an hour either way is the same day."""
    day = now() + timedelta(days=(1 - now().weekday()) % 7)
    moment = day.replace(hour=12, minute=0, second=0, microsecond=0)
    with pretend(moment):
        yield moment


def day(as_person) -> str:
    return re.sub(r"\s+", " ", text_of(as_person("Dan").get(HOME)))


def test_a_meeting_says_time_place_ways_and_what_they_show(house, noon, match, as_person):
    meet(house, match, ago=-2 * HOUR)
    SafeContact.objects.filter(person=match.member).update(may_leave_message=False)
    alex = house.viewer("Alex")
    goal = questionnaires.add_goal(
        by=alex, service=house.service.id, person=match.member, words="Back to the allotment",
        shown=True, way="online",
    )  # fmt: skip
    page = day(as_person)
    for words in (
        "Alex M", "Library café.", "About 1 hour.", "Phone call or email. No voicemail.",
        "Back to the allotment", "You meet one person today.", "2pm",
    ):  # fmt: skip
        assert words in page
    questionnaires.share_goal(by=alex, goal=goal.id, shown=False)
    assert "Back to the allotment" not in day(as_person)


def test_only_the_first_that_began_and_is_not_written_down_bears_the_button(
    house, noon, match, as_person
):
    first, second = meet(house, match, ago=3 * HOUR), meet(house, match, ago=HOUR)
    meet(house, match, ago=-2 * HOUR)
    page = day(as_person)
    assert page.count(">Log it<") == 1
    assert reverse("beside_log", args=[first.id]) in page
    log(house, first)
    page = day(as_person)
    assert page.count(">Log it<") == 1
    assert reverse("beside_log", args=[second.id]) in page


def test_what_was_not_written_down_before_today_is_listed(house, noon, match, as_person):
    meeting = meet(house, match, ago=timedelta(days=2))
    assert "Not written down yet" in day(as_person)
    log(house, meeting)
    assert "Not written down yet" not in day(as_person)


def test_a_cancelled_time_says_so_and_bears_no_button(house, noon, match, as_person):
    meeting = meet(house, match, ago=-HOUR)
    services.cancel_meeting(by=house.viewer("Alex"), meeting=meeting.id)
    page = day(as_person)
    assert "This was cancelled." in page
    assert "No one to meet today." in page


def test_whoever_is_asked_about_somebody_is_led_to_them(house, alex, as_person):
    ask_both(house, alex)
    page = day(as_person)
    assert "People who might like to meet you" in page
    assert "One to answer" in page
    assert "Alex" not in page


def test_it_says_who_hears_of_a_worry(house, noon, match, as_person):
    page = day(as_person)
    assert "Goes to a named person of the team." in page
    for weekday in (1, 2):
        add_cover(
            by=house.viewer("Ada"), service=house.service.id, user=house.people["Bo"].user_id,
            weekday=weekday, starts=time(9), ends=time(17),
        )  # fmt: skip
    assert "Goes to Bo, on duty until 5pm. You will see who has it." in day(as_person)
    with pretend(noon + 12 * HOUR):
        assert "Nobody is on duty just now. Goes to Bo, who is here next" in day(as_person)


def test_room_is_drawn_in_dots_and_said_in_words(house, match, as_person):
    page = day(as_person)
    assert "1 of 2" in page
    assert page.count('<g class="taken">') == page.count('<g class="free">') == 1


def test_nobody_is_named_who_agrees_to_no_record(house, noon, match, as_person):
    meet(house, match, ago=-2 * HOUR)
    people.withdraw_consent(
        by=house.viewer("Alex"), person=match.member, purpose=Purpose.RECORD, how=ONLINE
    )
    page = day(as_person)
    assert "Alex" not in page and "Phone call" not in page
    assert "Someone you are beside" in page


def test_the_day_needs_at_most_eight_queries(house, noon, match, as_person):
    for hours in (-3, -1, 1, 2):
        meet(house, match, ago=hours * HOUR)
    questionnaires.add_goal(
        by=house.viewer("Alex"), service=house.service.id, person=match.member, words="Sleep",
        shown=True, way="online",
    )  # fmt: skip
    assert count_queries(as_person("Dan"), HOME) <= 8


def test_the_title_of_the_tab_names_nobody(house, noon, match, as_person):
    meet(house, match)
    page = day(as_person)
    assert "Alex" not in page[page.index("<title>") : page.index("</title>")]


def test_after_the_end_every_page_about_the_two_is_gone(house, noon, match, as_person):
    """Whatever route of a supporter takes a match, a meeting or a person."""
    from tests.guards.test_routes import routes

    meeting = meet(house, match, ago=HOUR)
    services.end_match(by=house.viewer("Alex"), match=match.id, wants_another=False)
    given = {"match": match.id, "meeting": meeting.id, "person": match.member_id}
    dan, walked = as_person("Dan"), []
    for _, route in routes():
        if not route.name.startswith("beside_") or not route.pattern.converters:
            continue
        if route.name in AFTER_AN_END:
            continue
        address = reverse(route.name, kwargs={key: given[key] for key in route.pattern.converters})
        walked.append(route.name)
        assert dan.get(address).status_code == 404, route.name
        assert dan.post(address).status_code == 404, route.name
    assert {"beside_person", "beside_meeting", "beside_log", "beside_arrange"} <= set(walked)
    page = day(as_person)
    assert "Alex" not in page
    assert reverse("beside_with", args=[match.id]) in page  # where they read what may be read
    assert Meeting.objects.filter(id=meeting.id).exists()


AFTER_AN_END = {"beside_with", "beside_ending", "beside_after"}
"""Looking back together has its own pages, which name nobody."""
