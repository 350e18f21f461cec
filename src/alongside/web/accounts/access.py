"""Who may set things up. No queries here."""

from __future__ import annotations

from uuid import UUID

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import Actor
from alongside.web.ui.words import say


def is_program(by: Actor) -> bool:
    """A named part of the program: set-up before anybody can sign in, jobs, the demo."""
    return isinstance(by, Viewer) and by.system != ""


def may_set_up(by: Actor) -> bool:
    """An administrator of the organisation they act in."""
    return is_program(by) or (isinstance(by, Viewer) and by.has(Role.ADMINISTRATOR))


def check_set_up(by: Actor) -> None:
    if not may_set_up(by):
        raise Refused(say("Only {an administrator} can change this."))


def check_rota(by: Viewer, service: UUID) -> None:
    """Whoever sets up, and whoever runs that service from day to day."""
    if not (may_set_up(by) or service in by.services_as(Role.MANAGER, Role.COORDINATOR)):
        raise Refused(say("You do not look after the rota of this service."))


def check_hands_over(by: Viewer, user: UUID) -> None:
    """Staff help others to sign in, never themselves."""
    staff = may_set_up(by) or by.has(Role.COORDINATOR, Role.MANAGER)
    if not staff or user == by.user_id:
        raise Refused(say("Ask somebody else of the team to do this."))
