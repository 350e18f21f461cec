"""Telling the two of a meeting: a date and a link, no names and no place. Called inside deeds."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from alongside.web.clock import now
from alongside.web.people.local_time import say_moment
from alongside.web.people.services import NoConsent, tell
from alongside.web.people.services.messages import tell_team
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_links import link_of

if TYPE_CHECKING:
    from alongside.web.audit.services import Actor
    from alongside.web.support.models import Meeting

ARRANGED, MOVED, CANCELLED = "meeting_arranged", "meeting_moved", "meeting_cancelled"


def tell_both(
    *, by: Actor, meeting: Meeting, message: str, known: Collection[Side] = (), by_hand: bool = True
) -> None:
    """Write to both. Whoever cannot be written to is marked for the desk to tell, unless they are
    among `known`, who did it or were told already. A link goes to them too; a cancelling does
    not. Without `by_hand` nobody is marked."""
    for side in Side:
        is_known = side in known
        goes = not (is_known and message == CANCELLED)
        told = goes and _tell(by, meeting, side, message)
        setattr(meeting, f"{side}_untold", by_hand and not (told or is_known))
    meeting.told_at = now()
    meeting.save(update_fields=["told_at", "member_untold", "supporter_untold"])


def _tell(by: Actor, meeting: Meeting, side: Side, message: str) -> bool:
    """Whether a message goes."""
    match, key = meeting.match, f"{message}:{meeting.id}:{meeting.edition}:{side}"
    link = "" if message == CANCELLED else link_of(meeting, side)
    date = say_moment(meeting.starts_at, meeting.organisation.time_zone)
    if side is Side.SUPPORTER:
        user = match.supporter.user_id
        if user is None:
            return False
        told = tell_team(by=by, user=user, message=message, key=key, link=link, date=date)
        return told.way == "email"
    try:
        told = tell(by=by, person=match.member, message=message, key=key, link=link, date=date)
    except NoConsent:
        return False
    return told.way == "email"
