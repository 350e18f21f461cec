"""Taking what people answered out of the house, for an evaluator."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from uuid import UUID

from django.db import transaction

from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.support.outcome_counts import FIRST, LATEST, NOT_KNOWN, Cohort, Period, Subject
from alongside.web.support.selectors.outcomes import outcome_cohort


@transaction.atomic
def take_outcome_rows(
    *, by: Viewer, service: UUID, period: Period, offer: UUID | None = None
) -> tuple[list[str], list[dict[str, str]]]:
    """Columns, and two rows for everybody who agrees: their first and their latest answers. No id
    of ours and no name; who is who cannot be told from another file. 404 for anybody but the
    service's own manager. The taking is in the log."""
    cohort = outcome_cohort(by, service, period, offer)
    rows = [row for pair in _pairs(cohort) for row in pair]
    record("outcomes.exported", by=by, service=service, reason=f"{len(rows)} rows")
    return _columns(cohort), rows


def _columns(cohort: Cohort) -> list[str]:
    measures = [one.code for one in cohort.measures]
    return ["person", "offer", "time", "month", *measures, "goal"]


def _pairs(cohort: Cohort) -> Iterator[list[dict[str, str]]]:
    """In an order that says nothing."""
    known: dict[str, Subject] = {}
    for one in cohort.subjects:
        known[_code(known)] = one
    for code in sorted(known):
        yield [_row(cohort, known[code], code, time) for time in (FIRST, LATEST)]


def _code(known: dict[str, Subject]) -> str:
    """Letters only, so that no spreadsheet takes it for a number."""
    while (code := "".join(secrets.choice("bcdfghjkmnpqrstvwxz") for _ in range(8))) in known:
        pass
    return code


def _row(cohort: Cohort, one: Subject, code: str, time: str) -> dict[str, str]:
    measures = [measure.code for measure in cohort.measures]
    found = {name: one.answers.get(name) for name in measures}
    at_time = {
        name: None if mine is None else mine.first if time == FIRST else mine.latest
        for name, mine in found.items()
    }
    days = [scored.on for scored in at_time.values() if scored is not None]
    if time == LATEST and one.goal is not None and one.goal.on is not None:
        days.append(one.goal.on)
    day = min(days, default=None) if time == FIRST else max(days, default=None)
    goal = "" if one.goal is None or time == FIRST else one.goal.verdict or NOT_KNOWN
    return {
        "person": code,
        "offer": cohort.offers[one.offers[0]],
        "time": time,
        "month": "" if day is None else f"{day:%Y-%m}",
        **{
            name: "" if scored is None else format(scored.score, ".15g")
            for name, scored in at_time.items()
        },
        "goal": goal,
    }
