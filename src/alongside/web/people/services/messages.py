"""The one door for every message: consent and safe-contact rules are asked here, each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from alongside.web.audit.services import Actor, record
from alongside.web.jobs.services import queue_job
from alongside.web.people.consent_rules import Flow
from alongside.web.people.models import Contact, Person, Referral, SafeContact
from alongside.web.people.services.consents import check_flow
from alongside.web.people.wordings import message_wordings
from alongside.web.ui.words import say


@dataclass(frozen=True)
class Told:
    """`way` is how it goes: `email`, or `by hand` when a person must ring, write or visit."""

    way: str


def tell(*, by: Actor, person: Person, message: str, key: str, **values: Any) -> Told:
    """Send `message` to `person` in a way they agreed to. Call inside the deed's transaction.

    Raises NoConsent when they have not agreed to be contacted. `key` makes a second call with
    the same key send nothing more.
    """
    check_flow(person.id, Flow.MESSAGE)
    rules = SafeContact.objects.get(person=person)
    if "email" not in rules.ways or not person.email:
        return Told("by hand")
    wording = message_wordings()[message]
    subject = say(wording.subject) if rules.may_say_who else say("A message for you")
    queue_job(
        organisation=person.organisation_id,
        kind="email",
        key=key,
        leaves_database=True,
        work={
            "to": person.email,
            "subject": subject,
            "body": say(wording.body, **values),
            "organisation": str(person.organisation_id),
            "say_who": rules.may_say_who,
        },
    )
    record(
        "message.queued", by=by, subject=person.id, reason=message,
        organisation=person.organisation_id,
    )  # fmt: skip
    return Told("email")


def tell_about(*, by: Actor, referral: Referral, message: str, **values: Any) -> Told:
    """As `tell`, and keep in the contact history of the referral that it went."""
    told = tell(
        by=by,
        person=referral.person,
        message=message,
        key=f"{message}:{referral.id}:{values.get('date', '')}",
        reference=referral.reference,
        **values,
    )
    if told.way == "email":
        Contact.objects.create(
            organisation_id=referral.organisation_id,
            referral=referral,
            way="email",
            outcome=Contact.Outcome.SENT,
            done_by=by.actor,
        )
    return told
