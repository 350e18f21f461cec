"""One response by one instrument: its score, the band of a score, the items that call a human.

Answers are the points of the chosen options by item number; None or no entry is no answer.
Nothing is guessed: a response that the rules do not score has no value but says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from alongside.measures.instrument import Band, Instrument, Item

WhyNot = Literal["nothing_answered", "items_missing"]


class ScoringFault(Exception):
    """An answer that the instrument does not know; `item` is its number. Nothing was scored,
    and whoever holds the answers keeps them."""

    def __init__(self, message: str, item: int) -> None:
        self.item = item
        super().__init__(message)


@dataclass(frozen=True, kw_only=True)
class Score:
    """The score of one response. `value` is None when `why_not` says why. Of `of` items
    `answered` have an answer; `filled` were filled in by the missing rule, without rounding."""

    value: float | None
    answered: int
    of: int
    filled: int
    version: str
    why_not: WhyNot | None = None


def score_response(
    instrument: Instrument,
    answers: Mapping[int, int | None],
    *,
    confirmed_missing_rule: bool = False,
) -> Score:
    """Score one response. Items are filled in only by a rule that somebody has read in its
    source, or that the service has confirmed (`confirmed_missing_rule`).

    Raises ScoringFault: no such item, or an answer that is no option.
    """
    points = _points(instrument, answers)
    answered, of = len(points), len(instrument.items)
    missing, rule = of - answered, instrument.missing
    trusted = confirmed_missing_rule or rule.status == "seen"
    allowed = rule.max_missing if trusted and rule.method == "person mean" else 0
    why_not: WhyNot | None = None
    if missing > allowed:
        why_not = "items_missing" if answered else "nothing_answered"
    return Score(
        value=None if why_not else of * sum(points) / answered,
        answered=answered,
        of=of,
        filled=0 if why_not else missing,
        version=instrument.scoring.version,
        why_not=why_not,
    )


def bands(instrument: Instrument, value: float | None) -> Band | None:
    """The band that a score has reached; None without a score or outside the range.

    Bands are named in whole points. A filled-in score between two of them (9.5 between 5-9 and
    10-14) lies in the lower one: the upper one begins at its first point and not before.
    """
    if value is None or not instrument.scoring.lowest <= value <= instrument.scoring.highest:
        return None
    return next((band for band in reversed(instrument.bands) if band.lowest <= value), None)


def alerts(instrument: Instrument, answers: Mapping[int, int | None]) -> tuple[int, ...]:
    """Numbers of the items whose answer calls a human. Never raises for a wrong answer: to such
    an item an answer that is no option calls a human too."""
    return tuple(item.number for item in instrument.items if _calls(instrument, item, answers))


def _calls(instrument: Instrument, item: Item, answers: Mapping[int, int | None]) -> bool:
    answer = answers.get(item.number)
    if item.alert_from is None or answer is None:
        return False
    return not _is_option(instrument, answer) or answer >= item.alert_from


def _points(instrument: Instrument, answers: Mapping[int, int | None]) -> list[int]:
    """The points of the answered items, in their order."""
    items = {item.number: item for item in instrument.items}
    values = [option.value for option in instrument.options]
    for number, answer in answers.items():
        if number not in items:
            raise ScoringFault(f"{instrument.code} has no item {number!r}.", number)
        if answer is not None and not _is_option(instrument, answer):
            shown = ", ".join(str(value) for value in values)
            raise ScoringFault(
                f"{instrument.code}, item {number}: the answer is none of the options ({shown}).",
                number,
            )
    turned = min(values) + max(values)
    given = ((item, answers.get(item.number)) for item in instrument.items)
    return [
        turned - answer if item.reverse else answer for item, answer in given if answer is not None
    ]


def _is_option(instrument: Instrument, answer: object) -> bool:
    return type(answer) is int and answer in [option.value for option in instrument.options]
