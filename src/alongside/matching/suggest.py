"""Suggest a few people who could support one person, and say what each meets and misses.

It suggests; a human decides, and then both sides are asked. Every wish comes back as met or
missed, and there is no figure of fit. Whoever is not ready, has no free place, cannot take on
something that is wished for, or is to be kept apart is left out before anything is compared,
so that nothing in the answer shows that they exist.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """One thing a person asks for. Each stands for itself, also two of one kind."""

    kind: str
    value: str
    must: bool = False


@dataclass(frozen=True)
class Seeker:
    """Who asks for support."""

    id: str
    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Giver:
    """Who gives support. `has` and `cannot` hold (kind, value), as wishes do."""

    id: str
    has: frozenset[tuple[str, str]]
    cannot: frozenset[tuple[str, str]]
    free_places: int
    ready: bool


@dataclass(frozen=True)
class Suggestion:
    """One giver, with every wish of the seeker in one of the two lists, in the seeker's order."""

    giver: str
    met: tuple[Wish, ...]
    missed: tuple[Wish, ...]

    @property
    def misses_a_must(self) -> bool:
        return any(wish.must for wish in self.missed)


def suggest(
    seeker: Seeker,
    givers: Iterable[Giver],
    *,
    apart: Collection[frozenset[str]] = (),
    most: int = 3,
) -> list[Suggestion]:
    """At most `most` suggestions: those who miss fewest musts first, then those who meet most.

    Among equals, who has more free places comes first, then the lower id. `apart` holds the ids
    of people who are never to meet.
    """
    if most < 0:
        raise ValueError("The most suggestions wanted cannot be below nought.")
    possible = [giver for giver in givers if _is_possible(seeker, giver, apart)]
    if len({giver.id for giver in possible}) < len(possible):
        raise ValueError("Two givers have one id.")
    weighed = [(giver, _weigh(seeker, giver)) for giver in possible]
    weighed.sort(key=lambda pair: _place(*pair))
    return [suggestion for _, suggestion in weighed[:most]]


def _is_possible(seeker: Seeker, giver: Giver, apart: Collection[frozenset[str]]) -> bool:
    pair = {seeker.id, giver.id}
    return (
        giver.ready
        and giver.free_places > 0
        and giver.id != seeker.id
        and not any(pair <= group for group in apart)
        and not any((wish.kind, wish.value) in giver.cannot for wish in seeker.wishes)
    )


def _weigh(seeker: Seeker, giver: Giver) -> Suggestion:
    return Suggestion(
        giver.id,
        tuple(wish for wish in seeker.wishes if (wish.kind, wish.value) in giver.has),
        tuple(wish for wish in seeker.wishes if (wish.kind, wish.value) not in giver.has),
    )


def _place(giver: Giver, suggestion: Suggestion) -> tuple[int, int, int, int, str]:
    return (
        sum(wish.must for wish in suggestion.missed),
        -sum(wish.must for wish in suggestion.met),
        -len(suggestion.met),
        -giver.free_places,
        giver.id,
    )
