"""Who may do what with measures and answers. No queries here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.web.accounts.access import may_set_up
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import Actor
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from uuid import UUID


def may_switch(by: Actor, service: UUID) -> bool:
    """Whoever sets up, and the managers of that service."""
    return may_set_up(by) or (isinstance(by, Viewer) and service in by.services_as(Role.MANAGER))


def check_switches(by: Actor, service: UUID) -> None:
    if not may_switch(by, service):
        raise Refused(say("You do not look after this service."))


def is_own(by: Actor, person: UUID) -> bool:
    """Whether somebody acts or reads for themselves."""
    return isinstance(by, Viewer) and by.person_id == person


def asked_in(viewer: Viewer) -> frozenset[UUID]:
    """The services in which the viewer may be asked."""
    return viewer.services_as(Role.MEMBER)


def asks_in(viewer: Viewer) -> frozenset[UUID]:
    """The services in which the viewer may ask others, and read what they answered."""
    return viewer.services_as(Role.COORDINATOR)
