"""Messages about a match, always by the program: whose deed it was is nobody's to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.web.accounts.viewer import system_viewer
from alongside.web.ids import new_id
from alongside.web.people import services as people
from alongside.web.people.services import NoConsent
from alongside.web.support.match_states import Side
from alongside.web.support.models import Match

BOTH = (Side.MEMBER, Side.SUPPORTER)


def tell_sides(
    match: Match, message: str, sides: Sequence[Side] = BOTH, **values: Any
) -> dict[Side, str]:
    """Tell each side in a way they agreed to. Gives how it goes, `by hand` where somebody must
    ring or write. Called once by each deed: a second pause, or another last day, is news again."""
    deed = new_id()
    return {side: _tell(match, message, side, f"{deed}:{side}", values) for side in sides}


def _tell(match: Match, message: str, side: Side, key: str, values: dict[str, Any]) -> str:
    ours = system_viewer("matches", match.organisation_id)
    key = f"match:{match.id}:{message}:{key}"
    if side is Side.SUPPORTER:
        user = match.supporter.user_id
        if user is None:
            return "by hand"
        return people.tell_team(by=ours, user=user, message=message, key=key, **values).way
    try:
        return people.tell(by=ours, person=match.member, message=message, key=key, **values).way
    except NoConsent:
        return "by hand"
