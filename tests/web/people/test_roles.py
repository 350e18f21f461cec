"""Roles of the team: somebody can always set things up, and one person may hold several."""

from __future__ import annotations

import itertools
import threading

import pytest
from django.db import connection

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


@pytest.fixture
def abe(house):
    house.people["Abe"] = add_worker(house, "Abe", Role.ADMINISTRATOR)
    return house.viewer("Abe")


def held(who, house):
    return RoleHolding.objects.get(person=house.people[who], role=Role.ADMINISTRATOR).id


def ends_role(house, by, who):
    services.end_role(by=by, holding=held(who, house))


def closes(house, by, who):
    accounts.close_user(by=by, user=house.people[who].user_id)


PAIRS = list(itertools.product((ends_role, closes), repeat=2))


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_two_administrators_do_not_end_each_other(house, abe, first, second):
    """Both pressed before either had happened."""
    ada = house.viewer("Ada")
    first(house, ada, "Abe")
    with pytest.raises(Refused, match="Name another person first"):
        second(house, abe, "Ada")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_nor_at_the_same_moment(house, abe, first, second):
    both_ready, refused = threading.Barrier(2), []
    deeds = [(first, house.viewer("Ada"), "Abe"), (second, abe, "Ada")]

    def press(do, by, who):
        both_ready.wait(10)
        try:
            do(house, by, who)
        except Refused as why:
            refused.append(why.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
    current = RoleHolding.objects.filter(role=Role.ADMINISTRATOR, until_on=None)
    assert current.filter(person__user__is_active=True).count() == 1


def test_one_person_may_support_and_be_supported_and_stays_on_the_team(house):
    dan = house.people["Dan"]
    ada = house.viewer("Ada")
    services.give_role(by=ada, person=dan, role=Role.MEMBER, service=house.service.id)
    assert selectors.team_member(ada, dan.id).person.id == dan.id
