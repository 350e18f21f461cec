"""What somebody reads of the alert that their own answer raised, and what they are promised before
they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.same_person import is_reader
from alongside.web.people.selectors import Team, team_of_service
from alongside.web.safety.concern_states import OPEN_STATES
from alongside.web.safety.duty import has_cover, on_now, turns
from alongside.web.safety.models import Concern


@dataclass(frozen=True)
class Watch:
    """Whether somebody is there for as long as it takes, and who would get in touch: first name,
    or '' when nobody is there."""

    is_covered: bool
    name: str


@dataclass(frozen=True)
class OwnAlert:
    """Who gets in touch, by when, and whether they are there. `here_until` is None when they are
    not there now; then `here_from` is when they are next, or None when nobody knows."""

    is_open: bool
    raised_at: datetime
    due_at: datetime
    name: str
    here_until: datetime | None
    here_from: datetime | None

    @property
    def is_in_time(self) -> bool:
        """Whether they are there until it is due."""
        return self.here_until is not None and self.here_until >= self.due_at


@dataclass(frozen=True)
class DeskAlert:
    concern: UUID
    due_at: datetime


def watch(service: UUID, moment: datetime, length: timedelta, *, about: UUID) -> Watch:
    """Who takes what the person `about` answers at `moment`. One query."""
    team = team_of_service(service)
    others = Team(team.zone, tuple(one for one in team.workers if one.person != about))
    here = on_now(others, moment)
    return Watch(has_cover(others, moment, length), here[0].worker.first_name if here else "")


def own_alert(viewer: Viewer, source: UUID) -> OwnAlert | None:
    """The alert that the viewer's own answer raised; None when it raised none, and for everybody
    else. Two queries, or one."""
    row = Concern.objects.filter(
        source=source, about_id=viewer.person, organisation_id=viewer.organisation
    ).first()
    return _own_alert(row, team_of_service(row.service_id)) if row else None


def alert_at_desk(viewer: Viewer, source: UUID) -> DeskAlert | None:
    """The alert of an answer that a coordinator of that service typed in. One query."""
    row = (
        Concern.objects.filter(source=source, organisation_id=viewer.organisation)
        .filter(service_id__in=viewer.services_as(Role.COORDINATOR))
        .exclude(about_id=viewer.person)
        .exclude(is_reader(viewer, "about_id"))
        .first()
    )
    return DeskAlert(row.id, row.due_at) if row else None


def _own_alert(row: Concern, team: Team) -> OwnAlert:
    user = row.acknowledged_by or row.assigned_to
    mine = [turn for turn in turns(team, now()) if turn.worker.user == user]
    first = next(iter(mine), None)
    is_here = first is not None and first.since <= now()
    name = next((one.first_name for one in team.workers if one.user == user), "")
    return OwnAlert(
        is_open=row.state in OPEN_STATES,
        raised_at=row.raised_at,
        due_at=row.due_at,
        name=name,
        here_until=first.until if first and is_here else None,
        here_from=first.since if first and not is_here else None,
    )
