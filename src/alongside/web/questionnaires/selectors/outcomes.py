"""What people answered and how their goals went, for whoever counts them.

Asked by `support`, which has asked the consents and knows who began when. Only what is needed
is unsealed: of each person and measure one score of the first and one of the latest day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.measures.loading import instruments
from alongside.web.accounts.viewer import Viewer
from alongside.web.people.local_time import local_date
from alongside.web.questionnaires.models import (
    Goal,
    GoalReview,
    MeasureRequest,
    MeasureResponse,
    MeasureSwitch,
)

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument

MARK = "ever_on_"


@dataclass(frozen=True)
class Scored:
    on: date
    score: float


@dataclass(frozen=True)
class Answered:
    """Of one person who was asked one measure: how many answers came, scored or not; the score
    of the first day that has one, and of the latest if that is another day."""

    answers: int
    first: Scored | None = None
    latest: Scored | None = None

    @property
    def is_pair(self) -> bool:
        return self.latest is not None


@dataclass(frozen=True)
class OwnVerdict:
    """Of one person with a goal: the latest verdict they gave, '' while they gave none."""

    verdict: str = ""
    on: date | None = None


def measures_to_count() -> list[Instrument]:
    """Those whose file says, from a source somebody has read, which change is reliable; the
    longest first, so that no result decides about the order."""
    found = [one for one in instruments().values() if one.reliable_change is not None]
    return sorted(found, key=lambda one: (-len(one.items), one.code))


def ever_switched_on(service: str) -> dict[str, Exists]:
    """For a query of rows whose column `service` names a service: which measures that service
    has ever decided about, each under its own name (see `switched_on_in`)."""
    rows = MeasureSwitch.objects.filter(service_id=OuterRef(service))
    return {
        f"{MARK}{one.code}": Exists(rows.filter(instrument=one.code)) for one in measures_to_count()
    }


def measures_answered(
    viewer: Viewer, service: UUID, persons: QuerySet[Any, Any] | Collection[UUID], time_zone: str
) -> dict[str, dict[UUID, Answered]]:
    """By instrument everybody who was asked it. Of several scores of one day the last received
    counts. One query."""
    rows = (
        MeasureRequest.objects.filter(
            organisation_id=viewer.organisation,
            service_id=service,
            person_id__in=persons,
            instrument__in=instruments(),
        )
        .select_related("measureresponse")
        .defer("measureresponse__answers", "measureresponse__helped_by")
        .order_by("instrument", "person_id", "measureresponse__answered_at", "id")
    )
    found: dict[str, dict[UUID, Answered]] = {}
    for (instrument, person), asked in groupby(rows, lambda row: (row.instrument, row.person_id)):
        responses = [r for row in asked if (r := getattr(row, "measureresponse", None)) is not None]
        found.setdefault(instrument, {})[person] = _answered(responses, time_zone)
    return found


def _answered(responses: list[MeasureResponse], time_zone: str) -> Answered:
    scored = [row for row in responses if not row.unscored_why]
    days = [
        (day, list(rows))
        for day, rows in groupby(scored, lambda row: local_date(row.answered_at, time_zone))
    ]
    first = _first_scored(days)
    latest = _first_scored(reversed(days))
    if first is None or latest is None or latest.on == first.on:
        latest = None
    return Answered(len(responses), first, latest)


def _first_scored(days: Iterable[tuple[date, list[MeasureResponse]]]) -> Scored | None:
    for day, rows in days:
        for row in reversed(rows):
            if row.score is not None:
                return Scored(day, float(row.score))
    return None


def goal_verdicts(
    viewer: Viewer, service: UUID, persons: QuerySet[Any, Any] | Collection[UUID], time_zone: str
) -> dict[UUID, OwnVerdict]:
    """Everybody who has set a goal, put away or not, with the latest verdict on any of them.
    One query, nothing unsealed."""
    of_goal = {"organisation_id": viewer.organisation, "service_id": service}
    goals = Goal.objects.filter(**of_goal, person_id__in=persons)
    rows = (
        GoalReview.objects.filter(organisation_id=viewer.organisation, goal__in=goals)
        .order_by("said_at", "id")
        .values_list("goal__person_id", "verdict", "said_at")
    )
    found: dict[UUID, OwnVerdict] = {}
    for person, verdict, said_at in rows:
        if verdict:
            found[person] = OwnVerdict(verdict, local_date(said_at, time_zone))
        else:
            found.setdefault(person, OwnVerdict())
    return found
