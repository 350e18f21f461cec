"""Who gives support, in which service and from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.clock import now
from alongside.web.people.models import RoleHolding
from alongside.web.people.same_person import is_reader

Dates = tuple[date, date | None]
"""From a day on, and the first day on which it no longer holds, if one is known."""


def supporting_dates(service: UUID, persons: Iterable[UUID]) -> dict[UUID, list[Dates]]:
    """When each of them holds the role in a service, ever. For rules, not for pages. One query."""
    found: dict[UUID, list[Dates]] = {}
    rows = RoleHolding.objects.filter(
        role=Role.PEER_SUPPORTER, service_id=service, person_id__in=list(persons)
    )
    for row in rows.only("person_id", "from_on", "until_on"):
        found.setdefault(row.person_id, []).append((row.from_on, row.until_on))
    return found


def peer_supporters(viewer: Viewer) -> list[RoleHolding]:
    """Who gives support now or from a later day in the services that the viewer coordinates,
    without the viewer. One query."""
    lasting = Q(until_on__isnull=True) | Q(until_on__gt=now().date())
    return list(_holdings(viewer).filter(lasting))


def peer_supporter(viewer: Viewer, person: UUID) -> list[RoleHolding]:
    """All that somebody ever held there, oldest first; 404 when nothing. The look is logged."""
    found = list(_holdings(viewer).filter(person_id=person))
    if not found:
        raise Http404
    record_look("supporter.read", by=viewer, subject=person)
    return found


def _holdings(viewer: Viewer) -> QuerySet[RoleHolding]:
    return (
        RoleHolding.objects.filter(
            organisation_id=viewer.organisation,
            role=Role.PEER_SUPPORTER,
            service_id__in=viewer.services_as(Role.COORDINATOR),
        )
        .exclude(person_id=viewer.person)
        .exclude(is_reader(viewer, "person_id"))
        .select_related("person", "service")
        .order_by("person__made_at", "person_id", "service__made_at", "from_on", "id")
    )
