"""Circles and dated roles: from when to when somebody sees whom. Every deed and read is tried in
tests/web/access."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.web.accounts.viewer import Role
from alongside.web.clock import now, pretend
from alongside.web.people import selectors, services
from alongside.web.people.models import Circle, RoleHolding, SentOn
from tests.web.access.conftest import bea, things

__all__ = ["bea", "things"]  # fixtures


def test_a_supporter_sees_nobody_before_and_nobody_after(things):
    dan = things.house.viewer("Dan")
    assert selectors.people_i_support(dan) == [(things.person.id, "Alex M")]
    with pretend(things.circle.from_at - timedelta(seconds=1)):
        assert selectors.people_i_support(dan) == []
    services.end_circle(by=things.house.viewer("Bo"), circle=things.circle)
    assert selectors.people_i_support(dan) == []
    with pytest.raises(Http404):
        selectors.supporter_page(dan, things.person.id)


def test_a_circle_with_an_end_lasts_until_then(things):
    end = now() + timedelta(days=30)
    Circle.objects.update(until_at=end)
    dan = things.house.viewer("Dan")
    with pretend(end - timedelta(minutes=1)):
        assert selectors.supporter_page(dan, things.person.id)
    with pretend(end + timedelta(minutes=1)), pytest.raises(Http404):
        selectors.supporter_page(dan, things.person.id)


def test_a_circle_joins_only_people_of_one_organisation(things, elsewhere):
    for by, person, viewer in (
        (things.house.viewer("Bo"), things.person, elsewhere.people["Dan"]),
        (elsewhere.viewer("Cy"), things.person, elsewhere.people["Dan"]),
    ):
        with pytest.raises(Http404):
            services.add_to_circle(
                by=by, person=person, viewer=viewer, relation="supporter", why="match",
                service=things.service,
            )  # fmt: skip


def test_a_role_that_ended_yesterday_no_longer_counts(things):
    yesterday = (now() - timedelta(days=1)).date()
    RoleHolding.objects.filter(id=things.holding.id).update(until_on=yesterday)
    dan = things.house.viewer("Dan")
    assert not dan.holdings
    assert selectors.people_i_support(dan) == []


def test_a_member_who_supported_once_sees_nobody_any_more(things):
    """The circle was left open, but the role that it rests on has ended."""
    house = things.house
    dan = house.people["Dan"]
    services.give_role(
        by=house.viewer("Ada"), person=dan, role=Role.MEMBER, service=house.service.id
    )
    services.end_role(by=house.viewer("Ada"), holding=things.holding.id)
    viewer = house.viewer("Dan")
    assert viewer.has(Role.MEMBER)
    assert selectors.people_i_support(viewer) == []
    with pytest.raises(Http404):
        selectors.supporter_page(viewer, things.person.id)


def test_nothing_of_a_supported_person_is_on_the_team_pages(things):
    with pytest.raises(Http404):
        selectors.team_member(things.house.viewer("Ada"), things.person.id)
    assert things.person.id not in [r.person.id for r in selectors.team(things.house.viewer("Ada"))]


def test_a_sent_letter_is_read_only_through_its_referral(things, bea):
    assert SentOn.objects.get().id == things.sent
    with pytest.raises(Http404):
        selectors.get_sent_on(bea, things.sent)
