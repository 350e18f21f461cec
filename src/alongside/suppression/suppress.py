"""Hide small numbers so that nobody can work them out again.

The promise. Take everything that is shown: the parts of every row, their sums, the row of
everybody, and the merged pieces. Add that no count is below nought, that counts are whole, and
how they add up. Then for every part of every row that is truly 1 to `least` - 1, the reader
must still allow that it is `least` or more. So nobody can say that it is small, let alone which
number it is. Whatever group of people is a sum of parts (a sum, a difference of two sums, what
two rows share) is kept by the same promise: were such a group known to be small and not empty,
one of its parts would be known to be small.

How. First every count of 1 to `least` - 1 is hidden. Then, for each small part in turn, the
cheapest further counts that let it rise to `least`: parts before sums, single rows before the
row of everybody, small before large, and a true 0 last. At the end each of those is shown again
where that is safe, dearest first. The same table gives the same answer, in whatever order its
rows come. At worst everything is hidden.

What it does not promise. It looks at one table: two tables about the same people can give each
other away. A mean, an interval or a share is only as safe as the counts behind it: show it
where they are shown. That everybody in a row is in one part may be seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.suppression.attack import Reader
from alongside.suppression.layout import OUTCOME_SUMS, Arc, Figure, Layout, lay_out

LEAST = 5
Shown = int | None  # None is hidden: first or second is never said, for that would tell


@dataclass(frozen=True)
class SuppressedTable:
    """What may leave. Holds no hidden count. The row of everybody is the last of `rows`."""

    parts: tuple[str, ...]
    rows: Mapping[str, Mapping[str, Shown]]
    pieces: Mapping[str, int]

    def hidden_parts(self, row: str) -> tuple[str, ...]:
        """The parts of this row that are not shown, in the order of parts."""
        return tuple(part for part in self.parts if self.rows[row][part] is None)

    def merged(self, row: str) -> int | None:
        """How many people the hidden parts of this row hold together, when that is safe."""
        return self.pieces.get(row)

    @property
    def anything_hidden(self) -> bool:
        return any(count is None for row in self.rows.values() for count in row.values())


def suppress(
    table: Mapping[str, Mapping[str, int]],
    *,
    least: int = LEAST,
    second: bool = True,
    sums: Mapping[str, Sequence[str]] = OUTCOME_SUMS,
    total: str = "all",
    wholes_known: bool = False,
) -> SuppressedTable:
    """`table` holds the parts of each row; the sums and the row `total` are added here.

    `second=False` hides the small numbers only. That keeps no promise: tests use it to show so.
    `wholes_known`: how many each row holds is published elsewhere, so it is never hidden here,
    and each must be `least` or more, or 0. Tables that part the same people in different ways
    and have only these wholes in common give nothing away about each other.
    """
    if least < 1:
        raise ValueError("The least count that may be shown is 1 or more.")
    layout = lay_out(table, sums, total)
    arcs = layout.arcs(table)
    hidden = {figure for figure, arc in arcs.items() if 0 < arc.people < least}
    fixed = {name for name in arcs if wholes_known and name[1] == layout.columns[0]}
    if fixed & hidden:
        raise ValueError("A whole that is known must be large enough, or 0.")
    if second:
        hidden = _hide_more(layout, arcs, hidden, fixed, least)
    rows = {
        row: {c: None if (row, c) in hidden else arcs[row, c].people for c in layout.columns}
        for row in (*table, total)
    }
    return SuppressedTable(layout.parts, rows, _merge(layout, arcs, rows, least))


def _hide_more(
    layout: Layout,
    arcs: Mapping[Figure, Arc],
    first: set[Figure],
    fixed: set[Figure],
    least: int,
) -> set[Figure]:
    reader = Reader(arcs)
    small = sorted(
        (arcs[figure].people, figure)
        for figure in first
        if figure[0] != layout.total and figure[1] in layout.parts
    )
    hidden = set(first)

    def price(name: Figure) -> int | None:
        if name in fixed:
            return None
        return 0 if name in hidden else _price(layout, arcs, name)

    for _, figure in small:
        more = reader.raise_to(figure, least, price)
        if more is None:
            raise AssertionError("A count can always rise when everything may be hidden.")
        hidden.update(more)
    for figure in sorted(hidden - first, key=lambda name: (-_price(layout, arcs, name), name)):
        fewer = hidden - {figure}
        if all(_may_be(reader, each, least, fewer) for _, each in small):
            hidden.discard(figure)
    return hidden


def _may_be(reader: Reader, figure: Figure, least: int, hidden: set[Figure]) -> bool:
    moved = reader.raise_to(figure, least, lambda name: 0 if name in hidden else None)
    return moved is not None


def _price(layout: Layout, arcs: Mapping[Figure, Arc], figure: Figure) -> int:
    """How much a reader loses when this count is hidden."""
    row, column = figure
    people = arcs[figure].people
    price = 10_000 if column in layout.sums else 1_000
    if column == next(iter(layout.sums)):
        price += 5_000
    if row == layout.total:
        price *= 6
    return price + min(people, 999) if people else price * 5


def _merge(
    layout: Layout,
    arcs: Mapping[Figure, Arc],
    rows: Mapping[str, Mapping[str, Shown]],
    least: int,
) -> dict[str, int]:
    """The whole of a row less its shown parts: nothing that its reader could not take away.

    A row whose whole is hidden has no merged piece, for piece and shown parts give the whole.
    """
    whole = next(iter(layout.sums))
    pieces = {}
    for name, row in rows.items():
        people = sum(arcs[name, part].people for part in layout.parts if row[part] is None)
        if row[whole] is not None and people >= least:
            pieces[name] = people
    return pieces
