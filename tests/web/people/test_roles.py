"""Roles of the team: somebody can always set things up, and one person may hold several."""

from __future__ import annotations

import pytest

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.people import selectors, services
from alongside.web.people.models import RoleHolding
from tests.cast import add_worker


def test_the_last_administrator_keeps_the_role(house):
    ada = house.viewer("Ada")
    holding = RoleHolding.objects.get(role=Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Name another person first"):
        services.end_role(by=ada, holding=holding.id)
    with pytest.raises(Refused, match="close your own sign-in"):
        accounts.close_user(by=ada, user=ada.user_id)
    house.people["Abe"] = add_worker(house, "Abe", Role.ADMINISTRATOR)
    services.end_role(by=ada, holding=holding.id)
    assert not house.viewer("Ada").has(Role.ADMINISTRATOR)


def test_an_administrator_whose_sign_in_is_closed_does_not_count_as_another(house):
    add_worker(house, "Abe", Role.ADMINISTRATOR)
    abe = RoleHolding.objects.exclude(person=house.people["Ada"]).get(role=Role.ADMINISTRATOR)
    accounts.close_user(by=house.viewer("Ada"), user=abe.person.user_id)
    holding = RoleHolding.objects.get(person=house.people["Ada"])
    with pytest.raises(Refused, match="Name another person first"):
        services.end_role(by=house.viewer("Ada"), holding=holding.id)


def test_one_person_may_support_and_be_supported_and_stays_on_the_team(house):
    dan = house.people["Dan"]
    ada = house.viewer("Ada")
    services.give_role(by=ada, person=dan, role=Role.MEMBER, service=house.service.id)
    assert selectors.team_member(ada, dan.id).person.id == dan.id
