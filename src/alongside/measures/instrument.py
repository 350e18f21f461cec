"""One instrument: what is asked, how it is scored, who may print it, who checked it.

Instances come from `instruments/*.toml` by `alongside.measures.loading`; nothing is worked out
here but questions about the instrument itself.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Status = Literal["seen", "remembered"]
"""Seen: somebody read the source named. Remembered: nobody has yet, and the screen says so."""

State = Literal["in use", "switched off"]
MissingMethod = Literal["none", "person mean"]
ThresholdKind = Literal["caseness", "reliable change"]


@dataclass(frozen=True, kw_only=True)
class Option:
    """An answer and the points it gives."""

    label: str
    value: int
    loinc: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A question that counts. `alert_from`: this many points or more call a human."""

    number: int
    text: str
    reverse: bool = False
    loinc: str = ""
    alert_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class Unscored:
    """A question on the form that does not count towards the score."""

    text: str
    options: tuple[Option, ...]
    loinc: str = ""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How answers become one score, and which scores are possible. `version` names these rules
    and is kept beside every score; it is raised whenever a change would change a score."""

    version: str
    method: Literal["sum"]
    lowest: float
    highest: float
    higher_is_better: bool


@dataclass(frozen=True, kw_only=True)
class MissingRule:
    """What happens with unanswered items: at most `max_missing`, filled as `method` says.
    Person mean: each takes the mean of the person's own answers; nothing is rounded."""

    method: MissingMethod
    max_missing: int
    source: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Band:
    """A named stretch of scores, both ends included."""

    label: str
    lowest: float
    highest: float


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A number with a meaning: `caseness` (a score) or `reliable change` (points of change)."""

    kind: ThresholdKind
    value: float
    rule: str
    source: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Whether the words may be shown, and the line to print beside them."""

    terms: str
    line: str
    source: str
    status: Status


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A complete instrument. `state` says whether it may be used at all."""

    code: str
    name: str
    version: str
    language: str
    stem: str
    recall: str
    source: str
    state: State
    checked_by: str
    checked_on: dt.date
    next_review: dt.date
    items: tuple[Item, ...]
    options: tuple[Option, ...]
    unscored: tuple[Unscored, ...]
    scoring: Scoring
    missing: MissingRule
    bands: tuple[Band, ...]
    bands_source: str
    thresholds: tuple[Threshold, ...]
    licence: Licence
    codes: tuple[tuple[str, str], ...]

    @property
    def reliable_change(self) -> float | None:
        """Points of change that count as reliable, if somebody has read where that is from."""
        seen = [one for one in self.thresholds if one.status == "seen"]
        return next((one.value for one in seen if one.kind == "reliable change"), None)

    def review_due(self, on: dt.date) -> bool:
        """Whether the review day has passed."""
        return on > self.next_review

    def remembered(self) -> tuple[str, ...]:
        """The parts whose source nobody has read yet."""
        parts = [("missing rule", self.missing.status), ("licence", self.licence.status)]
        parts += [(one.kind, one.status) for one in self.thresholds]
        return tuple(name for name, status in parts if status == "remembered")
