"""Who is on duty for a service, now and next. For every page that promises a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.web.clock import now
from alongside.web.people.selectors import team_of_service
from alongside.web.safety import duty
from alongside.web.safety.duty import Turn


@dataclass(frozen=True)
class Duty:
    """`name` is the first name: all that anybody needs to be told."""

    user: UUID
    name: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Cover:
    """Everybody on duty now, who stays longest first, and who comes next."""

    now: list[Duty]
    next: Duty | None


def on_duty_now(service: UUID) -> Duty | None:
    """Who would take a worry at this moment, or None. One query."""
    return next(iter(cover(service).now), None)


def next_cover(service: UUID) -> Duty | None:
    """Whose turn begins next, within the week. One query."""
    return cover(service).next


def cover(service: UUID, *, without: UUID | None = None) -> Cover:
    """`without` leaves out a user: whoever asks, and needs somebody else. One query."""
    team, moment = team_of_service(service), now()
    on = [turn for turn in duty.on_now(team, moment) if turn.worker.user != without]
    later = [
        turn
        for turn in duty.turns(team, moment)
        if turn.since > moment and turn.worker.user != without
    ]
    return Cover([_duty(turn) for turn in on], _duty(later[0]) if later else None)


def is_covered(service: UUID, moment: datetime, length: timedelta) -> bool:
    """Whether somebody is on duty all through `length` from `moment`. One query."""
    return duty.has_cover(team_of_service(service), moment, length)


def _duty(turn: Turn) -> Duty:
    return Duty(turn.worker.user, turn.worker.first_name, turn.since, turn.until)
