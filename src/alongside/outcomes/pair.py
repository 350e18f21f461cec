"""Pairing: one person's score before with their score after, and who has no pair.

Rows without a score say nothing and are passed over. Two scores of one person at one time are
refused and counted: which of them is right is for a human to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc

from alongside.outcomes.faults import DuplicateFault, QuestionFault, TimeFault
from alongside.outcomes.frames import into_engine

_TIMES_SHOWN = 10
col = nw.col


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """Everybody in the data, once each. `people` has person, before, after, sorted by person."""

    people: pa.Table
    n_total: int
    n_before: int
    n_after: int
    n_used: int
    rows_without_person: int

    @property
    def unused(self) -> dict[str, int]:
        """Why people were left out; sums to n_total - n_used."""
        neither = self.n_total - self.n_before - self.n_after + self.n_used
        return {
            "no_score_before": self.n_after - self.n_used,
            "no_score_after": self.n_before - self.n_used,
            "neither_score": neither,
        }


def pair_scores(
    engine: duckdb.DuckDBPyConnection, scores: pa.Table, *, before: str, after: str
) -> Pairing:
    """Pair `scores` (person, time, score, row). `before` and `after` are values of time."""
    if before == after:
        raise QuestionFault(f"Before and after are the same time ({before!r}).")
    _refuse_unknown_times(scores, before, after)
    spread = (
        into_engine(engine, scores)
        .filter(~col("person").is_null())
        .with_columns(
            before=nw.when(col("time") == before).then(col("score")),
            after=nw.when(col("time") == after).then(col("score")),
        )
    )
    people = (
        spread.group_by("person")
        .agg(
            before=col("before").max(),
            after=col("after").max(),
            scores_before=col("before").count(),
            scores_after=col("after").count(),
        )
        .sort("person")
        .collect("pyarrow")
        .to_arrow()
    )
    _refuse_duplicates(spread, people, before, after)
    has_before, has_after = (pc.is_valid(people[name]) for name in ("before", "after"))
    return Pairing(
        people=people.select(["person", "before", "after"]),
        n_total=len(people),
        n_before=_count(has_before),
        n_after=_count(has_after),
        n_used=_count(pc.and_(has_before, has_after)),
        rows_without_person=scores["person"].null_count,
    )


def _count(flags: pa.ChunkedArray) -> int:
    return pc.sum(flags).as_py() or 0


def _refuse_unknown_times(scores: pa.Table, before: str, after: str) -> None:
    known = sorted(time for time in pc.unique(scores["time"]).to_pylist() if time is not None)
    for asked, word in ((before, "before"), (after, "after")):
        if asked not in known:
            shown = ", ".join(repr(time) for time in known[:_TIMES_SHOWN]) or "none"
            more = f" and {len(known) - _TIMES_SHOWN} more" if len(known) > _TIMES_SHOWN else ""
            raise TimeFault(
                f"No row has the time {asked!r} ({word}). The times found are: {shown}{more}."
            )


def _refuse_duplicates(
    spread: nw.LazyFrame[Any], people: pa.Table, before: str, after: str
) -> None:
    twice = people.filter((pc.field("scores_before") > 1) | (pc.field("scores_after") > 1))
    count = len(twice)
    if not count:
        return
    first = twice.slice(0, 1).to_pylist()[0]
    name = "before" if first["scores_before"] > 1 else "after"
    rows = spread.filter((col("person") == first["person"]) & ~col(name).is_null())
    numbers = rows.select("row").sort("row").collect("pyarrow")["row"].to_list()
    who = "1 person has" if count == 1 else f"{count} people have"
    raise DuplicateFault(
        f"{who} more than one score at time {before!r} or at time {after!r}, for example in rows "
        f"{' and '.join(str(number) for number in numbers[:2])}. "
        "Keep one score for each person and time.",
        count,
    )
