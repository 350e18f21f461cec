"""Deeds on help lines and concerns."""

from alongside.web.safety.services.help_lines import (
    Founder,
    change_place,
    found_organisation,
    set_crisis_contacts,
    start_with_place,
)

__all__ = [
    "Founder",
    "change_place",
    "found_organisation",
    "set_crisis_contacts",
    "start_with_place",
]
