"""Reads of help lines."""

from __future__ import annotations

from uuid import UUID

from alongside.web.safety.models import CrisisContact
from alongside.web.safety.places import WHERE_UNKNOWN, Contact, places


def crisis_contacts(organisation: UUID) -> list[CrisisContact]:
    """The place's own list, in its order. Public: these are on every page."""
    return list(
        CrisisContact.objects.filter(organisation_id=organisation).order_by("position", "id")
    )


def standard_contacts(place: str) -> tuple[Contact, ...]:
    """What a place starts with; England's where the place is not known yet."""
    known = places()
    return (known.get(place) or known[WHERE_UNKNOWN]).contacts
