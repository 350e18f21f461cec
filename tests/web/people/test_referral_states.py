"""Every pair of states: what the table allows happens, everything else is refused."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from alongside.web.accounts.services import Refused
from alongside.web.clock import now, pretend
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Referral, ReferralStep
from alongside.web.people.referral_states import MOVES, State, may_move
from tests.cast import SPOKEN, agree_to_all, bring_to_waiting, say_hello

DEEDS = {
    "acknowledge_referral": lambda by, r: services.acknowledge_referral(
        by=by, referral=r, way="phone"
    ),
    "plan_welcome": lambda by, r: services.plan_welcome(
        by=by, referral=r, at=now() + timedelta(days=1), way="phone"
    ),
    "say_yes_here": lambda by, r: services.say_yes_here(by=by, referral=r),
    "say_not_right_here": lambda by, r: services.say_not_right_here(
        by=by, referral=r, reason="other_need", elsewhere="The library group", spoke_to="Jo there"
    ),
    "withdraw_referral": lambda by, r: services.withdraw_referral(by=by, referral=r, how=SPOKEN),
    "mark_could_not_reach": lambda by, r: services.mark_could_not_reach(by=by, referral=r),
    "hear_again": lambda by, r: services.hear_again(by=by, referral=r, way="phone"),
    "accept_place": lambda by, r: services.accept_place(by=by, referral=r, how=SPOKEN),
    "start_waiting": lambda by, r: services.start_waiting(
        by=by, referral=r, next_contact_on=(now() + timedelta(days=7)).date()
    ),
    "close_referral": lambda by, r: services.close_referral(by=by, referral=r, reason="completed"),
}
REFERRAL_STATES = [state for state in State if state is not State.DRAFT]
TO_STATE = {
    "acknowledge_referral": State.ACKNOWLEDGED,
    "plan_welcome": State.TALKING,
    "say_yes_here": State.OFFERED,
    "say_not_right_here": State.NOT_RIGHT_HERE,
    "withdraw_referral": State.WITHDRAWN,
    "mark_could_not_reach": State.COULD_NOT_REACH,
    "hear_again": State.ACKNOWLEDGED,
    "accept_place": State.ACCEPTED,
    "start_waiting": State.WAITING,
    "close_referral": State.CLOSED,
}


def allowed(before: State, deed: str) -> bool:
    return may_move(before, TO_STATE[deed], deed)


@pytest.fixture
def referral(house):
    """One for which every rule but the order of states is met."""
    row = say_hello(house)
    agree_to_all(house, row.person)
    bo = house.viewer("Bo")
    for _ in range(3):
        services.log_contact(
            by=bo, referral=row.id, way="phone", outcome="no_answer", within_rules=True
        )
    services.acknowledge_referral(by=bo, referral=row.id, way="email")
    plan = now() + timedelta(days=1)
    services.plan_welcome(by=bo, referral=row.id, at=plan, way="phone")
    row.refresh_from_db()
    row.welcome.held_at = now()
    row.welcome.save()
    return row


def put(row: Referral, state: State) -> None:
    Referral.objects.filter(id=row.id).update(state=state, next_contact_on=now().date())


@pytest.mark.parametrize(
    ("before", "deed"), list(itertools.product(REFERRAL_STATES, DEEDS)), ids=str
)
def test_a_deed_moves_a_referral_only_along_the_table(house, referral, before, deed):
    put(referral, before)
    if deed == "plan_welcome":
        referral.welcome.delete()
    if allowed(before, deed):
        DEEDS[deed](house.viewer("Bo"), referral.id)
        referral.refresh_from_db()
        assert referral.state == TO_STATE[deed]
        step = ReferralStep.objects.order_by("at").last()
        assert (step.from_state, step.to_state) == (before, TO_STATE[deed])
    elif before is State.TALKING and deed == "plan_welcome":
        DEEDS[deed](house.viewer("Bo"), referral.id)  # moves the day, not the state
        referral.refresh_from_db()
        assert referral.state == State.TALKING
    else:
        with pytest.raises(Refused):
            DEEDS[deed](house.viewer("Bo"), referral.id)
        referral.refresh_from_db()
        assert referral.state == before


def test_placed_is_reached_only_by_a_match():
    ways_in = {before for before, moves in MOVES.items() if State.PLACED in moves}
    assert ways_in == {State.WAITING}
    assert MOVES[State.WAITING][State.PLACED].deed == "match"
    assert "match" not in dir(services)


def test_every_state_can_be_reached_and_only_closed_is_final():
    reached = {after for moves in MOVES.values() for after in moves}
    assert reached == set(State) - {State.DRAFT}
    assert [state for state, moves in MOVES.items() if not moves] == [State.CLOSED]
    assert not may_move(State.CLOSED, State.RECEIVED, "hear_again")


def test_could_not_reach_needs_three_tries_in_ways_and_times_they_agreed_to(house):
    row = say_hello(house)
    bo = house.viewer("Bo")
    for way, within in (("post", True), ("phone", False), ("phone", True), ("phone", True)):
        services.log_contact(
            by=bo, referral=row.id, way=way, outcome="no_answer", within_rules=within
        )
    with pytest.raises(Refused, match="2 of 3 tries"):
        services.mark_could_not_reach(by=bo, referral=row.id)
    services.log_contact(
        by=bo, referral=row.id, way="phone", outcome="left_message", within_rules=True
    )
    services.mark_could_not_reach(by=bo, referral=row.id)
    row.refresh_from_db()
    assert row.state == State.COULD_NOT_REACH


def test_being_reached_starts_the_tries_again(house):
    row = say_hello(house)
    bo = house.viewer("Bo")
    for outcome in ("no_answer", "no_answer", "reached", "no_answer"):
        services.log_contact(
            by=bo, referral=row.id, way="phone", outcome=outcome, within_rules=True
        )
    with pytest.raises(Refused, match="1 of 3 tries"):
        services.mark_could_not_reach(by=bo, referral=row.id)


@pytest.mark.parametrize("days", [0, -1, 29, 400])
def test_every_wait_has_a_next_contact_within_four_weeks(house, days):
    row = say_hello(house)
    bring_to_waiting(house, row)
    day = (now() + timedelta(days=days)).date()
    with pytest.raises(Refused) as refused:
        services.keep_in_touch(
            by=house.viewer("Bo"), referral=row.id, way="phone", outcome="reached",
            next_contact_on=day,
        )  # fmt: skip
    assert refused.value.field == "next_contact_on"


def test_the_database_refuses_a_wait_without_a_next_contact(house):
    from django.db import IntegrityError, transaction

    row = say_hello(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.filter(id=row.id).update(state=State.WAITING, next_contact_on=None)


def test_nobody_is_put_forward_who_does_not_agree(house):
    with pytest.raises(Refused) as refused:
        services.send_referral(
            by=house.public, service=house.service, route="other",
            hello=services.Hello(services.Details(name="Sam"), person_agrees=False),
            consents={}, how=services.How("referrer"),
        )  # fmt: skip
    assert refused.value.field == "person_agrees"
    assert not Referral.objects.exists()


def test_a_yes_needs_the_welcome_and_every_question_about_sharing(house):
    row = say_hello(house)
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=row.id, way="phone")
    plan = now() + timedelta(days=1)
    services.plan_welcome(by=bo, referral=row.id, at=plan, way="phone")
    with pytest.raises(Refused, match="Hold the welcome conversation first"):
        services.say_yes_here(by=bo, referral=row.id)
    services.record_welcome(
        by=bo, referral=row.id, words=services.Words(), limits_explained=True,
        limits_understood=True, consents={Purpose.RECORD: False}, how=SPOKEN,
    )  # fmt: skip
    with pytest.raises(Refused, match="every question about sharing"):
        services.say_yes_here(by=bo, referral=row.id)


def test_the_clocks_are_two_and_fifteen_working_days(house):
    from datetime import UTC, datetime

    with pretend(datetime(2026, 12, 24, 10, 0, tzinfo=UTC)):  # a Thursday before Christmas
        row = say_hello(house)
    assert row.acknowledge_by.isoformat() == "2026-12-30"
    assert row.welcome_by.isoformat() == "2027-01-19"
