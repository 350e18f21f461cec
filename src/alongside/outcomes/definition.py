"""The definitions of outcomes, read from `definitions/*.toml` and refused when incomplete."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import NormalDist
from typing import Any

from alongside.tables.datafile import DataFile, read_datafile

FOLDER = Path(__file__).parent / "definitions"
CATEGORIES = ("recovered", "improved", "unchanged", "deteriorated", "harmed")
ANCHOR_CATEGORIES = ("improved", "unchanged", "deteriorated")
CUTOFFS = ("a", "b", "c")


@dataclass(frozen=True)
class Cutoff:
    """A way to draw the line between the clinical and the functional side."""

    code: str
    formula: str
    needs_norms: bool


@dataclass(frozen=True)
class Category:
    """A class of change, with the words to show."""

    code: str
    label: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What every definition says: where it is from, its formulae and classes."""

    code: str
    name: str
    source: str
    status: str
    checked_by: str
    checked_on: dt.date
    next_review: dt.date
    formulae: dict[str, str]
    categories: tuple[Category, ...]


@dataclass(frozen=True, kw_only=True)
class ChangeDefinition(Definition):
    """Change told from chance, and from one side of a cut-off to the other."""

    confidence: float
    deviations: float
    cutoffs: tuple[Cutoff, ...]

    @property
    def critical_value(self) -> float:
        """The index must lie beyond this, on either side."""
        return NormalDist().inv_cdf(0.5 + self.confidence / 2)

    def cutoff(self, code: str) -> Cutoff:
        """The cut-off of that letter. Raises KeyError."""
        return {one.code: one for one in self.cutoffs}[code]


@cache
def change_definition(path: Path = FOLDER / "jacobson_truax.toml") -> ChangeDefinition:
    """The combined definition of change. Raises DataFileError with file, line and mend."""
    file = read_datafile(path)
    confidence, deviations = file.number("confidence"), file.number("deviations")
    if not 0 < confidence < 1:
        raise file.error("confidence", f"confidence is {confidence}", "use one between 0 and 1")
    if deviations <= 0:
        raise file.error("deviations", f"deviations is {deviations}", "use one above 0")
    return ChangeDefinition(
        **_common(file, CATEGORIES),
        confidence=confidence,
        deviations=deviations,
        cutoffs=_cutoffs(file),
    )


@cache
def anchor_definition(path: Path = FOLDER / "anchor.toml") -> Definition:
    """The definition of change by a given amount. Raises DataFileError likewise."""
    return Definition(**_common(read_datafile(path), ANCHOR_CATEGORIES))


def _common(file: DataFile, categories: tuple[str, ...]) -> dict[str, Any]:
    formulae = file.section("formulae")
    checked_on, next_review = file.date("checked_on"), file.date("next_review")
    if next_review <= checked_on:
        raise file.error("next_review", "the next review is not after the last", "use a later day")
    return {
        "code": file.text("code"),
        "name": file.text("name"),
        "source": file.text("source"),
        "status": file.one_of("status", ["seen", "remembered"]),
        "checked_by": file.text("checked_by"),
        "checked_on": checked_on,
        "next_review": next_review,
        "formulae": {name: formulae.text(name) for name in formulae.names()},
        "categories": _categories(file, categories),
    }


def _cutoffs(file: DataFile) -> tuple[Cutoff, ...]:
    rows = file.rows("cutoff")
    _expect(file, "cutoff", rows, CUTOFFS)
    return tuple(
        Cutoff(row.text("code"), row.text("formula"), row.flag("needs_norms")) for row in rows
    )


def _categories(file: DataFile, codes: tuple[str, ...]) -> tuple[Category, ...]:
    rows = file.rows("category")
    _expect(file, "category", rows, codes)
    return tuple(Category(row.text("code"), row.text("label"), row.text("meaning")) for row in rows)


def _expect(file: DataFile, name: str, rows: list[DataFile], codes: tuple[str, ...]) -> None:
    for row, code in zip(rows, codes, strict=False):
        if row.text("code") != code:
            raise row.error("code", f"{row.text('code')!r} stands here", f"write {code!r}")
    if len(rows) != len(codes):
        problem = f"{len(rows)} of [[{name}]], {len(codes)} expected"
        raise file.error(name, problem, f"keep exactly: {', '.join(codes)}")
