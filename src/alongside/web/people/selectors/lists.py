"""The lists of the front door: only referrals of the services a coordinator looks after, never
their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.contact_details import short_name
from alongside.web.people.models import Consent, Contact, PossibleDuplicate, Referral
from alongside.web.people.referral_states import OPEN_STATES, State
from alongside.web.people.same_person import is_reader
from alongside.web.people.selectors.marks import mark_after, read_mark

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Doubles(TypedDict):
        may_be_double: bool

    class Listing(Doubles):
        due_on: date | None
        heard_at: datetime | None
        heard_way: str | None
        tries: int
        last_outcome: str | None
        may_contact: bool | None
        keeps_record: bool | None

    JoinedReferral = WithAnnotations[Referral, Doubles]
    ListedReferral = WithAnnotations[Referral, Listing]

PAGE_SIZE = 25
NEW_STATES = (State.RECEIVED, State.ACKNOWLEDGED, State.TALKING, State.OFFERED, State.ACCEPTED)
TRIES = (Contact.Outcome.NO_ANSWER, Contact.Outcome.LEFT_MESSAGE)
_HEARD = (Contact.Outcome.REACHED, Contact.Outcome.SENT, Contact.Outcome.LEFT_MESSAGE)


@dataclass(frozen=True)
class FrontDoorRow:
    """`due_on`: the day by which somebody here takes the next step; None while they decide."""

    id: UUID
    name: str
    reference: str
    state: str
    route: str
    received_at: datetime
    state_at: datetime
    due_on: date | None
    service: str
    may_be_double: bool
    ways: Sequence[str]
    times: str
    may_contact: bool
    may_leave_message: bool
    may_say_who: bool
    referrer_role: str
    planned_at: datetime | None
    planned_way: str
    is_held: bool
    heard_at: datetime | None
    heard_way: str
    tries: int
    last_outcome: str
    wishes: str
    preferred_offers: Sequence[str]


@dataclass(frozen=True)
class Page:
    """One page of a list; `more` is the mark after which the next page begins, or ''."""

    rows: list[FrontDoorRow]
    more: str


@dataclass(frozen=True)
class DeskCounts:
    """`asked`: people of whom somebody here waits for an answer whether they want to meet."""

    new: int
    waiting: int
    asked: int = 0


def own_referrals(viewer: Viewer) -> QuerySet[Referral]:
    rows = Referral.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=viewer.services_as(Role.COORDINATOR),
    )
    if viewer.person_id is None:
        return rows
    return rows.exclude(person_id=viewer.person_id).exclude(is_reader(viewer, "person_id"))


def _open_doubles() -> QuerySet[PossibleDuplicate]:
    return PossibleDuplicate.objects.filter(
        Q(earlier=OuterRef("person_id")) | Q(later=OuterRef("person_id")),
        state=PossibleDuplicate.State.OPEN,
    )


def front_door(viewer: Viewer, after: str = "", *, zone: str = "UTC") -> Page:
    """Everybody who is not yet waiting, oldest first. One query."""
    return _page(own_referrals(viewer).filter(state__in=NEW_STATES), after, zone, PAGE_SIZE)


def waiting(viewer: Viewer, after: str = "", *, zone: str = "UTC", most: int = PAGE_SIZE) -> Page:
    """Everybody who waits, longest first, `most` a page. One query."""
    return _page(own_referrals(viewer).filter(state=State.WAITING), after, zone, most)


def worklist(viewer: Viewer, *, zone: str, most: int = 40) -> list[FrontDoorRow]:
    """What somebody here owes a person, most overdue first, by days of the place's `zone`; what
    has no day comes last. One query."""
    first = F("due_on").asc(nulls_last=True)
    rows = own_referrals(viewer).filter(state__in=OPEN_STATES).annotate(due_on=_due_on(zone))
    ids = rows.order_by(first, "id").values("id")[:most]
    return [_row(row) for row in _listed(ids, zone).order_by(first, "id")]


def _due_on(zone: str) -> Case:
    place = ZoneInfo(zone)
    held = Q(welcome__held_at__isnull=False)
    return Case(
        When(state=State.RECEIVED, then=F("acknowledge_by")),
        When(state=State.ACKNOWLEDGED, then=F("welcome_by")),
        When(held, state=State.TALKING, then=TruncDate("welcome__held_at", tzinfo=place)),
        When(state=State.TALKING, then=TruncDate("welcome__planned_at", tzinfo=place)),
        When(state=State.ACCEPTED, then=TruncDate("state_at", tzinfo=place)),
        When(state=State.WAITING, then=F("next_contact_on")),
        default=None,
        output_field=DateField(),
    )


def joined(rows: QuerySet[Referral]) -> QuerySet[JoinedReferral]:
    return rows.select_related("person__safe_contact", "service", "welcome").annotate(
        may_be_double=Exists(_open_doubles())
    )


def _listed(ids: QuerySet[Referral, Any], zone: str) -> QuerySet[ListedReferral]:
    """The chosen rows with all that a list shows. They are chosen as narrow rows first, so that
    one page of records is opened however many there are."""
    contacts = Contact.objects.filter(referral=OuterRef("pk"))
    reached = contacts.filter(outcome=Contact.Outcome.REACHED).order_by("-at")
    last = contacts.order_by("-at", "-id")
    heard = contacts.filter(outcome__in=_HEARD).order_by("-at", "-id")
    tries = (
        contacts.filter(within_rules=True, outcome__in=TRIES, at__gt=OuterRef("reached_at"))
        .values("referral")
        .annotate(made=Count("id"))
    )
    return (
        joined(Referral.objects.filter(id__in=ids))
        .annotate(
            due_on=_due_on(zone),
            reached_at=Coalesce(Subquery(reached.values("at")[:1]), F("received_at")),
            heard_at=Subquery(heard.values("at")[:1]),
            heard_way=Subquery(heard.values("way")[:1]),
            last_outcome=Subquery(last.values("outcome")[:1]),
            may_contact=agrees(Purpose.CONTACT),
            keeps_record=agrees(Purpose.RECORD),
        )
        .annotate(tries=Coalesce(Subquery(tries.values("made")), 0))
    )


def agrees(purpose: Purpose) -> Subquery:
    """Whether the last answer holds, last in the order of `consents.in_order`; None: not asked."""
    holds = Q(given=True, withdrawn_at__isnull=True) & (
        Q(expires_on__isnull=True) | Q(expires_on__gte=now().date())
    )
    answers = (
        Consent.objects.filter(person=OuterRef("person_id"), purpose=purpose)
        .annotate(live=Case(When(holds, then=True), default=False, output_field=BooleanField()))
        .order_by("-asked_at", "given", F("withdrawn_at").desc(nulls_last=True), "-id")
    )
    return Subquery(answers.values("live")[:1])


def _page(rows: QuerySet[Referral], after: str, zone: str, most: int) -> Page:
    if mark := read_mark(after):
        start, last = mark
        rows = rows.filter(Q(received_at__gt=start) | Q(received_at=start, id__gt=last))
    ids = rows.order_by("received_at", "id").values("id")[: most + 1]
    found = list(_listed(ids, zone).order_by("received_at", "id"))
    more = ""
    if len(found) > most:
        edge = found[most - 1]
        more = mark_after(edge.received_at, edge.id)
    return Page([_row(row) for row in found[:most]], more)


def _row(row: ListedReferral) -> FrontDoorRow:
    welcome = getattr(row, "welcome", None)
    rules = row.person.safe_contact
    return FrontDoorRow(
        id=row.id,
        name=short_name(row.person.name),
        reference=row.reference,
        state=row.state,
        route=row.route,
        received_at=row.received_at,
        state_at=row.state_at,
        due_on=row.due_on,
        service=row.service.name,
        may_be_double=bool(row.may_be_double),
        ways=rules.ways,
        times=rules.times,
        may_contact=bool(row.may_contact),
        may_leave_message=rules.may_leave_message,
        may_say_who=rules.may_say_who,
        referrer_role=row.referrer_role,
        planned_at=welcome.planned_at if welcome and not welcome.held_at else None,
        planned_way=welcome.way if welcome else "",
        is_held=bool(welcome and welcome.held_at),
        heard_at=row.heard_at,
        heard_way=row.heard_way or "",
        tries=row.tries,
        last_outcome=row.last_outcome or "",
        wishes=welcome.wishes if welcome and row.keeps_record is not False else "",
        preferred_offers=row.preferred_offers,
    )


def desk_counts(viewer: Viewer, asked: Q | Exists | None = None) -> DeskCounts:
    """The counts beside the desk's menu. `asked` tells which rows count as asked. One query."""
    counts = own_referrals(viewer).aggregate(
        new=Count("id", filter=Q(state__in=NEW_STATES)),
        waiting=Count("id", filter=Q(state=State.WAITING)),
        asked=Count("id", filter=Q(state=State.WAITING) & Q(asked or Q(pk__in=[]))),
    )
    return DeskCounts(**counts)
