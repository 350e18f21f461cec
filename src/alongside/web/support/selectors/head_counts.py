"""How many came to the drop-ins of the services that a coordinator looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.support.models import HeadCount, Offer

MOST = 30


@dataclass(frozen=True)
class Counted:
    offer: str
    on: date
    people: int
    new_people: int | None


def drop_ins(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Those that are open, with their names. One query."""
    rows = Offer.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=viewer.services_as(Role.COORDINATOR),
        model=Offer.Model.DROP_IN,
        is_open=True,
    ).order_by("made_at", "id")
    return [(row.id, row.name) for row in rows]


def head_counts(viewer: Viewer) -> list[Counted]:
    """The latest, newest first. One query."""
    rows = (
        HeadCount.objects.filter(
            organisation_id=viewer.organisation,
            offer__service_id__in=viewer.services_as(Role.COORDINATOR),
        )
        .select_related("offer")
        .order_by("-on", "offer__name", "id")[:MOST]
    )
    return [Counted(row.offer.name, row.on, row.people, row.new_people) for row in rows]
