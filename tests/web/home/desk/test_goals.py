"""What matters to somebody, written down at the desk as they said it."""

from __future__ import annotations

import re

import pytest

from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import withdraw_consent
from alongside.web.questionnaires.models import Goal, GoalReview
from tests.cast import ONLINE, agree_to_all
from tests.pages import count_queries, form_with, text_of

WORDS = "Ring my sister on Sundays"


@pytest.fixture
def bo(house, alex, as_person):
    agree_to_all(house, alex.person)
    return as_person("Bo")


def send(client, address, do, **data):
    fields = {"form_key": form_with(client.get(address), "form_key")["form_key"], "do": do}
    return client.post(address, fields | data)


def plain(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text_of(page)))


def add(bo, alex):
    address = f"/desk/record/{alex.id}/goals/"
    send(bo, address, "add", words=WORDS, value="3", shown="no", way="spoken")
    return address, Goal.objects.get()


def test_it_is_kept_as_they_said_it(bo, alex):
    address, goal = add(bo, alex)
    assert goal.words == WORDS and not goal.shown_to_supporter
    page = plain(bo.get(f"{address}?said=added"))
    assert "Kept, in their words." in page and f"“{WORDS}”" in page
    assert "3 out of 10 in" in page and "Not shown to their peer supporter" in page


def test_the_record_leads_there(bo, alex):
    assert f"/desk/record/{alex.id}/goals/" in text_of(bo.get(f"/desk/record/{alex.id}/"))


def test_what_is_missing_is_said(bo, alex):
    answer = send(bo, f"/desk/record/{alex.id}/goals/", "add", words=" ", shown="yes")
    assert answer.status_code == 422 and "Please check 2 things" in text_of(answer)
    assert not Goal.objects.exists()


def test_how_it_is_going_and_what_they_asked_for_are_kept_together(bo, alex):
    address, goal = add(bo, alex)
    done = send(
        bo, address, "review", which=str(goal.id), look_value="6", verdict="better",
        look_words="She rang back", then="shown", look_way="paper",
    )  # fmt: skip
    assert done.status_code == 302
    last = GoalReview.objects.order_by("said_at").last()
    assert (last.value, last.verdict, last.words, last.way) == (
        6,
        "better",
        "She rang back",
        "paper",
    )
    goal.refresh_from_db()
    assert goal.shown_to_supporter
    assert "“She rang back”" in plain(bo.get(address))


def test_they_may_ask_for_something_without_looking_back(bo, alex):
    address, goal = add(bo, alex)
    send(bo, address, "review", which=str(goal.id), then="away", look_way="spoken")
    goal.refresh_from_db()
    assert goal.put_away_at and GoalReview.objects.count() == 1
    assert "Write down how it is going" not in plain(bo.get(address))


def test_a_look_back_with_nothing_in_it_is_refused(bo, alex):
    address, goal = add(bo, alex)
    answer = send(bo, address, "review", which=str(goal.id), look_way="spoken")
    assert answer.status_code == 422 and GoalReview.objects.count() == 1


def test_without_a_yes_to_a_record_there_is_nothing_to_read_or_write(house, bo, alex):
    address, _goal = add(bo, alex)
    withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.RECORD, how=ONLINE
    )
    answer = bo.get(address)
    assert answer.status_code == 302 and "moved_on" in answer.url
    posted = bo.post(address, {"do": "add", "words": "x", "shown": "no", "way": "spoken"})
    assert Goal.objects.count() == 1 and WORDS not in text_of(posted)


def test_the_page_asks_the_database_little(bo, alex):
    address, _goal = add(bo, alex)
    assert count_queries(bo, address) <= 8
