"""Whom somebody may help to sign in by a code handed over."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.web.accounts.access import may_set_up
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.people.models import Person, RoleHolding
from alongside.web.people.same_person import is_reader
from alongside.web.people.selectors.marks import mark_after, read_mark
from alongside.web.people.selectors.viewers import is_current
from alongside.web.people.services.signing_in import may_be_helped

PAGE_SIZE = 25


@dataclass(frozen=True)
class Helped:
    """`question` was agreed beforehand for the telephone; '' when there is none."""

    id: UUID
    name: str
    on_team: bool
    question: str = ""


@dataclass(frozen=True)
class HelpedPage:
    rows: list[Helped]
    more: str


def _who_sign_in(viewer: Viewer) -> QuerySet[Person]:
    found = Person.objects.filter(organisation_id=viewer.organisation, user__is_active=True)
    return found.exclude(id=viewer.person).exclude(is_reader(viewer, "id"))


def _holding(*roles: str) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.filter(is_current(), person=OuterRef("pk"), role__in=roles)


def team_to_help(viewer: Viewer) -> list[Helped]:
    """The supporters of the services that the viewer coordinates; for set-up, the whole team.
    One query."""
    if may_set_up(viewer):
        mine = Q(Exists(_holding(*Role.SECOND_FACTOR)))
    else:
        ours = viewer.services_as(Role.COORDINATOR)
        supporter = _holding(Role.PEER_SUPPORTER)
        mine = Q(Exists(supporter.filter(service_id__in=ours)))
        mine &= ~Exists(supporter.exclude(service_id__in=ours)) & ~Exists(_holding(*Role.STAFF))
    rows = _who_sign_in(viewer).filter(mine).order_by("made_at", "id")
    return [Helped(row.id, row.name, on_team=True) for row in rows]


def members_to_help(viewer: Viewer, after: str = "") -> HelpedPage:
    """Members of the services that the viewer coordinates, newest first. One query."""
    ours = viewer.services_as(Role.COORDINATOR)
    member = Exists(_holding(Role.MEMBER).filter(service_id__in=ours))
    rows = _who_sign_in(viewer).filter(member, ~Exists(_holding(*Role.SECOND_FACTOR)))
    if mark := read_mark(after):
        start, last = mark
        rows = rows.filter(Q(made_at__lt=start) | Q(made_at=start, id__lt=last))
    found = list(rows.order_by("-made_at", "-id")[: PAGE_SIZE + 1])
    edge = found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None
    return HelpedPage(
        [Helped(row.id, row.name, on_team=False) for row in found[:PAGE_SIZE]],
        mark_after(edge.made_at, edge.id) if edge else "",
    )


def person_to_help(viewer: Viewer, person: UUID) -> Helped:
    """404 for whoever is not looked after by the viewer. The look is logged."""
    found = _who_sign_in(viewer).filter(id=person).select_related("user").first()
    if found is None or found.user is None or not may_be_helped(viewer, found):
        raise Http404
    on_team = RoleHolding.objects.filter(
        is_current(), person=found, role__in=Role.SECOND_FACTOR
    ).exists()
    record_look("person.read", by=viewer, subject=found.id)
    return Helped(found.id, found.name, on_team, found.user.agreed_question)
