"""Counting what changed, from what people answered: no queries, no words.

The engine says who is better, the same or worse, and how sure a mean is. A person counts once in
each offer in which they began, and once among all.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.questionnaires.selectors.outcomes import Answered, OwnVerdict

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument
    from alongside.outcomes.change import Change

GOALS = "goals"
FIRST, LATEST = "first", "latest"

BETTER, SAME, WORSE, NOT_KNOWN = "better", "same", "worse", "not_known"
VERDICTS = (BETTER, SAME, WORSE)
ENGINE_WORDS = {"improved": BETTER, "unchanged": SAME, "deteriorated": WORSE}

PARTS: Mapping[str, tuple[str, ...]] = {
    "eligible": ("not_asked", "not_answered", NOT_KNOWN, *VERDICTS),
    "asked": ("not_answered", NOT_KNOWN, *VERDICTS),
    "answered": (NOT_KNOWN, *VERDICTS),
    "paired": VERDICTS,
}
"""Of a measure: sums and what they hold. NOT_KNOWN answered, but not on two days."""

GOAL_PARTS: Mapping[str, tuple[str, ...]] = {
    "eligible": ("no_goal", NOT_KNOWN, *VERDICTS),
    "answered": (NOT_KNOWN, *VERDICTS),
    "paired": VERDICTS,
}
"""Of goals: `answered` set one, `paired` said later how it went. Nobody keeps who was asked."""


@dataclass(frozen=True)
class Period:
    """Days by the clock of the place, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def year(self) -> int | None:
        """The year that this is, from its first day to its last; else None."""
        return self.first.year if self == year_of(self.first.year) else None


def year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True)
class Subject:
    """One person who is counted. `offers`: in which they began in the period, in that order."""

    person: UUID
    offers: tuple[UUID, ...]
    answers: Mapping[str, Answered]
    goal: OwnVerdict | None = None


@dataclass(frozen=True)
class Cohort:
    """Who began in a period. `began` are the offers of each, those too who do not agree to be
    counted; `subjects` are only those who agree.
    `offers` are all in which anybody ever began, with their names; `only` is one of them, when
    nobody else is spoken of."""

    period: Period
    offers: Mapping[UUID, str]
    subjects: Sequence[Subject]
    began: Sequence[tuple[UUID, ...]]
    measures: Sequence[Instrument]
    only: UUID | None = None

    @property
    def introduced(self) -> int:
        """How many began, whether or not they agree to be counted."""
        return sum(self.only is None or self.only in offers for offers in self.began)

    @property
    def not_agreed(self) -> int:
        return self.introduced - len(self.subjects)

    def of(self, offer: UUID | None) -> Cohort:
        """Only those who began in one offer; everybody for None."""
        if offer is None:
            return self
        mine = [replace(one, offers=(offer,)) for one in self.subjects if offer in one.offers]
        return replace(self, subjects=mine, only=offer)


@dataclass(frozen=True)
class Moved:
    """The mean of latest - first, in points of the measure. No interval for one person; `sd` is
    the standard deviation of their first answers."""

    people: int
    mean: float
    low: float | None
    high: float | None
    sd: float | None


@dataclass(frozen=True)
class OutcomeRow:
    """Of some offers, or of everybody where `offers` is empty. None is a count that is hidden.
    `moved` is None where nobody has a pair, or the mean may not be shown."""

    offers: tuple[str, ...]
    counts: Mapping[str, int | None]
    moved: Moved | None = None
    hides_mean: bool = False


@dataclass(frozen=True)
class OutcomeTable:
    """What changed by one measure, or by people's goals where `instrument` is None."""

    instrument: Instrument | None
    rows: tuple[OutcomeRow, ...]

    @property
    def about(self) -> str:
        return GOALS if self.instrument is None else self.instrument.code

    @property
    def everybody(self) -> OutcomeRow:
        return self.rows[0]


def own_tables(cohort: Cohort, count: Counter) -> list[OutcomeTable]:
    """Every figure, nothing hidden. First everybody, then each offer where somebody began."""
    lines = _lines(cohort)
    return [
        OutcomeTable(
            instrument, tuple(_row(names, mine, instrument, count) for names, mine in lines)
        )
        for instrument in (None, *cohort.measures)
    ]


def _lines(cohort: Cohort) -> list[tuple[tuple[str, ...], Sequence[Subject]]]:
    if cohort.only is not None:
        return [((cohort.offers[cohort.only],), cohort.subjects)]
    groups = {offer: cohort.of(offer).subjects for offer in cohort.offers}
    named = [((cohort.offers[offer],), mine) for offer, mine in groups.items() if mine]
    return [((), cohort.subjects), *(named if len(cohort.offers) > 1 else [])]


