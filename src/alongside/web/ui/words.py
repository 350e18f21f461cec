"""Words on screen: translated, and in the service's own terms.

Write a term in braces, in the form you would read it aloud: `_("Ask {a peer supporter}")`,
`_("{Members} see this")`. Other names in braces are filled from keyword arguments:
`_("{count} {members}", count=3)`. The pack in force is set for each request by `config`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import gettext

from alongside.tables.datafile import read_datafile

STANDARD_FILE = Path(__file__).with_name("labels.toml")
_PLACE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Term:
    """One word of the pack. `standard` is our own singular and never changes; it is the key."""

    standard: str
    one: str
    many: str
    article: str
    means: str = ""


@lru_cache(maxsize=1)
def standard_terms() -> tuple[Term, ...]:
    """The shipped terms, in the order of the file. A broken file raises DataFileError."""
    file = read_datafile(STANDARD_FILE)
    terms = []
    for row in file.rows("term"):
        one = row.text("one")
        terms.append(Term(one, one, row.text("many"), row.text("article"), row.text("means")))
    return tuple(terms)


def _forms(standard: Term, term: Term) -> Iterator[tuple[str, str]]:
    pairs = [
        (standard.one, term.one),
        (standard.many, term.many),
        (f"{standard.article} {standard.one}", f"{term.article} {term.one}".strip()),
    ]
    for key, value in pairs:
        yield key, value
        yield key[0].upper() + key[1:], value[0].upper() + value[1:]


Pack = Mapping[str, str]


def make_pack(changes: Mapping[str, Mapping[str, str]] | None = None) -> Pack:
    """Every form of every term. `changes` maps our singular to {one, many, article}."""
    changes = changes or {}
    pack: dict[str, str] = {}
    for term in standard_terms():
        change = changes.get(term.standard, {})
        own = Term(
            term.standard,
            change.get("one") or term.one,
            change.get("many") or term.many,
            change.get("article") if change.get("one") else term.article,
        )
        pack.update(_forms(term, own))
    return pack


@lru_cache(maxsize=1)
def standard_pack() -> Pack:
    return make_pack()


_pack: ContextVar[Pack | None] = ContextVar("pack", default=None)


def current_pack() -> Pack:
    return _pack.get() or standard_pack()


@contextmanager
def use_pack(pack: Pack) -> Iterator[None]:
    token = _pack.set(pack)
    try:
        yield
    finally:
        _pack.reset(token)


def fill(text: str, values: Mapping[str, Any] | None = None) -> str:
    """Put terms and values into `text`. An unknown name in braces is a KeyError, never blank."""
    if "{" not in text:
        return text
    pack = current_pack()

    def place(match: re.Match[str]) -> str:
        name = match.group(1)
        if values and name in values:
            return str(values[name])
        if name in pack:
            return pack[name]
        raise KeyError(f"No word and no value for {{{name}}} in: {text}")

    return _PLACE.sub(place, text)


def say(text: str, **values: Any) -> str:
    """Translate `text`, then put in the service's own terms and the given values."""
    return fill(gettext(text), values)


say_later = lazy(say, str)
"""As `say`, but spoken when it is shown: for labels and messages made at import."""


def label(standard: str, count: int = 1) -> str:
    """The service's own word for a term, by our singular."""
    for term in standard_terms():
        if term.standard == standard:
            return current_pack()[term.one if count == 1 else term.many]
    raise KeyError(f"{standard!r} is not a term of the label pack.")


def placeholders() -> Iterable[str]:
    """Every form that may stand in braces: for the guards."""
    return standard_pack().keys()
