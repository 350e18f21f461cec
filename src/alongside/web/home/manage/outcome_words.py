"""Sentences about what changed. `None` is a number that is hidden; it is never said as nought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format

from alongside.web.home.measure_words import plain_name
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.measures.instrument import Instrument
    from alongside.web.support.outcome_counts import (
        Cohort,
        Moved,
        OutcomeRow,
        OutcomeTable,
        Period,
    )
    from alongside.web.support.outcome_sharing import SharedOutcomes
    from alongside.web.support.selectors.outcomes import OwnOutcomes

HIDDEN = "[h]"
NOTHING = "–"
FEWEST_FOR_A_SHARE = 10

KINDS = {
    "better": _l("Better"),
    "same": _l("About the same"),
    "worse": _l("Worse"),
    "not_known": _l("Not known"),
}
SHORT_NAMES = {"phq9": "PHQ-9", "gad7": "GAD-7"}

_SHARES = (
    (0.07, _l("A few")),
    (0.17, _l("About one in ten")),
    (0.22, _l("About one in five")),
    (0.30, _l("About one in four")),
    (0.36, _l("About one in three")),
    (0.43, _l("About two in five")),
    (0.48, _l("Nearly half")),
    (0.52, _l("About half")),
    (0.62, _l("More than half")),
    (0.72, _l("About two in three")),
    (0.80, _l("About three in four")),
    (0.90, _l("More than four in five")),
    (1.00, _l("Nearly all")),
)
"""Up to which share each is said; nobody, few people and everybody have words of their own."""


def say_share(part: int, of: int) -> str:
    """`Nearly half`; of few people `3 of 7`."""
    if part == 0:
        return _("Nobody")
    if of < FEWEST_FOR_A_SHARE:
        return _("{part} of {of}", part=part, of=of)
    if part == of:
        return _("All")
    return str(next(words for most, words in _SHARES if part / of < most))


def goals_heading(row: OutcomeRow) -> str:
    better, of = row.counts["better"], row.counts["answered"]
    if better is None or of is None:
        return _("What people said about their own {goal}")
    if of == 0:
        return _("Nobody has said yet what matters to them")
    if better == 0:
        return _("Nobody says yet that their own {goal} is better")
    if better == 1 and of < FEWEST_FOR_A_SHARE:
        return _("{share} says their own {goal} is better", share=say_share(better, of))
    return _("{share} say their own {goal} is better", share=say_share(better, of))


def measure_heading(table: OutcomeTable) -> str:
    better, of = table.everybody.counts["better"], table.everybody.counts["paired"]
    name = plain_name(table.instrument)
    if better is None or of is None:
        return _("{measure}: what changed", measure=name)
    if of == 0:
        return _("{measure}: nobody has answered twice yet", measure=name)
    if better == 0:
        return _("{measure}: nobody who answered twice is better", measure=name)
    share = say_share(better, of)
    share = share[0].lower() + share[1:]
    if better == 1:
        return _("{measure}: {share} who answered twice is better", measure=name, share=share)
    return _("{measure}: {share} who answered twice are better", measure=name, share=share)


def change_heading(tables: list[OutcomeTable]) -> str:
    """Says of each measure which way its mean went, if the interval knows."""
    ways: dict[str, list[str]] = {}
    for one in tables:
        if one.everybody.moved is not None:
            name = plain_name(one.instrument)
            ways.setdefault(_way(one), []).append(name[0].lower() + name[1:])
    said = [_say_way(way, _join(names)) for way, names in ways.items()]
    return _("On average: {findings}", findings=", ".join(said))


def _say_way(way: str, measures: str) -> str:
    if way == "better":
        return _("change for the better in {measures}", measures=measures)
    if way == "worse":
        return _("change for the worse in {measures}", measures=measures)
    return _("no clear change in {measures}", measures=measures)


def _way(table: OutcomeTable) -> str:
    instrument, moved = table.instrument, table.everybody.moved
    if moved.low is None or moved.low <= 0 <= moved.high:
        return "unclear"
    return "better" if direction(instrument) * moved.mean > 0 else "worse"


def _join(names: list[str]) -> str:
    *some, last = names
    return _("{some} and {last}", some=", ".join(some), last=last) if some else last


def direction(instrument: Instrument) -> int:
    return 1 if instrument.scoring.higher_is_better else -1


def short_name(instrument: Instrument) -> str:
    return SHORT_NAMES.get(instrument.code, instrument.name)


def rule_of(instrument: Instrument) -> str:
    """Which change counts, and who says so."""
    source = next(one.source for one in instrument.thresholds if one.kind == "reliable change")
    change = _(
        "{measure}: better and worse mean a change of {points} points or more, from the first "
        "answer to the latest on another day.",
        measure=short_name(instrument),
        points=f"{instrument.reliable_change:g}",
    )
    high = instrument.scoring.higher_is_better
    way = _("Higher is better.") if high else _("Lower is better.")
    return f"{change} {way} " + _("Source: {source}.", source=source)


def say_points(value: float) -> str:
    """`−4.6`, `+0.7` or `0.0`, as the measure counts."""
    words = f"{value:+.1f}"
    return "0.0" if words in ("+0.0", "-0.0") else words.replace("-", "−")


def say_interval(moved: Moved) -> str:
    """`−6.3 to −2.9`; one person has none."""
    if moved.low is None or moved.high is None:
        return NOTHING
    return _("{low} to {high}", low=say_points(moved.low), high=say_points(moved.high))


def say_moved(moved: Moved) -> str:
    if moved.low is None:
        return say_points(moved.mean)
    return f"{say_points(moved.mean)} ({say_interval(moved)})"


def say_names(row: OutcomeRow) -> str:
    """The offers of a row."""
    if not row.offers:
        return _("All {offers}")
    if len(row.offers) == 1:
        return row.offers[0]
    *some, last = row.offers
    return _("{some} and {last} together", some=", ".join(some), last=last)


def say_count(people: int | None) -> str:
    return HIDDEN if people is None else str(people)


def say_people(people: int | None) -> str:
    if people is None:
        return _("{hidden} people", hidden=HIDDEN)
    return _("1 person") if people == 1 else _("{count} people", count=people)


def say_part(people: int | None, of: int | None) -> str:
    """`66 (47 %)`, without the share of few people."""
    if people is None:
        return HIDDEN
    if of is None or of < FEWEST_FOR_A_SHARE:
        return str(people)
    return _("{people} ({share} %)", people=people, share=round(100 * people / of))


def say_period(period: Period) -> str:
    first, last = (date_format(day, "j F Y") for day in (period.first, period.last))
    return _("People who began from {first} to {last}.", first=first, last=last)


def say_counted(cohort: Cohort) -> str:
    """How many began, and of whom the page speaks."""
    began = _("{people} began in this time.", people=say_people(cohort.introduced))
    agreed = _(
        "{people} agreed that their answers are kept and counted.",
        people=say_people(len(cohort.subjects)),
    )
    if not cohort.not_agreed:
        return f"{began} {agreed}"
    rest = _("The others are in no other number on this page.")
    return f"{began} {agreed} {rest}"


def say_not_agreed(shared: SharedOutcomes) -> str:
    if shared.not_agreed is None:
        return _("Fewer than 5 people, or nobody, did not agree to be counted.")
    return _("{count} more people did not agree to be counted.", count=shared.not_agreed)


def say_year(year: int) -> str:
    return _("All {offers}. People who began between 1 January and 31 December {year}.", year=year)


def say_whom(found: OwnOutcomes, offer: UUID | None) -> str:
    return _("All {offers}") if offer is None else found.offers[offer]
