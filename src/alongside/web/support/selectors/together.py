"""Who is together in the services that a coordinator looks after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people.contact_details import short_name
from alongside.web.support.access import may_coordinate
from alongside.web.support.match_states import LIVE_STATES, MatchState
from alongside.web.support.models import Match
from alongside.web.support.own_matches import mark_own


@dataclass(frozen=True)
class Pair:
    """Two who are together, or who were and are still to be asked how they are."""

    match: UUID
    member: str
    supporter: str
    offer: str
    state: MatchState
    introduced_at: datetime | None


def pairs_together(viewer: Viewer) -> list[Pair]:
    """The newest first, and never two of whom the viewer is one. One query."""
    rows = (
        mark_own(viewer, Match.objects.select_related("member", "supporter", "offer"))
        .filter(
            organisation_id=viewer.organisation,
            service__in=viewer.services_as(Role.COORDINATOR),
            state__in=(*LIVE_STATES, MatchState.ENDED),
        )
        .order_by("-introduced_at", "id")
    )
    return [_pair(row) for row in rows if may_coordinate(viewer, row)]


def _pair(row: Match) -> Pair:
    return Pair(
        match=row.id,
        member=short_name(row.member.name),
        supporter=short_name(row.supporter.name),
        offer=row.offer.name,
        state=MatchState(row.state),
        introduced_at=row.introduced_at,
    )
