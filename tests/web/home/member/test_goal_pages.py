"""What matters to me, my progress: own words first, a sentence before each picture, no judging."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils.formats import date_format

from alongside.measures.loading import instruments
from alongside.web.clock import now
from alongside.web.home.member.progress_presenters import NOTHING
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.local_time import local_date
from alongside.web.people.services import add_to_circle, withdraw_consent
from alongside.web.questionnaires import selectors, services
from alongside.web.questionnaires.models import Goal, GoalReview, MeasureRequest, MeasureResponse
from tests.cast import ONLINE, agree_to_all
from tests.pages import count_queries, form_with, text_of

WORDS = "Get back to the allotment without dreading it."
LAST = 105
"""Days from the first answer to today."""


@pytest.fixture
def mine(house, alex, as_person):
    """Alex's browser; Alex agreed to all and Dan is beside them."""
    agree_to_all(house, alex.person)
    return as_person("Alex")


def beside(house, alex):
    add_to_circle(
        by=house.viewer("Bo"), person=alex.person, viewer=house.people["Dan"],
        relation="supports", service=house.service.id, why="match",
    )  # fmt: skip


def on(days):
    """So many days after the first answer; `LAST` is today."""
    return now() - timedelta(days=LAST - days)


def month(days):
    return date_format(local_date(on(days), "Europe/London"), "F")


def say_day(days):
    return date_format(local_date(on(days), "Europe/London"), "j M Y")


def add(house, alex, days=0, **given):
    goal = services.add_goal(
        by=house.viewer("Alex"), service=house.service.id, person=alex.person, way="online",
        **({"words": WORDS, "value": 2} | given),
    )  # fmt: skip
    GoalReview.objects.filter(goal=goal).update(said_at=on(days))
    return goal


def review(house, goal, days, **given):
    found = services.review_goal(by=house.viewer("Alex"), goal=goal.id, way="online", **given)
    GoalReview.objects.filter(id=found.id).update(said_at=on(days))


def answer(house, alex, days, score, instrument="phq9", **given):
    """A response as it is kept; its answers do not matter here."""
    common = {
        "organisation": house.organisation, "service": house.service, "person": alex.person,
        "instrument": instrument,
    }  # fmt: skip
    asked = MeasureRequest.objects.create(**common, asked_by="test", state="answered")
    return MeasureResponse.objects.create(
        **common, request=asked, version="1", score=score, way="online", written_by="test",
        answered_at=on(days), **given,
    )  # fmt: skip


