"""The desk's pages show what is theirs to show, to whom it is."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import add_member, bring_to_waiting, say_hello

LISTS = ["desk", "front_door", "waiting_list", "take_call"]


@pytest.mark.parametrize("page", LISTS)
def test_a_coordinator_opens_every_list(house, alex, as_person, page):
    assert as_person("Bo").get(reverse(page)).status_code == 200


def test_the_record_opens(house, alex, as_person):
    response = as_person("Bo").get(reverse("record", args=[alex.id]))
    assert response.status_code == 200
