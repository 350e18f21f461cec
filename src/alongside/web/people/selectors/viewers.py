"""Who is looking, and the names of those who act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from alongside.web.accounts.viewer import Viewer, holdings_of
from alongside.web.clock import now
from alongside.web.people.models import Person, RoleHolding

if TYPE_CHECKING:
    from alongside.web.accounts.models import User


def is_current() -> Q:
    """Holdings that are held today."""
    today = now().date()
    return Q(from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gt=today))


def viewer_of(user: User, *, request_id: str = "", has_second_factor: bool = False) -> Viewer:
    """The viewer behind a signed-in user, with the roles held today. One query."""
    rows = list(
        RoleHolding.objects.filter(is_current(), person__user=user).select_related("person")
    )
    person = rows[0].person if rows else None
    return Viewer(
        user_id=user.id,
        person_id=person.id if person else None,
        organisation_id=user.organisation_id,
        holdings=holdings_of(rows),
        request_id=request_id,
        acting_as="signed in",
        name=person.name if person else "",
        has_second_factor=has_second_factor,
    )


def names_of_users(viewer: Viewer, users: Iterable[str]) -> dict[str, str]:
    """Names of users of the viewer's organisation by user id, for logs and histories."""
    ids = {user for user in users if is_id(user)}
    persons = Person.objects.filter(organisation_id=viewer.organisation, user_id__in=ids).only(
        "id", "user_id", "name"
    )
    return {str(person.user_id): person.name for person in persons}


def is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class StaffRow:
    """One person of the team: who they are and what they do here."""

    person: Person
    email: str
    is_active: bool
    holdings: list[RoleHolding]

    @property
    def user_id(self) -> UUID | None:
        return self.person.user_id
