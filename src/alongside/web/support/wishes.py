"""What somebody may wish for in another person, and what a supporter may say of themselves: the
kinds and values of the data file, and the words in which each reads about a wish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from alongside.matching.suggest import Wish
from alongside.tables.datafile import DataFile, read_datafile
from alongside.web.ui.words import fill, say

WISHES = Path(__file__).parent / "data" / "wishes.toml"

Fact = tuple[str, str]
"""A kind and a value."""


@dataclass(frozen=True)
class Value:
    """`chip` stands alone, as in a list to choose from; `it` stands in a sentence."""

    key: str
    chip: str
    it: str


@dataclass(frozen=True)
class Kind:
    key: str
    asks: str
    tells: str
    short: str
    met: str
    missed: str
    has: str
    has_not: str
    boundary: bool
    values: Mapping[str, Value]

    def say(self, words: str, value: str) -> str:
        return say(words, it=say(self.values[value].it))

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Key and words of each value, in the order of the file."""
        return [(value.key, say(value.chip)) for value in self.values.values()]


_HEADS = ("asks", "tells", "short")
_SENTENCES = ("met", "missed", "has", "has_not")


@lru_cache(maxsize=1)
def wish_kinds() -> dict[str, Kind]:
    """By key, in the order of the file. A broken file raises DataFileError."""
    kinds = [_kind(row) for row in read_datafile(WISHES).rows("kind")]
    return {kind.key: kind for kind in kinds}


def _kind(row: DataFile) -> Kind:
    row.allow_only("key", *_HEADS, *_SENTENCES, "boundary", "values")
    return Kind(
        key=row.text("key"),
        boundary=row.flag("boundary"),
        values={value.key: value for value in _values(row)},
        **{name: _words(row, name) for name in _HEADS},
        **{name: _words(row, name, it="") for name in _SENTENCES},
    )


def _values(row: DataFile) -> Iterable[Value]:
    for line in row.texts("values"):
        parts = [part.strip() for part in line.split("|")]
        if len(parts) != len(fields(Value)) or not all(parts):
            raise row.error(
                "values", f"{line!r} is no value", 'write it like "key | Words | words"'
            )
        yield Value(*parts)


def _words(row: DataFile, name: str, **values: str) -> str:
    text = row.text(name)
    try:
        fill(text, values)
    except KeyError as unknown:
        mend = "put in braces only {it} or a word of labels.toml"
        raise row.error(name, str(unknown.args[0]), mend) from None
    return text


def is_known(fact: Fact) -> bool:
    kind = wish_kinds().get(fact[0])
    return kind is not None and fact[1] in kind.values


# From and to what is kept


def read_facts(kept: Iterable[Any]) -> frozenset[Fact]:
    """What a supporter said of themselves; a value that the file no longer has is left out."""
    facts = ((str(kind), str(value)) for kind, value in kept)
    return frozenset(fact for fact in facts if is_known(fact))


def keep_facts(facts: Iterable[Fact]) -> list[list[str]]:
    """Each once, in the order of the file."""
    wanted = set(facts)
    return [
        [kind.key, value]
        for kind in wish_kinds().values()
        for value in kind.values
        if (kind.key, value) in wanted
    ]


def read_wishes(kept: Iterable[Mapping[str, Any]]) -> tuple[Wish, ...]:
    found = (Wish(row["kind"], row["value"], bool(row["must"])) for row in kept)
    return tuple(wish for wish in found if is_known((wish.kind, wish.value)))


def keep_wishes(wishes: Iterable[Wish]) -> list[dict[str, Any]]:
    """Each once, musts first, then in the order of the file."""
    must = {(wish.kind, wish.value): wish.must for wish in wishes}
    rows = [
        {"kind": kind, "value": value, "must": must[kind, value]}
        for kind, value in keep_facts(must)
    ]
    return sorted(rows, key=lambda row: not row["must"])


# In words


def say_fact(fact: Fact) -> str:
    """For the team: `Speaks Welsh`."""
    kind = wish_kinds()[fact[0]]
    return kind.say(kind.has, fact[1])


def say_lack(fact: Fact) -> str:
    """For the team: `Does not speak Welsh`."""
    kind = wish_kinds()[fact[0]]
    return kind.say(kind.has_not, fact[1])


def say_chip(fact: Fact) -> str:
    """Standing alone: `Welsh`."""
    return say(wish_kinds()[fact[0]].values[fact[1]].chip)


def say_met(wish: Wish) -> str:
    """For whoever wished: `Free on Thursdays, like you`."""
    kind = wish_kinds()[wish.kind]
    return kind.say(kind.met, wish.value)


def say_missed(wish: Wish) -> str:
    """For whoever wished: `Does not speak Gujarati, which you said would be nice`."""
    kind = wish_kinds()[wish.kind]
    missed = kind.say(kind.missed, wish.value)
    if wish.must:
        return say("{missed}, which you asked for", missed=missed)
    return say("{missed}, which you said would be nice", missed=missed)
