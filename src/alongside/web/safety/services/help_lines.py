"""Deeds on help lines, and the first deed of all: an organisation begins with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from alongside.web.accounts.access import check_set_up
from alongside.web.accounts.codes import use_setup_address
from alongside.web.accounts.services import (
    Refused,
    add_organisation,
    change_organisation,
    touch_organisation,
)
from alongside.web.accounts.viewer import Role, Viewer, system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.services import Details, add_person, give_role, give_sign_in
from alongside.web.safety.models import CrisisContact
from alongside.web.safety.places import Contact, in_order, places
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.accounts.models import User


@transaction.atomic
def set_crisis_contacts(
    *, by: Viewer, contacts: Sequence[Contact], checked_on: date | None = None
) -> None:
    """Replace the list. It may never be empty: every page shows it. The emergency number is
    put last, wherever it stood."""
    check_set_up(by)
    if not contacts:
        raise Refused(say("Keep at least one help line. Every page shows them."))
    CrisisContact.objects.filter(organisation_id=by.organisation).delete()
    for position, contact in enumerate(in_order(contacts)):
        CrisisContact.objects.create(
            organisation_id=by.organisation,
            name=contact.name,
            number=contact.number,
            way=contact.way,
            href=contact.href,
            hint=contact.hint,
            position=position,
            checked_on=checked_on or now().date(),
        )
    touch_organisation(by=by)
    record("crisis_contacts.set", by=by)


def start_with_place(*, by: Viewer, place: str) -> None:
    """The help lines that a new organisation begins with."""
    known = places()[place]
    set_crisis_contacts(by=by, contacts=known.contacts, checked_on=known.checked_on)


@dataclass(frozen=True)
class Founder:
    name: str
    email: str


@transaction.atomic
def found_organisation(*, by: Actor, token: str, name: str, place: str, founder: Founder) -> User:
    """Spend the one-time address: an organisation with the help lines of its place, and one
    person who sets it up. Gives that person's sign-in. The token is the permission."""
    known = places().get(place)
    if known is None:
        raise Refused(say("Choose one of the places."), field="place")
    use_setup_address(token)
    start = replace(system_viewer("set-up", None), request_id=by.request_id)
    organisation = add_organisation(by=start, name=name, place=place, time_zone=known.time_zone)
    ours = replace(start, organisation_id=organisation.id)
    start_with_place(by=ours, place=place)
    details = Details(name=founder.name)
    person = add_person(by=ours, organisation=organisation.id, details=details)
    give_sign_in(by=ours, person=person, email=founder.email)
    give_role(by=ours, person=person, role=Role.ADMINISTRATOR, service=None)
    user = person.user
    assert user is not None
    return user


@transaction.atomic
def change_place(*, by: Viewer, place: str, **details: str) -> None:
    """Change the organisation and, with its place, its time zone. Its help lines stay as they
    are until they are changed too, so that no number of theirs is lost."""
    known = places().get(place)
    if known is None:
        raise Refused(say("Choose one of the places."), field="place")
    change_organisation(by=by, place=place, time_zone=known.time_zone, **details)
