"""The plain words for what was done together, from the data file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import DataFile, read_datafile
from alongside.web.ui.words import fill

FILE = Path(__file__).parent / "data" / "kinds_of_work.toml"
MOST = 8
"""More than these do not fit as chips."""


@dataclass(frozen=True)
class Kind:
    """`roles` are codes of the 16 day-to-day roles that these words stand for."""

    key: str
    words: str
    roles: tuple[str, ...]


@lru_cache(maxsize=1)
def kinds_of_work() -> dict[str, Kind]:
    """By key, in the order of the file. A broken file raises DataFileError."""
    file = read_datafile(FILE)
    known = file.texts("roles")
    found: dict[str, Kind] = {}
    for row in file.rows("kind"):
        kind = Kind(row.text("key"), _words(row), tuple(row.texts("roles")))
        if kind.key in found:
            raise row.error("key", f"'key' is {kind.key!r} twice", "give each kind its own key")
        strange = [role for role in kind.roles if role not in known]
        if strange or not kind.roles:
            named = repr(strange[0]) if strange else "empty"
            raise row.error("roles", f"'roles' holds {named}", "take roles of the list above")
        found[kind.key] = kind
    if len(found) > MOST:
        raise file.error("kind", f"{len(found)} kinds", f"keep at most {MOST}")
    return found


def _words(row: DataFile) -> str:
    text = row.text("words")
    try:
        fill(text, {})
    except KeyError as unknown:
        mend = "put in braces only a word of labels.toml"
        raise row.error("words", str(unknown.args[0]), mend) from None
    return text


def keep_kinds(chosen: Iterable[str]) -> list[str]:
    """The known ones among `chosen`, in the order of the file."""
    wanted = set(chosen)
    return [key for key in kinds_of_work() if key in wanted]
