"""The one shape of every question a supporter asks: only whom they support, while it is live."""

from __future__ import annotations

from django.db.models import QuerySet

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.support.match_states import LIVE_STATES
from alongside.web.support.models import Match


def live_matches_of(viewer: Viewer) -> QuerySet[Match]:
    """Matches in which the viewer gives support now, in services where they hold the role."""
    return Match.objects.filter(
        organisation_id=viewer.organisation,
        supporter_id=viewer.person,
        service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
        state__in=LIVE_STATES,
    )
