"""Change of one outcome between two times: each person's class and the mean of all.

`ChangeRule` asks for reliable and clinically significant change, by
`definitions/jacobson_truax.toml`; the expressions in `_classify` are its words. `AnchorRule` asks
for change by the smallest amount that matters. Uncontrolled change is never called effect.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw
import pyarrow as pa

from alongside.outcomes import anchor
from alongside.outcomes.anchor import AnchorRule as AnchorRule
from alongside.outcomes.definition import (
    ANCHOR_CATEGORIES,
    CATEGORIES,
    ChangeDefinition,
    change_definition,
)
from alongside.outcomes.faults import NotComputable, QuestionFault
from alongside.outcomes.frames import give_back, into_engine, open_engine, take_in
from alongside.outcomes.interval import MeanChange, mean_change
from alongside.outcomes.pair import Pairing, pair_scores

col = nw.col
NEAR = 1e-9
"""Scores this near the cut-off, relative to its size, lie exactly on it: means and standard
deviations are floats, and their last digit must not decide about a person."""


@dataclass(frozen=True, kw_only=True)
class ChangeRule:
    """What is asked. `reliability` is that of the measure, 0 up to but not including 1;
    the functional mean and SD are those of people who are well, in points of the measure."""

    reliability: float
    functional_mean: float | None = None
    functional_sd: float | None = None
    cutoff: str = "c"
    higher_is_better: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.reliability < 1:
            raise QuestionFault(
                f"The reliability must be at least 0 and below 1, not {self.reliability:g}."
            )
        known = [one.code for one in change_definition().cutoffs]
        if self.cutoff not in known:
            raise QuestionFault(f"The cut-off must be {', '.join(known)}, not {self.cutoff!r}.")
        given = (self.functional_mean, self.functional_sd)
        if change_definition().cutoff(self.cutoff).needs_norms and None in given:
            raise QuestionFault(
                f"Cut-off {self.cutoff} needs the functional mean and the functional standard "
                "deviation, those of people who are well. Cut-off a needs neither."
            )
        if self.functional_mean is not None and not math.isfinite(self.functional_mean):
            raise QuestionFault("The functional mean must be an ordinary number.")
        if self.functional_sd is not None and not 0 < self.functional_sd < math.inf:
            raise QuestionFault(
                f"The functional standard deviation must be above 0, not {self.functional_sd:g}."
            )

    @property
    def direction(self) -> int:
        """1 if a higher score is better, else -1."""
        return 1 if self.higher_is_better else -1


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The numbers between the scores and the classes, in points of the measure."""

    mean_before: float
    sd_before: float
    mean_after: float
    sd_after: float
    standard_error: float
    difference: float
    reliable_change: float
    cutoff: float


@dataclass(frozen=True, kw_only=True)
class Change:
    """The result. `people` has person, before, after, change, category (and index, when asked
    by a ChangeRule) for those with a pair. `mean` is after - before in points of the measure,
    whichever direction is better; it and `figures` are empty when nobody has a pair, and
    `figures` is None when asked by an AnchorRule."""

    rule: ChangeRule | AnchorRule
    pairing: Pairing
    mean: MeanChange
    figures: Figures | None
    counts: dict[str, int]
    people: Any
    notes: tuple[str, ...]

    @property
    def mean_change(self) -> float | None:
        """The mean of after - before; None when nobody has a pair."""
        return self.mean.mean_change

    @property
    def ci_low(self) -> float | None:
        """The lower end of the 95 % interval of the mean change; None below two pairs."""
        return self.mean.ci_low

    @property
    def ci_high(self) -> float | None:
        """Its upper end, likewise."""
        return self.mean.ci_high


def assess_change(
    frame: Any,
    *,
    person: str,
    time: str,
    outcome: str,
    before: str,
    after: str,
    rule: ChangeRule | AnchorRule,
    row: str | None = None,
) -> Change:
    """Class each person's change. `row` names a column of row numbers for messages.

    Raises OutcomeFault: an unknown time, two scores at one time, or scores too few or too alike.
    """
    scores = _scores(take_in(frame), person, time, outcome, row)
    figures = None
    with open_engine() as engine:
        pairing = pair_scores(engine, scores, before=before, after=after)
        paired = into_engine(engine, pairing.people).filter(
            ~col("before").is_null() & ~col("after").is_null()
        )
        if isinstance(rule, AnchorRule):
            categories: tuple[str, ...] = ANCHOR_CATEGORIES
            people = anchor.classify(paired, rule)
        else:
            definition = change_definition()
            figures = _figures(paired, pairing.n_used, rule, definition)
            categories, people = CATEGORIES, _classify(paired, figures, rule, definition)
        mean = mean_change(paired, pairing.n_used)
    found = Counter(people["category"].to_pylist())
    return Change(
        rule=rule,
        pairing=pairing,
        mean=mean,
        figures=figures,
        counts={name: found[name] for name in categories},
        people=give_back(people, frame),
        notes=_notes(pairing, figures, rule),
    )


