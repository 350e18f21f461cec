"""Deeds on meetings. Either of the two may do all of it; a coordinator does it for those who ask
on the telephone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.local_time import local_date
from alongside.web.support.access import (
    check_coordinates,
    check_speaks_for,
    check_takes_part,
    side_of,
)
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.meeting_states import OUTCOMES, MeetingState, may_move
from alongside.web.support.models import Match, Meeting, MeetingPattern
from alongside.web.support.services.meeting_messages import ARRANGED, CANCELLED, MOVED, tell_both
from alongside.web.support.services.rows import locked_match, locked_meeting, move_match
from alongside.web.ui.words import say

LONGEST = 12 * 60  # minutes
FURTHEST = timedelta(days=366)
TOLD_OF_AN_END = timedelta(days=7)
BY_AN_END = "ended"
"""Kept instead of a side when meetings fall away with a match: nobody reads who ended it."""


@transaction.atomic
def arrange_meeting(
    *, by: Actor, match: UUID, starts_at: datetime, minutes: int, way: str, where: str,
    known: Collection[Side] = (),
) -> Meeting:  # fmt: skip
    """One meeting. Both are told; `known` are sides that a coordinator has told already."""
    row = locked_match(by, match)
    check_takes_part(by, row)
    check_time(row, starts_at, minutes)
    meeting = make_meeting(
        by=by, match=row, starts_at=starts_at, minutes=minutes, way=Meeting.Way(way), where=where
    )
    _record("arranged", by, meeting)
    tell_both(by=by, meeting=meeting, message=ARRANGED, known=_known(by, row, known))
    return meeting


def make_meeting(*, by: Actor, match: Match, **details: Any) -> Meeting:
    """Inside a deed that has checked who acts and when it may be."""
    return Meeting.objects.create(
        organisation=match.organisation,
        service=match.service,
        match=match,
        arranged_by=by.actor,
        **details,
    )


def check_time(match: Match, starts_at: datetime, minutes: int) -> None:
    """While the two are together, to come, and not after a last day that is set."""
    if match.state not in LIVE_STATES:
        raise Refused(say("The two are not together here any more, so no time can be set."))
    if not now() < starts_at < now() + FURTHEST:
        raise Refused(say("Choose a day and a time to come, within a year"), field="day")
    if not 0 < minutes <= LONGEST:
        raise Refused(say("Choose how long you want"), field="minutes")
    zone = match.organisation.time_zone
    if match.last_day is not None and local_date(starts_at, zone) > match.last_day:
        raise Refused(say("That is after the last day the two set"), field="day")


@transaction.atomic
def move_meeting(
    *, by: Actor, meeting: UUID, starts_at: datetime, known: Collection[Side] = ()
) -> Meeting:
    """Another meeting stands in its place, and the one who did not move it is told."""
    old = _locked(by, meeting)
    check_takes_part(by, old.match)
    check_time(old.match, starts_at, old.minutes)
    _check_move(old, MeetingState.MOVED, "move_meeting")
    new = make_meeting(
        by=by, match=old.match, starts_at=starts_at, minutes=old.minutes, way=old.way,
        where=old.where,
    )  # fmt: skip
    _change(old, MeetingState.MOVED, by, moved_to=new, **_UNMARKED)
    _record("moved", by, old)
    tell_both(by=by, meeting=new, message=MOVED, known=_known(by, old.match, known))
    return new


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: UUID, known: Collection[Side] = ()) -> None:
    """It does not take place; the one who did not cancel it is told."""
    row = _locked(by, meeting)
    check_takes_part(by, row.match)
    _check_move(row, MeetingState.CANCELLED, "cancel_meeting")
    if row.ends_at <= now():
        raise Refused(say("This time is over. Say how it went."))
    _change(row, MeetingState.CANCELLED, by)
    _record("cancelled", by, row)
    tell_both(by=by, meeting=row, message=CANCELLED, known=_known(by, row.match, known))


def cancel_meetings_of(match: Match, by: Actor) -> int:
    """Inside the end of a match: whatever was to come falls away, weekly times too. Both are told
    of what was near, in the same words, whoever ended it. How many fell away."""
    today = local_date(now(), match.organisation.time_zone)
    MeetingPattern.objects.filter(match=match, until_on=None).update(until_on=today)
    return _let_fall(match, by, now())


def cancel_meetings_after(match: Match, last_day: date, by: Actor) -> int:
    """Inside the planning of an end: what was to come after the last day falls away."""
    zone = ZoneInfo(match.organisation.time_zone)
    midnight = datetime.combine(last_day + timedelta(days=1), time(0), zone)
    return _let_fall(match, by, max(now(), midnight))


def _let_fall(match: Match, by: Actor, moment: datetime) -> int:
    rows = list(
        Meeting.objects.select_for_update()
        .filter(match=match, state=MeetingState.PLANNED, starts_at__gte=moment)
        .order_by("starts_at", "id")
    )
    program = system_viewer("meetings", match.organisation_id)
    for row in rows:
        fall_away(row, match, by, BY_AN_END)
        if row.starts_at <= now() + TOLD_OF_AN_END:
            tell_both(by=program, meeting=row, message=CANCELLED)
    return len(rows)


def fall_away(row: Meeting, match: Match, by: Actor, who: str) -> None:
    """One of several that are cancelled together; whoever calls tells the two."""
    row.match, row.organisation = match, match.organisation
    _change(row, MeetingState.CANCELLED, by, changed_by=who)


@transaction.atomic
def say_coming(*, by: Actor, meeting: UUID) -> None:
    """The member will be there. A link in a message stays good."""
    row = _locked(by, meeting)
    check_speaks_for(by, row.match, Side.MEMBER)
    if row.state != MeetingState.PLANNED or row.ends_at <= now():
        raise Refused(_moved_on())
    row.member_comes = True
    row.save(update_fields=["member_comes"])
    _record("coming", by, row)


@transaction.atomic
def say_how_it_went(
    *, by: Actor, meeting: UUID, says: MeetingState, side: Side | None = None
) -> None:
    """What one side says. The first word stands; when the two differ both are kept and the desk
    asks. `side`: whose words a coordinator writes down."""
    row = _locked(by, meeting)
    speaks = side or side_of(by, row.match)
    if speaks is None:
        check_coordinates(by, row.match)
        raise Refused(say("Choose who told you"), field="side")
    check_speaks_for(by, row.match, speaks)
    _check_can_say(row, says)
    setattr(row, f"{speaks}_says", says.value)
    row.save(update_fields=[f"{speaks}_says"])
    _record("said", by, row)
    agreed = {row.member_says, row.supporter_says} - {""}
    if agreed == {says.value} and row.state != says:
        _check_move(row, says, "say_how_it_went")
        _change(row, says, by)
        _begin_trial(row, by)


def _check_can_say(row: Meeting, says: MeetingState) -> None:
    if says not in OUTCOMES:
        raise Refused(say("Choose how it went"), field="says")
    if row.state in (MeetingState.MOVED, MeetingState.CANCELLED) or row.settled_at is not None:
        raise Refused(_moved_on())
    if row.starts_at > now():
        raise Refused(say("It has not begun yet."))


@transaction.atomic
def settle_meeting(*, by: Actor, meeting: UUID, outcome: MeetingState) -> None:
    """The two said different things and a coordinator asked both. What each said stays kept."""
    row = _locked(by, meeting)
    check_coordinates(by, row.match)
    if outcome not in OUTCOMES:
        raise Refused(say("Choose how it went"), field="says")
    if not row.is_disputed:
        raise Refused(_moved_on())
    if row.state != outcome:
        _check_move(row, outcome, "settle_meeting")
    _change(row, outcome, by, settled_at=now())
    _record("settled", by, row)
    _begin_trial(row, by)


@transaction.atomic
def mark_told(*, by: Actor, meeting: UUID, side: Side) -> None:
    """A coordinator told this side what no message could."""
    row = _locked(by, meeting)
    check_coordinates(by, row.match)
    setattr(row, f"{side}_untold", False)
    row.save(update_fields=[f"{side}_untold"])
    _record("told", by, row)


def _begin_trial(row: Meeting, by: Actor) -> None:
    """The first time that the two met."""
    if row.state == MeetingState.MET and row.match.state == MatchState.INTRODUCED:
        move_match(row.match, MatchState.TRIAL, by=by, deed="record_session")


_UNMARKED = {"member_untold": False, "supporter_untold": False}


def _locked(by: Actor, meeting: UUID) -> Meeting:
    """The match first, as every deed on a match does, then the meeting."""
    match = (
        Meeting.objects.filter(id=meeting, organisation_id=by.organisation)
        .values_list("match_id", flat=True)
        .first()
    )
    if match is None:
        raise Http404
    whole = locked_match(by, match)
    row = locked_meeting(by, meeting)
    row.match = whole
    return row


def _check_move(row: Meeting, after: MeetingState, deed: str) -> None:
    if not may_move(row.state, after, deed):
        raise Refused(_moved_on())


def _moved_on() -> str:
    return say("This has changed since you opened it. Look again, then decide.")


def _change(row: Meeting, after: MeetingState, by: Actor, **changes: Any) -> None:
    """Into another state. Links to what it was before open nothing from now on."""
    changes.setdefault("changed_by", side_of(by, row.match) or _hat(by))
    row.state, row.state_at, row.edition = after, now(), row.edition + 1
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "state_at", "edition", *changes])


def _hat(by: Actor) -> str:
    return "program" if by.acting_as == "system" else "coordinator"


def _known(by: Actor, match: Match, known: Collection[Side]) -> set[Side]:
    """Whoever acts knows; a coordinator says whom they told."""
    side = side_of(by, match)
    return {side} if side is not None else set(known)


def _record(what: str, by: Actor, row: Meeting) -> None:
    record(
        f"meeting.{what}", by=by, subject=row.match.member_id, service=row.service_id,
        thing=f"meeting {row.id}",
    )  # fmt: skip
