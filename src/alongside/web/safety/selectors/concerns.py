"""Worries: what their writer reads, and what the team works on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.clock import now
from alongside.web.people.contact_details import short_name
from alongside.web.people.same_person import is_reader
from alongside.web.people.selectors import (
    Known,
    names_of_users,
    people_around,
    team_of_service,
)
from alongside.web.safety.access import is_known_to_person, may_close, may_work
from alongside.web.safety.concern_states import OPEN_STATES, ConcernState
from alongside.web.safety.duty import turns
from alongside.web.safety.models import Concern, ConcernStep

LATELY = timedelta(days=28)
MOST_CLOSED = 25


def own_worries(viewer: Viewer) -> list[Concern]:
    """What the viewer wrote: unfinished, open, or closed lately; newest first. One query."""
    if viewer.user_id is None:
        return []
    return list(
        Concern.objects.filter(organisation_id=viewer.organisation, raised_by=viewer.user_id)
        .exclude(state=ConcernState.CLOSED, closed_at__lt=now() - LATELY)
        .select_related("about")
        .order_by("-raised_at", "id")[:MOST_CLOSED]
    )


@dataclass(frozen=True)
class SentWorry:
    """All that a writer reads of it afterwards: who has it, and since when. `here_until` is
    None when whoever has it is not on duty now; then `here_from` is when they are next."""

    state: str
    name: str
    due_at: datetime
    is_taken: bool
    taken_at: datetime | None
    closed_at: datetime | None
    here_until: datetime | None
    here_from: datetime | None


def sent_worry(viewer: Viewer, concern: UUID) -> SentWorry:
    """404 for everybody but its writer. Two queries."""
    row = (
        Concern.objects.filter(
            id=concern, organisation_id=viewer.organisation, raised_by=viewer.user
        )
        .exclude(state=ConcernState.UNFINISHED)
        .first()
    )
    if row is None:
        raise Http404
    team = team_of_service(row.service_id)
    first = next((t for t in turns(team, now()) if t.worker.user == row.assigned_to), None)
    is_here = first is not None and first.since <= now()
    return SentWorry(
        state=row.state,
        name=next((w.first_name for w in team.workers if w.user == row.assigned_to), ""),
        due_at=row.due_at,
        is_taken=row.acknowledged_at is not None,
        taken_at=row.acknowledged_at,
        closed_at=row.closed_at,
        here_until=first.until if first and is_here else None,
        here_from=first.since if first and not is_here else None,
    )


@dataclass(frozen=True)
class ConcernRow:
    """`about` and the names are short; '' for nobody named and for what a rule raised."""

    id: UUID
    about: str
    raised_by: str
    rule: str
    urgency: str
    raised_at: datetime
    due_at: datetime
    state: str
    held_by: str
    is_mine: bool
    service: str
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_taken(self) -> bool:
        return self.state != ConcernState.RAISED


def concerns(viewer: Viewer) -> list[ConcernRow]:
    """Those the viewer may work on: the open ones by their clock, and those closed lately. Two
    queries; one when there are none."""
    rows = list(_rows(viewer))
    users = users_of(rows)
    return concern_rows(viewer, rows, names_of_users(viewer, users) if users else {})


def open_concerns(viewer: Viewer) -> list[Concern]:
    """The open ones, as `concern_rows` takes them once the names are known. One query."""
    return list(_rows(viewer).filter(state__in=OPEN_STATES))


def users_of(rows: Iterable[Concern]) -> set[str]:
    """Whose names are needed to draw them."""
    return {str(user) for row in rows for user in (row.raised_by, row.assigned_to) if user}


def _rows(viewer: Viewer) -> QuerySet[Concern]:
    """As `access.may_work`; closed ones of the last weeks only."""
    mine = Q(assigned_to=viewer.user) if viewer.has(*Role.STAFF) else Q(pk__in=[])
    rows = Concern.objects.filter(
        mine | Q(service_id__in=viewer.services_as(Role.COORDINATOR)),
        organisation_id=viewer.organisation,
    ).exclude(is_reader(viewer, "about_id"))
    if viewer.person_id is not None:
        rows = rows.exclude(about_id=viewer.person_id)
    lately = Q(state=ConcernState.CLOSED, closed_at__gte=now() - LATELY)
    found = rows.filter(Q(state__in=OPEN_STATES) | lately)
    return found.select_related("about", "service").order_by("due_at", "id")


def concern_rows(
    viewer: Viewer, rows: Iterable[Concern], names: Mapping[str, str]
) -> list[ConcernRow]:
    """No queries: `names` by user as `names_of_users` gives them."""
    return [
        ConcernRow(
            id=row.id,
            about=short_name(row.about.name) if row.about else "",
            raised_by=short_name(names.get(str(row.raised_by), "")),
            rule=row.rule,
            urgency=row.urgency,
            raised_at=row.raised_at,
            due_at=row.due_at,
            state=row.state,
            held_by=short_name(names.get(str(row.assigned_to), "")),
            is_mine=row.assigned_to == viewer.user_id,
            service=row.service.name,
            closed_at=row.closed_at,
        )
        for row in rows
    ]


@dataclass(frozen=True)
class ConcernPage:
    """One worry with its history, oldest first. `may_have` are those it may be handed to."""

    concern: Concern
    steps: list[ConcernStep]
    names: dict[str, str]
    may_have: list[Known]
    may_close: bool

    def name(self, user: object) -> str:
        return short_name(self.names.get(str(user), ""))


def get_concern(viewer: Viewer, concern: UUID) -> ConcernPage:
    """404 for everybody who may not work on it. The look is logged: for the one it is about to
    read when they know of it, else by the worry alone. Four queries."""
    row = (
        Concern.objects.filter(id=concern, organisation_id=viewer.organisation)
        .exclude(is_reader(viewer, "about_id"))
        .select_related("about__safe_contact", "service")
        .first()
    )
    if row is None or not may_work(viewer, row):
        raise Http404
    steps = list(row.steps.order_by("at", "id"))
    users = {str(row.raised_by), str(row.assigned_to), *(step.done_by for step in steps)}
    users |= {step.note for step in steps if step.what in PASSING}
    around = people_around(viewer, row.service_id, users)
    knows = row.about is not None and is_known_to_person(row, row.about.user_id)
    subject = row.about.id if row.about is not None and knows else row.id
    record_look(
        "concern.read", by=viewer, subject=subject, thing=f"concern {row.id}",
        service=row.service_id,
    )  # fmt: skip
    return ConcernPage(
        concern=row,
        steps=steps,
        names={str(one.user): one.name for one in around},
        may_have=[
            one for one in around
            if one.is_staff and one.person != row.about_id and one.user != row.assigned_to
        ],
        may_close=may_close(viewer, row),
    )  # fmt: skip


PASSING = ("handed_on", "passed_on", "late")
"""Steps whose note is the user to whom it went."""
