"""Which instruments there are, and which may be asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404

from alongside.measures.loading import instruments

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument


def shipped(code: str) -> Instrument:
    """404 for a code that no file has."""
    found = instruments().get(code)
    if found is None:
        raise Http404
    return found


def is_in_date(instrument: Instrument, on: date) -> bool:
    """Whether its file says that it is in use, and somebody has checked it in time."""
    return instrument.state == "in use" and not instrument.review_due(on)


def calls_human(instrument: Instrument) -> bool:
    """Whether an answer to one of its items calls somebody."""
    return any(item.alert_from is not None for item in instrument.items)
