"""What a service writes down about meetings: attendance only, or notes that both read."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING

from alongside.web.accounts.profiles import in_force
from alongside.web.people.consent_rules import Purpose

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service

ATTENDANCE_ONLY = "attendance only"


class Mode(StrEnum):
    ATTENDANCE = "A"
    SHARED = "B"


def mode_of(service: Service, live: Collection[Purpose]) -> Mode:
    """Attendance only where the service chose so, and for whoever does not agree to a record.
    `live`: what the person agrees to now."""
    written = in_force(service.profile, service.switches)["documentation"]
    if written == ATTENDANCE_ONLY or Purpose.RECORD not in live:
        return Mode.ATTENDANCE
    return Mode.SHARED
