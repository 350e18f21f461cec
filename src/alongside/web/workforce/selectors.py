"""Reads of who is ready to support one more person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people import selectors as people
from alongside.web.workforce.gates import CAPACITY, ROLE, Gates, gates_of, row_in_force
from alongside.web.workforce.models import Readiness

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service
    from alongside.web.people.models import RoleHolding
    from alongside.web.people.selectors import Dates

Taken = Mapping[tuple[UUID, UUID], int]
"""Places that are taken, by service and person."""


@dataclass(frozen=True)
class Supporter:
    """Somebody who gives support in one service, with all that was written down of it there."""

    person: UUID
    name: str
    service: Service
    role: list[Dates]
    rows: list[Readiness]
    gates: Gates


def gates(
    *, service: UUID, persons: Iterable[UUID], taken: Mapping[UUID, int], on: date
) -> dict[UUID, Gates]:
    """Whether each of them may be asked to support one more person in a service on a day. For
    rules, not for pages. One query."""
    wanted = {(service, person): taken.get(person, 0) for person in persons}
    return {person: found for (_, person), found in gates_in(wanted, on).items()}


def gates_in(wanted: Taken, on: date) -> dict[tuple[UUID, UUID], Gates]:
    """As `gates`, in several services: `wanted` names whom to look at, with how many places are
    taken. One query."""
    services, persons = {key[0] for key in wanted}, {key[1] for key in wanted}
    lines = (
        Readiness.objects.filter(service_id__in=services, person_id__in=persons)
        .order_by()
        .values_list(
            "kind", "service_id", "person_id", "from_on", "until_on", "places", "recorded_at", "id"
        )
    )
    role: dict[tuple[UUID, UUID], list[Dates]] = {}
    rows: dict[tuple[UUID, UUID], list[Readiness]] = {}
    for line in lines.union(people.supporting_rows(services, persons), all=True):
        kind, service, person, since, until, places, at, key = line
        if kind == ROLE:
            role.setdefault((service, person), []).append((since, until))
            continue
        row = Readiness(
            id=key, kind=kind, from_on=since, until_on=until, places=places, recorded_at=at
        )
        rows.setdefault((service, person), []).append(row)
    return {
        key: gates_of(rows.get(key, []), role.get(key, []), taken=taken, on=on)
        for key, taken in wanted.items()
    }


def own_places(viewer: Viewer, on: date) -> int:
    """How many people the viewer agreed to support at a time, in all their services. One query."""
    rows: dict[UUID, list[Readiness]] = {}
    for row in Readiness.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
        person_id=viewer.person,
        kind=CAPACITY,
    ):
        rows.setdefault(row.service_id, []).append(row)
    agreed = (row_in_force(some, CAPACITY, on) for some in rows.values())
    return sum(row.places or 0 for row in agreed if row is not None)


def supporters(viewer: Viewer, taken: Taken, on: date) -> list[Supporter]:
    """Everybody who gives or will give support in the services that the viewer coordinates,
    without the viewer; once a service. Two queries."""
    return _joined(viewer, people.peer_supporters(viewer), taken, on)


def supporter(viewer: Viewer, person: UUID, taken: Taken, on: date) -> list[Supporter]:
    """One of them, once a service; 404 for everybody else. The look is logged. Two queries."""
    return _joined(viewer, people.peer_supporter(viewer, person), taken, on)


def _joined(
    viewer: Viewer, holdings: Iterable[RoleHolding], taken: Taken, on: date
) -> list[Supporter]:
    held: dict[tuple[UUID, UUID], list[RoleHolding]] = {}
    services: dict[UUID, Service] = {}
    for holding in holdings:
        if holding.service is not None:
            services[holding.service.id] = holding.service
            held.setdefault((holding.service.id, holding.person_id), []).append(holding)
    rows: dict[tuple[UUID, UUID], list[Readiness]] = {}
    for row in Readiness.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in={service for service, _ in held},
        person_id__in={person for _, person in held},
    ).order_by("-from_on", "-recorded_at", "id"):
        rows.setdefault((row.service_id, row.person_id), []).append(row)
    found = []
    for key, some in held.items():
        dates: list[Dates] = [(holding.from_on, holding.until_on) for holding in some]
        written, person = rows.get(key, []), some[0].person
        at = gates_of(written, dates, taken=taken.get(key, 0), on=on)
        found.append(Supporter(person.id, person.name, services[key[0]], dates, written, at))
    return found