def plain(page):
    """The page as it is read, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text_of(page)))


def send(client, address, do="", **data):
    page = client.get(address)
    fields = {"form_key": form_with(page, "form_key")["form_key"], **data}
    return client.post(address, fields | ({"do": do} if do else {}))


# My goals


def test_nothing_is_chosen_beforehand(mine):
    page = text_of(mine.get("/my/goals/"))
    assert "What matters to you, in your own words?" in page
    assert not re.search(r"<input[^>]* checked", page)


def test_it_is_written_down_in_their_words(house, mine):
    done = send(
        mine, "/my/goals/", words=WORDS, nought_means="I stay in", value="2", shown="no",
        ten_means="",
    )  # fmt: skip
    assert done.url == "/my/goals/?said=goal_added"
    goal = Goal.objects.get()
    assert (goal.words, goal.nought_means, goal.shown_to_supporter) == (WORDS, "I stay in", False)
    page = plain(mine.get(done.url))
    assert "Saved." in page and f"“{WORDS}”" in page and "2 now" in page
    assert "You and Bo see this" in page


def test_what_is_missing_is_said_and_what_was_typed_stays(mine):
    answered = send(mine, "/my/goals/", words="", nought_means="I stay in", shown="")
    page = text_of(answered)
    assert answered.status_code == 422 and "Please check 2 things" in page
    assert 'value="I stay in"' in page and not Goal.objects.exists()


def test_the_number_can_be_skipped(mine):
    send(mine, "/my/goals/", words=WORDS, value="", shown="yes")
    assert GoalReview.objects.get().value is None
    assert "stones" not in text_of(mine.get("/my/goals/"))


def test_sending_twice_keeps_one(mine):
    page = mine.get("/my/goals/")
    data = form_with(page, "form_key") | {"words": WORDS, "shown": "no"}
    assert mine.post("/my/goals/", data).status_code == 302
    assert mine.post("/my/goals/", data).status_code == 302
    assert Goal.objects.count() == 1


# One of them


def test_a_look_back_stands_beside_what_was_said_before(house, alex, mine):
    goal = add(house, alex)
    address = f"/my/goals/{goal.id}/"
    done = send(mine, address, "review", value="5", verdict="better", words="Went twice")
    page = plain(mine.get(done.url))
    assert "What you said before stands too." in page
    assert "5 out of 10. Better" in page and "“Went twice”" in page and "2 out of 10" in page


def test_an_empty_look_back_is_asked_again(house, alex, mine):
    address = f"/my/goals/{add(house, alex).id}/"
    answered = send(mine, address, "review", value="", words="")
    assert answered.status_code == 422 and "The others can stay empty" in text_of(answered)


def test_who_sees_it_can_be_changed_and_is_said(house, alex, mine):
    beside(house, alex)
    address = f"/my/goals/{add(house, alex).id}/"
    assert "You and Bo see this" in plain(mine.get(address))
    done = send(mine, address, "show", shown="yes")
    assert "You, Dan and Bo see this" in plain(mine.get(done.url))
    done = send(mine, address, "show", shown="no")
    assert "does not see this any more" in plain(mine.get(done.url))


def test_nobody_of_the_staff_sees_it_without_a_yes_to_a_record(house, alex, mine):
    beside(house, alex)
    address = f"/my/goals/{add(house, alex, shown=True).id}/"
    withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.RECORD, how=ONLINE
    )
    page = plain(mine.get(address))
    assert "Kept from staff" in page and "Dan" not in page


def test_it_is_put_away_and_taken_up_again(house, alex, mine):
    address = f"/my/goals/{add(house, alex).id}/"
    done = send(mine, address, "step")
    assert done.url == "/my/goals/?said=goal_away" and "Put away" in plain(mine.get(done.url))
    assert WORDS not in plain(mine.get("/my/progress/"))
    done = send(mine, address, "step")
    assert "Taken up again." in plain(mine.get(done.url))


def test_what_a_coordinator_wrote_down_says_so(house, alex, mine):
    goal = services.add_goal(
        by=house.viewer("Bo"), service=house.service.id, person=alex.person, words=WORDS,
        way="spoken",
    )  # fmt: skip
    assert "Spoken, written down here" in plain(mine.get(f"/my/goals/{goal.id}/"))


def test_another_persons_is_not_there(house, alex, elsewhere, mine, client_of):
    from tests.cast import add_member

    add_member(house, "Robin", email="robin@people.example", phone="")
    goal = add(house, alex)
    robin = client_of(house.people["Robin"].user)
    assert robin.get(f"/my/goals/{goal.id}/").status_code == 404
    assert WORDS not in text_of(robin.get("/my/goals/")) + text_of(robin.get("/my/progress/"))


# My progress


def test_a_goal_is_the_heading_of_its_own_chart_and_the_sentence_comes_first(house, alex, mine):
    goal = add(house, alex)
    for days, value in [(28, 3), (56, 3), (84, 4), (105, 5)]:
        review(house, goal, days, value=value)
    page = mine.get("/my/progress/")
    read = plain(page)
    assert read.index(f"“{WORDS}”") < read.index(f"From 2 to 5 out of 10 since {month(0)}.")
    assert "<strong>2</strong>" in text_of(page) and "<strong>5</strong>" in text_of(page)
    assert text_of(page).count('role="img"') == 3
    assert say_day(LAST) in read and "A score is one way to look back" in read


def test_a_measure_has_a_plain_name_and_no_judging_words(house, alex, mine):
    answer(house, alex, 0, 17.0)
    answer(house, alex, 105, 9.0)
    answer(house, alex, 105, 8.0, "gad7")
    page = mine.get("/my/progress/")
    read = plain(page)
    assert "Low mood" in read and "Down from 17 to 9. Lower means lighter." in read
    assert "Worry" in read and f"8 in {month(LAST)}. Lower means lighter." in read
    assert 'class="band' not in text_of(page)
    for one in instruments().values():
        for band in one.bands:
            assert not re.search(rf"\b{band.label}\b", read, re.IGNORECASE) or band.label == "None"


def test_the_ranges_are_named_only_after_they_were_asked_for(house, alex, mine):
    answer(house, alex, 0, 17.0)
    answer(house, alex, 105, 9.0)
    page = text_of(mine.get("/my/progress/"))
    assert 'href="/my/progress/?ranges=1#measure-phq9"' in page
    asked = mine.get("/my/progress/?ranges=1")
    for band in instruments()["phq9"].bands:
        assert band.label in plain(asked)
    assert text_of(asked).count('class="band wash"') == 9  # three of five bands, drawn three times
    assert "Hide what the ranges are called" in plain(asked)


def test_up_is_said_as_plainly_as_down(house, alex, mine):
    answer(house, alex, 0, 9.0)
    answer(house, alex, 105, 17.0)
    assert "Up from 9 to 17. Lower means lighter." in plain(mine.get("/my/progress/"))


def test_what_could_not_be_added_up_is_said_and_not_drawn(house, alex, mine):
    answer(house, alex, 0, None, unscored_why="too_many_missing")
    page = mine.get("/my/progress/")
    assert "not added up" in plain(page)
    assert 'class="chart"' not in text_of(page)


def test_a_supporter_named_beside_a_score_sees_it(house, alex, mine):
    beside(house, alex)
    first = answer(house, alex, 0, 17.0)
    answer(house, alex, 105, 9.0)
    assert "You and Bo see this" in plain(mine.get("/my/progress/"))
    first.shown_to_supporter = True
    first.save()
    assert "Dan can see the numbers you chose to show" in plain(mine.get("/my/progress/"))


def test_the_table_holds_every_number(house, alex, mine):
    add(house, alex)
    add(house, alex, words="Sleep through", value=None)
    add(house, alex, days=3, words="Ring my sister", value=1)
    answer(house, alex, 0, 17.0)
    read = plain(mine.get("/my/progress/"))
    table = read[read.index("My answers as numbers") :]
    assert "Date Goal 1 Goal 2 Low mood" in table
    assert re.search(rf"{say_day(3)} .*{NOTHING}.* 1 .*{say_day(0)} .*2 .*17", table)


def test_earlier_answers_stand_under_the_later_on_a_phone(house, alex, mine):
    goal = add(house, alex)
    for day in range(1, 14):
        review(house, goal, day * 7, value=day % 10)
    page = text_of(mine.get("/my/progress/"))
    assert "Show earlier" in page and page.count('role="img"') == 3
    page = text_of(mine.get("/my/progress/?earlier=1"))
    assert "Show earlier" not in page and page.count('role="img"') == 4


def test_before_anything_was_said_the_page_says_so(mine):
    assert "nothing to look back at yet" in plain(mine.get("/my/progress/"))


def test_the_pages_ask_the_database_little(house, alex, mine):
    beside(house, alex)
    goals = [add(house, alex, words=f"One {n}", shown=True) for n in range(4)]
    for goal in goals:
        review(house, goal, 9, value=4)
    answer(house, alex, 0, 17.0)
    answer(house, alex, 9, 9.0, "gad7")
    for address in ("/my/goals/", f"/my/goals/{goals[0].id}/", "/my/progress/?ranges=1"):
        assert count_queries(mine, address) <= 8, address


def test_no_address_or_tab_gives_anything_away(house, alex, mine):
    goal = add(house, alex)
    for address in ("/my/goals/", f"/my/goals/{goal.id}/", "/my/progress/"):
        title = re.search(r"<title>(.*?)</title>", text_of(mine.get(address)))[1]
        assert WORDS not in title and "2" not in title


# Beside them


def test_a_supporter_reads_it_in_their_words_only_when_it_is_shown(house, alex, mine, as_person):
    beside(house, alex)
    goal = add(house, alex)
    address = f"/beside/{alex.person_id}/"
    dan = as_person("Dan")
    assert WORDS not in plain(dan.get(address))
    services.share_goal(by=house.viewer("Alex"), goal=goal.id, shown=True)
    page = dan.get(address)
    assert f'<blockquote class="quote shared"><p>“{WORDS}”' in text_of(page)
    assert f"2 out of 10 in {month(0)}." in plain(page)
    assert count_queries(dan, address) <= 8


def test_nothing_written_down_by_staff_without_reading_it_back_to_the_person(house, alex, mine):
    """Whoever wrote it, the member sees it at once among their own."""
    services.add_goal(
        by=house.viewer("Bo"), service=house.service.id, person=alex.person, words=WORDS,
        way="paper",
    )  # fmt: skip
    assert len(selectors.own_goals(house.viewer("Alex"))) == 1
    assert f"“{WORDS}”" in plain(mine.get("/my/goals/"))
