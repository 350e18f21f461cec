"""Who waits and who is kept apart, as rows that the app which brings people together builds on."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.web.accounts.access import is_program
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Person, Referral
from alongside.web.people.referral_states import State
from alongside.web.people.selectors.apart import in_force, looked_after
from alongside.web.people.selectors.lists import agrees, own_referrals


def waiting_rows(viewer: Viewer) -> QuerySet[Referral]:
    """Whoever waits and is looked after by the viewer, longest first, with person, service and
    `keeps_record`: whether they agree to a record."""
    return (
        own_referrals(viewer)
        .filter(state=State.WAITING)
        .select_related("person", "service", "organisation", "welcome")
        .annotate(keeps_record=agrees(Purpose.RECORD))
        .order_by("received_at", "id")
    )


def apart_from(column: str, person: UUID) -> Exists:
    """Whether the person in `column` is never to meet `person`."""
    other = OuterRef(column)
    return Exists(in_force().filter(Q(one=person, other=other) | Q(other=person, one=other)))


def speaks_for(viewer: Viewer, person: UUID, service: UUID, role: str) -> bool:
    """Whether what the viewer writes in a service are that person's words: their own, as they came
    there or hold `role` there, or those of somebody whom the viewer looks after there."""
    if viewer.person_id == person:
        came = Referral.objects.filter(person=person, service=service)
        return service in viewer.services_as(role) or came.exists()
    mine = service in viewer.services_as(Role.COORDINATOR) or is_program(viewer)
    return mine and looked_after(viewer).filter(id=person).exists()


def full_name(organisation: UUID, person: UUID) -> str:
    """For rules, not for pages."""
    return Person.objects.get(organisation_id=organisation, id=person).name
