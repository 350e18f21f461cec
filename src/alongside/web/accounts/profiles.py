"""Service profiles, from their data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import read_datafile

FILE = Path(__file__).parent / "data" / "profiles.toml"


@dataclass(frozen=True)
class Profile:
    key: str
    name: str
    for_whom: str
    identity: str
    documentation: str
    ready: bool
    missing: tuple[str, ...]


@lru_cache(maxsize=1)
def profiles() -> dict[str, Profile]:
    """By key, in the order of the file. A broken file raises DataFileError."""
    found = {}
    for row in read_datafile(FILE).rows("profile"):
        key = row.text("key")
        found[key] = Profile(
            key,
            row.text("name"),
            row.text("for_whom"),
            row.text("identity"),
            row.text("documentation"),
            row.flag("ready"),
            tuple(row.texts("missing")),
        )
    return found
