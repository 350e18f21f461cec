"""The one clock of the site: aware UTC times, which the demo and tests may move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The time in UTC, or the pretended time inside `pretend`."""
    return _pretended.get() or datetime.now(UTC)


@contextmanager
def pretend(moment: datetime) -> Iterator[None]:
    """Within this block `now()` is `moment` (aware, UTC)."""
    if moment.tzinfo is None:
        raise ValueError("A pretended time needs a time zone.")
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
