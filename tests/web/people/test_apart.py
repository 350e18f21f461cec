"""Two people who are kept apart: whoever knows of it, and that neither of the two ever does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.people import selectors, services
from alongside.web.people.models import ExclusionPair
from tests.cast import House, add_member, add_worker

WHY = "They were neighbours, and it ended in court"


def soon():
    return (now() + timedelta(days=90)).date()


def keep(house, by="Bo", one="Alex", other="Dan", reason=WHY):
    return services.keep_apart(
        by=house.viewer(by), one=house.people[one].id, other=house.people[other].id,
        reason=reason, review_on=soon(),
    )  # fmt: skip


def listed(house, by="Bo"):
    return [(pair.one, pair.other) for pair in selectors.pairs_apart(house.viewer(by))]


def test_a_pair_holds_in_either_order_and_is_kept_once(house, alex):
    first = keep(house)
    assert keep(house, one="Dan", other="Alex", reason="Again") == first
    both = frozenset([house.people["Alex"].id, house.people["Dan"].id])
    assert selectors.kept_apart(house.organisation.id) == {both}
    assert ExclusionPair.objects.get().reason == WHY


def test_nobody_is_kept_apart_from_themselves(house, alex):
    with pytest.raises(Refused, match="two different people"):
        keep(house, other="Alex")


def test_the_day_to_look_again_is_to_come(house, alex):
    with pytest.raises(Refused) as refused:
        services.keep_apart(
            by=house.viewer("Bo"), one=house.people["Alex"].id, other=house.people["Dan"].id,
            reason="", review_on=now().date(),
        )  # fmt: skip
    assert refused.value.field == "review_on"


def test_after_its_end_they_may_meet_and_the_row_stays(house, alex):
    pair = keep(house)
    services.end_keeping_apart(by=house.viewer("Bo"), pair=pair.id)
    assert selectors.kept_apart(house.organisation.id) == set()
    assert listed(house) == []
    assert ExclusionPair.objects.get().reason == WHY
    with pytest.raises(Http404):
        services.end_keeping_apart(by=house.viewer("Bo"), pair=pair.id)
    assert keep(house).id != pair.id


def test_only_who_wrote_the_reason_reads_it(house, alex):
    keep(house)
    house.people["Ben"] = add_worker(house, "Ben", Role.COORDINATOR)
    assert [pair.reason for pair in selectors.pairs_apart(house.viewer("Bo"))] == [WHY]
    assert [pair.reason for pair in selectors.pairs_apart(house.viewer("Ben"))] == [""]


def test_a_coordinator_never_sees_a_pair_they_are_in(house, alex):
    for role in (Role.MEMBER, Role.PEER_SUPPORTER):
        services.give_role(
            by=house.viewer("Ada"), person=house.people["Bo"], role=role,
            service=house.service.id,
        )  # fmt: skip
    house.people["Ben"] = add_worker(house, "Ben", Role.COORDINATOR)
    pair = keep(house, by="Ben", one="Bo")
    assert listed(house, "Ben") == [("Bo W", "Dan W")]
    assert listed(house, "Bo") == []
    for deed in (
        lambda: services.end_keeping_apart(by=house.viewer("Bo"), pair=pair.id),
        lambda: keep(house, one="Bo"),
    ):
        with pytest.raises(Http404):
            deed()


def test_neither_of_the_two_reads_of_it_and_the_log_names_nobody(house, alex):
    keep(house)
    ours = {str(house.people[who].id) for who in ("Alex", "Dan")}
    events = list(Event.objects.filter(deed__startswith="pair."))
    assert [event.deed for event in events] == ["pair.kept_apart"]
    assert not any(event.subject in ours or event.reason for event in events)
    looks = selectors.who_looked(house.viewer("Alex"))
    assert not [look for look, _ in looks if "apart" in look.deed or "pair" in look.deed]


def test_nobody_else_makes_reads_or_ends_a_pair(house, elsewhere, alex):
    pair = keep(house)
    other = accounts.add_service(by=house.viewer("Ada"), name="Night Line", profile="standard")
    house.people["Bea"] = add_worker(House(house.organisation, other, {}), "Bea", Role.COORDINATOR)
    viewers = [house.viewer(who) for who in ("Alex", "Dan", "Mo", "Ada", "Bea")]
    for viewer in [*viewers, elsewhere.viewer("Cy"), house.public]:
        assert selectors.pairs_apart(viewer) == []
        assert selectors.find_people(viewer, "Dan Worker") == [] or viewer.organisation != (
            house.organisation.id
        )
        with pytest.raises(Http404):
            services.end_keeping_apart(by=viewer, pair=pair.id)
        with pytest.raises(Http404):
            services.keep_apart(
                by=viewer, one=house.people["Alex"].id, other=house.people["Dan"].id,
                reason="", review_on=soon(),
            )  # fmt: skip


def test_people_are_found_by_name_part_of_it_or_reference(house, alex):
    bo = house.viewer("Bo")
    ann, bob = add_member(house, "Ann"), add_member(house, "Bob")

    def found(words):
        return [one.id for one in selectors.find_people(bo, words)]

    assert found("ann member") == found(f" {ann.reference.lower()} ") == [ann.person_id]
    assert found("dan") == [house.people["Dan"].id]
    assert found("Member") == [alex.person_id, ann.person_id, bob.person_id]
    assert found("Bo Worker") == found("Mo") == found("  ") == []
