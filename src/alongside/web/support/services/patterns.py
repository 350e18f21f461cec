"""Deeds on weekly times: kept by the clock on the wall of the place, filled some weeks ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.access import is_program
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.local_time import local_date
from alongside.web.support.access import check_takes_part, side_of
from alongside.web.support.clocks import clocks
from alongside.web.support.match_states import MatchState
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Match, Meeting, MeetingPattern
from alongside.web.support.services.meeting_messages import ARRANGED, CANCELLED, tell_both
from alongside.web.support.services.meetings import (
    FURTHEST,
    TOLD_OF_AN_END,
    check_time,
    fall_away,
    make_meeting,
)
from alongside.web.support.services.rows import locked_match
from alongside.web.ui.words import say

FILLED = (MatchState.INTRODUCED, MatchState.TRIAL, MatchState.ACTIVE, MatchState.ENDING)
"""Nothing is planned on its own while the two rest."""
LINK_AHEAD = timedelta(days=7)


@transaction.atomic
def set_pattern(
    *, by: Actor, match: UUID, weekday: int, starts: time, minutes: int, way: str, where: str,
    from_on: date,
) -> MeetingPattern:  # fmt: skip
    """Every week at one time from a day on, instead of a weekly time that was set before. Both
    are told of the first, and of what was near and stands no more."""
    row = locked_match(by, match)
    check_takes_part(by, row)
    if row.state not in FILLED:
        raise Refused(say("Weekly times begin again when the two go on."))
    pattern = MeetingPattern(
        organisation=row.organisation, match=row, weekday=weekday, starts=starts, minutes=minutes,
        way=Meeting.Way(way), where=where, from_on=from_on,
    )  # fmt: skip
    days = days_of(pattern, from_on, from_on + FURTHEST)
    first = next(day for day in days if moment_of(pattern, day) > now())
    check_time(row, moment_of(pattern, first), minutes)
    for old in MeetingPattern.objects.filter(match=row, until_on=None):
        _stop(old, row, by)
    pattern.save()
    _fill(pattern, row, by, at_least=first)
    _record("weekly", by, row)
    meeting = Meeting.objects.filter(pattern=pattern).order_by("starts_at").first()
    if meeting is not None:
        meeting.match, meeting.organisation = row, row.organisation
        side = side_of(by, row)
        tell_both(by=by, meeting=meeting, message=ARRANGED, known={side} if side else ())
    return pattern


@transaction.atomic
def end_pattern(*, by: Actor, pattern: UUID) -> None:
    """No weekly time any more. What it had planned falls away, and both know of what was near."""
    found = MeetingPattern.objects.filter(id=pattern, organisation_id=by.organisation).first()
    if found is None:
        raise Http404
    match = locked_match(by, found.match_id)
    check_takes_part(by, match)
    if found.until_on is None:
        _stop(found, match, by)
        _record("weekly_ended", by, match)


def fill_patterns(*, by: Actor) -> int:
    """Keep the next weeks planned, and write to the two of what is a week away. Returns how many
    were planned. Called by the clock for everybody, or for one organisation. Each match in a
    transaction of its own, with its lock first, as in every deed: nobody waits for the others."""
    if not is_program(by):
        raise Http404
    ours = Q(organisation_id=by.organisation_id) if by.organisation_id else Q()
    open_ones = MeetingPattern.objects.filter(ours, until_on=None, match__state__in=FILLED)
    rows = list(open_ones.order_by("id").values_list("organisation_id", "match_id", "id"))
    made = sum(_fill_again(*row) for row in rows)
    near = _near(ours).order_by("starts_at", "id")
    for organisation, match, meeting in list(near.values_list("organisation_id", "match_id", "id")):
        _send_link(organisation, match, meeting)
    return made


@transaction.atomic
def _fill_again(organisation: UUID, match: UUID, pattern: UUID) -> int:
    program = system_viewer("meetings", organisation)
    row = locked_match(program, match)
    found = MeetingPattern.objects.filter(id=pattern, until_on=None).first()
    if found is None or row.state not in FILLED:
        return 0
    return _fill(found, row, program)


def _near(ours: Q) -> QuerySet[Meeting]:
    return Meeting.objects.filter(
        ours, pattern__isnull=False, told_at=None, state=MeetingState.PLANNED,
        starts_at__gt=now(), starts_at__lte=now() + LINK_AHEAD,
    )  # fmt: skip


@transaction.atomic
def _send_link(organisation: UUID, match: UUID, meeting: UUID) -> None:
    """A week before: the link by which either of them moves or cancels it."""
    program = system_viewer("meetings", organisation)
    row = locked_match(program, match)
    found = _near(Q(id=meeting)).first()
    if found is not None:
        found.match, found.organisation = row, row.organisation
        tell_both(by=program, meeting=found, message=ARRANGED, by_hand=False)


def days_of(pattern: MeetingPattern, first: date, last: date) -> Iterator[date]:
    """Its days from `first` to `last`."""
    begin = max(first, pattern.from_on)
    day = begin + timedelta(days=(pattern.weekday - begin.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def moment_of(pattern: MeetingPattern, day: date) -> datetime:
    """When the clock of the place shows it, whatever the clocks did in between."""
    zone = ZoneInfo(pattern.organisation.time_zone)
    return datetime.combine(day, pattern.starts, zone).astimezone(ZoneInfo("UTC"))


def _fill(pattern: MeetingPattern, match: Match, by: Actor, at_least: date | None = None) -> int:
    """Plan what is missing until some weeks from now, and `at_least` that day. A day that was
    moved or cancelled stays so."""
    pattern.organisation = match.organisation
    today = local_date(now(), match.organisation.time_zone)
    last = today + timedelta(weeks=clocks().weeks_ahead)
    last = max(last, at_least or last)
    if match.last_day is not None:
        last = min(last, match.last_day)
    known = {
        local_date(starts, match.organisation.time_zone)
        for starts in Meeting.objects.filter(pattern=pattern).values_list("starts_at", flat=True)
    }
    made = 0
    for day in days_of(pattern, today, last):
        starts_at = moment_of(pattern, day)
        if day in known or starts_at <= now():
            continue
        make_meeting(
            by=by, match=match, pattern=pattern, starts_at=starts_at, minutes=pattern.minutes,
            way=pattern.way, where=pattern.where,
        )  # fmt: skip
        made += 1
    return made


def _stop(pattern: MeetingPattern, match: Match, by: Actor) -> None:
    """The other is told of what was near, as they may hold a message that says it stands."""
    pattern.until_on = local_date(now(), match.organisation.time_zone)
    pattern.save(update_fields=["until_on"])
    side = side_of(by, match)
    rows = Meeting.objects.filter(
        pattern=pattern, state=MeetingState.PLANNED, starts_at__gt=now()
    ).order_by("starts_at", "id")
    for row in rows:
        fall_away(row, match, by, side or "coordinator")
        if row.starts_at <= now() + TOLD_OF_AN_END:
            known = {side} if side else ()
            tell_both(by=by, meeting=row, message=CANCELLED, known=known)


def _record(what: str, by: Actor, match: Match) -> None:
    record(
        f"meeting.{what}", by=by, subject=match.member_id, service=match.service_id,
        thing=f"match {match.id}",
    )  # fmt: skip
