"""How many places of those who give support are taken."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.support.match_states import LIVE_STATES
from alongside.web.support.models import Match


def taken_places(viewer: Viewer) -> dict[tuple[UUID, UUID], int]:
    """By service and person, in the services that the viewer coordinates. One query."""
    rows = (
        Match.objects.filter(
            organisation_id=viewer.organisation,
            service_id__in=viewer.services_as(Role.COORDINATOR),
            state__in=LIVE_STATES,
        )
        .order_by()
        .values_list("service_id", "supporter_id")
        .annotate(many=Count("id"))
    )
    return {(service, person): many for service, person, many in rows}
