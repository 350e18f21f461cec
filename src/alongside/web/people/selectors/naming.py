"""Whom somebody may name when they worry: themselves, and those whom they may see anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.web.accounts.access import is_program
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Flow, blocked_by
from alongside.web.people.contact_details import short_name
from alongside.web.people.models import Circle, Person, Referral
from alongside.web.people.referral_states import OPEN_STATES, State
from alongside.web.people.same_person import is_reader
from alongside.web.people.services.consents import live_consents

if TYPE_CHECKING:
    from alongside.web.audit.services import Actor

MOST_NAMED = 300


def people_to_name(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Ids and short names by name: whoever a coordinator looks after, and whoever a supporter
    supports and who agrees to a record. Two queries at most, none for anybody else."""
    if not viewer.has(Role.COORDINATOR, Role.PEER_SUPPORTER):
        return []
    minded = _minded(viewer).filter(
        person_id=OuterRef("id"), state__in=(*OPEN_STATES, State.PLACED)
    )
    rows = list(
        Person.objects.filter(organisation_id=viewer.organisation)
        .annotate(is_minded=Exists(minded))
        .filter(Q(is_minded=True) | Q(id__in=_beside(viewer).values("person_id")))
        .exclude(id=viewer.person)
        .exclude(is_reader(viewer, "id"))
        .only("id", "name")
        .order_by("-made_at", "id")[:MOST_NAMED]
    )
    beside = [row.id for row in rows if not row.is_minded]
    consents = live_consents(beside) if beside else {}
    found = [
        (row.id, short_name(row.name))
        for row in rows
        if row.is_minded or not blocked_by(consents.get(row.id, {}), Flow.SUPPORTER_PAGE)
    ]
    return sorted(found, key=lambda one: (one[1].casefold(), str(one[0])))


def service_to_name_in(viewer: Viewer, person: UUID) -> UUID | None:
    """The service in which the viewer knows a person: where they are beside them, else where
    they came to. None where they do not. Two queries at most."""
    beside = _beside(viewer).filter(person_id=person).values_list("service_id", flat=True)
    came = _minded(viewer).filter(person_id=person).order_by("-received_at", "id")
    return beside.first() or came.values_list("service_id", flat=True).first()


def may_name(by: Actor, person: Person) -> bool:
    """Also whoever was beside them once: a worry may come late. Two queries at most."""
    if by.organisation_id != person.organisation_id:
        return False
    if is_program(by):
        return True
    if not isinstance(by, Viewer) or by.person_id is None:
        return False
    if by.person_id == person.id:
        return True
    circles = Circle.objects.filter(viewer_id=by.person_id, person=person)
    return circles.exists() or _minded(by).filter(person=person).exists()


def person_to_name(viewer: Viewer, person: UUID) -> Person | None:
    """The person behind a choice of `people_to_name`, or the viewer's own. One query."""
    found = Person.objects.filter(id=person, organisation_id=viewer.organisation).first()
    return found if found is not None and may_name(viewer, found) else None


def _minded(viewer: Viewer) -> QuerySet[Referral]:
    return Referral.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=viewer.services_as(Role.COORDINATOR),
    )


def _beside(viewer: Viewer) -> QuerySet[Circle]:
    return Circle.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=now()),
        organisation_id=viewer.organisation,
        viewer_id=viewer.person,
        service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
        from_at__lte=now(),
    )
