"""Words for the notes of two who meet, and for calls that supporters asked for. No queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.home.desk.presenters import Here
from alongside.web.home.meeting_words import say_when
from alongside.web.people.contact_details import short_name
from alongside.web.support.match_states import Side
from alongside.web.ui.parts import ClockTag, WorkRow
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.support.models import SharedNote
    from alongside.web.support.selectors import CallWanted, Thread


@dataclass(frozen=True)
class Shown:
    heading: str
    words: list[tuple[str, str, bool]]


def threads(found: Sequence[Thread], person: str, zone: str) -> list[Shown]:
    """Each note and what was added, with whose it is and when the person first saw it."""
    return [
        Shown(
            say_when(thread.met_at, zone),
            [
                (note.text, _who(note, person, zone), note.written_together)
                for note in (thread.first, *thread.added)
            ],
        )
        for thread in found
    ]


def _who(note: SharedNote, person: str, zone: str) -> str:
    when = say_when(note.written_at, zone)
    if note.side == Side.MEMBER:
        return _("{name}, {when}.", name=person, when=when)
    supporter = short_name(note.meeting.match.supporter.name)
    seen = _("{name} has not opened it yet.", name=person)
    if note.seen_at is not None:
        moment = say_when(note.seen_at, zone)
        seen = _("{name} first opened it on {moment}.", name=person, moment=moment)
    who = supporter
    if note.written_together:
        who = _("{one} and {other}", one=supporter, other=person)
    return " ".join([_("{name}, {when}.", name=who, when=when), seen])


def call_rows(found: Sequence[CallWanted], here: Here, new_key: Callable[[], str]) -> list[WorkRow]:
    """`Ring Dan W (asked for a call)`, with one press when it is done."""
    return [
        WorkRow(
            title=_("Ring {name} (asked for a call)", name=call.name),
            url=f"tel:{call.phone.replace(' ', '')}" if call.phone else reverse("supporters"),
            note=call.phone or _("No number here."),
            clock=ClockTag(here.short_moment(call.since), "today", 1),
            action=_("I rang"),
            form_url=reverse("desk_rung", args=[call.log]),
            form_key=new_key(),
            about=call.name,
        )
        for call in found
    ]
