"""Who may write down what makes somebody ready. No queries here."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from alongside.web.accounts.access import is_program
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import Actor
from alongside.web.ui.words import say


def may_look_after(by: Actor, service: UUID) -> bool:
    """A coordinator of that service, or the program."""
    return is_program(by) or (
        isinstance(by, Viewer) and service in by.services_as(Role.COORDINATOR)
    )


def check_looks_after(by: Actor, service: UUID, person: UUID) -> None:
    """Nobody else learns of the rows, and nobody writes down their own."""
    if not may_look_after(by, service):
        raise Http404
    if isinstance(by, Viewer) and by.person_id == person:
        raise Refused(say("This is about you. Ask somebody else of the team to write it down."))
