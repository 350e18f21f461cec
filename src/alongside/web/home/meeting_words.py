"""Words for a time that two people set, for the pages of all. No queries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format

from alongside.web.clock import now
from alongside.web.people.local_time import local, local_date, say_time
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.models import Meeting, MeetingPattern
    from alongside.web.support.selectors import Linked, OwnMeeting, OwnMeetings

WAYS = {
    "in_person": _l("In person"),
    "phone": _l("By phone"),
    "video": _l("By video"),
}

NOTICES = {
    "coming": _l("Saved. You will be there."),
    "cancelled": _l("Cancelled. We tell the other person."),
    "moved": _l("Moved. We tell the other person."),
    "said": _l("Saved. Thank you for saying."),
    "arranged": _l("Saved. Both of you know the day and the time."),
    "weekly": _l("Saved. It is there every week until one of you stops it."),
    "weekly_ended": _l("Stopped. What was planned for every week is cancelled."),
}


def say_when(moment: datetime, zone: str) -> str:
    """`Thursday 12 March, 2pm`, with the year when it is another."""
    there = local(moment, zone)
    here = local_date(now(), zone)
    day = date_format(there, "l j F" if there.year == here.year else "l j F Y")
    return f"{day}, {say_time(there)}"


def say_length(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{count} minutes", count=rest)
    whole = _("1 hour") if hours == 1 else _("{count} hours", count=hours)
    return _("{hours} and {count} minutes", hours=whole, count=rest) if rest else whole


def say_weekly(pattern: MeetingPattern) -> str:
    """`Every Thursday, 2pm`."""
    ahead = (pattern.weekday - pattern.from_on.weekday()) % 7
    first = datetime.combine(pattern.from_on + timedelta(days=ahead), pattern.starts)
    return _("Every {day}, {time}", day=date_format(first, "l"), time=say_time(first))


def is_web_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and " " not in text


@dataclass(frozen=True)
class Shown:
    """One meeting as one of the two reads it."""

    title: str
    when: str
    where: str
    where_url: str
    about: str
    is_open: bool
    asks_coming: bool
    comes: str
    asks_how: bool
    stands: str
    says: str
    latest_url: str
    buttons: list[tuple[str, str]]


def shown(own: OwnMeeting, page: str) -> Shown:
    """`page` is the route of that side's meetings."""
    row, zone = own.meeting, own.meeting.organisation.time_zone
    over = row.ends_at <= now()
    planned = row.state == MeetingState.PLANNED
    is_open = planned and not over
    gone = row.state in (MeetingState.CANCELLED, MeetingState.MOVED)
    says = dict(how_buttons(own.side, own.other))
    return Shown(
        title=_("With {name}", name=own.other) if own.other else _("The two of you"),
        when=say_when(row.starts_at, zone),
        where="" if is_web_address(row.where) else row.where,
        where_url=row.where if is_web_address(row.where) else "",
        about=f"{WAYS[row.way]}. {_('About {length}.', length=say_length(row.minutes))}",
        is_open=is_open,
        asks_coming=is_open and own.side is Side.MEMBER and not row.member_comes,
        comes=_comes(own) if is_open else "",
        asks_how=row.starts_at <= now() and not gone and row.settled_at is None,
        stands=_stands(own, zone),
        says=says.get(own.says, ""),
        latest_url=reverse(page, args=[row.moved_to_id]) if row.moved_to_id else "",
        buttons=list(says.items()),
    )  # fmt: skip


def _comes(own: OwnMeeting) -> str:
    if not own.meeting.member_comes:
        return ""
    if own.side is Side.MEMBER:
        return _("You said that you will be there.")
    return _("{name} will be there.", name=own.other) if own.other else _("They will be there.")


def how_buttons(side: Side, other: str) -> list[tuple[str, str]]:
    """One tap each: value and words. Nobody is at fault."""
    they = _("{name} couldn’t", name=other) if other else _("They couldn’t")
    mine, theirs = MeetingState.MISSED_BY_MEMBER, MeetingState.MISSED_BY_SUPPORTER
    if side is Side.SUPPORTER:
        mine, theirs = theirs, mine
    return [
        (MeetingState.MET.value, _("We met")),
        (theirs.value, they),
        (mine.value, _("I couldn’t")),
    ]


