"""The one door for every message: safe contact, neutral words, help lines at the foot."""

from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.locmem import EmailBackend

from alongside.web.accounts.services import Refused
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.jobs.models import Job
from alongside.web.jobs.services import MOST_TRIES, run_due_jobs
from alongside.web.people import selectors, services
from alongside.web.people.local_time import local_date
from alongside.web.people.models import Contact, Person, SafeContact
from tests.cast import bring_to_waiting, say_hello


@pytest.fixture
def row(house):
    return say_hello(house)


def acknowledge(house, row, **more):
    return services.acknowledge_referral(
        by=house.viewer("Bo"), referral=row.id, way="email", **more
    )


def rules(row, **changes):
    SafeContact.objects.filter(person=row.person).update(**changes)


def test_a_message_says_the_reference_and_by_when(house, row, mailoutbox):
    assert acknowledge(house, row).way == "email"
    assert run_due_jobs() == 1
    [message] = mailoutbox
    assert message.to == ["alex@people.example"]
    assert row.reference in message.body
    assert str(row.welcome_by.year) in message.body


def test_every_message_ends_with_the_help_lines_and_that_we_are_no_crisis_service(
    house, row, mailoutbox
):
    acknowledge(house, row)
    run_due_jobs()
    body = mailoutbox[0].body
    assert "We are not a crisis service" in body
    for number in ("Samaritans: Call 116 123", "111", "999"):
        assert number in body


def test_nobody_who_did_not_agree_to_it_is_named_a_user_of_this_service(house, row, mailoutbox):
    rules(row, may_say_who=False)
    acknowledge(house, row)
    run_due_jobs()
    [message] = mailoutbox
    assert message.subject == "A message for you"
    for word in (house.organisation.name, house.service.name, "peer", "mental"):
        assert word not in message.subject + message.body.split("We are not a crisis")[0]


def test_whoever_agreed_to_it_reads_who_writes(house, row, mailoutbox):
    acknowledge(house, row)
    run_due_jobs()
    assert mailoutbox[0].subject == "Thank you for getting in touch"
    assert house.organisation.name in mailoutbox[0].body


def test_a_message_names_neither_the_person_nor_what_they_told_us(house, row, mailoutbox):
    acknowledge(house, row)
    run_due_jobs()
    text = mailoutbox[0].subject + mailoutbox[0].body
    for word in ("Alex", "walk with", "07700"):
        assert word not in text


def test_permission_to_say_who_is_asked_again_as_it_leaves(house, row, mailoutbox):
    acknowledge(house, row)
    rules(row, may_say_who=False)
    run_due_jobs()
    assert mailoutbox[0].subject == "A message for you"
    assert house.organisation.name not in mailoutbox[0].body


def test_a_message_goes_to_the_address_that_holds_as_it_leaves(house, row, mailoutbox):
    acknowledge(house, row)
    person = Person.objects.get(id=row.person_id)
    person.email = "new@people.example"
    person.save()
    run_due_jobs()
    assert mailoutbox[0].to == ["new@people.example"]


@pytest.mark.parametrize("missing", ["way", "address"])
def test_without_email_the_coordinator_is_asked_for_another_way(house, row, missing):
    if missing == "way":
        SafeContact.objects.get(person=row.person)
        services.change_details(
            by=house.viewer("Bo"), person=row.person,
            details=services.Details("Alex", email="alex@people.example"),
            contact=services.ContactRules(["post"]),
        )  # fmt: skip
    else:
        services.change_details(
            by=house.viewer("Bo"), person=row.person, details=services.Details("Alex"),
            contact=None,
        )  # fmt: skip
    with pytest.raises(Refused) as refused:
        acknowledge(house, row)
    assert refused.value.field == "way"
    assert not Job.objects.exists()
    row.refresh_from_db()
    assert row.state == "received"


def test_the_history_says_that_it_was_sent(house, row):
    acknowledge(house, row)
    contact = Contact.objects.get()
    assert (contact.way, contact.outcome, contact.done_by) == (
        "email", "sent", str(house.people["Bo"].user_id)
    )  # fmt: skip


def test_moving_the_welcome_there_and_back_tells_the_person_each_time(house, row, mailoutbox):
    bo = house.viewer("Bo")
    acknowledge(house, row)
    first, second = now() + timedelta(days=2), now() + timedelta(days=3)
    for at in (first, second, first):
        services.plan_welcome(by=bo, referral=row.id, at=at, way="phone", send_word=True)
    run_due_jobs()
    bodies = [m.body for m in mailoutbox if "talk with you on" in m.body]
    assert len(bodies) == 3
    assert bodies[0] == bodies[2] != bodies[1]


def test_a_message_with_one_key_goes_once(house, row, mailoutbox):
    for _ in range(2):
        services.tell(by=house.viewer("Bo"), person=row.person, message="new_phone_code", key="one")
    run_due_jobs()
    assert len(mailoutbox) == 1


