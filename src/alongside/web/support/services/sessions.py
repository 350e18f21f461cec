"""What the one who gives support writes down after a meeting, in a minute, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.urls import reverse

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.local_time import say_moment
from alongside.web.people.services import live_consents, tell_team
from alongside.web.safety.concern_states import Urgency
from alongside.web.safety.selectors import cover
from alongside.web.safety.services import raise_concern
from alongside.web.support.access import side_of
from alongside.web.support.documentation import Mode, mode_of
from alongside.web.support.kinds_of_work import keep_kinds
from alongside.web.support.match_states import LIVE_STATES, Side
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.support.models import Meeting, SessionLog
from alongside.web.support.selectors.own import live_matches_of
from alongside.web.support.services.meetings import LONGEST, move_meeting, say_how_it_went
from alongside.web.support.services.notes import keep_note
from alongside.web.support.services.rows import locked_match, locked_meeting
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.safety.models import Concern

WORRIES = {"yes": Urgency.SAME_DAY, "not_sure": Urgency.TALK_OVER}
NO_WORRY = "no"
FINE, HEAVY, HARD = "fine", "heavy", "hard"
FEELINGS = (FINE, HEAVY, HARD)
"""`HARD` asks for a call; the others stay with whoever wrote them."""


@dataclass(frozen=True)
class Log:
    """`outcome`, and `minutes` with `way` when they met, are needed; all else may be left out.
    `moved_to`: the new time of what was moved."""

    outcome: MeetingState
    minutes: int | None = None
    way: str = ""
    kinds: Sequence[str] = ()
    note: str = ""
    together: bool = False
    worry: str = ""
    feeling: str = ""
    moved_to: datetime | None = None


@transaction.atomic
def log_session(*, by: Viewer, meeting: UUID, log: Log) -> SessionLog:
    """Says how it went too, raises a worry and asks for a call, all or nothing. Once a meeting;
    words are added to the note later, nothing is written over."""
    row = _own(by, meeting)
    _check(log)
    if SessionLog.objects.filter(meeting=row).exists():
        raise Refused(say("You wrote this down already. You can add to the note."))
    _say(by, row, log)
    mode = mode_of(row.match.service, _agrees(row))
    said = log if log.outcome == MeetingState.MET else replace(log, minutes=None, way="", kinds=())
    kept = SessionLog.objects.create(
        organisation_id=row.organisation_id,
        meeting=row,
        mode=mode,
        minutes=said.minutes,
        way=said.way,
        kinds=keep_kinds(said.kinds) if mode is Mode.SHARED else [],
        worry=log.worry,
        feeling=log.feeling,
        wants_call=log.feeling == HARD,
        written_by=by.actor,
        written_at=now(),
    )
    record(
        "session.logged", by=by, subject=row.match.member_id, service=row.service_id,
        thing=f"meeting {row.id}",
    )  # fmt: skip
    if mode is Mode.SHARED and log.note.strip() and log.outcome == MeetingState.MET:
        keep_note(by=by, meeting=row, text=log.note, side=Side.SUPPORTER, together=log.together)
    _raise_worry(by, row, log)
    if kept.wants_call:
        _tell_on_duty(by, row, kept)
    return kept


def _own(by: Viewer, meeting: UUID) -> Meeting:
    """Under lock, a meeting of a live match in which `by` gives support; 404 for all else."""
    match = live_matches_of(by).filter(meetings=meeting).values_list("id", flat=True).first()
    if match is None:
        raise Http404
    whole = locked_match(by, match)
    if whole.state not in LIVE_STATES or side_of(by, whole) != Side.SUPPORTER:
        raise Http404
    row = locked_meeting(by, meeting)
    row.match = whole
    return row


def _check(log: Log) -> None:
    if log.outcome not in (*OUTCOMES, MeetingState.MOVED):
        raise Refused(say("Choose how it went"), field="outcome")
    if log.outcome == MeetingState.MET:
        if log.minutes is None or not 0 < log.minutes <= LONGEST:
            raise Refused(say("Choose how long it was"), field="minutes")
        if log.way not in list(Meeting.Way):
            raise Refused(say("Choose how you met"), field="way")
    if log.worry not in ("", NO_WORRY, *WORRIES):
        raise Refused(say("Choose one of these."), field="worry")
    if log.feeling not in ("", *FEELINGS):
        raise Refused(say("Choose one of these."), field="feeling")


def _say(by: Viewer, row: Meeting, log: Log) -> None:
    """What a coordinator settled stays as it was settled."""
    if log.outcome == MeetingState.MOVED:
        if log.moved_to is None:
            raise Refused(say("Enter the new day and time"), field="moved_day")
        move_meeting(by=by, meeting=row.id, starts_at=log.moved_to)
    elif row.settled_at is None or row.state != log.outcome:
        say_how_it_went(by=by, meeting=row.id, says=log.outcome)


def _agrees(row: Meeting) -> set[Purpose]:
    return set(live_consents([row.match.member_id]).get(row.match.member_id, ()))


def _raise_worry(by: Viewer, row: Meeting, log: Log) -> Concern | None:
    if log.worry not in WORRIES:
        return None
    moment = say_moment(row.starts_at, row.organisation.time_zone)
    return raise_concern(
        by=by,
        service=row.service_id,
        about=row.match.member,
        urgency=WORRIES[log.worry],
        words=say(
            "Ticked after the time on {moment}. Ask whoever raised it what it is about.",
            moment=moment,
        ),
    )


def _tell_on_duty(by: Viewer, row: Meeting, log: SessionLog) -> None:
    """A link to the desk, no name. Where nobody is on duty now, whoever comes next. Never the
    one who asks, who may be on duty."""
    on = cover(row.service_id, without=by.user_id)
    duty = next(iter(on.now), on.next)
    if duty is not None:
        tell_team(
            by=by, user=duty.user, message="call_wanted", key=f"call:{log.id}",
            link=f"{settings.SITE_ADDRESS}{reverse('desk')}",
        )  # fmt: skip


@transaction.atomic
def mark_rung(*, by: Viewer, log: UUID) -> None:
    """Somebody who asked for a call was rung."""
    row = (
        SessionLog.objects.select_for_update(of=("self",))
        .select_related("meeting__match")
        .filter(
            id=log,
            organisation_id=by.organisation,
            wants_call=True,
            meeting__service_id__in=by.services_as(Role.COORDINATOR),
        )
        .exclude(written_by=by.actor)
        .first()
    )
    if row is None:
        raise Http404
    if row.rung_at is None:
        row.rung_at = now()
        row.save(update_fields=["rung_at"])
        record(
            "call.made", by=by, subject=row.meeting.match.supporter_id,
            service=row.meeting.service_id, thing=f"log {row.id}",
        )  # fmt: skip
