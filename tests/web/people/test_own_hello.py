"""A coordinator who once wrote to us themselves: their hello is worked on by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import PossibleDuplicate, Referral
from tests.cast import SPOKEN, add_worker, agree_to_all, say_hello

SOON = timedelta(days=7)


@pytest.fixture
def hello(house):
    """Bo's own hello, under another name, which Bea found to be Bo's."""
    house.people["Bea"] = add_worker(house, "Bea", Role.COORDINATOR)
    services.change_details(
        by=house.viewer("Ada"), person=house.people["Bo"],
        details=services.Details("Bo Worker", phone="07700 900123"), contact=None,
    )  # fmt: skip
    row = say_hello(house, "B. W.")
    agree_to_all(house, row.person)
    services.give_sign_in(by=house.viewer("Bea"), person=row.person, email=None)
    pair = PossibleDuplicate.objects.get(later=row.person)
    services.decide_duplicate(by=house.viewer("Bea"), pair=pair.id, same=True)
    return row


def details(row):
    return {"person": row.person, "details": services.Details("Eve"), "contact": None}


DEEDS = {
    "acknowledge": lambda by, r: services.acknowledge_referral(by=by, referral=r.id, way="phone"),
    "log": lambda by, r: services.log_contact(
        by=by, referral=r.id, way="phone", outcome="reached", within_rules=True),
    "plan": lambda by, r: services.plan_welcome(
        by=by, referral=r.id, at=now() + SOON, way="phone"),
    "yes": lambda by, r: services.say_yes_here(by=by, referral=r.id),
    "accept": lambda by, r: services.accept_place(by=by, referral=r.id, how=SPOKEN),
    "stop": lambda by, r: services.withdraw_referral(by=by, referral=r.id, how=SPOKEN),
    "close": lambda by, r: services.close_referral(by=by, referral=r.id, reason="withdrawn"),
    "send on": lambda by, r: services.send_on(
        by=by, referral=r.id, to="gp", recipient="Surgery", shared="Dates"),
    "answer": lambda by, r: services.answer_consent(
        by=by, person=r.person, purpose=Purpose.GP, given=True, how=SPOKEN),
    "change": lambda by, r: services.change_details(by=by, **details(r)),
    "code": lambda by, r: services.hand_over_code(by=by, person=r.person_id),
    "pages": lambda by, r: services.open_member_pages(by=by, referral=r.id, email=None),
}  # fmt: skip


@pytest.mark.parametrize("name", DEEDS)
def test_they_do_nothing_with_it(house, hello, name):
    with pytest.raises(Refused, match="You do not look after"):
        DEEDS[name](house.viewer("Bo"), hello)


@pytest.mark.parametrize("name", ["acknowledge", "log", "answer", "change", "code", "stop"])
def test_another_coordinator_does(house, hello, name):
    DEEDS[name](house.viewer("Bea"), hello)


def test_they_read_nothing_of_it_and_another_does(house, hello):
    bo, bea = house.viewer("Bo"), house.viewer("Bea")
    reads = (
        lambda by: selectors.front_door(by).rows,
        lambda by: selectors.worklist(by, zone="Europe/London"),
        lambda by: selectors.desk_counts(by).new,
    )
    for read in reads:
        assert not read(bo)
        assert read(bea)
    for get in (selectors.get_referral, selectors.duplicates_to_decide):
        with pytest.raises(Http404):
            get(bo, hello.id)
        get(bea, hello.id)
    with pytest.raises(Http404):
        selectors.person_to_help(bo, hello.person_id)
    assert selectors.person_to_help(bea, hello.person_id)


def test_they_decide_nothing_about_a_third_hello_that_is_like_theirs(house, hello):
    third = say_hello(house, "Third")
    pair = PossibleDuplicate.objects.get(earlier=hello.person, later=third.person)
    with pytest.raises(Refused, match="This is about you"), transaction.atomic():
        services.decide_duplicate(by=house.viewer("Bo"), pair=pair.id, same=False)
    for who, others in (("Bo", []), ("Bea", [hello.person_id, house.people["Bo"].id])):
        viewer = house.viewer(who)
        found = selectors.duplicates_to_decide(viewer, third.id)
        assert {other.id for _, other in found} == set(others)
        assert len(selectors.doubles(viewer, selectors.get_referral(viewer, third.id))) == len(
            others
        )


def test_two_people_who_were_told_apart_stay_two(house, hello):
    PossibleDuplicate.objects.filter(later=hello.person).update(state="different")
    services.acknowledge_referral(by=house.viewer("Bo"), referral=hello.id, way="phone")
    assert selectors.get_referral(house.viewer("Bo"), hello.id)


def test_a_row_that_was_not_marked_is_never_judged(house, hello):
    from alongside.web.people.access import may_work_front_door

    with pytest.raises(AttributeError, match="is_about_reader"):
        may_work_front_door(house.viewer("Bo"), Referral.objects.get(id=hello.id))


def test_a_reader_without_a_person_is_nobody(house, hello):
    nobody = replace(house.viewer("Bea"), person_id=None)
    assert [row.id for row in selectors.front_door(nobody).rows] == [hello.id]
