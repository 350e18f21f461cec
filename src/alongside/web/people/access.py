"""Who may do what with whom. No queries here: what is needed comes with the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from alongside.web.accounts.access import is_program, may_set_up
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import Actor
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.web.accounts.models import Service
    from alongside.web.people.models import Person, Referral
    from alongside.web.people.same_person import MarkedReferral

STAFF_ROUTES = ("phone", "paper", "in_person")


def may_work_front_door(viewer: Viewer, referral: MarkedReferral) -> bool:
    """A coordinator of that service, but never on their own record: that is what `My` is for.
    Nor on one that turned out to be theirs: its referral comes through `same_person.mark_own`."""
    return (
        referral.organisation_id == viewer.organisation_id
        and referral.service_id in viewer.services_as(Role.COORDINATOR)
        and referral.person_id != viewer.person_id
        and not referral.is_about_reader
    )


def check_front_door(viewer: Viewer, referral: MarkedReferral) -> None:
    if not may_work_front_door(viewer, referral):
        raise Refused(say("You do not look after this {referral}."))


def check_same_organisation(by: Actor, organisation: UUID) -> None:
    """Another organisation's people and services do not exist for whoever acts."""
    if by.organisation_id != organisation:
        raise Http404


def check_takes(by: Actor, service: Service, route: str) -> None:
    """What is spoken, on paper or said in person is typed by a coordinator of that service."""
    check_same_organisation(by, service.organisation_id)
    if route not in STAFF_ROUTES or is_program(by):
        return
    if not (isinstance(by, Viewer) and service.id in by.services_as(Role.COORDINATOR)):
        raise Refused(say("You do not look after this service."))


def check_gives_role(by: Actor, role: str, service: UUID | None, *, minds: bool) -> None:
    """Set-up gives any role. A coordinator makes somebody they look after a member there."""
    if may_set_up(by):
        return
    own = isinstance(by, Viewer) and service in by.services_as(Role.COORDINATOR)
    if not (role == Role.MEMBER and own and minds):
        raise Refused(say("Only {an administrator} can give this."))


def check_circle(by: Actor, service: UUID) -> None:
    """Who may see whom is decided by a coordinator of that service."""
    own = isinstance(by, Viewer) and service in by.services_as(Role.COORDINATOR)
    if not (own or may_set_up(by)):
        raise Refused(say("You do not look after this service."))


def may_mind(by: Actor, person: Person, services: set[UUID]) -> bool:
    """The person, or a coordinator of one of `services`, to which they came; or the program."""
    if person.organisation_id != by.organisation_id:
        return False
    if is_program(by):
        return True
    if not isinstance(by, Viewer):
        return False
    return by.person_id == person.id or bool(services & by.services_as(Role.COORDINATOR))


def is_own(viewer: Viewer, referral: Referral) -> bool:
    """The person the referral is about."""
    return viewer.person_id is not None and referral.person_id == viewer.person_id


def check_own_or_front_door(viewer: Viewer, referral: MarkedReferral) -> None:
    if not is_own(viewer, referral):
        check_front_door(viewer, referral)
