"""What may leave the team: whole years, few numbers, none that gives a small one away.

1. Only whole calendar years leave. They never overlap, so that no two pages about nearly the same
   people can be taken from each other.
2. Everybody is counted in one offer, the one in which they began first, so that offers add up.
3. Offers with fewer than five people are put together with the next larger ones until every line
   holds five. Then how many each line holds can be published, once and for all tables.
4. Each table, of goals and of each measure, parts these same people in its own way. All that the
   tables have in common are those published wholes, so each is kept safe by itself:
   `alongside.suppression` with `wholes_known`.
5. A mean and its interval stand only where better, same and worse of that line are all shown.
   Who hides in a part that is not shown could as well be in another line, with the same means.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.suppression.suppress import LEAST, SuppressedTable, suppress
from alongside.web.support.outcome_counts import (
    VERDICTS,
    Cohort,
    Counter,
    OutcomeRow,
    OutcomeTable,
    Subject,
    sums_of,
)

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument

ALL = "all"


@dataclass(frozen=True)
class SharedOutcomes:
    """The page of one year. Without tables where fewer than five people, or nobody, began.
    `not_agreed` is None for fewer than five or nobody."""

    year: int
    tables: tuple[OutcomeTable, ...]
    not_agreed: int | None


@dataclass(frozen=True)
class _Line:
    key: str
    names: tuple[str, ...]
    mine: Sequence[Subject]


def share(cohort: Cohort, count: Counter) -> SharedOutcomes:
    """Raises ValueError unless the cohort is that of a whole year and of every offer."""
    year = cohort.period.year
    if year is None or cohort.only is not None:
        raise ValueError("Only whole years may leave the team.")
    others = cohort.not_agreed if cohort.not_agreed >= LEAST else None
    if len(cohort.subjects) < LEAST:
        return SharedOutcomes(year, (), None)
    lines = _pooled(_lines(cohort))
    tables = [_table(cohort, lines, one, count) for one in (None, *cohort.measures)]
    return SharedOutcomes(year, tuple(tables), others)


def _lines(cohort: Cohort) -> list[_Line]:
    """Each offer with those who began there first."""
    return [
        _Line(str(offer), (name,), [one for one in cohort.subjects if one.offers[0] == offer])
        for offer, name in cohort.offers.items()
    ]


def _pooled(lines: Sequence[_Line]) -> list[_Line]:
    """Every line with five people or more; those with fewer are put together. The order stays."""
    small = [line for line in lines if len(line.mine) < LEAST]
    large = sorted(
        (line for line in lines if len(line.mine) >= LEAST), key=lambda line: len(line.mine)
    )
    if not any(line.mine for line in small):
        return [line for line in lines if line.mine]
    while large and sum(len(line.mine) for line in small) < LEAST:
        small.append(large.pop(0))
    together = [line for line in lines if line in small]
    pool = _Line(
        "+".join(line.key for line in together),
        tuple(name for line in together for name in line.names),
        [one for line in together for one in line.mine],
    )
    return [*(line for line in lines if line in large), pool]


def _table(
    cohort: Cohort, lines: Sequence[_Line], instrument: Instrument | None, count: Counter
) -> OutcomeTable:
    shown = suppress(
        {line.key: count.parts(line.mine, instrument) for line in lines},
        sums=sums_of(instrument),
        total=ALL,
        wholes_known=True,
    )
    everybody = _Line(ALL, (), cohort.subjects)
    of_offers = lines if len(lines) > 1 else []
    rows = [_row(line, shown, instrument, count) for line in (everybody, *of_offers)]
    return OutcomeTable(instrument, tuple(rows))


def _row(
    line: _Line, shown: SuppressedTable, instrument: Instrument | None, count: Counter
) -> OutcomeRow:
    counts: Mapping[str, int | None] = shown.rows[line.key]
    safe = all(counts[part] is not None for part in VERDICTS)
    moved = count.moved(line.mine, instrument) if safe else None
    return OutcomeRow(line.names, counts, moved, hides_mean=not safe)
