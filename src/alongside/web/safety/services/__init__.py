"""Deeds on help lines and concerns."""

from alongside.web.safety.services.concerns import (
    acknowledge_concern,
    close_concern,
    decide_concern,
    hand_on_concern,
    keep_unfinished,
    raise_alert,
    raise_concern,
)
from alongside.web.safety.services.help_lines import (
    Founder,
    change_place,
    found_organisation,
    set_crisis_contacts,
    start_with_place,
)
from alongside.web.safety.services.passing_on import pass_on_concerns

__all__ = [
    "Founder",
    "acknowledge_concern",
    "change_place",
    "close_concern",
    "decide_concern",
    "found_organisation",
    "hand_on_concern",
    "keep_unfinished",
    "pass_on_concerns",
    "raise_alert",
    "raise_concern",
    "set_crisis_contacts",
    "start_with_place",
]
