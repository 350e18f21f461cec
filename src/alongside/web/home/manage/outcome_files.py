"""The shared figures as a file: the same numbers as the page, hidden ones as [h]."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.web.home.manage import outcome_words as words
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.support.outcome_counts import OutcomeRow, OutcomeTable
    from alongside.web.support.outcome_sharing import SharedOutcomes

COUNTS = ("eligible", "asked", "answered", "paired", "better", "same", "worse", "not_known")
COLUMNS = ("year", "table", "offer", *COUNTS, "mean_change", "ci_low", "ci_high", "note")
NOT_KEPT = "[x]"
"""For what nobody keeps or works out: who was asked for a goal, and a mean of goals."""


def file_rows(shared: SharedOutcomes) -> list[dict[str, str]]:
    return [_file_row(shared.year, table, row) for table in shared.tables for row in table.rows]


def _file_row(year: int, table: OutcomeTable, row: OutcomeRow) -> dict[str, str]:
    counts = {
        name: words.say_count(row.counts[name]) if name in row.counts else NOT_KEPT
        for name in COUNTS
    }
    return {
        "year": str(year),
        "table": table.about,
        "offer": words.say_names(row),
        **counts,
        **_mean(table, row),
        "note": _(
            "People were not compared with others who had no support. [h] hidden: fewer than 5 "
            "people, or a number that would give such a number away. It does not mean none. "
            "[x] not kept."
        ),
    }


def _mean(table: OutcomeTable, row: OutcomeRow) -> dict[str, str]:
    names = ("mean_change", "ci_low", "ci_high")
    if table.instrument is None:
        return dict.fromkeys(names, NOT_KEPT)
    if row.moved is None:
        return dict.fromkeys(names, words.HIDDEN if row.hides_mean else NOT_KEPT)
    moved = row.moved
    values = (moved.mean, moved.low, moved.high)
    return {
        name: NOT_KEPT if value is None else f"{value:.1f}"
        for name, value in zip(names, values, strict=True)
    }
