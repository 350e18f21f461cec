"""The coordinator's reads: only referrals of the services they coordinate, never their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.dateparse import parse_datetime

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.contact_details import short_name
from alongside.web.people.models import (
    Consent,
    Contact,
    Person,
    PossibleDuplicate,
    Referral,
    ReferralStep,
    SentOn,
)
from alongside.web.people.referral_states import State
from alongside.web.people.services.consents import in_order, is_live

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Doubles(TypedDict):
        may_be_double: bool

    JoinedReferral = WithAnnotations[Referral, Doubles]

PAGE_SIZE = 25
NEW_STATES = (State.RECEIVED, State.ACKNOWLEDGED, State.TALKING, State.OFFERED, State.ACCEPTED)


@dataclass(frozen=True)
class FrontDoorRow:
    id: UUID
    name: str
    reference: str
    state: str
    route: str
    received_at: datetime
    acknowledge_by: date
    welcome_by: date
    next_contact_on: date | None
    service: str
    may_be_double: bool
    ways: Sequence[str]
    times: str
    planned_at: datetime | None


@dataclass(frozen=True)
class Page:
    """One page of a list; `more` is the mark after which the next page begins, or ''."""

    rows: list[FrontDoorRow]
    more: str


@dataclass(frozen=True)
class DeskCounts:
    new: int
    waiting: int
    doubles: int


def _own_referrals(viewer: Viewer) -> QuerySet[Referral]:
    rows = Referral.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=viewer.services_as(Role.COORDINATOR),
    )
    return rows.exclude(person_id=viewer.person_id) if viewer.person_id else rows


def _open_doubles() -> QuerySet[PossibleDuplicate]:
    return PossibleDuplicate.objects.filter(
        Q(earlier=OuterRef("person_id")) | Q(later=OuterRef("person_id")),
        state=PossibleDuplicate.State.OPEN,
    )


def front_door(viewer: Viewer, after: str = "") -> Page:
    """Everybody who is not yet waiting, oldest first. One query."""
    return _page(_own_referrals(viewer).filter(state__in=NEW_STATES), after, "received_at")


def waiting(viewer: Viewer, after: str = "") -> Page:
    """Everybody who waits, longest first. One query."""
    return _page(_own_referrals(viewer).filter(state=State.WAITING), after, "received_at")


def due_contacts(viewer: Viewer, until: date, most: int = 10) -> list[FrontDoorRow]:
    """Those waiting whose next contact falls due by `until`, most overdue first. One query."""
    rows = _own_referrals(viewer).filter(state=State.WAITING, next_contact_on__lte=until)
    return [_row(row) for row in _joined(rows).order_by("next_contact_on", "id")[:most]]


def _joined(rows: QuerySet[Referral]) -> QuerySet[JoinedReferral]:
    return rows.select_related("person__safe_contact", "service", "welcome").annotate(
        may_be_double=Exists(_open_doubles())
    )


def _page(rows: QuerySet[Referral], after: str, order: str) -> Page:
    moment, _, last = after.partition("~")
    start = parse_datetime(moment) if moment else None
    if start is not None and last:
        rows = rows.filter(
            Q(**{f"{order}__gt": start}) | Q(**{order: start, "id__gt": _uuid(last)})
        )
    found = list(_joined(rows).order_by(order, "id")[: PAGE_SIZE + 1])
    more = ""
    if len(found) > PAGE_SIZE:
        edge = found[PAGE_SIZE - 1]
        more = f"{getattr(edge, order).isoformat()}~{edge.id}"
    return Page([_row(row) for row in found[:PAGE_SIZE]], more)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _row(row: JoinedReferral) -> FrontDoorRow:
    welcome = getattr(row, "welcome", None)
    return FrontDoorRow(
        id=row.id,
        name=short_name(row.person.name),
        reference=row.reference,
        state=row.state,
        route=row.route,
        received_at=row.received_at,
        acknowledge_by=row.acknowledge_by,
        welcome_by=row.welcome_by,
        next_contact_on=row.next_contact_on,
        service=row.service.name,
        may_be_double=bool(row.may_be_double),
        ways=row.person.safe_contact.ways,
        times=row.person.safe_contact.times,
        planned_at=welcome.planned_at if welcome and not welcome.held_at else None,
    )


def desk_counts(viewer: Viewer) -> DeskCounts:
    """The counts beside the desk's menu. One query."""
    counts = (
        _own_referrals(viewer)
        .annotate(double=Exists(_open_doubles()))
        .aggregate(
            new=Count("id", filter=Q(state__in=NEW_STATES)),
            waiting=Count("id", filter=Q(state=State.WAITING)),
            doubles=Count("id", filter=Q(double=True) & ~Q(state=State.CLOSED)),
        )
    )
    return DeskCounts(**counts)


