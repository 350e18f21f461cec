"""The desk and its lists: what to do, by when, and what matters for doing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.home.desk.clocks import appointment, clock, say_day, short_date, short_day
from alongside.web.home.desk.words import (
    TROUBLE,
    WAYS,
    WAYS_IN_A_LIST,
    first_name,
    times_tried,
    ways_in_words,
)
from alongside.web.people.local_time import local, local_date, say_time
from alongside.web.people.referral_states import State
from alongside.web.ui.parts import Cell, ClockTag, Column, WorkRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.people.selectors import FrontDoorRow, RotaShift

MOST_TODAY, MOST_COMING = 25, 10


@dataclass(frozen=True)
class Here:
    """Where and when the page is read: the place's time zone and its day. `several`: whether
    the reader looks after more than one service, so that rows name theirs."""

    zone: str
    moment: datetime
    several: bool = False

    @property
    def today(self) -> date:
        return local_date(self.moment, self.zone)

    def day_of(self, moment: datetime) -> date:
        return local_date(moment, self.zone)

    def say_day(self, day: date) -> str:
        return say_day(day, self.today)

    def say_moment(self, moment: datetime) -> str:
        """`Thursday 12 March, 2pm`."""
        there = local(moment, self.zone)
        return f"{self.say_day(there.date())}, {say_time(there)}"

    def short_moment(self, moment: datetime) -> str:
        """`12 Mar, 2pm`."""
        there = local(moment, self.zone)
        return f"{short_date(there.date(), self.today)}, {say_time(there)}"


@dataclass(frozen=True)
class Worklist:
    """Today's rows and those coming up. `more_today`: not all that is due is shown."""

    today: list[WorkRow] = field(default_factory=list)
    coming: list[WorkRow] = field(default_factory=list)
    more_today: bool = False


def worklist(rows: Sequence[FrontDoorRow], here: Here) -> Worklist:
    due = [row for row in rows if row.due_on is not None and row.due_on <= here.today]
    later = [row for row in rows if row not in due]
    return Worklist(
        [work_row(row, here) for row in due[:MOST_TODAY]],
        [work_row(row, here) for row in later[:MOST_COMING]],
        len(due) > MOST_TODAY,
    )


_KEEP_VERBS = {"text": _l("Text"), "phone": _l("Ring"), "email": _l("Write"), "post": _l("Write")}


def work_row(row: FrontDoorRow, here: Here) -> WorkRow:
    title, action, page = _task(row)
    return WorkRow(
        title=f"{title}: {row.name}",
        url=reverse("record", args=[row.id]),
        note=acting_note(row, here),
        clock=row_clock(row, here),
        action=action,
        action_url=reverse(page, args=[row.id]),
        about=row.name,
    )


def _task(row: FrontDoorRow) -> tuple[str, str, str]:
    """What is to be done, the word on its button and the page where it is done."""
    if row.state == State.TALKING:
        if row.is_held:
            return _("Say yes, or where else"), _("Decide"), "record"
        verb = _("Ring") if row.planned_way == "phone" else _("Open")
        return _("{Welcome conversation}"), verb, "record"
    if row.state == State.WAITING:
        verb = next((_KEEP_VERBS[way] for way in row.ways if way in _KEEP_VERBS), _l("Open"))
        return _("Keep in touch while waiting"), str(verb), "record_keep"
    return {
        State.RECEIVED: (_("Write back"), _("Reply"), "record_reply"),
        State.ACKNOWLEDGED: (_("Plan {a welcome conversation}"), _("Plan"), "record_plan"),
        State.OFFERED: (_("Theirs to say yes or no"), _("Open"), "record"),
        State.ACCEPTED: (_("Put on the list"), _("Set a day"), "record_wait"),
    }[State(row.state)]


def row_clock(row: FrontDoorRow, here: Here) -> ClockTag | None:
    if row.due_on is None:
        return None
    if row.state == State.TALKING and row.planned_at:
        return appointment(row.planned_at, here.day_of(row.state_at), here.today, here.zone)
    new = row.state in (State.RECEIVED, State.ACKNOWLEDGED)
    since = row.received_at if new else (row.heard_at or row.state_at)
    return clock(row.due_on, here.day_of(since), here.today)


_CAME_BY = {
    "self": _l("Wrote to us."),
    "phone": _l("Rang us."),
    "paper": _l("On a paper form."),
    "in_person": _l("Came in."),
}


def came_by(route: str, referrer_role: str) -> str:
    if route == "other" or referrer_role:
        who = referrer_role or _("somebody else")
        return _("From {who}. They agreed to it.", who=who)
    return str(_CAME_BY[route])


