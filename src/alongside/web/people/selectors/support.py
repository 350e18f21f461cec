"""What a peer supporter sees: only the people in their circle, only while it lasts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.clock import now
from alongside.web.people.consent_rules import Flow, Purpose, blocked_by, left_out
from alongside.web.people.contact_details import short_name
from alongside.web.people.models import Circle, Person
from alongside.web.people.services.consents import check_flow, live_consents


@dataclass(frozen=True)
class SupporterPage:
    """The part of a record that the person agreed to show to their supporter."""

    person: UUID
    name: str
    pronouns: str
    access_needs: str
    ways: list[str]
    times: str
    phone: str
    email: str
    may_leave_message: bool
    may_say_who: bool


def _live_circle(viewer: Viewer) -> QuerySet[Circle]:
    return Circle.objects.filter(
        Q(until_at__isnull=True) | Q(until_at__gt=now()),
        organisation_id=viewer.organisation,
        viewer_id=viewer.person,
        service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
        from_at__lte=now(),
    )


def people_i_support(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Ids and short names, in the order in which they began, without whoever does not agree to a
    record. Two queries."""
    rows = list(_live_circle(viewer).select_related("person").order_by("from_at", "id"))
    consents = live_consents([row.person_id for row in rows])
    return [
        (row.person_id, short_name(row.person.name))
        for row in rows
        if not blocked_by(consents.get(row.person_id, {}), Flow.SUPPORTER_PAGE)
    ]


def supporter_page(viewer: Viewer, person: UUID) -> SupporterPage:
    """404 outside the circle; NoConsent when the person does not agree to a record. The look
    is logged."""
    found = (
        Person.objects.filter(id=person, id__in=_live_circle(viewer).values("person_id"))
        .select_related("safe_contact")
        .first()
    )
    if found is None:
        raise Http404
    live = check_flow(found.id, Flow.SUPPORTER_PAGE)
    shows_contact = Purpose.CONTACT not in left_out(live, Flow.SUPPORTER_PAGE)
    record_look("person.read", by=viewer, subject=found.id)
    rules = found.safe_contact
    return SupporterPage(
        person=found.id,
        name=found.name,
        pronouns=found.pronouns,
        access_needs=found.access_needs,
        ways=list(rules.ways) if shows_contact else [],
        times=rules.times if shows_contact else "",
        phone=found.phone if shows_contact and {"phone", "text"} & set(rules.ways) else "",
        email=found.email if shows_contact and "email" in rules.ways else "",
        may_leave_message=shows_contact and rules.may_leave_message,
        may_say_who=shows_contact and rules.may_say_who,
    )
