"""Deeds on help lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from alongside.web.accounts.services import Refused, touch_organisation
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.safety.models import CrisisContact
from alongside.web.safety.places import Contact, places
from alongside.web.ui.words import say


@transaction.atomic
def set_crisis_contacts(
    *, by: Viewer, contacts: Sequence[Contact], checked_on: date | None = None
) -> None:
    """Replace the list. It may never be empty: every page shows it."""
    if not contacts:
        raise Refused(say("Keep at least one help line. Every page shows them."))
    CrisisContact.objects.filter(organisation_id=by.organisation_id).delete()
    for position, contact in enumerate(contacts):
        CrisisContact.objects.create(
            organisation_id=by.organisation_id,
            name=contact.name,
            number=contact.number,
            way=contact.way,
            href=contact.href,
            hint=contact.hint,
            position=position,
            checked_on=checked_on or now().date(),
        )
    touch_organisation(by=by)
    record("crisis_contacts.set", by=by)


def start_with_place(*, by: Viewer, place: str) -> None:
    """The help lines that a new organisation begins with."""
    known = places()[place]
    set_crisis_contacts(by=by, contacts=known.contacts, checked_on=known.checked_on)
