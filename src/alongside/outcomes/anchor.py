"""Individual change against the smallest change that matters (MID).

The rule is in `definitions/anchor.toml`: that many points or more, the edge included.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Real
from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa

from alongside.outcomes.faults import QuestionFault

col = nw.col
NEAR = 1e-9
"""A change this near the MID, relative to it, is the MID: 0.3 - 0.2 must count as 0.1."""


@dataclass(frozen=True, kw_only=True)
class AnchorRule:
    """What is asked: `mid` is the smallest change that matters, in points of the measure."""

    mid: float
    higher_is_better: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.mid, Real) or not 0 < self.mid < math.inf:
            raise QuestionFault(
                f"The smallest change that matters (MID) must be a number above 0, "
                f"not {self.mid!r}."
            )

    @property
    def direction(self) -> int:
        """1 if a higher score is better, else -1."""
        return 1 if self.higher_is_better else -1


def classify(paired: nw.LazyFrame[Any], rule: AnchorRule) -> pa.Table:
    """Everybody in `paired` (person, before, after) with change and category, by person."""
    changed = paired.with_columns(change=col("after") - col("before"))
    better, edge = rule.direction * col("change"), float(rule.mid) * (1 - NEAR)
    category = (
        nw.when(better >= edge)
        .then(nw.lit("improved"))
        .when(better <= -edge)
        .then(nw.lit("deteriorated"))
        .otherwise(nw.lit("unchanged"))
    )
    return changed.with_columns(category=category).sort("person").collect("pyarrow").to_arrow()