def _stands(own: OwnMeeting, zone: str) -> str:
    """What became of it, where something has."""
    row = own.meeting
    if row.state == MeetingState.MOVED and row.moved_to is not None:
        return _("This was moved. It is now {when}.", when=say_when(row.moved_to.starts_at, zone))
    if row.state != MeetingState.CANCELLED:
        return ""
    if row.changed_by == own.side:
        return _("You cancelled this.")
    if row.changed_by in list(Side):
        return _("{name} cancelled this.", name=own.other) if own.other else _("It was cancelled.")
    return _("This was cancelled.")


@dataclass(frozen=True)
class NextCard:
    """The card of the next meeting on a first page. With `post_url` one press says "I'll be
    there"."""

    title: str
    when: str
    lines: list[str]
    comes: str
    url: str
    post_url: str
    form_key: str


@dataclass(frozen=True)
class AskCard:
    """A meeting that is over: how did it go, in one tap."""

    title: str
    post_url: str
    form_key: str
    buttons: list[tuple[str, str]]


def next_cards(
    own: OwnMeetings, new_key: Callable[[], str], page: str = "my_meeting"
) -> list[NextCard]:
    """The soonest with each person. `new_key` makes a key for the form
    of each."""
    found: dict[Any, NextCard] = {}
    for mine in own.coming:
        if mine.meeting.match_id in found:
            continue
        look = shown(mine, page)
        found[mine.meeting.match_id] = NextCard(
            title=_("Next time with {name}", name=mine.other) if mine.other else _("Next time"),
            when=look.when,
            lines=[line for line in (look.where or look.where_url, look.about) if line],
            comes=look.comes,
            url=reverse(page, args=[mine.meeting.id]),
            post_url=reverse(page, args=[mine.meeting.id]) if look.asks_coming else "",
            form_key=new_key(),
        )
    return list(found.values())


def ask_cards(
    own: OwnMeetings, new_key: Callable[[], str], page: str = "my_meeting"
) -> list[AskCard]:
    """The last one that is over with each person and of which this side said nothing."""
    found: dict[Any, AskCard] = {}
    for mine in own.to_say:
        when = say_when(mine.meeting.starts_at, mine.meeting.organisation.time_zone)
        found[mine.meeting.match_id] = AskCard(
            title=_("How was {when}?", when=when),
            post_url=reverse(page, args=[mine.meeting.id]),
            form_key=new_key(),
            buttons=how_buttons(mine.side, mine.other),
        )
    return list(found.values())


def planned_lines(rows: list[Meeting], zone: str) -> list[str]:
    return [say_when(row.starts_at, zone) for row in rows]


@dataclass(frozen=True)
class LinkedPage:
    """What a link in a message shows: no name and no place."""

    heading: str
    when: str
    about: str
    text: str
    is_open: bool
    asks_coming: bool


def linked_page(linked: Linked) -> LinkedPage:
    row, latest = linked.meeting, linked.latest
    zone = row.organisation.time_zone
    asks = not linked.is_void and linked.side is Side.MEMBER and not row.member_comes
    heading, text = _linked_words(linked)
    return LinkedPage(
        heading=heading,
        when=say_when(latest.starts_at, zone),
        about=f"{WAYS[latest.way]}. {_('About {length}.', length=say_length(latest.minutes))}",
        text=text,
        is_open=not linked.is_void,
        asks_coming=asks,
    )


def _linked_words(linked: Linked) -> tuple[str, str]:
    """Heading, and a sentence on what holds now."""
    row, latest = linked.meeting, linked.latest
    if not linked.is_void:
        comes = row.member_comes and linked.side is Side.MEMBER
        return _("Your time"), _("You said that you will be there.") if comes else ""
    if latest.state == MeetingState.CANCELLED:
        return _("This time was cancelled"), _("You need do nothing.")
    if latest.ends_at <= now():
        return _("This time is over"), _("You need do nothing.")
    if latest is not row:
        return _("This was moved"), _("The day and the time above hold now.")
    return _("This has changed"), _("The day and the time above hold now.")
