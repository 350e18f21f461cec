"""Excel workbooks (XLSX): the one sheet that has the wanted headings."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from alongside.tables.faults import ColumnFault, FileFault
from alongside.tables.sheet import Sheet, cell_text

_BROKEN = (BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, EOFError)


def read_xlsx(path: Path, content: bytes, wanted: Sequence[str]) -> Sheet:
    """The rows of the only sheet that has all wanted headings."""
    sheets = [sheet for sheet in _sheets(path, content, values=True) if sheet.headings]
    if not sheets:
        raise FileFault(f"{path}: The workbook is empty.")
    fitting = [sheet for sheet in sheets if set(wanted) <= set(sheet.headings)]
    if len(fitting) > 1:
        names = ", ".join(sheet.where for sheet in fitting)
        raise FileFault(f"More than one sheet has these columns: {names}. Keep one of them.")
    if not fitting:
        raise ColumnFault.missing(sheets[0].where, wanted, sheets[0].headings)
    _refuse_uncomputed(path, content, fitting[0], wanted)
    return fitting[0]


def _sheets(path: Path, content: bytes, *, values: bool) -> list[Sheet]:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        try:
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=values)
            return [
                _sheet(f"{path} (sheet {page.title!r})", page.iter_rows(values_only=True))
                for page in book.worksheets
            ]
        except _BROKEN:
            raise FileFault(f"{path}: This is not a workbook that can be opened.") from None


def _sheet(where: str, records: Any) -> Sheet:
    filled = [
        (number, cells)
        for number, record in enumerate(records, 1)
        if any(cells := [cell_text(value) for value in record])
    ]
    if not filled:
        return Sheet(where, (), [])
    width = max(number for number, heading in enumerate(filled[0][1], 1) if heading)
    rows = [(number, (cells + [""] * width)[:width]) for number, cells in filled[1:]]
    return Sheet(where, tuple(filled[0][1][:width]), rows)


def _refuse_uncomputed(path: Path, content: bytes, sheet: Sheet, wanted: Sequence[str]) -> None:
    """A formula that was never computed reads as empty and would pass for "no answer"."""
    places = [sheet.headings.index(name) for name in wanted]
    if all(cells[place] for _, cells in sheet.rows for place in places):
        return
    same = {other.where: other for other in _sheets(path, content, values=False)}[sheet.where]
    written = dict(same.rows)
    for number, cells in sheet.rows:
        for place in places:
            if not cells[place] and written[number][place].startswith("="):
                raise FileFault(
                    f"{sheet.where}: Row {number}, column {sheet.headings[place]!r} holds a "
                    "formula without a result. Open the file in a spreadsheet and save it."
                )
