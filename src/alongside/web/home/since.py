"""How a number has moved, in a sentence whose figures stand out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from django.utils.formats import date_format

from alongside.web.people.local_time import local_date

Number = TypeVar("Number", int, float)
Words = list[tuple[str, bool]]
"""Words, and whether they are strong."""

_START, _END = "\N{OBJECT REPLACEMENT CHARACTER}", "\N{REPLACEMENT CHARACTER}"


def strong(words: object) -> str:
    """Marks a value that goes into a sentence."""
    return f"{_START}{words}{_END}"


def pairs(sentence: str) -> Words:
    """A sentence with marked values, ready for `kit.strong_words`."""
    found: Words = []
    for piece in sentence.split(_START):
        marked, end, rest = piece.partition(_END)
        found += [(marked, True), (rest, False)] if end else [(marked, False)]
    return [(words, is_strong) for words, is_strong in found if words]


def plain(words: Words) -> str:
    return "".join(piece for piece, _ in words)


def say_month(day: date, today: date, short: bool = False) -> str:
    """`November`, with its year when that is not the one everybody thinks of."""
    form = "M" if short else "F"
    return date_format(day, form if (today - day).days < 330 else f"{form} Y")


def by_day(numbers: Sequence[tuple[datetime, Number]], zone: str) -> list[tuple[date, Number]]:
    """The last number of each day, the oldest first."""
    return sorted({local_date(at, zone): value for at, value in numbers}.items())
