"""Words about a meeting that both read. Nothing is written over: more words are added."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.services import live_consents
from alongside.web.support.access import side_of
from alongside.web.support.documentation import Mode, mode_of
from alongside.web.support.match_states import LIVE_STATES, Side
from alongside.web.support.models import Meeting, SharedNote
from alongside.web.ui.words import say


def keep_note(
    *, by: Viewer, meeting: Meeting, text: str, side: Side, together: bool = False,
    corrects: SharedNote | None = None,
) -> SharedNote:  # fmt: skip
    """Inside a deed that has checked who writes, and whether notes are kept."""
    if not text.strip():
        raise Refused(say("Write a few words"), field="text")
    note = SharedNote.objects.create(
        organisation_id=meeting.organisation_id,
        meeting=meeting,
        subject_id=meeting.match.member_id,
        text=text.strip(),
        side=side,
        written_together=together,
        written_by=by.actor,
        written_at=now(),
        corrects=corrects,
    )
    record(
        "note.written" if corrects is None else "note.added_to", by=by, subject=note.subject_id,
        service=meeting.service_id, thing=f"note {note.id}",
    )  # fmt: skip
    return note


@transaction.atomic
def add_to_note(*, by: Viewer, note: UUID, text: str) -> SharedNote:
    """The one it is about adds their own words at any time. Whoever supports them adds while it
    is live and notes are kept. 404 for all others."""
    first = _first_of(by, note)
    match = first.meeting.match
    side = side_of(by, match)
    if side is Side.SUPPORTER and match.state in LIVE_STATES:
        live = live_consents([match.member_id]).get(match.member_id, ())
        if mode_of(match.service, live) is Mode.ATTENDANCE:
            raise Refused(say("No notes are kept now."), field="text")
    elif side is not Side.MEMBER:
        raise Http404
    return keep_note(by=by, meeting=first.meeting, text=text, side=side, corrects=first)


def _first_of(by: Viewer, note: UUID) -> SharedNote:
    """Under lock the note itself, also when `note` is something that was added to it."""
    ids = (
        SharedNote.objects.filter(id=note, organisation_id=by.organisation)
        .values_list("corrects_id", "id")
        .first()
    )
    if ids is None:
        raise Http404
    return (
        SharedNote.objects.select_for_update(of=("self",))
        .select_related("meeting__match__service")
        .get(id=ids[0] or ids[1])
    )


@transaction.atomic
def see_note(*, by: Viewer, note: UUID) -> int:
    """The one it is about opens it: what the other wrote is marked seen, once. Nobody else's look
    marks anything. How many notes were new to them."""
    rows = SharedNote.objects.filter(
        Q(id=note) | Q(corrects=note), organisation_id=by.organisation, subject_id=by.person
    )
    if by.user_id is None or not rows.filter(id=note, corrects=None).exists():
        raise Http404
    new = rows.filter(side=Side.SUPPORTER, seen_at=None).update(seen_at=now())
    if new:
        record("note.seen", by=by, subject=by.person_id, thing=f"note {note}")
    return new