def test_each_message_has_an_id_of_its_own_that_says_nothing(house, row, mailoutbox):
    acknowledge(house, row)
    run_due_jobs()
    told = mailoutbox[0].extra_headers["Message-ID"]
    assert told == f"<contact.{Contact.objects.get().id}@alongside.invalid>"


def test_who_waits_hears_from_us_with_the_next_date(house, row, mailoutbox):
    bring_to_waiting(house, row)
    day = (now() + timedelta(days=20)).date()
    services.keep_in_touch(
        by=house.viewer("Bo"), referral=row.id, way="email", outcome="sent", next_contact_on=day
    )
    run_due_jobs()
    assert "still on our list" in mailoutbox[-1].body
    row.refresh_from_db()
    assert row.next_contact_on == day


# When the mail server fails


def failing(stage, trouble):
    class Failing(EmailBackend):
        def open(self):
            if stage == "open":
                raise trouble

        def send_messages(self, messages):
            if stage == "send":
                raise trouble
            return super().send_messages(messages)

    return Failing


@pytest.mark.parametrize(("stage", "trouble", "state"), [
    ("open", ConnectionRefusedError(), "waiting"),
    ("open", TimeoutError(), "waiting"),
    ("open", smtplib.SMTPConnectError(421, b"busy"), "waiting"),
    ("send", smtplib.SMTPRecipientsRefused({}), "waiting"),
    ("send", smtplib.SMTPDataError(451, b"later"), "waiting"),
    ("send", smtplib.SMTPServerDisconnected(), "unsure"),
    ("send", TimeoutError(), "unsure"),
    ("send", BrokenPipeError(), "unsure"),
], ids=repr)  # fmt: skip
def test_only_a_message_that_surely_did_not_go_is_tried_again(
    house, row, monkeypatch, stage, trouble, state
):
    acknowledge(house, row)
    backend = failing(stage, trouble)
    monkeypatch.setattr(
        "alongside.web.people.outbox.get_connection", lambda: backend(), raising=True
    )
    assert run_due_jobs() == 0
    assert Job.objects.get().state == state


def broken(monkeypatch, stage, trouble):
    backend = failing(stage, trouble)
    monkeypatch.setattr("alongside.web.people.outbox.get_connection", lambda: backend())


def test_a_message_that_never_went_no_longer_stands_as_sent(house, row, monkeypatch):
    acknowledge(house, row)
    broken(monkeypatch, "open", ConnectionRefusedError())
    run_due_jobs()
    assert Contact.objects.get().outcome == "sent"  # it is tried again
    Job.objects.update(tries=MOST_TRIES - 1, due_at=now())
    run_due_jobs()
    assert Job.objects.get().state == "failed"
    assert Contact.objects.get().outcome == "failed"
    [seen] = selectors.front_door(house.viewer("Bo")).rows
    assert (seen.heard_at, seen.last_outcome) == (None, "failed")
    assert Event.objects.filter(deed="message.failed", subject=str(row.person_id)).exists()


def test_a_message_that_may_have_gone_says_so(house, row, monkeypatch):
    acknowledge(house, row)
    broken(monkeypatch, "send", TimeoutError())
    run_due_jobs()
    assert Contact.objects.get().outcome == "unsure"
    assert Event.objects.filter(deed="message.unsure", subject=str(row.person_id)).exists()


def test_a_message_whose_worker_died_says_so(house, row):
    acknowledge(house, row)
    Job.objects.update(state="sending", leased_until=now() - timedelta(seconds=1), tries=1)
    run_due_jobs()
    assert Job.objects.get().state == "unsure"
    assert Contact.objects.get().outcome == "unsure"


def test_who_waits_and_was_not_reached_by_email_is_due_today(house, row, monkeypatch):
    bring_to_waiting(house, row)
    services.keep_in_touch(
        by=house.viewer("Bo"), referral=row.id, way="email", outcome="sent",
        next_contact_on=(now() + timedelta(days=20)).date(),
    )  # fmt: skip
    broken(monkeypatch, "send", TimeoutError())
    run_due_jobs()
    row.refresh_from_db()
    assert row.next_contact_on == local_date(now(), house.organisation.time_zone)


def test_a_given_up_message_that_is_in_no_history_is_in_the_log(house, row, monkeypatch):
    services.tell(by=house.viewer("Bo"), person=row.person, message="new_phone_code", key="one")
    broken(monkeypatch, "send", TimeoutError())
    run_due_jobs()
    assert Event.objects.filter(deed="message.unsure", subject=str(row.person_id)).exists()
    assert not Contact.objects.exists()


def test_no_message_goes_without_its_foot(house, row, monkeypatch, mailoutbox):
    from alongside.web.people import outbox

    acknowledge(house, row)
    monkeypatch.setattr(outbox, "_footer", None)
    with pytest.raises(RuntimeError, match="footer"):
        run_due_jobs()
    assert mailoutbox == []
