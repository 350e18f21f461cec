"""Places with their help lines and time zone, from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import read_datafile

FILE = Path(__file__).parent / "data" / "crisis_contacts.toml"


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
        contacts = tuple(
            Contact(c.text("name"), c.text("number"), c.text("way"), c.text("href"), c.text("hint"))
            for c in row.rows("contact")
        )
        key = row.text("key")
        found[key] = Place(key, row.text("name"), row.text("time_zone"), contacts, checked_on)
    return found
