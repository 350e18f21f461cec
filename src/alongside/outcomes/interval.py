"""The mean change of pairs, in points of the measure, with its interval.

The interval is that of the paired t test: mean ± t × SD of the changes / √n, n - 1 degrees of
freedom. It says how sure the mean is for people like these; it says nothing about a cause.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

col = nw.col
CONFIDENCE = 0.95


@dataclass(frozen=True, kw_only=True)
class MeanChange:
    """Means of the pairs used. All None without a pair; no interval with fewer than two."""

    mean_before: float | None = None
    mean_after: float | None = None
    mean_change: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None


def mean_change(paired: nw.LazyFrame[Any], n: int) -> MeanChange:
    """The mean of after - before over `paired` (before, after: no nulls), `n` rows long."""
    if n == 0:
        return MeanChange()
    change = col("after") - col("before")
    found = paired.select(
        mean_before=col("before").mean(),
        mean_after=col("after").mean(),
        mean_change=change.mean(),
        sd=change.std(),
    ).collect("pyarrow")
    moments = next(iter(found.iter_rows(named=True)))
    sd = moments.pop("sd")
    if n == 1:
        return MeanChange(**moments)
    low, high = interval(n, moments["mean_change"], sd)
    return MeanChange(**moments, ci_low=low, ci_high=high)


def interval(n: int, mean: float, sd: float) -> tuple[float, float]:
    """The ends of the interval of a mean of `n` >= 2 values whose SD (divisor n - 1) is `sd`."""
    from scipy.special import stdtrit

    reach = float(stdtrit(n - 1, 0.5 + CONFIDENCE / 2)) * sd / math.sqrt(n)
    return mean - reach, mean + reach
