"""Reading the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.web.audit.models import Event
from alongside.web.audit.services import Actor


@dataclass(frozen=True)
class Look:
    """Somebody opened or changed a person's record."""

    at: datetime
    actor: str
    acting_as: str
    deed: str
    is_read: bool
    reason: str = ""


def looks_at(viewer: Actor, subject: UUID, limit: int = 100) -> list[Look]:
    """Who looked at or changed `subject`'s record, newest first. The caller has checked that
    the viewer is the subject or may see the subject's log."""
    events = Event.objects.filter(
        organisation=str(viewer.organisation_id), subject=str(subject)
    ).order_by("-at", "-id")[:limit]
    return [Look(e.at, e.actor, e.acting_as, e.deed, e.is_read, e.reason) for e in events]
