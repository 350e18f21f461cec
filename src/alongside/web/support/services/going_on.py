"""What becomes of two people who were introduced: going on, pausing, ending.

Whoever ends it needs no reason. The other reads that it has ended, the day, what the ender agreed
to say and practical facts; never who ended it. So what follows is done by the program.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people import services as people
from alongside.web.people.local_time import local_date
from alongside.web.people.referral_states import State as ReferralState
from alongside.web.people.working_days import add_working_days
from alongside.web.support.access import (
    check_coordinates,
    check_speaks_for,
    check_takes_part,
    side_of,
)
from alongside.web.support.clocks import clocks
from alongside.web.support.match_states import MatchState, Side
from alongside.web.support.models import Match
from alongside.web.support.services.match_news import BOTH, tell_sides
from alongside.web.support.services.meetings import cancel_meetings_after, cancel_meetings_of
from alongside.web.support.services.rows import locked_match, move_match
from alongside.web.ui.words import say

BY_COORDINATOR = "coordinator"
MOST_WORDS = 600


@transaction.atomic
def confirm_match(*, by: Actor, match: UUID, side: Side, goes_on: bool) -> None:
    """One side says, on their own, whether they want to go on after the first meetings. With two
    that do it goes on. A "not sure" ends nothing: either may end it at any time."""
    row = locked_match(by, match)
    check_speaks_for(by, row, side)
    if row.state != MatchState.TRIAL:
        raise Refused(say("This has moved on since you opened it. Look again, then decide."))
    setattr(row, f"{side}_goes_on", "yes" if goes_on else "no")
    row.save(update_fields=[f"{side}_goes_on"])
    record(
        "match.confirmed", by=by, subject=getattr(row, f"{side}_id"), service=row.service_id,
        thing=f"match {row.id}",
    )  # fmt: skip
    if row.member_goes_on == row.supporter_goes_on == "yes":
        ours = system_viewer("matches", row.organisation_id)
        move_match(row, MatchState.ACTIVE, by=ours, deed="confirm_match")
        tell_sides(row, "match_news")


@transaction.atomic
def pause_match(*, by: Actor, match: UUID) -> None:
    _move_on(by, match, MatchState.PAUSED, "pause_match")


@transaction.atomic
def resume_match(*, by: Actor, match: UUID) -> None:
    _move_on(by, match, MatchState.ACTIVE, "resume_match")


@transaction.atomic
def keep_going(*, by: Actor, match: UUID) -> None:
    """The last day is taken back, before it has passed."""
    row = locked_match(by, match)
    if row.last_day is not None and row.last_day < _today(row):
        check_takes_part(by, row)
        raise Refused(say("The last day has passed. Look back together, then end it."))
    _move_on(by, match, MatchState.ACTIVE, "keep_going", last_day=None)


def _move_on(by: Actor, match: UUID, after: MatchState, deed: str, **changes: None) -> None:
    row = locked_match(by, match)
    check_takes_part(by, row)
    move_match(row, after, by=by, deed=deed, **changes)
    _tell_other(by, row)


@transaction.atomic
def plan_ending(*, by: Actor, match: UUID, last_day: date) -> None:
    """A last day with time to look back. It may be named anew as long as it has not come."""
    row = locked_match(by, match)
    check_takes_part(by, row)
    if last_day < _today(row):
        raise Refused(say("Choose today or a day after it."), field="last_day")
    if row.state == MatchState.ENDING:
        row.last_day = last_day
        row.save(update_fields=["last_day"])
        record("match.last_day", by=by, service=row.service_id, thing=f"match {row.id}")
    else:
        move_match(row, MatchState.ENDING, by=by, deed="plan_ending", last_day=last_day)
    cancel_meetings_after(row, last_day, system_viewer("matches", row.organisation_id))
    _tell_other(by, row)


@transaction.atomic
def end_match(
    *, by: Actor, match: UUID, wants_another: bool | None = None, may_say: str = "",
    how: str = "", side: Side | None = None,
) -> None:  # fmt: skip
    """Either side ends it, at any time, without a reason. `side` is whose wish a coordinator
    writes down; None when the service itself ends it. `may_say` is all that the other reads of
    it. The supporter sees the person no longer, and what was planned is cancelled."""
    row = locked_match(by, match)
    check_takes_part(by, row)
    if len(may_say) > MOST_WORDS:
        raise Refused(say("Use up to {most} letters.", most=MOST_WORDS), field="may_say")
    own = side_of(by, row)
    if own is None:
        check_coordinates(by, row)
    ender = own or side
    today = _today(row)
    move_match(
        row, MatchState.ENDED, by=by, deed="end_match", ended_at=now(),
        ended_by=ender.value if ender else BY_COORDINATOR, ended_how=how,
        wants_another=wants_another, may_say=may_say.strip(), last_day=today,
        after_check_on=today + timedelta(days=clocks().after_check_days),
    )  # fmt: skip
    ours = system_viewer("matches", row.organisation_id)
    cancel_meetings_of(row, ours)
    if row.circle is not None:
        people.leave_circle(by=ours, circle=row.circle)
    if _is_owed_another(row) and row.referral.state == ReferralState.PLACED:
        next_contact = add_working_days(
            today, clocks().next_contact_working_days, row.organisation.place
        )
        people.look_again(by=ours, referral=row.referral_id, next_contact_on=next_contact)
    _tell_other(by, row)


def _is_owed_another(row: Match) -> bool:
    """Whoever was left by an end that was not theirs goes back on the list; a member who ended it
    does when they want to."""
    if row.ended_by == Side.MEMBER:
        return row.wants_another is True
    return row.ended_by == Side.SUPPORTER or row.wants_another is not False


def _tell_other(by: Actor, row: Match) -> None:
    """Whoever did not do it; both when a coordinator did."""
    own = side_of(by, row)
    tell_sides(row, "match_news", [side for side in BOTH if side != own])


def _today(row: Match) -> date:
    return local_date(now(), row.organisation.time_zone)
