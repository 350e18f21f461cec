"""A table as it was written: headings and rows of text, before anything is made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

MISSING = frozenset({"", "NA"})
"""Cells that mean "no answer". Anything else unreadable is refused, never guessed."""


@dataclass(frozen=True)
class Sheet:
    """`where` names the file (and sheet) in messages. A row is (number, cells), cells stripped;
    numbers count from 1, the row of headings. `decimal_comma`: 2,5 may mean two and a half."""

    where: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[int, Sequence[str]]]
    decimal_comma: bool = False


def cell_text(value: object) -> str:
    """The text of a typed cell (XLSX, Parquet), as a CSV would hold it."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()
