"""Deeds on what people take part in. `from alongside.web.support import services` gives all."""

from alongside.web.support.services.offers import (
    add_offer,
    change_offer,
    close_service,
    open_service,
)

__all__ = [
    "add_offer",
    "change_offer",
    "close_service",
    "open_service",
]
