"""Days against the day by which something is due, in words."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.formats import date_format

from alongside.web.people.local_time import local, say_time
from alongside.web.ui.parts import ClockTag
from alongside.web.ui.words import say as _

NEAR_DAYS = 21


def clock(due: date, start: date, today: date) -> ClockTag:
    """Words first. The pie shows how much of the time from `start` to `due` is gone."""
    over = (today - due).days
    if over > 0:
        text = _("1 day over") if over == 1 else _("{days} days over", days=over)
        return ClockTag(text, "over", 1)
    used = (today - start).days / max(1, (due - start).days)
    if over == 0:
        return ClockTag(_("Today"), "today", min(used, 0.92))
    return ClockTag(short_day(due, today), "in_time", min(used, 0.92))


def appointment(at: datetime, start: date, today: date, zone: str) -> ClockTag:
    """As `clock`, for something with a time of day."""
    there = local(at, zone)
    tag = clock(there.date(), start, today)
    if tag.state == "today":
        return ClockTag(_("Today, {time}", time=say_time(there)), "today", tag.used)
    return tag


def short_day(day: date, today: date) -> str:
    """`Fri 13` in the next three weeks, else `13 Apr`, with the year when it is another."""
    if 0 <= (day - today).days <= NEAR_DAYS:
        return date_format(day, "D j")
    return date_format(day, "j M" if day.year == today.year else "j M Y")


def say_day(day: date, today: date) -> str:
    """`Thursday 12 March`, with the year when it is another."""
    return date_format(day, "l j F" if day.year == today.year else "l j F Y")


def short_date(day: date, today: date) -> str:
    """`13 Apr`, with the year when it is another."""
    return date_format(day, "j M" if day.year == today.year else "j M Y")
