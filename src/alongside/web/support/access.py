"""Who may do what with a match and its meetings. No queries here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from alongside.web.accounts.access import is_program
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.support.match_states import Side

if TYPE_CHECKING:
    from alongside.web.audit.services import Actor
    from alongside.web.support.models import Match


def side_of(by: Actor, match: Match) -> Side | None:
    """The side that a person is on, or None for everybody else."""
    if not isinstance(by, Viewer) or by.person_id is None:
        return None
    if by.person_id == match.member_id:
        return Side.MEMBER
    return Side.SUPPORTER if by.person_id == match.supporter_id else None


def may_coordinate(by: Actor, match: Match) -> bool:
    """A coordinator of that service who is neither of the two, nor was decided to be the same as
    one of them: `match` comes through `own_matches.mark_own`. Or the program."""
    if by.organisation_id != match.organisation_id:
        return False
    if is_program(by):
        return True
    return (
        isinstance(by, Viewer)
        and match.service_id in by.services_as(Role.COORDINATOR)
        and side_of(by, match) is None
        and not getattr(match, "is_about_reader", False)
    )


def check_coordinates(by: Actor, match: Match) -> None:
    """Nobody else learns that the match exists."""
    if not may_coordinate(by, match):
        raise Http404


def check_speaks_for(by: Actor, match: Match, side: Side) -> None:
    """That side itself, or a coordinator who writes down what they said."""
    if side_of(by, match) != side:
        check_coordinates(by, match)


def check_takes_part(by: Actor, match: Match) -> None:
    """Either of the two, or a coordinator."""
    if side_of(by, match) is None:
        check_coordinates(by, match)
