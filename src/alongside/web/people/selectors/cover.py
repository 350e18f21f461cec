"""Who works in a service, and when each of them is on its rota. For rules, not for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people.models import Person, RoleHolding
from alongside.web.people.selectors.viewers import is_current, is_id


@dataclass(frozen=True)
class Shift:
    """Weekday 0 is Monday; times by the clock of the place."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True)
class Worker:
    user: UUID
    person: UUID
    name: str
    roles: frozenset[str]
    shifts: frozenset[Shift]

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name.split() else ""


@dataclass(frozen=True)
class Team:
    """In the order in which they began, so that the same one is found first each time."""

    zone: str
    workers: tuple[Worker, ...]


def team_of_service(service: UUID) -> Team:
    """Coordinators, supervisors and managers of a service and the organisation's administrators,
    of those who can sign in and hold the role today. One query."""
    rows = (
        RoleHolding.objects.filter(
            is_current(),
            Q(service_id=service) | Q(service=None, organisation__service=service),
            role__in=Role.STAFF,
            person__user__is_active=True,
        )
        .annotate(
            shift=FilteredRelation(
                "person__user__covershift",
                condition=Q(person__user__covershift__service_id=service),
            )
        )
        .select_related("person", "organisation")
        .annotate(weekday=F("shift__weekday"), starts=F("shift__starts"), ends=F("shift__ends"))
        .order_by("from_on", "person__made_at", "person_id", "id")
    )
    by_person: dict[UUID, list[Any]] = {}
    zone = "UTC"
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
        zone = row.organisation.time_zone
    return Team(zone, tuple(_worker(found) for found in by_person.values()))


def _worker(rows: list[Any]) -> Worker:
    person = rows[0].person
    return Worker(
        user=person.user_id,
        person=person.id,
        name=person.name,
        roles=frozenset(row.role for row in rows),
        shifts=frozenset(
            Shift(row.weekday, row.starts, row.ends) for row in rows if row.weekday is not None
        ),
    )


@dataclass(frozen=True)
class Known:
    """Somebody in the history of a thing, or whom it could be given to (`is_staff`)."""

    user: UUID
    person: UUID
    name: str
    is_staff: bool


def people_around(viewer: Viewer, service: UUID, users: Iterable[str]) -> list[Known]:
    """Those behind `users`, and those of `team_of_service`. One query."""
    staff = RoleHolding.objects.filter(
        is_current(),
        Q(service_id=service) | Q(service=None),
        person=OuterRef("id"),
        role__in=Role.STAFF,
        person__user__is_active=True,
    )
    rows = (
        Person.objects.filter(organisation_id=viewer.organisation)
        .annotate(is_staff=Exists(staff))
        .filter(Q(is_staff=True) | Q(user_id__in=[user for user in users if is_id(user)]))
        .order_by("made_at", "id")
    )
    return [
        Known(row.user_id, row.id, row.name, row.is_staff)
        for row in rows
        if row.user_id is not None
    ]


@dataclass(frozen=True)
class RotaShift:
    """One shift of the rota, and whose it is."""

    service_id: UUID
    user_id: UUID
    weekday: int
    starts: time
    ends: time


def rota_with_names(viewer: Viewer, also: Iterable[str]) -> tuple[list[RotaShift], dict[str, str]]:
    """The shifts of the services that the viewer coordinates, and the names, by user, of those
    on it and of the users `also`. One query."""
    ours = viewer.services_as(Role.COORDINATOR)
    rows = (
        Person.objects.filter(organisation_id=viewer.organisation)
        .annotate(
            shift=FilteredRelation(
                "user__covershift", condition=Q(user__covershift__service__in=ours)
            )
        )
        .filter(Q(shift__isnull=False) | Q(user_id__in=[user for user in also if is_id(user)]))
        .annotate(
            place=F("shift__service_id"), weekday=F("shift__weekday"),
            starts=F("shift__starts"), ends=F("shift__ends"),
        )
        .order_by("place", "weekday", "starts", "id")
    )  # fmt: skip
    found = [row for row in rows if row.user_id is not None]
    shifts = [
        RotaShift(row.place, row.user_id, row.weekday, row.starts, row.ends)
        for row in found
        if row.place is not None and row.user_id is not None
    ]
    return shifts, {str(row.user_id): row.name for row in found}
