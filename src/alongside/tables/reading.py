"""Reading a person's file (CSV, XLSX, Parquet) into a typed Arrow table.

`read_table(path, [Wanted("score", "hamd", "number"), …])` gives a table with one column for
each wanted name plus `row`, the row number in the file. Faults are `TableFault`s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from alongside.tables.csv_files import read_csv
from alongside.tables.faults import CellFault, ColumnFault, FileFault, WrongCell
from alongside.tables.sheet import MISSING, Sheet, cell_text
from alongside.tables.xlsx_files import read_xlsx

Kind = Literal["text", "number"]
_POINT = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_LARGEST = 1e15
"""Above this a float no longer keeps whole numbers apart, and no score is so large."""


@dataclass(frozen=True)
class Wanted:
    """A column to read: under which name, from which heading, as what."""

    name: str
    column: str
    kind: Kind = "text"


def read_table(path: Path | str, wanted: Sequence[Wanted]) -> pa.Table:
    """The wanted columns, typed; empty and NA become null. Raises TableFault."""
    path = Path(path)
    columns = list(dict.fromkeys(one.column for one in wanted))
    sheet = _read_sheet(path, columns)
    absent = [name for name in columns if name not in sheet.headings]
    if absent:
        raise ColumnFault.missing(sheet.where, columns, sheet.headings)
    for name in columns:
        if sheet.headings.count(name) > 1:
            raise ColumnFault.doubled(sheet.where, name)
    if not sheet.rows:
        raise FileFault(f"{sheet.where}: There are headings but no rows below them.")
    return _typed(sheet, wanted)


def _read_sheet(path: Path, columns: list[str]) -> Sheet:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise FileFault(f"{path}: There is no such file.") from None
    except OSError as fault:
        raise FileFault(f"{path}: The file cannot be read ({fault.strerror}).") from None
    if not content.strip():
        raise FileFault(f"{path}: The file is empty.")
    if content.startswith(b"PK\x03\x04"):
        return read_xlsx(path, content, columns)
    if content.startswith(b"PAR1"):
        return _read_parquet(path, content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileFault(f"{path}: This is an old Excel file. Save it as XLSX or CSV UTF-8.")
    return read_csv(path, content, columns)


def _read_parquet(path: Path, content: bytes) -> Sheet:
    try:
        table = pq.read_table(pa.BufferReader(content))
    except (pa.ArrowInvalid, OSError):
        raise FileFault(f"{path}: This Parquet file cannot be opened.") from None
    texts = [[cell_text(value) for value in column.to_pylist()] for column in table.columns]
    rows = list(enumerate(zip(*texts, strict=True), 2))
    return Sheet(str(path), tuple(table.column_names), rows)


def _typed(sheet: Sheet, wanted: Sequence[Wanted]) -> pa.Table:
    faults: list[WrongCell] = []
    columns: dict[str, pa.Array] = {}
    for one in wanted:
        place = sheet.headings.index(one.column)
        cells = [(number, row[place]) for number, row in sheet.rows]
        if one.kind == "text":
            texts = [None if cell in MISSING else cell for _, cell in cells]
            columns[one.name] = pa.array(texts, pa.string())
            continue
        numbers, wrong = _numbers(cells, one.column, sheet.decimal_comma)
        faults += wrong
        columns[one.name] = pa.array(numbers, pa.float64())
    if faults:
        raise CellFault(sheet.where, sorted(faults, key=lambda fault: fault.row))
    columns["row"] = pa.array([number for number, _ in sheet.rows], pa.int64())
    return pa.table(columns)


def _numbers(
    cells: Sequence[tuple[int, str]], column: str, decimal_comma: bool
) -> tuple[list[float | None], list[WrongCell]]:
    numbers: list[float | None] = []
    wrong: list[WrongCell] = []
    read = _number_reader([cell for _, cell in cells], decimal_comma)
    for row, cell in cells:
        value = None if cell in MISSING else read(cell)
        numbers.append(None if isinstance(value, str) else value)
        if isinstance(value, str):
            wrong.append(WrongCell(row, column, f"{cell!r} {value}"))
    return numbers, wrong


def _number_reader(cells: Sequence[str], decimal_comma: bool) -> Callable[[str], float | str]:
    """Reads a cell as a number, or says why not. One column keeps to one decimal mark."""
    commas = decimal_comma and not any("." in cell for cell in cells)

    def read(cell: str) -> float | str:
        if commas and _COMMA.fullmatch(cell):
            return float(cell.replace(",", "."))
        if "," in cell:
            return "holds a comma: write decimals with a point and leave out thousand marks"
        if not _POINT.fullmatch(cell):
            return "is not a number: leave the cell empty or write NA where there is no score"
        value = float(cell)
        return value if abs(value) <= _LARGEST else "is too large to be a score"

    return read
