"""What can be wrong with a file that a person hands us. Each class is one cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

MOST_SHOWN = 5


class TableFault(Exception):
    """The file cannot be used as asked. The words are for the person who ran the command."""

    exit_code = 2


class FileFault(TableFault):
    """The file is missing, empty or not of a kind we read."""


class ColumnFault(TableFault):
    """Columns that were asked for are not there, or stand there twice."""

    @classmethod
    def missing(cls, where: str, wanted: Sequence[str], found: Sequence[str]) -> ColumnFault:
        absent = [name for name in wanted if name not in found]
        say = "There is no column" if len(absent) == 1 else "There are no columns"
        text = (
            f"{where}: {say} {_quoted(absent)}. The columns found are: {_quoted(found) or 'none'}."
        )
        close = [(name, _nearest(name, found)) for name in absent]
        hints = [f"{near!r} instead of {name!r}" for name, near in close if near]
        return cls(f"{text} Did you mean {', '.join(hints)}?" if hints else text)

    @classmethod
    def doubled(cls, where: str, name: str) -> ColumnFault:
        return cls(f"{where}: More than one column is called {name!r}. Rename all but one.")


@dataclass(frozen=True)
class WrongCell:
    """One cell that cannot be read. `row` counts from 1, the row of headings."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column!r}: {self.reason}"


class CellFault(TableFault):
    """Cells that cannot be read as what they should be."""

    def __init__(self, where: str, cells: Sequence[WrongCell]) -> None:
        self.cells = tuple(cells)
        shown = [f"  {cell}" for cell in self.cells[:MOST_SHOWN]]
        if len(self.cells) > MOST_SHOWN:
            shown.append(f"  and {len(self.cells) - MOST_SHOWN} more")
        count = "1 cell" if len(self.cells) == 1 else f"{len(self.cells)} cells"
        super().__init__("\n".join([f"{where}: {count} cannot be read:", *shown]))


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)


def _nearest(name: str, found: Sequence[str]) -> str | None:
    folded = {one.casefold(): one for one in found}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=0.75)
    return folded[near[0]] if near else None
