"""Who is kept apart from whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.web.accounts.access import is_program
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.contact_details import folded_name, short_name
from alongside.web.people.models import ExclusionPair, Person, Referral, RoleHolding
from alongside.web.people.referral_states import State
from alongside.web.people.same_person import is_reader

OVER = (State.CLOSED, State.WITHDRAWN, State.NOT_RIGHT_HERE)


@dataclass(frozen=True)
class Apart:
    """A pair for whoever may know of it. `reason` is there for who wrote it only."""

    id: UUID
    one: str
    other: str
    review_on: date
    reason: str


@dataclass(frozen=True)
class Found:
    """Somebody whom a coordinator may mean, told apart by a reference where there is one."""

    id: UUID
    name: str
    reference: str


def in_force() -> QuerySet[ExclusionPair]:
    return ExclusionPair.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=now()))


def kept_apart(organisation: UUID) -> set[frozenset[UUID]]:
    """Every pair of an organisation. For rules, not for pages. One query."""
    rows = in_force().filter(organisation_id=organisation)
    return {frozenset(pair) for pair in rows.values_list("one_id", "other_id")}


def looked_after(viewer: Viewer) -> QuerySet[Person]:
    """Who came to or supports in the services that the viewer coordinates, without the viewer."""
    ours = Person.objects.filter(organisation_id=viewer.organisation)
    if is_program(viewer):
        return ours
    mine = viewer.services_as(Role.COORDINATOR)
    came = Referral.objects.filter(person=OuterRef("id"), service_id__in=mine)
    gives = RoleHolding.objects.filter(
        person=OuterRef("id"), service_id__in=mine, role=Role.PEER_SUPPORTER
    )
    return (
        ours.filter(Exists(came) | Exists(gives))
        .exclude(id=viewer.person)
        .exclude(is_reader(viewer, "id"))
    )


def pairs_of(viewer: Viewer) -> QuerySet[ExclusionPair]:
    """Pairs of two people whom the viewer looks after: never one that the viewer is in."""
    theirs = looked_after(viewer).values("id")
    return in_force().filter(organisation_id=viewer.organisation, one__in=theirs, other__in=theirs)


def pairs_apart(viewer: Viewer) -> list[Apart]:
    """The next to be looked at again comes first. One query."""
    rows = pairs_of(viewer).select_related("one", "other").order_by("review_on", "set_at", "id")
    return [
        Apart(
            row.id,
            short_name(row.one.name),
            short_name(row.other.name),
            row.review_on,
            row.reason if row.set_by == viewer.user_id else "",
        )
        for row in rows
    ]


def find_people(viewer: Viewer, words: str) -> list[Found]:
    """Whom the viewer may mean by a name, a part of one or a reference. Two queries."""
    wanted = folded_name(words)
    if not wanted:
        return []
    theirs = looked_after(viewer)
    references: dict[UUID, str] = {}
    rows = Referral.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=viewer.services_as(Role.COORDINATOR),
    ).order_by("received_at", "id")
    by_reference = rows.filter(reference__iexact=words.strip()).first()
    if by_reference is not None:
        theirs = theirs.filter(id=by_reference.person_id)
    for person, reference in rows.values_list("person_id", "reference"):
        references[person] = reference
    found = [
        Found(person.id, person.name, references.get(person.id, ""))
        for person in theirs.order_by("made_at", "id").only("id", "name")
        if by_reference is not None or wanted in folded_name(person.name)
    ]
    exact = [one for one in found if folded_name(one.name) == wanted]
    return exact or found
