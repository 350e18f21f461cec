"""How long things around a match may take, from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import read_datafile

CLOCKS = Path(__file__).parent / "data" / "clocks.toml"


@dataclass(frozen=True)
class Clocks:
    """Lengths in days or weeks, or a number of meetings, as the names say."""

    answer_days: int
    ask_again_days: int
    open_asks: int
    trial_meetings: int
    ending_notice_days: int
    after_check_days: int
    next_contact_working_days: int
    weeks_ahead: int
    unread_note_days: int


@lru_cache(maxsize=1)
def clocks() -> Clocks:
    """A broken file raises DataFileError."""
    file = read_datafile(CLOCKS)
    lengths = {name: file.integer(name) for name in Clocks.__dataclass_fields__}
    for name, length in lengths.items():
        if length < 1:
            raise file.error(name, f"{name!r} is {length}", "write a number of at least 1")
    return Clocks(**lengths)
