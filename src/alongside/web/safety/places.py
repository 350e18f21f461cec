"""Places with their help lines and time zone, from the data file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote
from zoneinfo import available_timezones

from alongside.tables.datafile import DataFile, read_datafile

FILE = Path(__file__).parent / "data" / "crisis_contacts.toml"
WHERE_UNKNOWN = "gb-eng"  # whose help lines show before a place is set


@dataclass(frozen=True)
class Contact:
    name: str
    number: str
    way: str
    href: str
    hint: str


@dataclass(frozen=True)
class Place:
    key: str
    name: str
    time_zone: str
    contacts: tuple[Contact, ...]
    checked_on: date


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """By key. A broken file raises DataFileError."""
    file = read_datafile(FILE)
    checked_on = file.date("checked_on")
    found = {}
    for row in file.rows("place"):
        contacts = tuple(_contact(line) for line in row.rows("contact"))
        key = row.text("key")
        found[key] = Place(key, row.text("name"), _time_zone(row), contacts, checked_on)
    if WHERE_UNKNOWN not in found:
        raise file.error("place", f"no [[place]] for {WHERE_UNKNOWN!r}", "add it")
    return found


def _contact(line: DataFile) -> Contact:
    return Contact(
        line.text("name"),
        line.text("number"),
        line.one_of("way", ("call", "text")),
        line.text("href"),
        line.text("hint"),
    )


def _time_zone(row: DataFile) -> str:
    zone = row.text("time_zone")
    if zone not in available_timezones():
        raise row.error("time_zone", f"{zone!r} is no time zone", "write it like Europe/London")
    return zone


def is_emergency(contact: Contact) -> bool:
    """Whether this is the emergency number of a place we know: the last of its list."""
    return contact.href in {place.contacts[-1].href for place in places().values()}


def in_order(contacts: Sequence[Contact]) -> list[Contact]:
    """As given, but the emergency number last."""
    return sorted(contacts, key=is_emergency)


def address_of(way: str, number: str, word: str = "") -> str:
    """The link behind a number: `111, press 2` is `tel:111`, a text says its word."""
    digits = re.sub(r"[^0-9+]", "", re.split(r"[,;a-zA-Z]", number, maxsplit=1)[0])
    if way != "text":
        return f"tel:{digits}"
    return f"sms:{digits}?body={quote(word)}" if word else f"sms:{digits}"


def word_of(href: str) -> str:
    """The word that a text to this line begins with, or ''."""
    return unquote(href.partition("?body=")[2])
