"""Reads of meetings for the desk: whom to ring first, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.clock import now
from alongside.web.people.consent_rules import Flow, blocked_by
from alongside.web.people.contact_details import short_name
from alongside.web.people.local_time import local_date
from alongside.web.people.services import live_consents
from alongside.web.support.meeting_rows import DayCounts, DeskMeeting, DeskToday, Rank, Reach
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Match, Meeting
from alongside.web.support.own_matches import without_own
from alongside.web.support.selectors.meetings import ASKED_FOR, WITH, Live, day_bounds

if TYPE_CHECKING:
    from alongside.web.people.models import Person


def _on_desk(viewer: Viewer) -> QuerySet[Meeting]:
    """Of the services that the viewer coordinates, but never their own meetings."""
    rows = Meeting.objects.filter(
        organisation_id=viewer.organisation, service_id__in=viewer.services_as(Role.COORDINATOR)
    )
    return without_own(viewer, rows, "match__").select_related(*WITH)


def desk_today(viewer: Viewer, zone: str) -> DeskToday:
    """Every meeting of today, and whom to ring first. Two queries, however many meet."""
    begin, end = day_bounds(now(), zone)
    untold = Q(member_untold=True) | Q(supporter_untold=True)
    lately = Q(starts_at__gt=now() - ASKED_FOR, starts_at__lt=begin)
    disputed = ~Q(member_says="") & ~Q(supporter_says="") & ~Q(member_says=F("supporter_says"))
    rows = list(
        _on_desk(viewer)
        .filter(
            Q(starts_at__gte=begin, starts_at__lt=end)
            | untold & Q(starts_at__gte=begin)
            | lately & Q(state=MeetingState.PLANNED)
            | lately & disputed & Q(settled_at=None)
        )
        .order_by("starts_at", "id")
    )
    live = live_consents({row.match.member_id for row in rows})
    shown = [_desk_meeting(row, live, begin <= row.starts_at < end) for row in rows]
    return DeskToday(
        rows=sorted(shown, key=lambda row: (row.rank, row.meeting.starts_at, row.meeting.id)),
        counts=_counts([row.meeting for row in shown if row.is_today]),
    )


def _desk_meeting(row: Meeting, live: Live, is_today: bool) -> DeskMeeting:
    return DeskMeeting(
        meeting=row,
        member=reach_of(row.match.member, may_contact(row.match, live)),
        supporter=reach_of(row.match.supporter, may_contact=True, works_here=True),
        rank=_rank(row),
        is_today=is_today,
    )


def may_contact(match: Match, live: Live) -> bool:
    return not blocked_by(live.get(match.member_id, ()), Flow.MESSAGE)


def reach_of(person: Person, may_contact: bool, works_here: bool = False) -> Reach:
    rules = person.safe_contact
    return Reach(
        name=short_name(person.name),
        phone=person.phone if may_contact else "",
        ways=list(rules.ways),
        times=rules.times,
        may_leave_message=rules.may_leave_message,
        may_say_who=rules.may_say_who,
        may_contact=may_contact,
        works_here=works_here,
    )


def _rank(row: Meeting) -> Rank:
    if row.member_untold or row.supporter_untold:
        return Rank.TELL
    if row.is_silent:
        return Rank.SILENT
    if row.is_disputed:
        return Rank.DISPUTED
    return Rank.COMING if row.state == MeetingState.PLANNED else Rank.DONE


def _counts(rows: Sequence[Meeting]) -> DayCounts:
    states = [MeetingState(row.state) for row in rows]
    silent = sum(row.is_silent for row in rows)
    return DayCounts(
        planned=len(rows),
        met=states.count(MeetingState.MET),
        missed=states.count(MeetingState.MISSED_BY_MEMBER)
        + states.count(MeetingState.MISSED_BY_SUPPORTER),
        cancelled=states.count(MeetingState.CANCELLED),
        moved=states.count(MeetingState.MOVED),
        silent=silent,
        coming=states.count(MeetingState.PLANNED) - silent,
    )


def desk_meeting(viewer: Viewer, meeting: UUID) -> DeskMeeting:
    """404 for everybody but a coordinator of that service who is neither of the two. The look is
    logged. Three queries."""
    row = _on_desk(viewer).filter(id=meeting).first()
    if row is None:
        raise Http404
    record_look(
        "meeting.read", by=viewer, subject=row.match.member_id, thing=f"meeting {row.id}",
        service=row.service_id,
    )  # fmt: skip
    zone = row.organisation.time_zone
    is_today = local_date(row.starts_at, zone) == local_date(now(), zone)
    return _desk_meeting(row, live_consents([row.match.member_id]), is_today)
