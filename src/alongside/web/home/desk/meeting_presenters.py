"""Who meets whom today, and whom to ring first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.home.desk.presenters import Here, safe_contact
from alongside.web.home.meeting_words import WAYS, is_web_address, say_length, say_when
from alongside.web.people.local_time import local, say_time
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.selectors import DayCounts, DeskMeeting, Rank
from alongside.web.ui.parts import ClockTag, SummaryRow, WorkRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import Reach

NOTICES = {
    "arranged": _l("Saved. Whoever gets no email stands on the list of whom to ring."),
    "weekly": _l("Saved. It is planned some weeks ahead, until somebody stops it."),
    "weekly_ended": _l("Stopped. What was planned for every week is cancelled."),
    "moved": _l("Moved. Whoever gets no email stands on the list of whom to ring."),
    "cancelled": _l("Cancelled. Whoever gets no email stands on the list of whom to ring."),
    "coming": _l("Kept."),
    "said": _l("Kept."),
    "settled": _l("Kept. What each of them said stays as well."),
    "told": _l("Kept. They know."),
}

ACTIONS = {
    Rank.TELL: _l("Ring"),
    Rank.SILENT: _l("Ask"),
    Rank.DISPUTED: _l("Ask both"),
    Rank.COMING: _l("Open"),
    Rank.DONE: _l("Open"),
}


def pair(row: DeskMeeting) -> str:
    return _("{one} and {other}", one=row.member.name, other=row.supporter.name)


def work_rows(rows: Sequence[DeskMeeting], here: Here) -> list[WorkRow]:
    """Two who meet more than once that day are told apart by the time."""
    often = {two for two, count in Counter(pair(row) for row in rows).items() if count > 1}
    return [_work_row(row, here, tells_time=pair(row) in often) for row in rows]


def _work_row(row: DeskMeeting, here: Here, *, tells_time: bool) -> WorkRow:
    at = say_time(local(row.meeting.starts_at, here.zone))
    two = _("{two}, {time}", two=pair(row), time=at) if tells_time else pair(row)
    return WorkRow(
        title=two,
        url=reverse("desk_meeting", args=[row.meeting.id]),
        note=" ".join(part for part in _note(row, here) if part),
        clock=_clock(row, here),
        action=str(ACTIONS[row.rank]),
        action_url=reverse("desk_meeting", args=[row.meeting.id]),
        about=two,
    )


def _clock(row: DeskMeeting, here: Here) -> ClockTag:
    """The time of day, or the day of another. The pie: how much of the time until then is gone."""
    there = local(row.meeting.starts_at, here.zone)
    text = say_time(there) if row.is_today else here.short_moment(row.meeting.starts_at)
    begin = datetime.combine(here.today, time(), there.tzinfo)
    used = (here.moment - begin) / max(row.meeting.starts_at - begin, timedelta(minutes=1))
    state = "today" if row.rank <= Rank.DISPUTED else "in_time"
    return ClockTag(text, state, max(0, used))


def _note(row: DeskMeeting, here: Here) -> list[str]:
    """What happened, then how to ring whoever must be rung."""
    parts = [stands(row, here.zone)]
    if row.rank is Rank.TELL:
        for side in row.untold:
            parts.append(_("Tell {name}:", name=row.reach(side).name))
            parts += rules(row.reach(side))
    elif row.rank in (Rank.SILENT, Rank.DISPUTED):
        parts += [f"{row.supporter.name}:", *rules(row.supporter)]
        parts += [f"{row.member.name}:", *rules(row.member)]
    elif row.rank is Rank.COMING:
        parts.append(f"{WAYS[row.meeting.way]}.")
    if here.several:
        parts.append(f"{row.meeting.service.name}.")
    return parts


def rules(reach: Reach) -> list[str]:
    """How they may be rung. Whoever works here and set no rules may be rung as usual."""
    if reach.may_contact and not reach.ways and reach.works_here:
        return [_("By phone.") if reach.phone else _("No number here. They can read email.")]
    return safe_contact(reach)


def stands(row: DeskMeeting, zone: str) -> str:
    """Where it stands, in a sentence or two."""
    found = row.meeting
    if found.state == MeetingState.CANCELLED:
        return _cancelled(row)
    if found.state == MeetingState.MOVED and found.moved_to is not None:
        when = say_when(found.moved_to.starts_at, zone)
        return _("Moved by {who}. Now {when}.", who=_who(row), when=when)
    if row.rank is Rank.SILENT:
        return _("It is over and nobody has said how it went.")
    if row.rank is Rank.DISPUTED:
        return _("They remember it differently.")
    if found.state == MeetingState.PLANNED:
        return _planned(row, zone)
    return outcome(row)


def _cancelled(row: DeskMeeting) -> str:
    if row.meeting.changed_by == "ended":
        return _("Cancelled, because they no longer meet.")
    return _("Cancelled by {who}.", who=_who(row))


def _planned(row: DeskMeeting, zone: str) -> str:
    before = getattr(row.meeting, "moved_from", None)
    moved = _("Moved from {when}.", when=say_when(before.starts_at, zone)) if before else ""
    if row.rank is Rank.TELL:
        return moved or _("New.")
    if row.meeting.member_comes:
        return f"{moved} {_('{name} will be there.', name=row.member.name)}".strip()
    return f"{moved} {_('{name} has not said yet.', name=row.member.name)}".strip()


def outcome(row: DeskMeeting) -> str:
    return {
        MeetingState.MET: _("They met."),
        MeetingState.MISSED_BY_MEMBER: _("{name} couldn’t.", name=row.member.name),
        MeetingState.MISSED_BY_SUPPORTER: _("{name} couldn’t.", name=row.supporter.name),
    }[MeetingState(row.meeting.state)]


def _who(row: DeskMeeting) -> str:
    by = row.meeting.changed_by
    if by in list(Side):
        return row.reach(Side(by)).name
    return _("{a coordinator}") if by == "coordinator" else _("the program")


def say_counts(counts: DayCounts) -> list[str]:
    """Planned first, then what became of them: they add up, and are never one figure."""
    if not counts.planned:
        return [_("Nothing was planned for today.")]
    rest = (
        (counts.met, _("{count} met", count=counts.met)),
        (counts.missed, _("{count} missed", count=counts.missed)),
        (counts.cancelled, _("{count} cancelled", count=counts.cancelled)),
        (counts.moved, _("{count} moved", count=counts.moved)),
        (counts.silent, _("{count} that nobody has spoken of", count=counts.silent)),
        (counts.coming, _("{count} to come", count=counts.coming)),
    )
    shown = [text for count, text in rest if count]
    return [_("{count} planned for today", count=counts.planned), *shown]


def summary(row: DeskMeeting, here: Here) -> list[SummaryRow]:
    """What is known of one meeting."""
    found = row.meeting
    rows = [
        SummaryRow(_("When"), say_when(found.starts_at, here.zone)),
        SummaryRow(
            _("How"), f"{WAYS[found.way]}. {_('About {length}.', length=say_length(found.minutes))}"
        ),
    ]
    if found.where:
        rows.append(
            SummaryRow(_("Link") if is_web_address(found.where) else _("Where"), found.where)
        )
    rows.append(SummaryRow(_("Where it stands"), stands(row, here.zone)))
    for side in Side:
        says = getattr(found, f"{side}_says")
        if says:
            name = row.reach(side).name
            rows.append(SummaryRow(_("{name} said", name=name), said_words(row, says)))
    return rows


def said_words(row: DeskMeeting, says: str) -> str:
    return {
        MeetingState.MET: _("They met"),
        MeetingState.MISSED_BY_MEMBER: _("{name} couldn’t", name=row.member.name),
        MeetingState.MISSED_BY_SUPPORTER: _("{name} couldn’t", name=row.supporter.name),
    }[MeetingState(says)]


def may(row: DeskMeeting, here: Here) -> set[str]:
    """The parts of the page that its state allows."""
    found = row.meeting
    planned, begun = found.state == MeetingState.PLANNED, found.starts_at <= here.moment
    gone = found.state in (MeetingState.MOVED, MeetingState.CANCELLED)
    parts = {
        "come": planned and not begun and not found.member_comes,
        "cancel": planned and found.ends_at > here.moment,
        "move": planned,
        "say": begun and not gone and found.settled_at is None and not found.is_disputed,
        "settle": found.is_disputed,
    }
    return {part for part, allowed in parts.items() if allowed}


def names(row: Any) -> list[tuple[str, str]]:
    """Both sides as answers of a form."""
    return [(Side.MEMBER.value, row.member.name), (Side.SUPPORTER.value, row.supporter.name)]


def people(row: Any) -> list[dict[str, Any]]:
    """Both with their number and how they may be rung."""
    return [
        {"name": reach.name, "phone": reach.phone, "rules": rules(reach)}
        for reach in (row.member, row.supporter)
    ]
