"""Who may do what with a worry. No queries here: what is needed comes with the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.safety.concern_states import ConcernState
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.audit.services import Actor
    from alongside.web.safety.models import Concern


def may_work(by: Actor, concern: Concern) -> bool:
    """A coordinator of that service, and whoever of the staff it was given to; never the one it
    is about. What is not sent yet is read by nobody but its writer."""
    if not isinstance(by, Viewer) or by.user_id is None:
        return False
    if concern.organisation_id != by.organisation_id or concern.state == ConcernState.UNFINISHED:
        return False
    if concern.about_id is not None and concern.about_id == by.person_id:
        return False
    given = concern.assigned_to == by.user_id and by.has(*Role.STAFF)
    return given or concern.service_id in by.services_as(Role.COORDINATOR)


def check_works(by: Actor, concern: Concern) -> None:
    """Nobody else learns that it exists."""
    if not may_work(by, concern):
        raise Http404


def may_close(by: Viewer, concern: Concern) -> bool:
    """Not whoever raised it. A rule raises an alert, so whoever worked on that may close it."""
    return may_work(by, concern) and concern.raised_by != by.user_id


def check_closes(by: Viewer, concern: Concern) -> None:
    if not may_close(by, concern):
        raise Refused(say("You raised this. Ask somebody else of the team to close it."))


def is_known_to_person(concern: Concern, user: object) -> bool:
    """Whether the one it is about knows of it: they raised it, their own answers did, or they
    were told."""
    return bool(concern.rule) or concern.person_told == "yes" or concern.raised_by == user
