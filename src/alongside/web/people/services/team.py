"""Bringing somebody onto the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.web.accounts.viewer import Viewer
from alongside.web.people.models import Person
from alongside.web.people.services.persons import Details, add_person, give_role, give_sign_in


@dataclass(frozen=True)
class Place:
    """A role, where it is held (None: in the whole organisation) and from when (None: today)."""

    role: str
    service: UUID | None = None
    from_on: date | None = None


@transaction.atomic
def add_to_team(*, by: Viewer, name: str, email: str | None, place: Place) -> Person:
    """Somebody new with a sign-in and a first role. Without an address they are handed codes."""
    person = add_person(by=by, organisation=by.organisation, details=Details(name=name))
    give_sign_in(by=by, person=person, email=email)
    give_role(by=by, person=person, role=place.role, service=place.service, from_on=place.from_on)
    return person
