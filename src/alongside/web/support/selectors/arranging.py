"""What is needed before a time is set, and what a link in a message opens."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.services import live_consents
from alongside.web.support.access import may_coordinate, side_of
from alongside.web.support.match_states import LIVE_STATES, Side
from alongside.web.support.meeting_links import Ticket, read_token
from alongside.web.support.meeting_rows import Arranging, Linked
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Match, Meeting, MeetingPattern
from alongside.web.support.own_matches import mark_own
from alongside.web.support.selectors.desk_meetings import may_contact, reach_of
from alongside.web.support.selectors.meetings import MOST_COMING, first_name, shown_name


def arranging(viewer: Viewer, match: UUID, side: Side | None) -> Arranging:
    """Before a time is set: for one `side`, or for a coordinator when None. 404 for others, and
    when the two are not together. Four queries at most."""
    rows = Match.objects.filter(
        id=match, organisation_id=viewer.organisation, state__in=LIVE_STATES
    )
    row = (
        mark_own(viewer, rows)
        .select_related(
            "organisation", "service", "member__safe_contact", "supporter__safe_contact"
        )
        .first()
    )
    if row is None or not _may_arrange(viewer, row, side):
        raise Http404
    live = live_consents([row.member_id])
    other = first_name(row.supporter) if side is Side.MEMBER else shown_name(row.member, live)
    return Arranging(
        match=row,
        side=side,
        other=other,
        member=reach_of(row.member, may_contact(row, live)),
        supporter=reach_of(row.supporter, may_contact=True, works_here=True),
        pattern=MeetingPattern.objects.filter(match=row, until_on=None).order_by("id").first(),
        coming=_coming(row),
    )


def _may_arrange(viewer: Viewer, match: Match, side: Side | None) -> bool:
    if side is None:
        return may_coordinate(viewer, match)
    mine = side_of(viewer, match) == side
    works_here = match.service_id in viewer.services_as(Role.PEER_SUPPORTER)
    return mine and (side is Side.MEMBER or works_here)


def _coming(match: Match) -> list[Meeting]:
    return list(
        Meeting.objects.filter(
            match=match, state=MeetingState.PLANNED, starts_at__gt=now()
        ).order_by("starts_at", "id")[:MOST_COMING]
    )


def linked_meeting(token: str, request_id: str = "") -> Linked:
    """What a link in a message opens; 404 for a link that is not ours. Two queries, and one for
    each time it was moved since."""
    ticket = read_token(token)
    row = (
        Meeting.objects.filter(id=ticket.meeting)
        .select_related("organisation", "moved_to", "match__member", "match__supporter")
        .first()
        if ticket is not None
        else None
    )
    if ticket is None or row is None:
        raise Http404
    latest = row
    while latest.moved_to is not None:
        latest = latest.moved_to
    return Linked(row, latest, ticket.side, _is_void(row, ticket), _actor(row, ticket, request_id))


def _is_void(row: Meeting, ticket: Ticket) -> bool:
    changed = row.edition != ticket.edition or row.state != MeetingState.PLANNED
    return changed or row.ends_at <= now() or row.match.state not in LIVE_STATES


def _actor(row: Meeting, ticket: Ticket, request_id: str) -> Viewer:
    """Whoever holds the link: that side of this match, and nothing else."""
    person = row.match.member if ticket.side is Side.MEMBER else row.match.supporter
    return Viewer(
        user_id=person.user_id,
        person_id=person.id,
        organisation_id=row.organisation_id,
        acting_as="link",
        request_id=request_id,
    )
