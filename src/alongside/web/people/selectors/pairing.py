"""Who waits and who is kept apart, as rows that the app which brings people together builds on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)

from alongside.web.accounts.access import is_program
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Circle, ExclusionPair, Person, Referral, RoleHolding
from alongside.web.people.referral_states import State
from alongside.web.people.selectors.apart import in_force, looked_after
from alongside.web.people.selectors.lists import NEW_STATES, agrees, own_referrals


def match_rows(viewer: Viewer) -> QuerySet[Referral]:
    """Whoever is looked after by the viewer, longest first, with person, service and
    `keeps_record`: whether they agree to a record."""
    return (
        own_referrals(viewer)
        .select_related("person", "service", "organisation", "welcome")
        .annotate(keeps_record=agrees(Purpose.RECORD))
        .order_by("received_at", "id")
    )


def waiting_rows(viewer: Viewer) -> QuerySet[Referral]:
    """As `match_rows`, only those who wait."""
    return match_rows(viewer).filter(state=State.WAITING)


def counted(viewer: Viewer, rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """The rows, each with the counts of `desk_counts`: for a list that is never without rows."""
    return rows.annotate(
        new_count=_many(viewer, NEW_STATES), waiting_count=_many(viewer, (State.WAITING,))
    )


def _many(viewer: Viewer, states: Collection[str]) -> Subquery:
    rows = own_referrals(viewer).filter(state__in=states).order_by()
    counts = rows.values("organisation").annotate(many=Count("id")).values("many")
    return Subquery(counts, output_field=IntegerField())


def is_beside() -> Exists:
    """Whether a match holds for the person of a referral, in its service."""
    return Exists(
        Circle.objects.filter(
            Q(until_at__isnull=True) | Q(until_at__gt=now()),
            person=OuterRef("person_id"),
            service=OuterRef("service_id"),
            why="match",
        )
    )


def apart_from(column: str, person: UUID) -> Exists:
    """Whether the person in `column` is never to meet `person`."""
    other = OuterRef(column)
    return Exists(in_force().filter(Q(one=person, other=other) | Q(other=person, one=other)))


def apart_rows(organisation: UUID) -> QuerySet[ExclusionPair, Any]:
    """`apart` and the two, for a union with other pairs."""
    rows = in_force().filter(organisation_id=organisation).order_by()
    return rows.values_list(Value("apart"), "one_id", "other_id")


def supporting_rows(
    services: Collection[UUID], persons: Collection[UUID]
) -> QuerySet[RoleHolding, Any]:
    """When each of them holds the role of giving support, for a union with other dated lines:
    `role`, service, person, from, until, then a number and a moment that a role has not, id."""
    rows = RoleHolding.objects.filter(
        role=Role.PEER_SUPPORTER, service_id__in=services, person_id__in=persons
    ).order_by()
    return rows.values_list(
        Value("role"), "service_id", "person_id", "from_on", "until_on",
        Value(None, IntegerField()), Value(None, DateTimeField()), "id",
    )  # fmt: skip


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
