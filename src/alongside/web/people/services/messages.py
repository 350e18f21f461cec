"""The one door for every message: consent and safe-contact rules are asked here, each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.jobs.services import queue_job
from alongside.web.people.consent_rules import Flow, blocked_by
from alongside.web.people.local_time import local_date
from alongside.web.people.models import Contact, Person, Referral, SafeContact
from alongside.web.people.referral_states import State
from alongside.web.people.services.consents import check_flow, live_consents
from alongside.web.people.services.persons import works_here
from alongside.web.people.wordings import message_wordings
from alongside.web.ui.words import say


@dataclass(frozen=True)
class Told:
    """`way` is how it goes: `email`, or `by hand` when a person must ring, write or visit."""

    way: str


def tell(
    *, by: Actor, person: Person, message: str, key: str, contact: UUID | None = None,
    link: str = "", **values: Any,
) -> Told:  # fmt: skip
    """Send `message` to `person` in a way they agreed to. Call inside the deed's transaction.

    Raises NoConsent when they have not agreed to be contacted. `key` makes a second call with
    the same key send nothing more. `contact` is the row of the history that says it went. `link`
    goes along only to whoever agreed that we say who we are: an address says it.
    """
    check_flow(person.id, Flow.MESSAGE)
    rules = SafeContact.objects.get(person=person)
    if not _takes_email(person, rules):
        return Told("by hand")
    _queue(person, message, key, link, values, contact=str(contact or ""))
    record(
        "message.queued", by=by, subject=person.id, reason=message,
        organisation=person.organisation_id,
    )  # fmt: skip
    return Told("email")


def _queue(
    person: Person, message: str, key: str, link: str, values: Mapping[str, Any], **more: Any
) -> None:
    wording = message_wordings()[message]
    queue_job(
        organisation=person.organisation_id,
        kind="email",
        key=key,
        leaves_database=True,
        work={
            "person": str(person.id),
            "contact": "",
            "subject": say(wording.subject),
            "neutral_subject": say("A message for you"),
            "body": say(wording.body, **values),
            "link": say(wording.link, link=link) if link else "",
            "organisation": str(person.organisation_id),
            **more,
        },
    )


def tell_team(
    *, by: Actor, user: UUID, message: str, key: str, link: str = "", **values: Any
) -> Told:
    """As `tell`, to somebody who works here: to their own address, unless they chose other ways.
    Nobody asks them for consent, and no message names a person."""
    person = (
        Person.objects.filter(user=user, organisation_id=by.organisation)
        .select_related("user", "safe_contact")
        .first()
    )
    if person is None or not _address_of_team(person):
        return Told("by hand")
    _queue(person, message, key, link, values, to_team=True)
    record(
        "message.queued", by=by, subject=person.id, reason=message,
        organisation=person.organisation_id,
    )  # fmt: skip
    return Told("email")


def _address_of_team(person: Person) -> str:
    """Where somebody with a role in the team, and a sign-in that is open, reads messages."""
    ways = person.safe_contact.ways
    at_work = person.user is not None and person.user.is_active and works_here(person)
    if not at_work or (ways and "email" not in ways):
        return ""
    return person.email or (person.user.email if person.user else "") or ""


def _takes_email(person: Person, rules: SafeContact) -> bool:
    return "email" in rules.ways and person.email != ""


@dataclass(frozen=True)
class Reachable:
    """Where a message may go at the moment it leaves, and whether it may say who we are."""

    email: str
    may_say_who: bool


@transaction.atomic
def team_reachable_now(person: UUID) -> Reachable | None:
    """As `reachable_now`, for somebody who works here."""
    found = Person.objects.select_related("user", "safe_contact").get(id=person)
    address = _address_of_team(found)
    if not address:
        record("message.stopped", by=system_viewer("outbox", found.organisation_id), subject=person)
        return None
    return Reachable(address, may_say_who=True)


@transaction.atomic
def reachable_now(person: UUID, *, contact: str = "") -> Reachable | None:
    """Ask once more before a queued message leaves: they may have taken it back since. None
    stops it, and the log says so."""
    found = Person.objects.select_related("safe_contact").get(id=person)
    rules = found.safe_contact
    live = live_consents([person]).get(person, {})
    if blocked_by(live, Flow.MESSAGE) or not _takes_email(found, rules):
        if contact:
            Contact.objects.filter(id=contact).update(outcome=Contact.Outcome.BLOCKED)
        ours = system_viewer("outbox", found.organisation_id)
        record("message.stopped", by=ours, subject=person)
        return None
    return Reachable(found.email, rules.may_say_who)


@transaction.atomic
def mark_given_up(work: Mapping[str, Any], may_have_gone: bool) -> None:
    """A queued message did not go, or nobody knows whether it went: the history says so, and
    whoever waits is due for a word from us today."""
    person = Person.objects.select_related("organisation").get(id=work["person"])
    ours = system_viewer("outbox", person.organisation_id)
    record("message.unsure" if may_have_gone else "message.failed", by=ours, subject=person.id)
    if not work["contact"]:
        return
    contact = Contact.objects.get(id=work["contact"])
    contact.outcome = Contact.Outcome.UNSURE if may_have_gone else Contact.Outcome.FAILED
    contact.save(update_fields=["outcome"])
    today = local_date(now(), person.organisation.time_zone)
    Referral.objects.filter(
        id=contact.referral_id, state=State.WAITING, next_contact_on__gt=today
    ).update(next_contact_on=today)


def tell_about(*, by: Actor, referral: Referral, message: str, **values: Any) -> Told:
    """As `tell`, and keep in the contact history of the referral that it went."""
    contact = new_id()
    told = tell(
        by=by,
        person=referral.person,
        message=message,
        key=f"contact:{contact}",
        contact=contact,
        reference=referral.reference,
        **values,
    )
    if told.way == "email":
        Contact.objects.create(
            id=contact,
            organisation_id=referral.organisation_id,
            referral=referral,
            way="email",
            outcome=Contact.Outcome.SENT,
            at=now(),
            done_by=by.actor,
        )
    return told
