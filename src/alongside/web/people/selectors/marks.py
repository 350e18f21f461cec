"""Marks in an address after which the next page of a list begins: a moment and an id."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404


def mark_after(moment: datetime, row: UUID) -> str:
    return f"{moment.isoformat()}~{row}"


def read_mark(mark: str) -> tuple[datetime, UUID] | None:
    """None for the first page; 404 for a mark that is not ours."""
    if not mark:
        return None
    text, _, row = mark.partition("~")
    try:
        moment, key = datetime.fromisoformat(text), UUID(row)
    except ValueError:
        raise Http404 from None
    if moment.tzinfo is None:
        raise Http404
    return moment, key
