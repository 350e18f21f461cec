"""Reads of words about meetings that both read. The one they are about reads all of theirs, also
when it is over; whoever supports them only while it is live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.people.consent_rules import Purpose
from alongside.web.support.match_states import Side
from alongside.web.support.models import SharedNote

if TYPE_CHECKING:
    from alongside.web.people.selectors import ReferralRecord


@dataclass(frozen=True)
class Thread:
    """A note with all that was added to it, oldest first."""

    first: SharedNote
    added: list[SharedNote] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        """Something of it was not opened yet by the one it is about."""
        return any(is_unread(note) for note in (self.first, *self.added))

    @property
    def met_at(self) -> datetime:
        return self.first.meeting.starts_at


def is_unread(note: SharedNote) -> bool:
    """Their own words need no reading."""
    return note.side == Side.SUPPORTER and note.seen_at is None


def thread_query(viewer: Viewer) -> QuerySet[SharedNote]:
    """Whoever calls narrows it to what the viewer may read."""
    return (
        SharedNote.objects.filter(organisation_id=viewer.organisation)
        .select_related("meeting", "meeting__match__supporter", "subject")
        .order_by("-meeting__starts_at", "written_at", "id")
    )


def threads(notes: Iterable[SharedNote]) -> list[Thread]:
    """The newest meeting first."""
    found: dict[UUID, Thread] = {}
    rows = list(notes)
    for note in rows:
        if note.corrects_id is None:
            found[note.id] = Thread(note)
    for note in rows:
        if note.corrects_id in found:
            found[note.corrects_id].added.append(note)
    return list(found.values())


def _own(viewer: Viewer) -> QuerySet[SharedNote]:
    return thread_query(viewer).filter(subject_id=viewer.person)


def my_notes(viewer: Viewer) -> list[Thread]:
    """All that was written about meetings of the viewer's own. One query."""
    return threads(_own(viewer))


def my_note(viewer: Viewer, note: UUID) -> Thread:
    """404 unless it is about the viewer. One query. Marks nothing: `services.see_note` does."""
    found = threads(_own(viewer).filter(Q(id=note) | Q(corrects=note)))
    if not found:
        raise Http404
    return found[0]


def unread_notes(viewer: Viewer) -> int:
    """How many notes hold something the viewer has not opened. One query."""
    rows = SharedNote.objects.filter(
        organisation_id=viewer.organisation,
        subject_id=viewer.person,
        side=Side.SUPPORTER,
        seen_at=None,
    ).values_list("corrects_id", "id")
    return len({first or own for first, own in rows})


def notes_on_record(viewer: Viewer, record: ReferralRecord) -> list[Thread]:
    """Those of a record that `get_referral` opened, with when they were seen; none of somebody who
    does not agree to a record. The look is logged where there are any. Two queries at most."""
    if Purpose.RECORD not in record.live:
        return []
    row = record.referral
    theirs = thread_query(viewer).filter(
        meeting__match__referral_id=row.id,
        meeting__service_id__in=viewer.services_as(Role.COORDINATOR),
    )
    found = threads(theirs.exclude(subject_id=viewer.person))
    if found:
        record_look("note.read", by=viewer, subject=row.person_id, service=row.service_id)
    return found
