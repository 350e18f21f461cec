"""Who works in a service, and when each of them is on its rota. For rules, not for pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from alongside.web.accounts.viewer import Role
from alongside.web.people.models import RoleHolding
from alongside.web.people.selectors.viewers import is_current


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
