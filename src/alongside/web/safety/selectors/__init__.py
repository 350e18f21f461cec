"""Reads of help lines, duty and concerns. `from alongside.web.safety import selectors`."""

from alongside.web.safety.selectors.alerts import (
    OwnAlert,
    Watch,
    alert_at_desk,
    own_alert,
    watch,
)
from alongside.web.safety.selectors.duty import (
    Cover,
    Duty,
    cover,
    is_covered,
    next_cover,
    on_duty_now,
)
from alongside.web.safety.selectors.help_lines import crisis_contacts, standard_contacts

__all__ = [
    "Cover",
    "Duty",
    "OwnAlert",
    "Watch",
    "alert_at_desk",
    "cover",
    "crisis_contacts",
    "is_covered",
    "next_cover",
    "on_duty_now",
    "own_alert",
    "standard_contacts",
    "watch",
]
