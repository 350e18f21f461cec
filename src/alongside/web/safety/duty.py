"""Turns of duty on the calendar, worked out from a weekly rota. No queries here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.web.accounts.viewer import Role
from alongside.web.people.selectors import Team, Worker

A_WEEK = timedelta(days=8)
"""A weekly rota has come round, wherever the clock changes."""
HARDLY = timedelta(minutes=1)
"""A shift that ends at 23:59 goes on with one that starts at midnight."""
_BY_ROLE = (Role.COORDINATOR, Role.MANAGER, Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Turn:
    worker: Worker
    since: datetime
    until: datetime


def turns(team: Team, moment: datetime, ahead: timedelta = A_WEEK) -> list[Turn]:
    """Turns not over at `moment` and begun by its end, earliest first. Shifts of one person
    that follow each other are one turn."""
    found = [
        turn
        for worker in team.workers
        for turn in _joined(worker, sorted(_stretches(worker, team.zone, moment, ahead)))
        if turn.until > moment and turn.since <= moment + ahead
    ]
    return sorted(found, key=lambda turn: (turn.since, turn.until, str(turn.worker.user)))


def _stretches(
    worker: Worker, zone: str, moment: datetime, ahead: timedelta
) -> Iterator[tuple[datetime, datetime]]:
    there = ZoneInfo(zone)
    first = moment.astimezone(there).date() - timedelta(days=1)
    for number in range(ahead.days + 4):
        day = first + timedelta(days=number)
        for shift in worker.shifts:
            if shift.weekday == day.weekday():
                yield (
                    datetime.combine(day, shift.starts, there).astimezone(UTC),
                    datetime.combine(day, shift.ends, there).astimezone(UTC),
                )


def _joined(worker: Worker, stretches: list[tuple[datetime, datetime]]) -> list[Turn]:
    found: list[Turn] = []
    for since, until in stretches:
        if found and since <= found[-1].until + HARDLY:
            found[-1] = Turn(worker, found[-1].since, max(until, found[-1].until))
        else:
            found.append(Turn(worker, since, until))
    return found


def on_now(team: Team, moment: datetime) -> list[Turn]:
    """Whoever is on duty, who stays longest first."""
    now = [turn for turn in turns(team, moment) if turn.since <= moment]
    return sorted(now, key=lambda turn: turn.until, reverse=True)


def has_cover(team: Team, moment: datetime, length: timedelta) -> bool:
    """Whether somebody is on duty at every minute of `length` from `moment`."""
    reached = moment
    for turn in turns(team, moment, length):
        if turn.since > reached + (HARDLY if reached > moment else timedelta()):
            return False
        reached = max(reached, turn.until)
        if reached >= moment + length:
            return True
    return False


def who_takes(
    team: Team, moment: datetime, *, never: Collection[UUID] = (), rather_not: UUID | None = None
) -> Worker | None:
    """Whoever is on duty, else who is next, else by role. `never` are persons whom it is about;
    `rather_not` is a user who takes it only when nobody else can."""
    likely = [worker for worker in _in_order(team, moment) if worker.person not in never]
    others = [worker for worker in likely if worker.user != rather_not]
    return next(iter(others or likely), None)


def _in_order(team: Team, moment: datetime) -> Iterator[Worker]:
    for turn in [*on_now(team, moment), *turns(team, moment)]:
        yield turn.worker
    for role in _BY_ROLE:
        for worker in team.workers:
            if role in worker.roles:
                yield worker
