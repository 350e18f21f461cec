"""What the demo's invented past must be: plausible, in reach of every rule, and harmless."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta

from django.core import mail

from alongside.web.accounts.models import CoverShift, Service
from alongside.web.accounts.selectors import on_duty
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.demo.planning import ZONE
from alongside.web.jobs.models import Job
from alongside.web.people.models import (
    Consent,
    Contact,
    Draft,
    Person,
    PossibleDuplicate,
    Referral,
    ReferralStep,
    RoleHolding,
    SafeContact,
    WelcomeConversation,
)
from alongside.web.people.referral_states import State
from alongside.web.people.services import CAME_TO_US
from alongside.web.support.models import Offer


def test_as_many_people_as_were_asked_for(town):
    assert RoleHolding.objects.filter(role="member").count() == 60
    assert Referral.objects.filter(returns=None).count() == 60
    supporters = RoleHolding.objects.filter(role="peer_supporter").values("person").distinct()
    assert 12 <= supporters.count() <= 16


def test_three_services_of_one_organisation_with_what_they_have(town):
    services = Service.objects.all()
    assert services.count() == 3
    assert len({service.organisation_id for service in services}) == 1
    assert {offer.model for offer in Offer.objects.all()} >= {
        "one_to_one", "phone", "drop_in", "closed_group", "bridging",
    }  # fmt: skip


def test_every_way_in_and_every_way_out_is_there(town):
    assert set(Referral.objects.values_list("route", flat=True)) == set(Referral.Route.values)
    passed = set(ReferralStep.objects.values_list("to_state", flat=True))
    assert passed == {state.value for state in State} - {"draft"}
    reasons = set(ReferralStep.objects.filter(to_state="closed").values_list("reason", flat=True))
    assert reasons >= {"completed", "withdrawn", "could_not_reach", "not_right_here"}
    assert Draft.objects.count() == 3


def test_the_waiting_list_is_one_that_people_can_believe(town):
    waiting = Referral.objects.filter(state="waiting")
    assert 5 <= waiting.count() <= 20
    assert all(now() - row.received_at < timedelta(weeks=36) for row in waiting)
    today = now().astimezone(ZONE).date()
    due = [(row.next_contact_on - today).days for row in waiting]
    assert any(days < 0 for days in due)
    assert any(days == 0 for days in due)
    assert any(0 < days <= 7 for days in due)
    assert all(days <= 28 for days in due)


def test_nobody_is_written_to_without_agreeing(town):
    sent = [job.work["person"] for job in Job.objects.filter(kind="email")]
    assert sent
    never = set(map(str, Consent.objects.filter(purpose="contact", given=False).values_list(
        "person_id", flat=True
    )))  # fmt: skip
    assert never
    assert not never & set(sent)
    rules = {str(row.person_id): row.ways for row in SafeContact.objects.all()}
    assert all("email" in rules[person] for person in sent)


def test_nobody_is_rung_outside_of_what_they_agreed(town):
    ways = {row.person_id: row.ways for row in SafeContact.objects.all()}
    contacts = Contact.objects.select_related("referral")
    outside = [row for row in contacts if row.way not in ways[row.referral.person_id]]
    assert {row.way for row in outside} <= set(CAME_TO_US) | {"in_person"}
    talks = set(WelcomeConversation.objects.values_list("referral_id", "held_at"))
    visits = {(row.referral_id, row.at) for row in outside if row.way == "in_person"}
    assert visits <= talks  # they came to us for the talk that was planned
    tries = contacts.filter(outcome__in=("no_answer", "left_message"))
    assert all(row.within_rules for row in tries)


def test_words_are_kept_only_where_a_record_was_agreed(town):
    for row in Referral.objects.filter(welcome__held_at__isnull=False).select_related("welcome"):
        answers = Consent.objects.filter(person=row.person_id, purpose="record")
        agreed = answers.order_by("asked_at").last()
        assert agreed is not None
        assert agreed.given or not row.welcome.hopes


def test_no_note_is_written_about_who_said_no_to_a_record(town):
    answers = Consent.objects.filter(purpose="record").order_by("asked_at", "id")
    latest = {row.person_id: row for row in answers}
    notes = [row for row in Contact.objects.select_related("referral") if row.note]
    assert notes
    for row in notes:
        answer = latest[row.referral.person_id]
        assert answer.given and (answer.withdrawn_at is None or row.at < answer.withdrawn_at)


def test_consents_are_given_refused_and_taken_back(town):
    answers = Counter((row.given, row.withdrawn_at is not None) for row in Consent.objects.all())
    assert answers[True, False] and answers[False, False] and answers[True, True]


def test_doubles_wait_for_somebody_to_decide(town):
    states = set(PossibleDuplicate.objects.values_list("state", flat=True))
    assert "open" in states


def test_no_e_mail_of_the_past_goes_out_and_none_waits(town):
    assert mail.outbox == []
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_nothing_happened_in_the_future(town):
    last = now() + timedelta(minutes=45)
    assert not Event.objects.filter(at__gt=last).exists()
    assert not Referral.objects.filter(received_at__gt=last).exists()


def test_somebody_is_on_duty_now_in_each_service(town):
    assert CoverShift.objects.exists()
    assert all(on_duty(service.id, now()) for service in Service.objects.all())


def test_no_number_or_address_can_be_anybodys(town):
    for person in Person.objects.all():
        assert not person.phone or re.fullmatch(r"07700 900\d{3}", person.phone)
        assert not person.email or person.email.endswith(".example")
        assert person.user is None or not person.user.email or person.user.email.endswith(
            ".example"
        )  # fmt: skip


def test_the_team_has_looked_at_records_and_people_can_read_it(town):
    assert Event.objects.filter(is_read=True, deed="referral.read").exists()
