"""Roles of the team: somebody can always set things up, and one person may hold several."""

from __future__ import annotations

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now, pretend
from alongside.web.people import selectors, services
from alongside.web.people.models import RoleHolding
from tests.cast import add_worker, say_hello


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


def test_a_role_counts_from_its_first_day_and_ends_the_day_it_is_ended(house):
    ada = house.viewer("Ada")
    start = (now() + timedelta(days=3)).date()
    holding = services.give_role(
        by=ada, person=house.people["Dan"], role=Role.COORDINATOR, service=house.service.id,
        from_on=start,
    )  # fmt: skip
    assert not house.viewer("Dan").has(Role.COORDINATOR)
    with pretend(now() + timedelta(days=3)):
        assert house.viewer("Dan").has(Role.COORDINATOR)
        services.end_role(by=ada, holding=holding.id)
        assert not house.viewer("Dan").has(Role.COORDINATOR)


def test_a_role_is_given_only_in_a_service_of_the_same_organisation(house, elsewhere):
    with pytest.raises(Http404):
        services.give_role(
            by=house.viewer("Ada"), person=house.people["Dan"], role=Role.COORDINATOR,
            service=elsewhere.service.id,
        )  # fmt: skip


@pytest.mark.parametrize("role", sorted(set(Role.ALL) - {Role.MEMBER}))
def test_a_coordinator_makes_nobody_staff(house, alex, role):
    with pytest.raises(Refused):
        services.give_role(
            by=house.viewer("Bo"), person=alex.person, role=role, service=house.service.id
        )


def test_a_coordinator_makes_those_they_look_after_members(house):
    row = say_hello(house)
    bo = house.viewer("Bo")
    services.give_sign_in(by=bo, person=row.person, email=None)
    services.give_role(by=bo, person=row.person, role=Role.MEMBER, service=house.service.id)
    assert selectors.viewer_of(row.person.user).has(Role.MEMBER)
