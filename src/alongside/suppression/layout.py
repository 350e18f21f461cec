"""How the counts of a table hang together: parts, sums of parts, and a row for everybody.

Every count of the table, hidden or shown, is one arc of a ring of arcs on which people travel:
out through the sums of a row to its parts, on to the parts of everybody, and home through the
sums of everybody. What flows into a point flows out of it, and that says exactly what adding up
says. Therefore a question such as "could this part be 5?" is a question about a flow of whole
numbers, and has an exact answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Figure = tuple[str, str]  # row and column: the place of one count
Point = tuple[str, str]
RING: Point = ("", "")

OUTCOME_SUMS: Mapping[str, tuple[str, ...]] = {
    "eligible": ("not_asked", "not_answered", "answered_once", "improved", "same", "worse"),
    "asked": ("not_answered", "answered_once", "improved", "same", "worse"),
    "answered": ("answered_once", "improved", "same", "worse"),
    "paired": ("improved", "same", "worse"),
}


@dataclass(frozen=True)
class Arc:
    """One count: how many people travel from `tail` to `head`."""

    tail: Point
    head: Point
    people: int


@dataclass(frozen=True)
class Layout:
    """The parts of a table, which add up to nothing twice, and sums that lie inside each other."""

    parts: tuple[str, ...]
    sums: Mapping[str, frozenset[str]]  # widest first; the first holds every part
    total: str

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.sums, *self.parts)

    def count(self, row: Mapping[str, int], column: str) -> int:
        """How many people a column of this row holds."""
        if column in self.sums:
            return sum(row[part] for part in self.parts if part in self.sums[column])
        return row[column]

    def arcs(self, table: Mapping[str, Mapping[str, int]]) -> dict[Figure, Arc]:
        """Every count of the table and of everybody, as arcs of one ring."""
        everybody = {part: sum(row[part] for row in table.values()) for part in self.parts}
        arcs: dict[Figure, Arc] = {}
        for name, row in table.items():
            for column in self.columns:
                head = (name, column) if column in self.sums else (self.total, column)
                arcs[name, column] = Arc(self._around(name, column), head, self.count(row, column))
        for column in self.columns:
            here = (self.total, column)
            home = self._around(self.total, column)
            arcs[here] = Arc(here, home, self.count(everybody, column))
        return arcs

    def _around(self, row: str, column: str) -> Point:
        """The narrowest sum that holds this column."""
        inside = self.sums.get(column, frozenset({column}))
        around = [name for name, held in self.sums.items() if name != column and inside <= held]
        return (row, around[-1]) if around else RING


def lay_out(
    table: Mapping[str, Mapping[str, int]], sums: Mapping[str, Sequence[str]], total: str
) -> Layout:
    """Check the table and its sums. The words name the place and never a count."""
    held = {name: frozenset(parts) for name, parts in sums.items()}
    widest = sorted(held, key=lambda name: -len(held[name]))
    if not widest:
        raise ValueError("At least one sum is needed: the one that holds every part.")
    parts = tuple(sums[widest[0]])
    _check_sums(widest, held, parts)
    if total in table:
        raise ValueError(f"A row is called {total!r}, which is the name of the row of everybody.")
    for name, row in table.items():
        if set(row) != set(parts):
            raise ValueError(f"Row {name!r} needs exactly these parts: {', '.join(parts)}.")
        for part, people in row.items():
            if type(people) is not int or people < 0:
                raise ValueError(f"{part!r} of row {name!r} is not a whole number of people.")
    return Layout(parts, {name: held[name] for name in widest}, total)


def _check_sums(
    widest: Sequence[str], held: Mapping[str, frozenset[str]], parts: tuple[str, ...]
) -> None:
    if len(set(parts)) < len(parts) or set(parts) & set(held):
        raise ValueError("Every part and every sum needs a name of its own.")
    for at, name in enumerate(widest):
        inside = held[name]
        if not inside or not inside <= set(parts):
            raise ValueError(f"The sum {name!r} must hold some of the parts of {widest[0]!r}.")
        for other in widest[:at]:
            if inside == held[other] or (inside & held[other] and not inside <= held[other]):
                raise ValueError(f"The sums {other!r} and {name!r} must lie apart or one inside.")