def _scores(table: pa.Table, person: str, time: str, outcome: str, row: str | None) -> pa.Table:
    numbers = pa.array(range(1, len(table) + 1)) if row is None else table[row]
    return pa.table(
        {
            "person": table[person],
            "time": table[time].cast(pa.string()),
            "score": table[outcome].cast(pa.float64()),
            "row": numbers,
        }
    )


def _figures(
    paired: nw.LazyFrame[Any], n: int, rule: ChangeRule, definition: ChangeDefinition
) -> Figures | None:
    if n == 0:
        return None
    found = paired.select(
        mean_before=col("before").mean(),
        sd_before=col("before").std(),
        mean_after=col("after").mean(),
        sd_after=col("after").std(),
    ).collect("pyarrow")
    moments = next(iter(found.iter_rows(named=True)))
    if n == 1:
        raise NotComputable("Only 1 person has both scores. The formula needs at least 2.")
    if moments["sd_before"] == 0:
        raise NotComputable(
            f"All {n} people with both scores have the same score before "
            f"({moments['mean_before']:g}), so chance cannot be told from change."
        )
    error = moments["sd_before"] * math.sqrt(1 - rule.reliability)
    difference = math.sqrt(2 * error**2)
    return Figures(
        **moments,
        standard_error=error,
        difference=difference,
        reliable_change=definition.critical_value * difference,
        cutoff=_cutoff(moments["mean_before"], moments["sd_before"], rule, definition),
    )


def _cutoff(mean: float, sd: float, rule: ChangeRule, definition: ChangeDefinition) -> float:
    away = definition.deviations * rule.direction
    if rule.cutoff == "a" or rule.functional_mean is None or rule.functional_sd is None:
        return mean + away * sd
    if rule.cutoff == "b":
        return rule.functional_mean - away * rule.functional_sd
    return (sd * rule.functional_mean + rule.functional_sd * mean) / (sd + rule.functional_sd)


def _classify(
    paired: nw.LazyFrame[Any],
    figures: Figures | None,
    rule: ChangeRule,
    definition: ChangeDefinition,
) -> pa.Table:
    difference = figures.difference if figures else 1.0
    cutoff = figures.cutoff if figures else 0.0
    z, better, near = definition.critical_value, rule.direction, NEAR * max(1.0, abs(cutoff))

    indexed = paired.with_columns(change=col("after") - col("before")).with_columns(
        index=col("change") / difference
    )
    improved = better * col("index") > z
    deteriorated = better * col("index") < -z
    clinical_before = better * (col("before") - cutoff) < -near
    functional_after = better * (col("after") - cutoff) > near
    category = (
        nw.when(improved & clinical_before & functional_after)
        .then(nw.lit("recovered"))
        .when(improved)
        .then(nw.lit("improved"))
        .when(deteriorated & ~clinical_before & ~functional_after)
        .then(nw.lit("harmed"))
        .when(deteriorated)
        .then(nw.lit("deteriorated"))
        .otherwise(nw.lit("unchanged"))
    )
    return indexed.with_columns(category=category).sort("person").collect("pyarrow").to_arrow()


def _notes(
    pairing: Pairing, figures: Figures | None, rule: ChangeRule | AnchorRule
) -> tuple[str, ...]:
    notes = []
    if pairing.rows_without_person:
        rows = pairing.rows_without_person
        notes.append(f"{rows} row{'s' if rows > 1 else ''} without an id left out.")
    if isinstance(rule, AnchorRule) or figures is None:
        return tuple(notes)
    if rule.cutoff != "a" and rule.functional_mean is not None:
        ahead = rule.direction * (figures.mean_before - rule.functional_mean)
        if ahead >= 0:
            side = "higher" if rule.higher_is_better else "lower"
            notes.append(
                "The mean before is already as good as that of people who are well. "
                f"Is a {side} score really better here?"
            )
    return tuple(notes)
