"""What presenters hand to the macros of `ui/kit.jinja`: plain, frozen, with defaults.

Macros read the same names from a dict where a presenter would rather give one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LinkRow:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class SummaryRow:
    """A question and its answer. `change_what` ends the link for those who only hear it:
    `Change` + `how we get in touch`. `figures` 1 to 3 draws who sees it before the answer."""

    key: str
    value: Any
    change_url: str = ""
    change_what: str = ""
    change_text: str = ""
    figures: int = 0


@dataclass(frozen=True)
class Step:
    title: str
    text: str = ""


@dataclass(frozen=True)
class Point:
    """A line of a do and don't list. `met` draws a tick, else a dash."""

    text: str
    met: bool = True


@dataclass(frozen=True)
class ClockTag:
    """Time against a limit: words first (`2 days over`), `state` in_time, today or over.

    `used` is the share of the time gone, 0 to 1."""

    text: str
    state: str = "in_time"
    used: float = 0

    @property
    def percent(self) -> int:
        return round(100 * min(1.0, max(0.0, self.used)))


@dataclass(frozen=True)
class WorkRow:
    """One thing to do. `action` is the word on its button, `about` completes it when heard.

    With `form_url` the button sends a form of one press; else it is a link to `action_url`."""

    title: str
    url: str
    note: str
    clock: ClockTag | None = None
    action: str = ""
    action_url: str = ""
    form_url: str = ""
    form_key: str = ""
    about: str = ""


@dataclass(frozen=True)
class Column:
    text: str
    number: bool = False


@dataclass(frozen=True)
class Cell:
    text: Any
    url: str = ""
    strong: bool = False
    number: bool = False
    note: str = ""


@dataclass(frozen=True)
class DayEntry:
    """A meeting in a day list. Only the next one has `buttons`: (text, url) pairs, main first."""

    time: str
    title: str
    url: str
    lines: Sequence[str] = ()
    note: str = ""
    buttons: Sequence[tuple[str, str]] = ()
    quote: str = ""


@dataclass(frozen=True)
class Places:
    """Agreed places of someone who gives support, and the same in words."""

    taken: int
    free: int
    words: str
    held: int = 0
