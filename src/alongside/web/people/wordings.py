"""Consent wordings and messages, from their data files."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import DataFile, read_datafile
from alongside.web.people.consent_rules import Purpose
from alongside.web.ui.words import fill

CONSENTS = Path(__file__).parent / "data" / "consent_wordings.toml"
MESSAGES = Path(__file__).parent / "data" / "messages.toml"

MESSAGE_VALUES: dict[str, tuple[str, ...]] = {
    "acknowledged": ("reference", "date"),
    "welcome_planned": ("reference", "date"),
    "still_waiting": ("reference", "date"),
    "new_phone_code": (),
    "match_asked": ("date",),
    "match_news": (),
    "meeting_arranged": ("date",),
    "meeting_moved": ("date",),
    "meeting_cancelled": ("date",),
    "concern_raised": ("time",),
    "call_wanted": (),
    "call_asked": (),
    "after_check": (),
}
"""Every message that a deed sends, and what it puts in."""


@dataclass(frozen=True)
class Wording:
    purpose: Purpose
    version: str
    title: str
    ask: str
    means: str


@dataclass(frozen=True)
class MessageWording:
    """`link` is the sentence with an address, for whoever agreed that we say who we are."""

    key: str
    subject: str
    body: str
    link: str


@lru_cache(maxsize=1)
def wordings() -> dict[Purpose, Wording]:
    """The current wording of each purpose, in the order of Purpose."""
    file = read_datafile(CONSENTS)
    found = {}
    for row in file.rows("wording"):
        purpose = Purpose(row.one_of("purpose", list(Purpose)))
        found[purpose] = Wording(
            purpose,
            row.text("version"),
            _words(row, "title"),
            _words(row, "ask"),
            _words(row, "means"),
        )
    _check_complete(file, "wording", list(Purpose), found)
    return {purpose: found[purpose] for purpose in Purpose}


@lru_cache(maxsize=1)
def message_wordings() -> dict[str, MessageWording]:
    file = read_datafile(MESSAGES)
    found = {}
    for row in file.rows("message"):
        key = row.one_of("key", MESSAGE_VALUES)
        body = _words(row, "body", MESSAGE_VALUES[key])
        link = _words(row, "link", ("link",)) if "link" in row else ""
        found[key] = MessageWording(key, _words(row, "subject"), body, link)
    _check_complete(file, "message", list(MESSAGE_VALUES), found)
    return found


def _words(row: DataFile, name: str, values: Sequence[str] = ()) -> str:
    """Words whose braces hold only terms of the label pack and `values`."""
    text = row.text(name)
    try:
        fill(text, dict.fromkeys(values, ""))
    except KeyError as unknown:
        mend = "put in braces only a word of labels.toml"
        raise row.error(name, str(unknown.args[0]), mend) from None
    return text


def _check_complete(file: DataFile, kind: str, needed: list[str], found: Container[str]) -> None:
    for key in needed:
        if key not in found:
            raise file.error(kind, f"no [[{kind}]] for '{key}'", "add one")
