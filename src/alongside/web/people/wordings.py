"""Consent wordings and messages, from their data files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import read_datafile
from alongside.web.people.consent_rules import Purpose

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Wording:
    purpose: Purpose
    version: str
    title: str
    ask: str
    means: str


@dataclass(frozen=True)
class MessageWording:
    key: str
    subject: str
    body: str


@lru_cache(maxsize=1)
def wordings() -> dict[Purpose, Wording]:
    """The current wording of each purpose, in the order of Purpose."""
    rows = {
        row.text("purpose"): row
        for row in read_datafile(DATA / "consent_wordings.toml").rows("wording")
    }
    return {
        purpose: Wording(
            purpose,
            rows[purpose].text("version"),
            rows[purpose].text("title"),
            rows[purpose].text("ask"),
            rows[purpose].text("means"),
        )
        for purpose in Purpose
    }


@lru_cache(maxsize=1)
def message_wordings() -> dict[str, MessageWording]:
    return {
        row.text("key"): MessageWording(row.text("key"), row.text("subject"), row.text("body"))
        for row in read_datafile(DATA / "messages.toml").rows("message")
    }
