"""A supporter's day, what they wrote down after meetings, and who asked the desk for a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, FilteredRelation, Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people import selectors as people_reads
from alongside.web.people.consent_rules import Flow, Purpose, blocked_by, left_out
from alongside.web.people.contact_details import short_name
from alongside.web.people.services import live_consents
from alongside.web.support.documentation import Mode, mode_of
from alongside.web.support.match_states import LIVE_STATES, MatchState
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.support.models import Match, Meeting, SessionLog, SharedNote
from alongside.web.support.selectors.meetings import day_bounds
from alongside.web.support.selectors.notes import thread_query
from alongside.web.support.selectors.own import live_matches_of

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service
    from alongside.web.people.models import Person

BACK = timedelta(days=14)
"""How long after a meeting it may still be written down."""
AHEAD = timedelta(days=28)
ENDED_SHOWN = timedelta(days=90)
_NEAR: tuple[str, ...] = ("service", "member__safe_contact", "near__log")
_OVER = (MatchState.ENDED, MatchState.CHECKED)
_TO_LOG = (MeetingState.PLANNED, *OUTCOMES)


@dataclass(frozen=True)
class Beside:
    """Somebody the viewer supports, as far as they agree to be shown. `name` is '' and the rest
    empty for whoever does not agree to a record; ways only for whoever agrees to contact."""

    match: UUID
    person: UUID
    name: str
    ways: list[str] = field(default_factory=list)
    may_leave_message: bool = True
    may_say_who: bool = True
    shows_contact: bool = False


@dataclass(frozen=True)
class DayMeeting:
    meeting: Meeting
    beside: Beside
    is_logged: bool

    @property
    def may_be_logged(self) -> bool:
        open_ = self.meeting.state in _TO_LOG and not self.is_logged
        return open_ and self.meeting.starts_at <= now()


@dataclass(frozen=True)
class SupportersToday:
    """`today` by the clock; `to_log`: of days before, not written down yet; `coming`: the next of
    each person. `asks`: people they may answer about; `afters`: matches that ended some weeks ago,
    of which they have not said how they are; `ended`: those that ended lately, and when;
    `services`: where they are beside somebody,
    the first of them is where a worry of theirs goes."""

    today: list[DayMeeting] = field(default_factory=list)
    to_log: list[DayMeeting] = field(default_factory=list)
    coming: list[DayMeeting] = field(default_factory=list)
    people: list[Beside] = field(default_factory=list)
    asks: int = 0
    afters: list[UUID] = field(default_factory=list)
    ended: dict[UUID, datetime] = field(default_factory=dict)
    services: list[Service] = field(default_factory=list)


@dataclass(frozen=True)
class ToLog:
    """A meeting to write down. `log` and `notes` are what stands there already; `feeling` of it
    is read by its writer only, who is the viewer."""

    meeting: Meeting
    name: str
    mode: Mode
    log: SessionLog | None
    notes: list[SharedNote]


@dataclass(frozen=True)
class CallWanted:
    """Somebody who gives support asked for a call after a meeting; not why."""

    log: UUID
    name: str
    phone: str
    since: datetime


def supporters_today(viewer: Viewer, zone: str) -> SupportersToday:
    """Two queries, however many people and meetings."""
    begin, end = day_bounds(now(), zone)
    near = Q(meetings__starts_at__gte=now() - BACK, meetings__starts_at__lt=now() + AHEAD)
    after = ExpressionWrapper(_wants_after(begin.date()), output_field=BooleanField())
    rows = list(
        (live_matches_of(viewer) | _asked(viewer) | _over(viewer, begin.date()))
        .annotate(near=FilteredRelation("meetings", condition=near), is_after=after)
        .select_related(*_NEAR)
        .order_by("introduced_at", "id", "near__starts_at", "near__id")
    )
    live_rows = [row for row in rows if row.state in LIVE_STATES]
    live = live_consents({row.member_id for row in rows})
    people = {row.id: _beside(row, live.get(row.member_id, ())) for row in live_rows}
    met = [_day_meeting(row, people[row.id]) for row in live_rows if getattr(row, "near", None)]
    day = [one for one in met if begin <= one.meeting.starts_at < end]
    before = [one for one in met if one.meeting.starts_at < begin and one.may_be_logged]
    return SupportersToday(
        today=sorted(day, key=_when),
        to_log=sorted(before, key=_when),
        coming=_next_of_each(one for one in met if one.meeting.starts_at >= end),
        people=list(people.values()),
        afters=list({row.id: row for row in rows if row.is_after}),
        ended={row.id: row.ended_at for row in rows if row.ended_at is not None},
        asks=sum(_is_open_ask(row, live.get(row.member_id, ())) for row in rows),
        services=list({row.service_id: row.service for row in live_rows}.values()),
    )


def _asked(viewer: Viewer) -> QuerySet[Match]:
    """Whom they are asked about, as `asks` gives, and have not answered yet."""
    return Match.objects.filter(
        ~people_reads.apart_from("member_id", viewer.person),
        organisation_id=viewer.organisation,
        supporter_id=viewer.person,
        service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
        state=MatchState.ASKED,
        supporter_answer="",
        referral__state="waiting",
    )


def _wants_after(today: date) -> Q:
    """It ended some weeks ago, and they have not said how they are since."""
    said = Q(ending=None) | Q(ending__supporter_check="")
    return said & Q(state=MatchState.ENDED, after_check_on__lte=today)


def _over(viewer: Viewer, today: date) -> QuerySet[Match]:
    """What ended lately, and what they are still to be asked about."""
    lately = Q(state__in=_OVER, ended_at__gte=now() - ENDED_SHOWN)
    return Match.objects.filter(
        lately | _wants_after(today),
        organisation_id=viewer.organisation,
        supporter_id=viewer.person,
        service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
    )


def _is_open_ask(row: Match, live: Iterable[Purpose]) -> bool:
    return row.state == MatchState.ASKED and not blocked_by(set(live), Flow.SUPPORTER_PAGE)


def _when(one: DayMeeting) -> tuple[datetime, str]:
    return one.meeting.starts_at, str(one.meeting.id)


def _day_meeting(row: Any, beside: Beside) -> DayMeeting:
    return DayMeeting(row.near, beside, is_logged=getattr(row.near, "log", None) is not None)


def _next_of_each(met: Iterable[DayMeeting]) -> list[DayMeeting]:
    found: dict[UUID, DayMeeting] = {}
    for one in sorted(met, key=_when):
        if one.meeting.state == MeetingState.PLANNED:
            found.setdefault(one.beside.match, one)
    return list(found.values())


def _beside(row: Match, live: Iterable[Purpose]) -> Beside:
    person: Person = row.member
    live = set(live)
    if blocked_by(live, Flow.SUPPORTER_PAGE):
        return Beside(row.id, person.id, "")
    rules = person.safe_contact
    shows = Purpose.CONTACT not in left_out(live, Flow.SUPPORTER_PAGE)
    return Beside(
        row.id,
        person.id,
        short_name(person.name),
        ways=list(rules.ways) if shows else [],
        may_leave_message=rules.may_leave_message,
        may_say_who=rules.may_say_who,
        shows_contact=shows,
    )


def meeting_to_log(viewer: Viewer, meeting: UUID) -> ToLog:
    """404 unless it is of somebody the viewer supports now. Three queries at most."""
    row = (
        Meeting.objects.filter(id=meeting, match__in=live_matches_of(viewer))
        .select_related("organisation", "match__service", "match__member", "log")
        .first()
    )
    if row is None:
        raise Http404
    live = live_consents([row.match.member_id]).get(row.match.member_id, {})
    mode = mode_of(row.match.service, live)
    log = getattr(row, "log", None)
    notes = thread_query(viewer).filter(meeting=row) if log and mode is Mode.SHARED else ()
    hidden = blocked_by(live, Flow.SUPPORTER_PAGE)
    name = "" if hidden else row.match.member.name.split()[0]
    return ToLog(row, name, mode, log, list(notes))


def calls_wanted(viewer: Viewer) -> list[CallWanted]:
    """Who asked for a call and was not rung yet, the longest wait first, in the services that the
    viewer coordinates. Nobody's own. One query."""
    rows = (
        SessionLog.objects.filter(
            organisation_id=viewer.organisation,
            meeting__service_id__in=viewer.services_as(Role.COORDINATOR),
            wants_call=True,
            rung_at=None,
        )
        .exclude(written_by=viewer.actor)
        .select_related("meeting__match__supporter")
        .order_by("written_at", "id")
    )
    return [
        CallWanted(
            row.id,
            short_name(row.meeting.match.supporter.name),
            row.meeting.match.supporter.phone,
            row.written_at,
        )
        for row in rows
    ]
