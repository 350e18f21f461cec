"""A first hello by every route: what is kept, by when it is answered, who else it may be."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import Http404

from alongside.web.accounts.services import Refused
from alongside.web.clock import pretend
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent, Person, PossibleDuplicate, Referral, ReferralStep
from alongside.web.people.services import ContactRules, Details, Hello, How
from tests.cast import ONLINE, SPOKEN, say_hello

HELLO = Hello(
    Details(name="Sam Reed", pronouns="they", phone="01632 960123", access_needs="No stairs"),
    ContactRules(["phone", "post", "pigeon"], "after six", may_leave_message=True),
    what_would_help="Company",
    keep_safe="Ring twice",
    preferred_offers=["one"],
    referrer_name="Dr Okafor",
    referrer_role="GP",
    referrer_contact="01632 960999",
    helped_by="Kim at the library",
)
ROUTES = {
    "self": (None, ONLINE),
    "other": (None, How("referrer")),
    "phone": ("Bo", SPOKEN),
    "paper": ("Bo", How("paper")),
    "in_person": ("Bo", How("together", helped_by="Kim at the library")),
}


def send(house, route, hello=HELLO, by=None):
    who, how = ROUTES[route]
    by = by or (house.viewer(who) if who else house.public)
    return services.send_referral(
        by=by, service=house.service, route=route, hello=hello,
        consents={Purpose.CONTACT: True}, how=how,
    )  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_keeps_what_was_said_who_helped_and_who_typed(house, route):
    row = Referral.objects.get(id=send(house, route).id)
    who, how = ROUTES[route]
    assert (row.route, row.state) == (route, "received")
    assert row.helped_by == "Kim at the library"
    assert row.taken_by == (house.people[who].user_id if who else None)
    assert (row.what_would_help, row.keep_safe) == ("Company", "Ring twice")
    assert (row.referrer_name, row.referrer_contact) == ("Dr Okafor", "01632 960999")
    rules = row.person.safe_contact
    assert rules.ways == ["phone", "post"]
    assert (rules.times, rules.may_leave_message, rules.may_say_who) == ("after six", True, False)
    consent = Consent.objects.get()
    assert (consent.method, consent.helped_by) == (how.method, how.helped_by)
    step = ReferralStep.objects.get()
    assert (step.from_state, step.to_state, step.method) == ("", "received", how.method)
    assert step.helped_by == "Kim at the library"


@pytest.mark.parametrize("route", ["phone", "paper", "in_person"])
@pytest.mark.parametrize("who", ["Dan", "Mo", "Ada"])
def test_only_a_coordinator_of_the_service_types_for_somebody(house, route, who):
    with pytest.raises(Refused):
        send(house, route, by=house.viewer(who))
    with pytest.raises(Refused):
        send(house, route, by=house.public)
    assert not Person.objects.filter(referrals__isnull=False).exists()


def test_nobody_types_for_a_service_of_another_organisation(house, elsewhere):
    with pytest.raises(Http404):
        send(house, "phone", by=elsewhere.viewer("Cy"))
    with pytest.raises(Http404):
        send(house, "self", by=elsewhere.public)


def test_only_a_name_is_needed(house):
    row = send(house, "self", Hello(Details(name="Sam")))
    assert row.person.safe_contact.ways == []
    assert not PossibleDuplicate.objects.exists()


def test_an_unknown_route_is_refused_and_leaves_nothing(house):
    with pytest.raises(ValueError, match="pigeon"):
        services.send_referral(
            by=house.public, service=house.service, route="pigeon", hello=HELLO, consents={},
            how=ONLINE,
        )  # fmt: skip
    assert not Referral.objects.exists()
    assert not Person.objects.filter(roleholding__isnull=True).exists()


@pytest.mark.parametrize(("moment", "acknowledge_by"), [
    (datetime(2026, 7, 6, 22, 30, tzinfo=UTC), date(2026, 7, 8)),  # still Monday in England
    (datetime(2026, 7, 6, 23, 30, tzinfo=UTC), date(2026, 7, 9)),  # Tuesday there
    (datetime(2026, 7, 4, 12, 0, tzinfo=UTC), date(2026, 7, 7)),  # a Saturday
    (datetime(2026, 4, 2, 12, 0, tzinfo=UTC), date(2026, 4, 8)),  # before Easter
])  # fmt: skip
def test_the_clock_runs_in_working_days_of_the_place(house, moment, acknowledge_by):
    with pretend(moment):
        assert say_hello(house).acknowledge_by == acknowledge_by


def test_references_say_nothing_and_are_never_used_twice(house, monkeypatch):
    from alongside.web.people.services import referrals

    offered = iter(["AAA-AAA", "AAA-AAA", "AAA-AAA", "CCC-CCC"])
    monkeypatch.setattr(referrals, "new_reference", lambda: next(offered))
    assert [say_hello(house).reference for _ in range(2)] == ["AAA-AAA", "CCC-CCC"]


# Possible duplicates


@pytest.mark.parametrize(("first", "second", "why"), [
    ({"phone": "07700 900 123"}, {"phone": "+44 (0)7700-900123"}, "phone"),
    ({"email": "Sam@Mail.example"}, {"email": " sam@mail.EXAMPLE "}, "email"),
    ({"birth_year": "1980"}, {"name": "zoe  ONEIL", "birth_year": "1980"}, "name_and_year"),
])  # fmt: skip
def test_the_same_phone_email_or_name_and_year_is_linked(house, first, second, why):
    plain = {"phone": "", "email": "", "name": "Zoë O’Neil"}
    earlier = say_hello(house, **plain | first)
    later = say_hello(house, **plain | {"name": "Other Name"} | second)
    pair = PossibleDuplicate.objects.get()
    assert (pair.earlier_id, pair.later_id) == (earlier.person_id, later.person_id)
    assert (pair.why, pair.state) == (why, "open")


@pytest.mark.parametrize(("first", "second"), [
    ({"phone": "07700 900123"}, {"phone": "07700 900124"}),
    ({"phone": "none"}, {"phone": "none"}),
    ({"email": "sam@mail.example"}, {"email": "sam@mail2.example"}),
    ({"birth_year": "1980"}, {"birth_year": "1981"}),
    ({"birth_year": ""}, {"birth_year": ""}),
])  # fmt: skip
def test_others_are_not_linked(house, first, second):
    plain = {"phone": "", "email": "", "name": "Zoë O’Neil"}
    say_hello(house, **plain | first)
    say_hello(house, **plain | second)
    assert not PossibleDuplicate.objects.exists()


def test_linking_merges_nothing(house):
    say_hello(house, name="Sam Reed")
    say_hello(house, name="Samuel Reed")
    assert PossibleDuplicate.objects.count() == 1
    names = {row.person.name for row in Referral.objects.select_related("person")}
    assert names == {"Sam Reed", "Samuel Reed"}


def test_two_people_of_two_organisations_are_never_linked(house, elsewhere):
    say_hello(house)
    say_hello(elsewhere)
    assert not PossibleDuplicate.objects.exists()


def test_a_human_decides_and_both_people_stay(house):
    first, second = say_hello(house), say_hello(house)
    bo = house.viewer("Bo")
    [(pair, other)] = selectors.duplicates_to_decide(bo, second.id)
    assert other.id == first.person_id
    services.decide_duplicate(by=bo, pair=pair.id, same=True)
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("same", bo.user_id)
    assert Person.objects.filter(id__in=[first.person_id, second.person_id]).count() == 2
    assert selectors.duplicates_to_decide(bo, second.id) == []


def test_a_pair_is_decided_once(house):
    say_hello(house)
    row = say_hello(house)
    bo = house.viewer("Bo")
    [(pair, _)] = selectors.duplicates_to_decide(bo, row.id)
    services.decide_duplicate(by=bo, pair=pair.id, same=False)
    with pytest.raises(Refused, match="decided since"):
        services.decide_duplicate(by=bo, pair=pair.id, same=True)


def test_the_other_person_of_a_pair_can_read_that_they_were_shown(house, alex):
    row = say_hello(house)
    selectors.duplicates_to_decide(house.viewer("Bo"), row.id)
    deeds = [look.deed for look, _ in selectors.who_looked(house.viewer("Alex"))]
    assert "duplicate.read" in deeds


def test_nobody_decides_about_themselves(house):
    bo = house.people["Bo"]
    services.change_details(
        by=house.viewer("Ada"), person=bo, details=Details("Bo Worker", phone="07700 900123"),
        contact=None,
    )  # fmt: skip
    row = say_hello(house)
    pair = PossibleDuplicate.objects.get(later=row.person)
    assert pair.earlier_id == bo.id
    with pytest.raises(Refused, match="about you"):
        services.decide_duplicate(by=house.viewer("Bo"), pair=pair.id, same=True)


def test_the_database_refuses_a_decision_by_nobody(house):
    from django.db import IntegrityError, transaction

    say_hello(house), say_hello(house)
    with pytest.raises(IntegrityError), transaction.atomic():
        PossibleDuplicate.objects.update(state="same")
