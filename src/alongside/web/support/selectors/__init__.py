"""Reads of what people take part in."""

from alongside.web.support.selectors.offers import (
    missing_to_open,
    offers,
    own_offer,
    public_offers,
)

__all__ = [
    "missing_to_open",
    "offers",
    "own_offer",
    "public_offers",
]
