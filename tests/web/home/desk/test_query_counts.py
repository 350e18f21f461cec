"""A page asks the database at most eight times, however many people there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from alongside.web.clock import now
from alongside.web.people import services
from alongside.web.people.models import (
    Consent,
    Contact,
    Person,
    PossibleDuplicate,
    Referral,
    ReferralStep,
    SafeContact,
    WelcomeConversation,
)
from tests.cast import add_member, bring_to_waiting, say_hello
from tests.pages import count_queries

MEMBERS = 10_000
STATES = ("received", "acknowledged", "talking", "offered", "accepted", "waiting", "closed")


def fill(house, members: int) -> None:
    """Plain rows for `members` people in every state; what stands in their record for a few."""
    ours = {"organisation": house.organisation}
    today, moment = now().date(), now()
    people, referrals = [], []
    for number in range(members):
        person = Person(**ours, name=f"Person {number}")
        people.append(person)
        received = moment - timedelta(minutes=10 * number)
        referrals.append(
            Referral(
                **ours, service=house.service, person=person, route="self",
                reference=f"{number:07d}", state=STATES[number % len(STATES)],
                received_at=received, state_at=received,
                acknowledge_by=today + timedelta(days=number % 9 - 4),
                welcome_by=today + timedelta(days=number % 20),
                next_contact_on=today + timedelta(days=number % 28 - 3),
            )
        )  # fmt: skip
    Person.objects.bulk_create(people)
    SafeContact.objects.bulk_create([SafeContact(**ours, person=p) for p in people])
    Referral.objects.bulk_create(referrals)
    some = referrals[::10]
    Contact.objects.bulk_create(
        [Contact(**ours, referral=r, way="phone", outcome="no_answer", done_by="x")
         for r in some]
    )  # fmt: skip
    ReferralStep.objects.bulk_create(
        [ReferralStep(**ours, referral=r, to_state="received", done_by="public") for r in some]
    )
    Consent.objects.bulk_create(
        [Consent(**ours, person=p, purpose="contact", wording="contact-1", given=True,
                 method="online", recorded_by="public") for p in people[::10]]
    )  # fmt: skip
    WelcomeConversation.objects.bulk_create(
        [WelcomeConversation(**ours, referral=r, planned_at=moment, way="phone")
         for r in referrals if r.state == "talking"]
    )  # fmt: skip
    PossibleDuplicate.objects.bulk_create(
        [PossibleDuplicate(**ours, earlier=one, later=two, why="phone")
         for one, two in zip(people[:50], people[50:100], strict=True)]
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the database does by itself, but not in a transaction


def test_each_main_page_takes_at_most_eight_queries_at_ten_thousand_members(house, as_person):
    fill(house, MEMBERS)
    member = add_member(house)
    member.preferred_offers = ["one"]
    member.save()
    bring_to_waiting(house, member)
    bo = as_person("Bo")
    addresses = [reverse(name) for name in ("desk", "front_door", "waiting_list", "take_call")]
    addresses.append(f"{reverse('front_door')}?after={now():%Y-%m-%dT%H:%M:%SZ}~{member.id}")
    addresses.append(reverse("record", args=[member.id]))
    counted = {address: count_queries(bo, address) for address in addresses}
    assert max(counted.values()) <= 8, counted


PAGES_OF = {
    "received": ["reply", "contact", "not-reached", "stop", "sharing/gp", "details", "send-on",
                 "sign-in", "same-person"],
    "talking": ["plan", "welcome", "elsewhere"],
    "waiting": ["keep-in-touch", "send-on"],
}  # fmt: skip


@pytest.mark.parametrize("state", PAGES_OF)
def test_each_deed_takes_at_most_eight_queries(house, alex, as_person, state):
    row = say_hello(house)  # the same phone as Alex, so that there is a pair to decide
    bo = house.viewer("Bo")
    if state == "talking":
        services.acknowledge_referral(by=bo, referral=row.id, way="phone")
        at = now() + timedelta(days=1)
        services.plan_welcome(by=bo, referral=row.id, at=at, way="phone")
    elif state == "waiting":
        bring_to_waiting(house, row)
    client = as_person("Bo")
    base = reverse("record", args=[row.id])
    counted = {page: count_queries(client, f"{base}{page}/") for page in PAGES_OF[state]}
    assert max(counted.values()) <= 8, counted
