"""Dates and times as the place says them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format


def local(moment: datetime, time_zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(time_zone))


def local_date(moment: datetime, time_zone: str) -> date:
    return local(moment, time_zone).date()


def say_date(day: date) -> str:
    """`Thursday 12 March 2026`."""
    return date_format(day, "l j F Y")


def say_moment(moment: datetime, time_zone: str) -> str:
    """`Thursday 12 March 2026, 2pm`."""
    there = local(moment, time_zone)
    return f"{say_date(there.date())}, {say_time(there)}"


def say_time(there: datetime) -> str:
    """`2pm` or `2:30pm`, in the zone `there` already has."""
    hour = there.hour % 12 or 12
    half = "am" if there.hour < 12 else "pm"
    return f"{hour}:{there.minute:02d}{half}" if there.minute else f"{hour}{half}"
