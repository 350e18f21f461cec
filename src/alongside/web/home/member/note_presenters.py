"""Words for the notes about a person's own meetings. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.home.meeting_words import say_when
from alongside.web.people.local_time import say_moment
from alongside.web.support.match_states import Side
from alongside.web.ui.parts import LinkRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.models import SharedNote
    from alongside.web.support.selectors import Thread

NOTICES = {"added": _l("Saved. It stands beneath the note.")}


def note_rows(threads: Sequence[Thread], zone: str) -> list[LinkRow]:
    return [
        LinkRow(
            say_when(thread.met_at, zone),
            reverse("my_note", args=[thread.first.id]),
            _("You have not read this") if thread.is_new else _written_by(thread.first),
        )
        for thread in threads
    ]


def _written_by(note: SharedNote) -> str:
    if note.written_together:
        return _("Written together")
    return _("{name} wrote it", name=_name(note))


def _name(note: SharedNote) -> str:
    """Their own words, or the first name of whoever supports or supported them."""
    if note.side == Side.MEMBER:
        return _("You")
    return str(note.meeting.match.supporter.name.split()[0])


@dataclass(frozen=True)
class NotePage:
    """`words`: each text with whose it is, and whether both wrote it. `seen`: when they first
    opened it, and who knows."""

    heading: str
    words: list[tuple[str, str, bool]]
    seen: str


def note_page(thread: Thread, zone: str) -> NotePage:
    first = thread.first
    who = _("Written together") if first.written_together else _name(first)
    words = [
        (first.text, who, first.written_together),
        *((note.text, _name(note), False) for note in thread.added),
    ]
    seen = ""
    if first.seen_at is not None:
        seen = _("You first opened this on {moment}.", moment=say_moment(first.seen_at, zone))
    return NotePage(say_when(thread.met_at, zone), words, seen)
