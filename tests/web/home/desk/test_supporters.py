"""The pages about those who give support, and about who is kept apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.web.clock import now
from alongside.web.people.models import ExclusionPair
from alongside.web.workforce.models import Readiness
from tests.cast import add_member, ready_supporter
from tests.pages import count_queries, forms_of, text_of
from tests.web.home.desk.walking import boxes, in_days, press


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


def page_of(house, who: str) -> str:
    return reverse("supporter_one", args=[house.people[who].id])


def send(client, address: str, which: int, data: dict):
    return client.post(address, {**forms_of(client.get(address))[which], **data})


ADD, END = -2, -1


def test_the_list_begins_with_who_lacks_something_and_says_what(house, bo):
    ready_supporter(house, "Ann", places=3)
    page = text_of(bo.get(reverse("supporters")))
    assert page.index("Dan Worker") < page.index("Ann Worker")
    assert "Training: nothing written down yet." in page
    assert "0 of 3 taken" in page


def test_line_by_line_somebody_becomes_ready(house, bo):
    assert "Not ready" in text_of(bo.get(page_of(house, "Dan")))
    for kind in ("training", "check", "supervision", "capacity"):
        where = -1 if kind == "training" else ADD  # nothing to end yet
        answer = send(
            bo, page_of(house, "Dan"), where,
            {"add-kind": kind, "add-places": "2" if kind == "capacity" else "",
             "add-note": "Seen by us"},
        )  # fmt: skip
        assert answer.status_code == 302, text_of(answer)
        assert 'class="notice"' in text_of(bo.get(answer.url))
    assert Readiness.objects.count() == 4
    page = text_of(bo.get(page_of(house, "Dan")))
    assert "Not ready" not in page and "0 of 2 taken" in page and "Seen by us" in page


def test_a_line_is_ended_and_stays_in_the_history(house, bo):
    ready_supporter(house, "Dan")
    row = Readiness.objects.get(kind="check")
    answer = send(bo, page_of(house, "Dan"), END, {"end-row": str(row.id)})
    page = text_of(bo.get(answer.url))
    assert f"Out of date since {now():%-d %B %Y}" in page
    assert f"{row.from_on:%-d %B %Y}" in page


@pytest.mark.parametrize(
    ("which", "data", "said"),
    [
        (ADD, {}, "Choose what it is"),
        (ADD, {"add-kind": "capacity"}, "Enter how many"),
        (ADD, {"add-kind": "check", **boxes("add-until_on", in_days(-9))},
         "It has to run out after"),
        (END, {}, "Choose a line"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_and_nothing_is_kept(house, bo, which, data, said):
    ready_supporter(house, "Dan")
    answer = send(bo, page_of(house, "Dan"), which, {"add-note": "In June", **data})
    assert answer.status_code == 422
    assert said in text_of(answer) and "error-summary" in text_of(answer)
    assert which == END or "In June" in text_of(answer)
    assert Readiness.objects.filter(until_on=None).count() == Readiness.objects.count() == 4


def test_pressed_twice_a_line_is_written_once(house, bo):
    page = page_of(house, "Dan")
    sent = {**forms_of(bo.get(page))[-1], "add-kind": "check"}
    bo.post(page, sent)
    bo.post(page, sent)
    assert Readiness.objects.count() == 1


def apart_form(house, one="Alex Member", other="Dan Worker", **more):
    return {"one": one, "other": other, "reason": "An old quarrel",
            **boxes("review_on", in_days(90)), **more}  # fmt: skip


def test_two_people_are_kept_apart_and_let_meet_again(house, alex, bo):
    answer = press(bo, reverse("apart"), apart_form(house))
    assert answer.status_code == 302, text_of(answer)
    page = text_of(bo.get(answer.url))
    assert "Alex M and Dan W" in page and "An old quarrel" in page
    answer = bo.post(reverse("apart"), forms_of(bo.get(reverse("apart")))[-2])
    assert "No two people are kept apart." in text_of(bo.get(answer.url))
    assert ExclusionPair.objects.get().until_at is not None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"one": ""}, "Enter the name or reference of the first person"),
        ({"one": "Nobody Such"}, "We know nobody of that name here"),
        ({"one": "Member"}, "That is more than one person: Alex Member, "),
        ({"one": "Dan Worker"}, "Choose two different people"),
        (boxes("review_on", in_days(-1)), "Choose a day to come"),
    ],
)
def test_a_pair_that_is_not_clear_is_asked_about(house, alex, bo, data, said):
    add_member(house, "Ann")
    answer = press(bo, reverse("apart"), {**apart_form(house), **data})
    assert answer.status_code == 422
    assert said in text_of(answer) and "An old quarrel" in text_of(answer)
    assert not ExclusionPair.objects.exists()


@pytest.mark.parametrize("pair", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_pair_that_is_not_there_is_404(house, bo, pair):
    form = forms_of(bo.get(reverse("apart")))[-1]
    sent = {name: form[name] for name in ("csrfmiddlewaretoken", "form_key") if name in form}
    assert bo.post(reverse("apart"), {**sent, "pair": pair}).status_code == 404


def test_a_page_takes_at_most_eight_queries(house, alex, bo):
    for who in ("Dan", "Eva", "Flo"):
        ready_supporter(house, who)
    press(bo, reverse("apart"), apart_form(house))
    pages = (reverse("supporters"), page_of(house, "Dan"), reverse("apart"))
    counted = {page: count_queries(bo, page) for page in pages}
    assert max(counted.values()) <= 8, counted


def test_a_role_to_come_is_listed_as_not_ready(house, bo):
    holding = ready_supporter(house, "Dan").roleholding_set.get()
    holding.from_on = (now() + timedelta(days=5)).date()
    holding.save()
    assert f"Role: from {holding.from_on:%-d %B %Y} on." in text_of(bo.get(reverse("supporters")))
