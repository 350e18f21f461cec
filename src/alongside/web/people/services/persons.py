"""Deeds on persons, their roles, safe contact and circles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from alongside.web.accounts.access import check_set_up, may_set_up
from alongside.web.accounts.selectors import get_organisation, own_service
from alongside.web.accounts.services import (
    NEEDS_A_KEEPER,
    Refused,
    add_user,
    lock_organisation,
)
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.access import (
    check_circle,
    check_gives_role,
    check_same_organisation,
    may_mind,
)
from alongside.web.people.contact_details import email_digest, name_year_digest, phone_digest
from alongside.web.people.models import Circle, Person, Referral, RoleHolding, SafeContact
from alongside.web.people.same_person import is_reader
from alongside.web.ui.words import say

WAYS = ("phone", "text", "email", "post", "in_person")


@dataclass(frozen=True)
class Details:
    """What a person tells us of themselves; everything but the name may be left out."""

    name: str
    pronouns: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    birth_year: str = ""
    language: str = ""
    access_needs: str = ""


@dataclass(frozen=True)
class ContactRules:
    """How somebody may be reached. `ways` are among WAYS."""

    ways: Sequence[str] = ()
    times: str = ""
    may_leave_message: bool = False
    may_say_who: bool = False


@transaction.atomic
def add_person(
    *, by: Actor, organisation: UUID, details: Details, contact: ContactRules | None = None
) -> Person:
    """Somebody of the team. Who gets in touch comes by `send_referral`."""
    check_set_up(by)
    check_same_organisation(by, organisation)
    return make_person(by=by, organisation=organisation, details=details, contact=contact)


def make_person(
    *, by: Actor, organisation: UUID, details: Details, contact: ContactRules | None
) -> Person:
    """Inside a deed that has checked who acts."""
    place = get_organisation(organisation).place
    person = Person(organisation_id=organisation)
    _write_details(person, details, place)
    person.save()
    _write_rules(SafeContact(organisation_id=organisation, person=person), contact)
    record("person.added", by=by, subject=person.id, organisation=organisation)
    return person


@transaction.atomic
def change_details(
    *, by: Viewer, person: Person, details: Details, contact: ContactRules | None
) -> None:
    """The person, or a coordinator in their words, puts right what we hold."""
    if not (is_on_team(person) and may_set_up(by)):
        check_minds(by, person)
    _write_details(person, details, get_organisation(person.organisation_id).place)
    person.save()
    if contact is not None:
        _write_rules(SafeContact.objects.get(person=person), contact)
    record("person.changed", by=by, subject=person.id)


def minds(by: Actor, person: Person) -> bool:
    """Nobody minds their own record as staff, nor one that turned out to be theirs."""
    theirs = Referral.objects.filter(person=person).exclude(is_reader(by, "person_id"))
    came_to = theirs.values_list("service_id", flat=True)
    return may_mind(by, person, set(came_to))


def check_minds(by: Actor, person: Person) -> None:
    """Only the person and a coordinator of a service they came to, never on their own record."""
    check_same_organisation(by, person.organisation_id)
    if not minds(by, person):
        raise Refused(say("You do not look after this person."))


def check_minds_in(by: Actor, person: Person, service: UUID) -> None:
    """As `check_minds`, but in one service: the person as a member of it, or a coordinator of it
    to which they came."""
    check_same_organisation(by, person.organisation_id)
    here = Referral.objects.filter(person=person, service_id=service)
    here = here.exclude(is_reader(by, "person_id"))
    is_own = isinstance(by, Viewer) and by.person_id == person.id
    if is_own and isinstance(by, Viewer) and service in by.services_as(Role.MEMBER):
        return
    if is_own or not may_mind(by, person, {service} if here.exists() else set()):
        raise Refused(say("You do not look after this person."))


def is_on_team(person: Person) -> bool:
    return RoleHolding.objects.filter(person=person).exclude(role=Role.MEMBER).exists()


def works_here(person: Person) -> bool:
    """Whether they hold a role of the team today."""
    today = now().date()
    return (
        RoleHolding.objects.filter(person=person, from_on__lte=today)
        .exclude(until_on__lte=today)
        .exclude(role=Role.MEMBER)
        .exists()
    )


def _write_details(person: Person, details: Details, place: str) -> None:
    for name in Details.__dataclass_fields__:
        setattr(person, name, getattr(details, name).strip())
    person.phone_digest = phone_digest(person.phone, place)
    person.email_digest = email_digest(person.email)
    person.name_year_digest = name_year_digest(person.name, person.birth_year)


def _write_rules(row: SafeContact, contact: ContactRules | None) -> None:
    rules = contact or ContactRules()
    row.ways = [way for way in WAYS if way in rules.ways]
    row.times = rules.times.strip()
    row.may_leave_message = rules.may_leave_message
    row.may_say_who = rules.may_say_who
    row.changed_at = now()
    row.save()


@transaction.atomic
def give_role(
    *, by: Actor, person: Person, role: str, service: UUID | None, from_on: date | None = None
) -> RoleHolding:
    if role not in Role.ALL:
        raise Refused(say("Choose one of the roles."), field="role")
    if role != Role.ADMINISTRATOR and service is None:
        raise Refused(say("Choose the service in which they hold this role."), field="service")
    check_same_organisation(by, person.organisation_id)
    check_gives_role(by, role, service, minds=minds(by, person))
    if service is not None:
        own_service(by, service)
    holding = RoleHolding.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        role=role,
        service_id=service,
        from_on=from_on or now().date(),
        given_by=by.actor,
    )
    record(
        "role.given", by=by, subject=person.id, service=service, reason=role,
        organisation=person.organisation_id,
    )  # fmt: skip
    return holding


@transaction.atomic
def end_role(*, by: Viewer, holding: UUID) -> None:
    """From today the role is no longer held; what it allowed ends at the next click."""
    found = RoleHolding.objects.filter(id=holding, organisation_id=by.organisation).first()
    if found is None:
        raise Http404
    check_set_up(by)
    if found.role == Role.ADMINISTRATOR:
        lock_organisation(found.organisation_id)
        if not _administrators(found.organisation_id).exclude(id=found.id).exists():
            raise Refused(str(NEEDS_A_KEEPER))
    found.until_on = now().date()
    found.save(update_fields=["until_on"])
    record(
        "role.ended", by=by, subject=found.person_id, service=found.service_id, reason=found.role
    )


def keeps_administrator(organisation: UUID, without: UUID) -> bool:
    """Whether somebody can still set things up when the user `without` cannot sign in."""
    return _administrators(organisation).exclude(person__user=without).exists()


def _administrators(organisation: UUID) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.filter(
        organisation_id=organisation,
        role=Role.ADMINISTRATOR,
        from_on__lte=now().date(),
        until_on=None,
        person__user__is_active=True,
    )


@transaction.atomic
def give_sign_in(*, by: Actor, person: Person, email: str | None) -> None:
    """Let a person sign in: by a code to their address, or by a code handed over."""
    check_same_organisation(by, person.organisation_id)
    if not may_set_up(by):
        check_minds(by, person)
    if person.user_id is not None:
        raise Refused(say("This person can sign in already."))
    person.user = add_user(by=by, organisation=person.organisation_id, email=email)
    person.save(update_fields=["user"])
    record("person.may_sign_in", by=by, subject=person.id, organisation=person.organisation_id)


@transaction.atomic
def add_to_circle(
    *, by: Actor, person: Person, viewer: Person, relation: str, service: UUID, why: str
) -> Circle:
    """`viewer` may see `person` from now on. Called inside the deeds of apps above."""
    check_same_organisation(by, person.organisation_id)
    check_same_organisation(by, viewer.organisation_id)
    own_service(by, service)
    check_circle(by, service)
    row = Circle.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        viewer=viewer,
        relation=relation,
        service_id=service,
        why=why,
    )
    record("circle.added", by=by, subject=person.id, service=service, reason=relation)
    return row


@transaction.atomic
def end_circle(*, by: Actor, circle: Circle) -> None:
    check_same_organisation(by, circle.organisation_id)
    check_circle(by, circle.service_id)
    circle.until_at = now()
    circle.save(update_fields=["until_at"])
    record("circle.ended", by=by, subject=circle.person_id, service=circle.service_id)