@dataclass(frozen=True)
class ReferralRecord:
    """One referral with its person, for the coordinator who looks after it."""

    referral: Referral
    person: Person
    contacts: list[Contact]
    consents: dict[Purpose, Consent]
    may_be_double: bool

    @property
    def live(self) -> set[Purpose]:
        return {purpose for purpose, row in self.consents.items() if is_live(row)}

    @property
    def asked_all(self) -> bool:
        return len(self.consents) == len(Purpose)


def get_referral(viewer: Viewer, referral: UUID) -> ReferralRecord:
    """404 for everybody but a coordinator of that service. Three queries, and the look is
    logged with one more."""
    row = (
        _joined(_own_referrals(viewer))
        .filter(id=referral)
        .select_related("person__safe_contact", "service", "welcome", "organisation")
        .first()
    )
    if row is None:
        raise Http404
    record_look(
        "referral.read", by=viewer, subject=row.person_id, thing=f"referral {row.id}",
        service=row.service_id,
    )  # fmt: skip
    return ReferralRecord(
        referral=row,
        person=row.person,
        contacts=list(row.contacts.order_by("-at", "-id")),
        consents=latest_consents(row.person_id),
        may_be_double=bool(row.may_be_double),
    )


def latest_consents(person: UUID) -> dict[Purpose, Consent]:
    """The latest answer of each purpose asked, in the order of Purpose."""
    found = {
        Purpose(row.purpose): row for row in in_order(Consent.objects.filter(person_id=person))
    }
    return {purpose: found[purpose] for purpose in Purpose if purpose in found}


def referral_history(viewer: Viewer, referral: UUID) -> list[ReferralStep]:
    """Its moves, oldest first; empty for whoever may not see it."""
    return list(
        ReferralStep.objects.filter(
            referral__in=_own_referrals(viewer).filter(id=referral)
        ).order_by("at", "id")
    )


def get_sent_on(viewer: Viewer, sent: UUID) -> SentOn:
    """What was passed on, to print; 404 for whoever may not see its referral."""
    found = (
        SentOn.objects.filter(id=sent, referral__in=_own_referrals(viewer))
        .select_related("referral__person", "referral__service")
        .first()
    )
    if found is None:
        raise Http404
    record_look("sent_on.read", by=viewer, subject=found.referral.person_id)
    return found


def duplicates_to_decide(viewer: Viewer, referral: UUID) -> list[tuple[PossibleDuplicate, Person]]:
    """Pairs of this referral's person that are still open, each with the other person, who can
    read in their log that it was shown. Two queries and one a pair."""
    person = _own_referrals(viewer).filter(id=referral).values_list("person_id", flat=True).first()
    if person is None:
        raise Http404
    pairs = (
        PossibleDuplicate.objects.filter(
            Q(earlier=person) | Q(later=person), state=PossibleDuplicate.State.OPEN
        )
        .select_related("earlier", "later")
        .order_by("found_at", "id")
    )
    found = [(pair, pair.later if pair.earlier_id == person else pair.earlier) for pair in pairs]
    for _, other in found:
        record_look("duplicate.read", by=viewer, subject=other.id)
    return found
