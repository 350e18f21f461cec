"""Room for many rows: the past is told in one transaction, which a small cache would slow down."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

ROOM = "PRAGMA cache_size = -131072"  # in KiB, for as long as the past is told
SELDOM = (100_000, 50, 100)
"""Nearly everything that is made stays or goes by itself: looking for rings pays seldom."""


@contextmanager
def room_for_many() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    before = _cache(ROOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        if before:
            _cache(f"PRAGMA cache_size = {before}")


def _cache(wanted: str) -> int:
    """What it was before; 0 where the database has no such thing."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        before = int(cursor.execute("PRAGMA cache_size").fetchone()[0])
        cursor.execute(wanted)
    return before