def acting_note(row: FrontDoorRow, here: Here) -> str:
    """What matters for acting, in one line of short sentences."""
    parts = []
    if row.state == State.TALKING and row.planned_at:
        if here.day_of(row.planned_at) != here.today:
            parts.append(f"{here.say_moment(row.planned_at)}.")
        parts.append(f"{WAYS[row.planned_way]}.")
    elif row.state == State.WAITING:
        parts.append(_("Waiting {weeks}.", weeks=weeks_in_words(row, here)))
    elif row.state == State.RECEIVED:
        parts.append(came_by(row.route, row.referrer_role))
    trouble = str(TROUBLE.get(row.last_outcome, ""))
    parts += [trouble, times_tried(row.tries), *safe_contact(row)]
    if row.may_be_double:
        parts.append(_("May be here twice."))
    if here.several:
        parts.append(f"{row.service}.")
    return " ".join(part for part in parts if part)


def safe_contact(row: FrontDoorRow) -> list[str]:
    if not row.may_contact:
        return [_("They have not agreed that we get in touch.")]
    if not row.ways:
        return [_("No way to reach them yet.")]
    parts = [_("Likes {ways}.", ways=ways_in_words(row.ways))]
    if "phone" in row.ways and not row.may_leave_message:
        parts.append(_("No voicemail."))
    if not row.may_say_who:
        parts.append(_("Do not say who we are."))
    if row.times:
        parts.append(_("Best time: {times}.", times=row.times.rstrip(".")))
    return parts


def weeks_waited(row: FrontDoorRow, here: Here) -> int:
    return (here.today - here.day_of(row.received_at)).days // 7


def weeks_in_words(row: FrontDoorRow, here: Here) -> str:
    weeks = weeks_waited(row, here)
    if weeks < 1:
        return _("less than a week")
    return _("1 week") if weeks == 1 else _("{count} weeks", count=weeks)


def front_door_row(row: FrontDoorRow, here: Here) -> WorkRow:
    """As on the desk, with the day on which they first reached us."""
    shown = work_row(row, here)
    since = _("Since {day}.", day=short_date(here.day_of(row.received_at), here.today))
    return replace(shown, note=f"{since} {shown.note}")


def waiting_columns() -> list[Column]:
    return [
        Column(_("Person")),
        Column(_("Weeks"), number=True),
        Column(_("Last heard from us")),
        Column(_("Next contact")),
        Column(_("Would like")),
    ]


def waiting_rows(
    rows: Iterable[FrontDoorRow], here: Here, offers: Mapping[str, str]
) -> list[list[Cell]]:
    return [
        [
            Cell(row.name, url=reverse("record", args=[row.id])),
            Cell(weeks_waited(row, here), number=True),
            Cell(_heard(row, here)),
            _next_contact(row, here),
            Cell(_would_like(row, offers)),
        ]
        for row in rows
    ]


def _heard(row: FrontDoorRow, here: Here) -> str:
    if row.heard_at is None:
        return _("Not yet")
    day = short_date(here.day_of(row.heard_at), here.today)
    way = WAYS_IN_A_LIST.get(row.heard_way, WAYS.get(row.heard_way, ""))
    return f"{day}, {way}" if way else day


def _next_contact(row: FrontDoorRow, here: Here) -> Cell:
    if row.due_on is None or row.due_on > here.today:
        return Cell(short_day(row.due_on, here.today) if row.due_on else "")
    return Cell(clock(row.due_on, row.due_on, here.today).text, strong=True)


def _would_like(row: FrontDoorRow, offers: Mapping[str, str]) -> str:
    named = [offers[key] for key in row.preferred_offers if key in offers]
    return ". ".join(part for part in [row.wishes.rstrip("."), *named] if part) or _("Not said")


@dataclass(frozen=True)
class Duty:
    """Who is there now, in words, and who comes next today."""

    now: list[tuple[str, str]]
    then: str


def duty(
    shifts: Sequence[RotaShift], names: Mapping[str, str], viewer: Viewer, here: Here
) -> Duty:
    there = local(here.moment, here.zone)
    mine = [s for s in shifts_of(shifts, viewer) if s.weekday == there.weekday()]
    now = [s for s in mine if s.starts <= there.time() < s.ends]
    later = sorted((s for s in mine if s.starts > there.time()), key=lambda s: s.starts)
    there_now = [
        (_who(s.user_id, names, viewer), _("until {time}", time=_say(s.ends))) for s in now
    ]
    return Duty(
        list(dict.fromkeys(there_now)),  # one name once, though for two services
        _who(later[0].user_id, names, viewer) if later else "",
    )


def shifts_of(shifts: Iterable[RotaShift], viewer: Viewer) -> list[RotaShift]:
    """Those of the services that the viewer coordinates."""
    ours = viewer.services_as(Role.COORDINATOR)
    return [shift for shift in shifts if shift.service_id in ours]


def _say(at: time) -> str:
    return say_time(datetime.combine(date.min, at))


def _who(user: UUID, names: Mapping[str, str], viewer: Viewer) -> str:
    if user == viewer.user_id:
        return _("you")
    return first_name(names.get(str(user), "")) or _("somebody")


def today_heading(here: Here) -> str:
    return here.say_day(here.today)
