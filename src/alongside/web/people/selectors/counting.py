"""Rows for evaluation and the figures of the access report: each asks consent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Flow, Gate, Purpose, blocked_by, gate, left_out
from alongside.web.people.local_time import local_date
from alongside.web.people.models import Consent, Referral
from alongside.web.people.referral_states import State
from alongside.web.people.services.consents import answers_now, live_consents

EXPORT_COLUMNS = ("reference", "route", "month", "state", "days_to_acknowledge", "what_would_help")


MOST_QUOTES = 3


@dataclass(frozen=True)
class ReportFigures:
    """Counts of one service. `eligible` is everybody who got in touch, `asked` those who were
    asked whether they may be counted, `counted` those who agreed. All others are of `counted`:
    `due` had their answer due by now. Waits are in whole weeks."""

    eligible: int
    asked: int
    counted: int
    wrote_themselves: int
    due: int
    acknowledged: int
    acknowledged_in_time: int
    waiting: int
    not_right_here: int
    could_not_reach: int
    withdrawn: int
    middle_days_to_acknowledge: int | None
    middle_weeks_waiting: int | None
    ninth_weeks_waiting: int | None
    first_on: date | None
    quotes: list[str]


def _service_referrals(viewer: Viewer, service: UUID) -> list[Referral]:
    return list(
        _rows(viewer, service)
        .select_related("organisation")
        .defer("why_peer_support", "other_help", "keep_safe", "referrer_contact")
        .order_by("received_at", "id")
    )


def _counted(rows: list[Referral], flow: Flow) -> Iterator[tuple[Referral, dict[Purpose, Consent]]]:
    consents = live_consents([row.person_id for row in rows])
    for row in rows:
        live = consents.get(row.person_id, {})
        if not blocked_by(live, flow):
            yield row, live


def export_rows(viewer: Viewer, service: UUID) -> list[dict[str, str]]:
    """One row a referral of those who agree, for an evaluator: no name, no contact detail."""
    found = []
    for row, live in _counted(_service_referrals(viewer, service), Flow.EXPORT_ROW):
        theirs = row.route != Referral.Route.OTHER
        quiet = not theirs or Purpose.STORIES in left_out(live, Flow.EXPORT_ROW)
        days = _days_to_acknowledge(row)
        values = (
            row.reference,
            row.route,
            f"{_day(row, row.received_at):%Y-%m}",
            row.state,
            "" if days is None else str(days),
            "" if quiet else row.what_would_help,
        )
        found.append(dict(zip(EXPORT_COLUMNS, values, strict=True)))
    return found


class _Row(NamedTuple):
    id: UUID
    person: UUID
    route: str
    state: str
    received_at: datetime
    acknowledged_at: datetime | None
    acknowledge_by: date
    time_zone: str

    @property
    def received_on(self) -> date:
        return local_date(self.received_at, self.time_zone)

    @property
    def days(self) -> int | None:
        """Days until the first answer."""
        if self.acknowledged_at is None:
            return None
        return (local_date(self.acknowledged_at, self.time_zone) - self.received_on).days

    @property
    def in_time(self) -> bool:
        at = self.acknowledged_at
        return at is not None and local_date(at, self.time_zone) <= self.acknowledge_by

    @property
    def is_due(self) -> bool:
        today = local_date(now(), self.time_zone)
        return self.acknowledged_at is not None or self.acknowledge_by < today


def _rows(viewer: Viewer, service: UUID) -> QuerySet[Referral]:
    if service not in viewer.services_as(Role.MANAGER):
        raise Http404
    return Referral.objects.filter(organisation_id=viewer.organisation, service_id=service)


def report_figures(viewer: Viewer, service: UUID) -> ReportFigures:
    """The access report of a service for its own manager. Three queries, whatever its size."""
    everybody = _rows(viewer, service)
    fields = (
        "id", "person_id", "route", "state", "received_at", "acknowledged_at", "acknowledge_by",
        "organisation__time_zone",
    )  # fmt: skip
    rows = [_Row(*row) for row in everybody.order_by("received_at", "id").values_list(*fields)]
    answers = answers_now(
        Consent.objects.filter(
            person_id__in=everybody.values("person_id"), purpose__in=_PURPOSES_OF_REPORT
        )
    )
    live = {person: {p for p, holds in mine.items() if holds} for person, mine in answers.items()}
    counted = [row for row in rows if not blocked_by(live.get(row.person, ()), Flow.REPORT)]
    days = sorted(row.days for row in counted if row.days is not None)
    weeks = sorted(
        (now() - row.received_at).days // 7 for row in counted if row.state == State.WAITING
    )
    states = Counter(row.state for row in counted)
    return ReportFigures(
        eligible=len(rows),
        asked=sum(Purpose.EVALUATION in answers.get(row.person, ()) for row in rows),
        counted=len(counted),
        wrote_themselves=sum(row.route == Referral.Route.SELF for row in counted),
        due=sum(row.is_due for row in counted),
        acknowledged=len(days),
        acknowledged_in_time=sum(row.in_time for row in counted),
        waiting=states[State.WAITING],
        not_right_here=states[State.NOT_RIGHT_HERE],
        could_not_reach=states[State.COULD_NOT_REACH],
        withdrawn=states[State.WITHDRAWN],
        middle_days_to_acknowledge=_part(days, 50),
        middle_weeks_waiting=_part(weeks, 50),
        ninth_weeks_waiting=_part(weeks, 90),
        first_on=rows[0].received_on if rows else None,
        quotes=_quotes(counted, live),
    )


_PURPOSES_OF_REPORT = [p for p in Purpose if gate(p, Flow.REPORT) is not Gate.FREE]


def _part(ordered: list[int], percent: int) -> int | None:
    """The smallest value that at least `percent` in a hundred do not pass."""
    return ordered[(len(ordered) * percent + 99) // 100 - 1] if ordered else None


def _quotes(counted: list[_Row], live: Mapping[UUID, set[Purpose]]) -> list[str]:
    """The newest words of people who wrote or spoke for themselves and may be quoted."""
    free = [
        row.id
        for row in counted
        if row.route != Referral.Route.OTHER
        and Purpose.STORIES not in left_out(live.get(row.person, ()), Flow.REPORT)
    ]
    newest = Referral.objects.filter(id__in=free[-4 * MOST_QUOTES :]).only("what_would_help")
    words = [row.what_would_help for row in newest.order_by("received_at", "id")]
    return [text for text in words if text.strip()][-MOST_QUOTES:]


def _days_to_acknowledge(row: Referral) -> int | None:
    if row.acknowledged_at is None:
        return None
    return (_day(row, row.acknowledged_at) - _day(row, row.received_at)).days


def _day(row: Referral, moment: datetime) -> date:
    """The day in the place, by which the clocks run."""
    return local_date(moment, row.organisation.time_zone)
