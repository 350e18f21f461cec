"""Reads of help lines, duty and concerns. `from alongside.web.safety import selectors`."""

from alongside.web.safety.selectors.alerts import (
    OwnAlert,
    Watch,
    alert_at_desk,
    own_alert,
    watch,
)
from alongside.web.safety.selectors.concerns import (
    PASSING,
    ConcernPage,
    ConcernRow,
    SentWorry,
    concern_rows,
    concerns,
    get_concern,
    open_concerns,
    own_worries,
    sent_worry,
    users_of,
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
    "PASSING",
    "ConcernPage",
    "ConcernRow",
    "Cover",
    "Duty",
    "OwnAlert",
    "SentWorry",
    "Watch",
    "alert_at_desk",
    "concern_rows",
    "concerns",
    "cover",
    "crisis_contacts",
    "get_concern",
    "is_covered",
    "next_cover",
    "on_duty_now",
    "open_concerns",
    "own_alert",
    "own_worries",
    "sent_worry",
    "standard_contacts",
    "users_of",
    "watch",
]
