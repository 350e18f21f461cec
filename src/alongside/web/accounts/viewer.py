"""Who is looking or acting: the first argument of every selector, the `by` of every service."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID


class Role:
    """Roles that a person may hold, by the keys that are stored."""

    MEMBER = "member"
    PEER_SUPPORTER = "peer_supporter"
    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    ALL = (MEMBER, PEER_SUPPORTER, COORDINATOR, SUPERVISOR, MANAGER, ADMINISTRATOR)
    STAFF = (COORDINATOR, SUPERVISOR, MANAGER, ADMINISTRATOR)
    SECOND_FACTOR = (PEER_SUPPORTER, *STAFF)


@dataclass(frozen=True)
class Holding:
    """A role held now; `service_id` is None where the role is for the whole organisation."""

    role: str
    service_id: UUID | None = None


NOBODY = UUID(int=0)
"""An id that no row has: what a viewer without an organisation or person asks with."""


@dataclass(frozen=True)
class Viewer:
    user_id: UUID | None = None
    person_id: UUID | None = None
    organisation_id: UUID | None = None
    holdings: frozenset[Holding] = frozenset()
    request_id: str = ""
    acting_as: str = "public"
    name: str = ""
    has_second_factor: bool = False
    system: str = field(default="")

    @property
    def actor(self) -> str:
        """What the log keeps of who acted."""
        if self.user_id:
            return str(self.user_id)
        return f"system:{self.system}" if self.system else "public"

    @property
    def organisation(self) -> UUID:
        """Whose rows the viewer may ask for."""
        return self.organisation_id or NOBODY

    @property
    def person(self) -> UUID:
        return self.person_id or NOBODY

    @property
    def user(self) -> UUID:
        return self.user_id or NOBODY

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None

    def has(self, *roles: str) -> bool:
        return any(holding.role in roles for holding in self.holdings)

    def services_as(self, *roles: str) -> frozenset[UUID]:
        """The services in which one of `roles` is held."""
        return frozenset(
            h.service_id for h in self.holdings if h.role in roles and h.service_id is not None
        )

    def acting(self, role: str) -> Viewer:
        return replace(self, acting_as=role)

    @property
    def must_have_second_factor(self) -> bool:
        return self.has(*Role.SECOND_FACTOR)


def public_viewer(organisation_id: UUID | None, request_id: str = "") -> Viewer:
    """A stranger on the public pages."""
    return Viewer(organisation_id=organisation_id, request_id=request_id)


def system_viewer(name: str, organisation_id: UUID | None) -> Viewer:
    """A named part of the program: `set-up`, `jobs`, `demo`. Each use is easy to search for."""
    return Viewer(organisation_id=organisation_id, acting_as="system", system=name)


def holdings_of(rows: Iterable[Any]) -> frozenset[Holding]:
    return frozenset(Holding(row.role, row.service_id) for row in rows)
