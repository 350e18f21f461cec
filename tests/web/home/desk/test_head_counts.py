"""How many came to a drop-in: a number a day, and nobody is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.urls import reverse

from alongside.web.accounts.viewer import system_viewer
from alongside.web.clock import now
from alongside.web.support.models import HeadCount
from alongside.web.support.services import add_offer, count_heads

pytestmark = pytest.mark.django_db


@pytest.fixture
def drop_in(house):
    return add_offer(
        by=system_viewer("test", house.organisation.id), service=house.service.id,
        name="Open door", model="drop_in", mode="in_person", pay="unpaid", host="Us",
        for_whom="Adults",
    )  # fmt: skip


def sent(drop_in, people, new="", days=0):
    day = (now() - timedelta(days=days)).date()
    return {
        "offer": str(drop_in.id), "on-day": day.day, "on-month": day.month, "on-year": day.year,
        "people": people, "new_people": new,
    }  # fmt: skip


def test_a_coordinator_writes_down_a_number_and_reads_it(house, drop_in, as_person):
    bo = as_person("Bo")
    assert bo.post(reverse("head_counts"), sent(drop_in, "8", "2")).status_code == 302
    page = bo.get(reverse("head_counts")).content.decode()
    assert "Open door" in page and ">8<" in page and ">2<" in page


def test_a_second_figure_for_a_day_takes_the_place_of_the_first(house, drop_in, as_person):
    bo = as_person("Bo")
    for people in ("8", "9"):
        bo.post(reverse("head_counts"), sent(drop_in, people))
    assert list(HeadCount.objects.values_list("people", "new_people")) == [(9, None)]


@pytest.mark.parametrize(
    ("people", "new", "days", "says"),
    [
        ("", "", 0, "Enter a number"),
        ("3", "4", 0, "No more can be new"),
        ("3", "", -2, "a day before"),
    ],
)
def test_what_cannot_be_is_said_beside_its_cause(
    house, drop_in, as_person, people, new, days, says
):
    answer = as_person("Bo").post(reverse("head_counts"), sent(drop_in, people, new, days))
    assert answer.status_code == 422 and says in answer.content.decode()


def test_nobody_else_counts_heads_here(house, elsewhere, drop_in):
    for by in (elsewhere.viewer("Cy"), house.viewer("Dan"), house.viewer("Mo")):
        with pytest.raises(Http404):
            count_heads(by=by, offer=drop_in.id, on=now().date(), people=3, new_people=None)


def test_another_kind_of_offer_has_no_head_count(house):
    with pytest.raises(Http404):
        count_heads(
            by=house.viewer("Bo"), offer=house.service.offer_set.get().id, on=now().date(),
            people=3, new_people=None,
        )  # fmt: skip
