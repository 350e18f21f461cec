"""Words for the day of somebody who gives support. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format

from alongside.web.clock import now
from alongside.web.home.meeting_words import WAYS, is_web_address, say_length, say_when
from alongside.web.people.local_time import local, say_moment, say_time
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.ui.parts import DayEntry, LinkRow, Places
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.safety.selectors import Cover
    from alongside.web.support.selectors import Beside, DayMeeting, SupportersToday

WORRIED = "worried"
NOTICES = {
    "logged": _l("Saved."),
    WORRIED: _l("Saved, and sent to a named person of the team."),
    "called": _l("Saved. Somebody of the team rings you."),
    "added": _l("Saved. They can read it now."),
}
STANDS = {
    MeetingState.MET: _l("You met."),
    MeetingState.MISSED_BY_SUPPORTER: _l("You couldn't."),
    MeetingState.MOVED: _l("This was moved to another time."),
    MeetingState.CANCELLED: _l("This was cancelled."),
}
_LIKES = {
    "text": _l("text message"),
    "phone": _l("phone call"),
    "email": _l("email"),
    "post": _l("letter"),
    "in_person": _l("in person"),
}


@dataclass(frozen=True)
class DayPage:
    heading: str
    lead: str
    entries: list[DayEntry]
    to_log: list[LinkRow]
    people: list[LinkRow]
    ended: list[LinkRow]
    asks: list[LinkRow]


def day_page(found: SupportersToday, goals: Mapping[UUID, str], zone: str) -> DayPage:
    """`goals`: what each person shows, where they do."""
    log = to_log_next(found.today)
    coming = {one.beside.match: one for one in found.coming}
    return DayPage(
        heading=date_format(local(now(), zone), "l j F"),
        lead=_lead(found),
        entries=[_entry(one, goals, zone, is_next=one is log) for one in found.today],
        to_log=[_log_row(one, zone) for one in found.to_log],
        people=[_person_row(one, coming.get(one.match), zone) for one in found.people],
        ended=[_ended_row(*one, zone) for one in found.ended.items()],
        asks=[*_asks(found.asks), *_afters(found.afters)],
    )


def to_log_next(today: Sequence[DayMeeting]) -> DayMeeting | None:
    """The one that bears the button: the first that has begun and is not written down."""
    return next((one for one in today if one.may_be_logged), None)


def _lead(found: SupportersToday) -> str:
    stands = (MeetingState.PLANNED, *OUTCOMES)
    count = len({one.beside.match for one in found.today if one.meeting.state in stands})
    if count == 1:
        return _("You meet one person today.")
    return _("You meet {count} people today.", count=count) if count else _("No one to meet today.")


def someone(beside: Beside) -> str:
    return beside.name or _("Someone you are beside")


def _entry(one: DayMeeting, goals: Mapping[UUID, str], zone: str, *, is_next: bool) -> DayEntry:
    row, open_ = one.meeting, one.meeting.state == MeetingState.PLANNED
    buttons = [(_("Log it"), reverse("beside_log", args=[row.id]))] if is_next else []
    return DayEntry(
        time=say_time(local(row.starts_at, zone)),
        title=someone(one.beside),
        url=reverse("beside_meeting", args=[row.id]),
        lines=[line for line in (*_place(one), _stands(one)) if line],
        note=contact_wishes(one.beside) if open_ else "",
        buttons=buttons,
        quote=goals.get(one.beside.person, "") if open_ else "",
    )


def _place(one: DayMeeting) -> list[str]:
    row = one.meeting
    where = _("There is a link.") if is_web_address(row.where) else _sentence(row.where)
    way = "" if where and row.way == "in_person" else _("{way}.", way=WAYS[row.way])
    length = _("About {length}.", length=say_length(row.minutes))
    return [" ".join(part for part in (way, where) if part), length]


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _stands(one: DayMeeting) -> str:
    """What became of it, or whether the other will be there."""
    row, name = one.meeting, one.beside.name
    if one.is_logged and row.state not in STANDS:
        return _("You wrote it down.")
    if row.state == MeetingState.MISSED_BY_MEMBER:
        return _("{name} couldn't.", name=name) if name else _("They couldn't.")
    if row.state == MeetingState.PLANNED and row.member_comes and row.ends_at > now():
        return _("{name} will be there.", name=name) if name else _("They will be there.")
    return str(STANDS.get(row.state, ""))


def contact_wishes(beside: Beside) -> str:
    """`By text message or phone call. No voicemail.`, as far as they agreed to show it."""
    if not beside.shows_contact or not beside.ways:
        return ""
    ways = [str(words) for way, words in _LIKES.items() if way in beside.ways]
    said = ", ".join(ways[:-1])
    said = _("{some} or {last}", some=said, last=ways[-1]) if said else ways[-1]
    parts = [f"{said[:1].upper()}{said[1:]}."]
    if "phone" in beside.ways and not beside.may_leave_message:
        parts.append(_("No voicemail."))
    if not beside.may_say_who:
        parts.append(_("Say only your first name."))
    return " ".join(parts)


def _log_row(one: DayMeeting, zone: str) -> LinkRow:
    when = say_when(one.meeting.starts_at, zone)
    return LinkRow(someone(one.beside), reverse("beside_log", args=[one.meeting.id]), when)


def _person_row(beside: Beside, coming: DayMeeting | None, zone: str) -> LinkRow:
    note = ""
    if coming is not None:
        note = _("Next: {when}", when=say_when(coming.meeting.starts_at, zone))
    return LinkRow(someone(beside), reverse("beside_with", args=[beside.match]), note)


def _ended_row(match: UUID, at: datetime, zone: str) -> LinkRow:
    """Whose time it was is not shown any more."""
    text = _("Ended on {day}", day=say_moment(at, zone))
    return LinkRow(text, reverse("beside_with", args=[match]))


def _asks(count: int) -> list[LinkRow]:
    if not count:
        return []
    note = _("One to answer") if count == 1 else _("{count} to answer", count=count)
    return [LinkRow(_("People who might like to meet you"), reverse("beside_asked"), note)]


def _afters(matches: Sequence[UUID]) -> list[LinkRow]:
    note = _("Some weeks after you stopped meeting somebody. You can leave it out.")
    return [
        LinkRow(_("How are you these days?"), reverse("beside_after", args=[match]), note)
        for match in matches
    ]


def duty_line(cover: Cover | None, zone: str) -> str:
    """`Goes to Maya, on duty until 5pm, then Tom. You will see who has it.`"""
    seen = _("You will see who has it.")
    if cover is None or not (cover.now or cover.next):
        return _("Goes to a named person of the team.") + f" {seen}"
    if not cover.now:
        line = _(
            "Nobody is on duty just now. Goes to {who}, who is here next: {when}.",
            who=cover.next.name, when=say_when(cover.next.since, zone),
        )  # fmt: skip
        return f"{line} {seen}"
    first = cover.now[0]
    until = say_time(local(first.until, zone))
    if cover.next is not None and cover.next.name != first.name:
        line = _(
            "Goes to {who}, on duty until {time}, then {other}.",
            who=first.name, time=until, other=cover.next.name,
        )  # fmt: skip
    else:
        line = _("Goes to {who}, on duty until {time}.", who=first.name, time=until)
    return f"{line} {seen}"


def room(taken: int, places: int) -> Places | None:
    """Dots for the people they are beside and the places that are free; None without any."""
    if not taken and not places:
        return None
    words = _("{taken} of {places}", taken=taken, places=places)
    return Places(taken=taken, free=max(0, places - taken), words=words)
