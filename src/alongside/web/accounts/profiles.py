"""Service profiles, from their data file."""

from __future__ import annotations

from collections.abc import Mapping
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


SWITCHES = ("identity", "documentation")
"""What a profile presets and a service may set otherwise."""


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


def in_force(profile: str, switches: Mapping[str, str]) -> dict[str, str]:
    """What holds for a service: the preset of its profile, or what it set otherwise. A switch
    holds the key of the profile whose way was chosen."""
    known = profiles()
    return {name: str(getattr(known[switches.get(name) or profile], name)) for name in SWITCHES}


def ways(switch: str) -> dict[str, str]:
    """Every way that a switch can stand: text by the key of the first profile that has it."""
    found: dict[str, str] = {}
    for profile in profiles().values():
        text = str(getattr(profile, switch))
        if text not in found.values():
            found[profile.key] = text
    return found
