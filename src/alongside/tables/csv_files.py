"""CSV files as spreadsheets really write them: comma, semicolon or tab, with or without BOM."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from alongside.tables.faults import FileFault
from alongside.tables.sheet import Sheet

DELIMITERS = (",", ";", "\t")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS = "In your spreadsheet, save it as CSV UTF-8."


def read_csv(path: Path, content: bytes, wanted: Sequence[str]) -> Sheet:
    """The rows of a CSV file. `wanted` only helps to tell the delimiter."""
    text = _decode(path, content)
    delimiter = _delimiter(text, wanted)
    records = _records(path, text, delimiter)
    filled = [(number, cells) for number, cells in enumerate(records, 1) if any(cells)]
    if not filled:
        raise FileFault(f"{path}: The file is empty.")
    headings = _without_blank_end(filled[0][1])
    rows = [(number, _fit(path, number, cells, len(headings))) for number, cells in filled[1:]]
    return Sheet(str(path), tuple(headings), rows, decimal_comma=delimiter != ",")


def _decode(path: Path, content: bytes) -> str:
    if content.startswith(_UTF16):
        raise FileFault(f"{path}: The file is UTF-16 text, not UTF-8. {_SAVE_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = content.count(b"\n", 0, fault.start) + 1
        raise FileFault(f"{path}: Line {row} is not UTF-8 text. {_SAVE_AS}") from None
    if "\0" in text:
        raise FileFault(f"{path}: This is not a text file. {_SAVE_AS}")
    return text


def _delimiter(text: str, wanted: Sequence[str]) -> str:
    """The delimiter that finds most of the wanted headings, then most headings; else comma."""
    start = text.lstrip("\r\n")

    def worth(delimiter: str) -> tuple[int, int]:
        first = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), [])
        headings = [cell.strip() for cell in first]
        return sum(name in headings for name in wanted), len(headings)

    return max(DELIMITERS, key=worth)


def _records(path: Path, text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [[cell.strip() for cell in cells] for cells in reader]
    except csv.Error as fault:
        raise FileFault(
            f"{path}: Near line {reader.line_num} the quotation marks do not pair up ({fault})."
        ) from None


def _without_blank_end(headings: list[str]) -> list[str]:
    last = max(number for number, heading in enumerate(headings) if heading)
    return headings[: last + 1]


def _fit(path: Path, number: int, cells: list[str], width: int) -> list[str]:
    if len(cells) < width or any(cells[width:]):
        raise FileFault(
            f"{path}: Row {number} has {len(cells)} cells, the headings have {width}. "
            "A cell that holds the delimiter needs quotation marks around it."
        )
    return cells[:width]
