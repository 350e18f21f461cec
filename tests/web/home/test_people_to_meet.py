"""Answering in private, going on and ending, on the pages of both sides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.web.clock import now
from alongside.web.support.match_states import Answer, MatchState, Side
from tests.cast import ask_both, introduce

pytestmark = pytest.mark.django_db
ROUTES = {
    Side.MEMBER: ("Alex", "my_people", "my_with"),
    Side.SUPPORTER: ("Dan", "beside_asked", "beside_with"),
}
BOTH = list(Side)


def text_of(client, route, *args, **query):
    answer = client.get(reverse(route, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client, route, *args, **sent):
    return client.post(reverse(route, args=args), sent)


@pytest.mark.parametrize("side", BOTH)
def test_nobody_reads_a_name_before_both_said_yes(house, alex, as_person, side):
    who, asked, beside = ROUTES[side]
    match = ask_both(house, alex)
    page = text_of(as_person(who), asked)
    for name in ("Dan", "Worker", "Alex", "Member"):
        assert name not in page.replace("Member</", "")
    assert "Not now" in page and ("Someone who gardens" in page) == (side is Side.MEMBER)
    assert as_person(who).get(reverse(beside, args=[match.id])).status_code == 404


@pytest.mark.parametrize("side", BOTH)
@pytest.mark.parametrize("answer", list(Answer))
def test_an_answer_is_kept_and_shown_to_its_own_side_alone(house, alex, as_person, side, answer):
    match = ask_both(house, alex)
    who, asked, _ = ROUTES[side]
    other, others, _ = ROUTES[BOTH[1 - BOTH.index(side)]]
    before = text_of(as_person(other), others)
    sent = press(as_person(who), asked, **{str(match.id): answer.value})
    assert sent.status_code == 302
    again = text_of(as_person(who), asked, said="answered")
    assert "Only you see your answer" in again and "checked" in again
    assert without_keys(text_of(as_person(other), others)) == without_keys(before)


def without_keys(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line and "form_key" not in line]


def test_two_yeses_bring_names_and_a_page_for_both(house, alex, as_person):
    match = ask_both(house, alex)
    for who, asked, _ in ROUTES.values():
        press(as_person(who), asked, **{str(match.id): "yes"})
    assert "With Dan" in text_of(as_person("Alex"), "my_with", match.id)
    assert "With Alex M" in text_of(as_person("Dan"), "beside_with", match.id)
    assert "Change, pause or end, with Dan" in text_of(as_person("Alex"), "my_home")


def test_a_yes_that_settles_one_ask_leaves_the_other_answer_out(house, alex, as_person):
    first, second = ask_both(house, alex, "Dan"), ask_both(house, alex, "Eve")
    press(as_person("Dan"), "beside_asked", **{str(first.id): "yes"})
    both = {str(first.id): "yes", str(second.id): "yes"}
    assert press(as_person("Alex"), "my_people", **both).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (MatchState.INTRODUCED, MatchState.NOT_THIS_TIME)


def test_nothing_chosen_is_said_beside_the_cause(house, alex, as_person):
    ask_both(house, alex)
    answer = press(as_person("Alex"), "my_people")
    assert answer.status_code == 422
    assert "Choose an answer for at least one of them" in answer.content.decode()


@pytest.mark.parametrize("side", BOTH)
def test_either_side_ends_it_without_a_reason_and_the_other_reads_only_what_was_agreed(
    house, alex, as_person, side
):
    match = introduce(house, alex)
    who, _, beside = ROUTES[side]
    other, _, others = ROUTES[BOTH[1 - BOTH.index(side)]]
    sent = {"do": "end", "may_say": "Thank you for the walks."}
    if side is Side.MEMBER:
        sent["wants_another"] = "yes"
    assert press(as_person(who), beside, match.id, **sent).status_code == 302
    page = text_of(as_person(other), others, match.id)
    assert "It ended on" in page and "Thank you for the walks." in page
    assert "You ended" not in page and "ended it" not in page
    alex.refresh_from_db()
    assert alex.state == "waiting"


def test_a_member_says_whether_they_want_somebody_else(house, alex, as_person):
    match = introduce(house, alex)
    answer = press(as_person("Alex"), "my_with", match.id, do="end", may_say="Kept words")
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()


@pytest.mark.parametrize("side", BOTH)
def test_a_last_day_is_set_changed_and_taken_back(house, alex, as_person, side):
    match = introduce(house, alex)
    who, _, beside = ROUTES[side]
    day = (now() + timedelta(days=28)).date()
    sent = {"last_day-day": day.day, "last_day-month": day.month, "last_day-year": day.year}
    assert press(as_person(who), beside, match.id, do="plan", **sent).status_code == 302
    assert "The last day is" in text_of(as_person(who), beside, match.id)
    press(as_person(who), beside, match.id, do="keep_going")
    match.refresh_from_db()
    assert (match.state, match.last_day) == (MatchState.ACTIVE, None)


@pytest.mark.parametrize("side", BOTH)
def test_what_does_not_fit_how_it_stands_shows_the_page_as_it_is(house, alex, as_person, side):
    match = introduce(house, alex)
    who, _, beside = ROUTES[side]
    answer = press(as_person(who), beside, match.id, do="resume")
    assert "moved on since you opened it" in answer.content.decode()
    match.refresh_from_db()
    assert match.state == MatchState.INTRODUCED


@pytest.mark.parametrize("side", BOTH)
def test_strangers_get_404(house, elsewhere, alex, client_of, side):
    match = introduce(house, alex)
    _, _, beside = ROUTES[side]
    stranger = client_of(elsewhere.people["Dan"].user)
    assert stranger.get(reverse(beside, args=[match.id])).status_code in (403, 404)


def test_a_member_writes_their_wishes_and_no_name(house, alex, as_person):
    sent = {"nice-interest": ["walking"], "heading": "Alex who walks", "sentence": ""}
    answer = press(as_person("Alex"), "my_wishes", **sent)
    assert answer.status_code == 422 and "Leave the name out" in answer.content.decode()
    sent["heading"] = "Someone who walks"
    assert press(as_person("Alex"), "my_wishes", **sent).status_code == 302
    assert "Someone who walks" in text_of(as_person("Alex"), "my_wishes")


def test_a_supporter_writes_what_people_read(house, as_person):
    sent = {"heading": "Someone who gardens", "has-experience": ["anxiety"]}
    clash = press(as_person("Dan"), "beside_about_me", **sent, **{"cannot-experience": ["anxiety"]})
    assert clash.status_code == 422
    assert press(as_person("Dan"), "beside_about_me", **sent).status_code == 302
    assert "Someone who gardens" in text_of(as_person("Dan"), "beside_about_me")


def counted(client, route, *args) -> int:
    with CaptureQueriesContext(connection, ) as queries:
        client.get(reverse(route, args=args))
    quiet = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "SET LOCAL")
    return sum(not query["sql"].startswith(quiet) for query in queries)


def test_the_pages_ask_the_database_little(house, alex, as_person):
    ask_both(house, alex, "Dan")
    ask_both(house, alex, "Eve")
    counts = {route: counted(as_person(who), route) for who, route, _ in ROUTES.values()}
    assert max(counts.values()) <= 8, counts


def test_the_first_page_asks_no_more_with_more_to_show(house, alex, as_person):
    introduce(house, alex)
    few = counted(as_person("Alex"), "my_home")
    assert few <= 17
