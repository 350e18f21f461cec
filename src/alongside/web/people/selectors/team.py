"""The team: who holds, will hold or held a role other than that of somebody supported."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.web.accounts.access import may_set_up
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.clock import now
from alongside.web.people.models import Person, RoleHolding
from alongside.web.people.selectors.viewers import StaffRow, is_current


@dataclass(frozen=True)
class TeamMember:
    """One person of the team with every role they ever held, for whoever sets things up."""

    row: StaffRow
    has_agreed_question: bool

    @property
    def person(self) -> Person:
        return self.row.person

    @property
    def held(self) -> list[RoleHolding]:
        """Roles held now or from a later day."""
        today = now().date()
        return [h for h in self.row.holdings if h.until_on is None or h.until_on > today]

    def holds_now(self, role: str, service: UUID | None) -> bool:
        """Whether they can sign in and hold `role` in a service today."""
        today = now().date()
        return self.row.is_active and any(
            h.role == role and h.service_id == service and h.from_on <= today for h in self.held
        )

    @property
    def past(self) -> list[RoleHolding]:
        return [h for h in self.row.holdings if h not in self.held]


def team(viewer: Viewer) -> list[TeamMember]:
    """Everybody on the team, now, later or before, for whoever sets things up. One query."""
    if not may_set_up(viewer):
        return []
    return _members(RoleHolding.objects.filter(organisation_id=viewer.organisation))


def team_member(viewer: Viewer, person: UUID) -> TeamMember:
    """404 for whoever never was on the team here, and for all but set-up. One query, and the
    look is logged."""
    if not may_set_up(viewer):
        raise Http404
    found = _members(
        RoleHolding.objects.filter(organisation_id=viewer.organisation, person_id=person)
    )
    if not found:
        raise Http404
    record_look("team_member.read", by=viewer, subject=person)
    return found[0]


def _members(rows: QuerySet[RoleHolding]) -> list[TeamMember]:
    holdings = (
        rows.exclude(role=Role.MEMBER)
        .select_related("person__user", "service")
        .order_by("person__made_at", "person_id", "from_on", "role", "id")
    )
    found: dict[UUID, TeamMember] = {}
    for holding in holdings:
        person = holding.person
        if person.id not in found:
            user = person.user
            row = StaffRow(
                person, (user.email or "") if user else "", bool(user and user.is_active), []
            )
            found[person.id] = TeamMember(row, bool(user and user.agreed_question))
        found[person.id].row.holdings.append(holding)
    return list(found.values())


def has_holder(viewer: Viewer, role: str, service: UUID) -> bool:
    """Whether anybody who can sign in holds `role` in a service today. One query."""
    return RoleHolding.objects.filter(
        is_current(),
        organisation_id=viewer.organisation,
        role=role,
        service_id=service,
        person__user__is_active=True,
    ).exists()
