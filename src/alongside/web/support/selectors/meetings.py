"""Reads of meetings for the two who meet: each side its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Flow, Purpose, blocked_by
from alongside.web.people.contact_details import short_name
from alongside.web.people.services import live_consents
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_rows import OwnMeeting, OwnMeetings, SupporterDay
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.support.models import Meeting
from alongside.web.support.selectors.own import live_matches_of

if TYPE_CHECKING:
    from alongside.web.people.models import Person

ASKED_FOR = timedelta(days=14)
"""How long after a meeting we ask how it went."""
MOST_COMING = 10

Live = Mapping[UUID, Collection[Purpose]]
"""For each person what they agree to now."""

_PEOPLE = ("match__member__safe_contact", "match__supporter__safe_contact")
WITH = ("organisation", "service", "moved_to", "moved_from", *_PEOPLE)
_OVER = (MeetingState.PLANNED, *OUTCOMES)


def day_bounds(moment: datetime, zone: str) -> tuple[datetime, datetime]:
    """The first moment of the place's day, and of the next."""
    there = ZoneInfo(zone)
    day = moment.astimezone(there).date()
    begin = datetime.combine(day, time(), there)
    return begin, datetime.combine(day + timedelta(days=1), time(), there)


def _own(viewer: Viewer, side: Side) -> QuerySet[Meeting]:
    """A member reads all of theirs; a supporter only while the two are together."""
    rows = Meeting.objects.filter(
        organisation_id=viewer.organisation, match__introduced_at__isnull=False
    ).select_related(*WITH, "match__organisation")
    if side is Side.MEMBER:
        return rows.filter(match__member_id=viewer.person)
    return rows.filter(match__in=live_matches_of(viewer))


def _as_own(rows: Iterable[Meeting], side: Side) -> list[OwnMeeting]:
    """With the other's name. One query for a supporter, to whom nobody is named who does not
    agree to a record; none for a member."""
    found = list(rows)
    if side is Side.MEMBER:
        return [OwnMeeting(row, side, first_name(row.match.supporter)) for row in found]
    live = live_consents({row.match.member_id for row in found})
    return [OwnMeeting(row, side, shown_name(row.match.member, live)) for row in found]


def first_name(person: Person) -> str:
    return person.name.split()[0]


def shown_name(person: Person, live: Live) -> str:
    hidden = blocked_by(live.get(person.id, ()), Flow.SUPPORTER_PAGE)
    return "" if hidden else short_name(person.name)


def own_meeting(viewer: Viewer, meeting: UUID, side: Side) -> OwnMeeting:
    """404 for everybody but that side. Two queries at most."""
    rows = _as_own(_own(viewer, side).filter(id=meeting), side)
    if not rows:
        raise Http404
    return rows[0]


def own_meetings(viewer: Viewer, side: Side = Side.MEMBER) -> OwnMeetings:
    """What comes and what is over and not said. Two queries at most."""
    rows = (
        _own(viewer, side)
        .filter(starts_at__gt=now() - ASKED_FOR)
        .filter(
            Q(state=MeetingState.PLANNED)
            | Q(state__in=OUTCOMES, settled_at=None, **{f"{side}_says": ""})
        )
        .order_by("starts_at", "id")[:50]
    )
    found = _as_own(rows, side)
    coming = [own for own in found if own.meeting.ends_at > now()]
    to_say = [own for own in found if own.meeting.ends_at <= now() and not own.says]
    return OwnMeetings(coming[:MOST_COMING], to_say)


def supporter_day(viewer: Viewer, zone: str) -> SupporterDay:
    """A supporter's day: whatever stands for today, and what to say of the last two weeks. Two
    queries."""
    begin, end = day_bounds(now(), zone)
    rows = (
        _own(viewer, Side.SUPPORTER)
        .filter(
            Q(starts_at__gte=begin, starts_at__lt=end)
            | Q(starts_at__gte=end, state=MeetingState.PLANNED)
            | Q(starts_at__gt=now() - ASKED_FOR, state__in=_OVER, supporter_says="")
        )
        .order_by("starts_at", "id")[:100]
    )
    found = _as_own(rows, Side.SUPPORTER)
    return SupporterDay(
        today=[own for own in found if begin <= own.meeting.starts_at < end],
        to_say=[own for own in found if own.meeting.starts_at < begin and not own.says],
        coming=[own for own in found if own.meeting.starts_at >= end][:MOST_COMING],
    )
