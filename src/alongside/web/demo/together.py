"""The invented words of people who meet, from the data file. A broken one raises DataFileError."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from alongside.tables.datafile import read_datafile
from alongside.web.demo.content import DATA, house, names, stories


@dataclass(frozen=True)
class Shared:
    """What goes with a theme, on either side. `experience` is a value of the file of wishes."""

    key: str
    experience: str
    seeks: str
    seeks_more: str
    gives: str
    gives_more: str
    goal: str
    nought: str
    ten: str


@dataclass(frozen=True)
class Together:
    themes: dict[str, Shared]
    texts: dict[str, list[str]]


@lru_cache(maxsize=1)
def together() -> Together:
    file = read_datafile(DATA / "together.toml")
    themes = [
        Shared(*(row.text(name) for name in Shared.__dataclass_fields__))
        for row in file.rows("theme")
    ]
    texts = file.section("texts")
    return Together(
        themes={theme.key: theme for theme in themes},
        texts={name: texts.texts(name) for name in texts.names()},
    )


def read_content() -> None:
    """Read every file of the demo, so that a broken one stops it before anything is made."""
    for read in (names, stories, house, together):
        read()
