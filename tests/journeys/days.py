"""Days as the place of the service counts them."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.web.clock import now
from alongside.web.people.local_time import local_date


def in_days(count: int) -> date:
    return local_date(now(), "Europe/London") + timedelta(days=count)