def _row(
    names: tuple[str, ...], mine: Sequence[Subject], instrument: Instrument | None, count: Counter
) -> OutcomeRow:
    parts, sums = count.parts(mine, instrument), sums_of(instrument)
    whole = {name: sum(parts[part] for part in held) for name, held in sums.items()}
    return OutcomeRow(names, {**whole, **parts}, count.moved(mine, instrument))


def sums_of(instrument: Instrument | None) -> Mapping[str, tuple[str, ...]]:
    return GOAL_PARTS if instrument is None else PARTS


class Counter:
    """Counts groups of the people it is given. The engine is asked once a measure for everybody's
    class, and once for the mean of each group that is not the same people again."""

    def __init__(self, everybody: Sequence[Subject]) -> None:
        self._everybody = everybody
        self._changes: dict[tuple[str, frozenset[UUID]], Change] = {}
        self._classes: dict[str, dict[UUID, str]] = {}

    def parts(self, mine: Sequence[Subject], instrument: Instrument | None) -> dict[str, int]:
        """How many are in each part."""
        if instrument is None:
            return _goal_parts(mine)
        counts = dict.fromkeys(PARTS["eligible"], 0)
        for one in mine:
            counts[self._part(one, instrument)] += 1
        return counts

    def _part(self, one: Subject, instrument: Instrument) -> str:
        answered = one.answers.get(instrument.code)
        if answered is None:
            return "not_asked"
        if not answered.answers:
            return "not_answered"
        return self._classes_of(instrument).get(one.person, NOT_KNOWN)

    def _classes_of(self, instrument: Instrument) -> dict[UUID, str]:
        if instrument.code not in self._classes:
            change = self._change(self._everybody, instrument)
            people, words = (change.people[name].to_pylist() for name in ("person", "category"))
            self._classes[instrument.code] = {
                UUID(person): ENGINE_WORDS[word] for person, word in zip(people, words, strict=True)
            }
        return self._classes[instrument.code]

    def moved(self, mine: Sequence[Subject], instrument: Instrument | None) -> Moved | None:
        """The mean of a group; None without a pair."""
        if instrument is None or not any(_is_pair(one, instrument) for one in mine):
            return None
        change = self._change(mine, instrument)
        if change.mean_change is None:
            return None
        before = change.people["before"].to_pylist()
        sd = statistics.stdev(before) if len(before) > 1 else None
        n = change.pairing.n_used
        return Moved(n, change.mean_change, change.ci_low, change.ci_high, sd)

    def _change(self, mine: Sequence[Subject], instrument: Instrument) -> Change:
        key = (instrument.code, frozenset(one.person for one in mine))
        if key not in self._changes:
            self._changes[key] = change_of(mine, instrument)
        return self._changes[key]


def _is_pair(one: Subject, instrument: Instrument) -> bool:
    answered = one.answers.get(instrument.code)
    return answered is not None and answered.is_pair


def change_of(mine: Iterable[Subject], instrument: Instrument) -> Change:
    """The engine's answer, asked with the rows that an evaluator gets. Raises QuestionFault for
    a measure without a threshold that somebody has seen."""
    import pyarrow as pa

    from alongside.outcomes.change import AnchorRule, assess_change

    rows = [row for one in mine for row in scores_of(one, instrument.code)]
    names = ("person", "time", "score")
    table = pa.table(
        {name: [row[at] for row in rows] for at, name in enumerate(names)},
        schema=pa.schema([("person", pa.string()), ("time", pa.string()), ("score", pa.float64())]),
    )
    rule = AnchorRule(
        mid=instrument.reliable_change or 0,
        higher_is_better=instrument.scoring.higher_is_better,
    )
    return assess_change(
        table, person="person", time="time", outcome="score", before=FIRST, after=LATEST, rule=rule
    )


def scores_of(one: Subject, measure: str) -> list[tuple[str, str, float | None]]:
    """Two rows for everybody, so that both times are always there; no answer is no score."""
    answered = one.answers.get(measure, Answered(0))
    return [
        (str(one.person), time, None if scored is None else scored.score)
        for time, scored in ((FIRST, answered.first), (LATEST, answered.latest))
    ]


def _goal_parts(mine: Sequence[Subject]) -> dict[str, int]:
    counts = dict.fromkeys(GOAL_PARTS["eligible"], 0)
    for one in mine:
        counts["no_goal" if one.goal is None else one.goal.verdict or NOT_KNOWN] += 1
    return counts
