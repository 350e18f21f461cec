"""Getting in touch by hand: only in ways the person ticked, unless they came to us."""

from __future__ import annotations

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent, Contact, Referral, SafeContact
from alongside.web.people.services.consents import NoConsent, answers_now, live_consents
from alongside.web.ui.words import say

CAME_TO_US = ("rang_us", "wrote_us", "came_by")
"""Ways in which a person got in touch by themselves: no rule of theirs stands against these."""


def check_way(referral: Referral, way: str) -> None:
    """A way that we use is among those they ticked, and they agree that we get in touch."""
    if way in CAME_TO_US:
        return
    if not _may_contact(referral):
        raise NoConsent([Purpose.CONTACT], field="way")
    if way not in _ways(referral):
        raise Refused(say("They did not tick this way. Choose one that they did."), field="way")


def _may_contact(referral: Referral) -> bool:
    return Purpose.CONTACT in live_consents([referral.person_id]).get(referral.person_id, {})


def _ways(referral: Referral) -> list[str]:
    return list(SafeContact.objects.get(person_id=referral.person_id).ways)


def check_note(referral: Referral, note: str) -> None:
    """Who said no to a record, or took their yes back, is written about no more than is needed
    to get back to them: dates and what came of it, no words."""
    rows = Consent.objects.filter(person_id=referral.person_id, purpose=Purpose.RECORD)
    keeps = answers_now(rows).get(referral.person_id, {})
    if note.strip() and keeps.get(Purpose.RECORD) is False:
        raise Refused(
            say("They said no to a record. Leave this empty: the date and what happened are kept."),
            field="note",
        )


def keep_contact(
    by: Viewer, referral: Referral, *, way: str, outcome: str, within_rules: bool | None = None,
    note: str = "",
) -> Contact:  # fmt: skip
    """Inside a deed that has checked who acts. It counts as within the rules only when the way
    is ticked and they agree that we get in touch, whatever is said of it."""
    agreed = way in _ways(referral) and _may_contact(referral)
    contact = Contact.objects.create(
        organisation_id=referral.organisation_id,
        referral=referral,
        way=way,
        outcome=Contact.Outcome(outcome),
        within_rules=agreed and within_rules is not False,
        at=now(),
        done_by=by.actor,
        note=note,
    )
    record(
        "contact.kept", by=by, subject=referral.person_id, service=referral.service_id,
        reason=outcome,
    )  # fmt: skip
    return contact


def tries_since_reached(referral: Referral) -> int:
    """Tries within the rules after the last time the person was reached."""
    tries = 0
    for contact in referral.contacts.order_by("at", "id"):
        if contact.outcome == Contact.Outcome.REACHED:
            tries = 0
        elif contact.within_rules and contact.outcome in (
            Contact.Outcome.NO_ANSWER,
            Contact.Outcome.LEFT_MESSAGE,
        ):
            tries += 1
    return tries
