"""Whom somebody may name when they worry, and whose names stand around a concern."""

from __future__ import annotations

import pytest

from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.people import selectors
from alongside.web.people.models import Circle
from tests.cast import add_member, agree_to_all
from tests.web.safety.concerns_cast import shift
from tests.web.safety.test_concerns import beside


def named(viewer):
    return [name for _, name in selectors.people_to_name(viewer)]


def test_a_coordinator_names_those_who_came_to_their_service_and_nobody_else(
    house, elsewhere, alex
):
    assert named(house.viewer("Bo")) == ["Alex M"]
    assert named(elsewhere.viewer("Cy")) == []
    alex.state = "closed"
    alex.save()
    assert named(house.viewer("Bo")) == []


@pytest.mark.parametrize("who", ["Alex", "Mo", "Ada"])
def test_nobody_else_is_given_names(house, alex, who):
    assert named(house.viewer(who)) == []


def test_a_supporter_names_those_they_are_beside_and_who_agree_to_a_record(house, alex):
    dan = house.viewer("Dan")
    assert named(dan) == []
    beside(house, alex.person)
    assert named(dan) == []
    agree_to_all(house, alex.person)
    assert named(dan) == ["Alex M"]
    Circle.objects.update(until_at=now())
    assert named(dan) == []
    assert selectors.may_name(dan, alex.person)  # a worry may come late


def test_a_person_is_found_only_by_who_may_name_them(house, elsewhere, alex):
    other = add_member(house, "Zoe", email="zoe@people.example")
    beside(house, alex.person)
    for viewer, found in (
        (house.viewer("Bo"), True), (house.viewer("Dan"), True), (house.viewer("Alex"), True),
        (house.viewer("Zoe"), False), (house.viewer("Mo"), False), (house.viewer("Ada"), False),
        (elsewhere.viewer("Cy"), False), (house.public, False),
    ):  # fmt: skip
        assert (selectors.person_to_name(viewer, alex.person_id) is not None) == found
    assert selectors.person_to_name(house.viewer("Dan"), other.person_id) is None


def test_the_service_is_the_one_in_which_they_know_each_other(house, elsewhere, alex):
    beside(house, alex.person)
    for who in ("Bo", "Dan"):
        found = selectors.service_to_name_in(house.viewer(who), alex.person_id)
        assert found == house.service.id
    for viewer in (house.viewer("Alex"), house.viewer("Mo"), elsewhere.viewer("Cy")):
        assert selectors.service_to_name_in(viewer, alex.person_id) is None


def test_names_around_a_concern_are_of_ones_own_organisation(house, elsewhere):
    dan = str(house.people["Dan"].user_id)
    around = selectors.people_around(house.viewer("Bo"), house.service.id, [dan, "system:clock"])
    assert {one.name: one.is_staff for one in around} == {
        "Bo Worker": True, "Mo Worker": True, "Ada Worker": True, "Dan Worker": False,
    }  # fmt: skip
    theirs = selectors.people_around(elsewhere.viewer("Cy"), house.service.id, [dan])
    assert not {one.person for one in theirs} & {p.id for p in house.people.values()}


def test_the_rota_is_that_of_the_services_one_coordinates(house, elsewhere):
    shift(house, "Bo")
    mo = house.people["Mo"].user_id
    shifts, names = selectors.rota_with_names(house.viewer("Bo"), [str(mo)])
    assert [one.user_id for one in shifts] == [house.people["Bo"].user_id]
    assert set(names.values()) == {"Bo Worker", "Mo Worker"}
    assert selectors.rota_with_names(elsewhere.viewer("Cy"), [str(mo)]) == ([], {})
    assert selectors.rota_with_names(house.viewer("Mo"), []) == ([], {})


def test_the_team_holds_only_who_works_there_today(house):
    team = selectors.team_of_service(house.service.id)
    assert [(one.first_name, set(one.roles)) for one in team.workers] == [
        ("Bo", {Role.COORDINATOR}), ("Mo", {Role.MANAGER}), ("Ada", {Role.ADMINISTRATOR}),
    ]  # fmt: skip
