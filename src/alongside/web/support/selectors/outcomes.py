"""Reads of what changed for people: the team's own figures, and what may leave the team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404

from alongside.measures.loading import instruments
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people.consent_rules import Flow
from alongside.web.people.local_time import local_date
from alongside.web.people.selectors.agreeing import who_agree
from alongside.web.questionnaires.selectors.outcomes import (
    MARK,
    ever_switched_on,
    goal_verdicts,
    measures_answered,
)
from alongside.web.support.models import Match
from alongside.web.support.outcome_counts import (
    Cohort,
    Counter,
    OutcomeTable,
    Period,
    Subject,
    own_tables,
    year_of,
)
from alongside.web.support.outcome_sharing import SharedOutcomes, share

TEAM = (Role.PEER_SUPPORTER, Role.COORDINATOR, Role.SUPERVISOR, Role.MANAGER)


@dataclass(frozen=True)
class OwnOutcomes:
    """For the team of the service. `offers` may be asked for; `shared` is what may leave, for a
    period that is a whole year."""

    cohort: Cohort
    tables: list[OutcomeTable]
    offers: dict[UUID, str]
    shared: SharedOutcomes | None


class _Start(NamedTuple):
    person: UUID
    offer: UUID
    offer_name: str
    offer_made_at: datetime
    introduced_at: datetime
    time_zone: str


def is_own_team(viewer: Viewer, service: UUID) -> bool:
    """Whether the viewer works in this service, and so may see its small numbers."""
    return service in viewer.services_as(*TEAM)


def own_outcomes(
    viewer: Viewer, service: UUID, period: Period, offer: UUID | None = None
) -> OwnOutcomes:
    """Every figure, for a manager who works in the service; 404 for everybody else, and for an
    offer that the service does not have. Four queries, whatever its size."""
    if not viewer.has(Role.MANAGER) or not is_own_team(viewer, service):
        raise Http404
    everybody = _cohort(viewer, service, period)
    chosen = chosen_from(everybody, offer)
    count = Counter(everybody.subjects)
    shared = share(everybody, count) if period.year is not None else None
    return OwnOutcomes(chosen, own_tables(chosen, count), dict(everybody.offers), shared)


def shared_outcomes(viewer: Viewer, service: UUID, year: int) -> SharedOutcomes:
    """What may leave the team, for any manager of the organisation. Four queries."""
    if not viewer.has(Role.MANAGER):
        raise Http404
    cohort = _cohort(viewer, service, year_of(year))
    return share(cohort, Counter(cohort.subjects))


def outcome_cohort(viewer: Viewer, service: UUID, period: Period, offer: UUID | None) -> Cohort:
    """Everybody's answers, for a manager of the service who takes them to an evaluator."""
    if service not in viewer.services_as(Role.MANAGER):
        raise Http404
    return chosen_from(_cohort(viewer, service, period), offer)


def chosen_from(cohort: Cohort, offer: UUID | None) -> Cohort:
    if offer is not None and offer not in cohort.offers:
        raise Http404
    return cohort.of(offer)


def _cohort(viewer: Viewer, service: UUID, period: Period) -> Cohort:
    """Everybody whose first match in an offer was introduced in the period."""
    introduced = Match.objects.filter(
        organisation_id=viewer.organisation, service_id=service, introduced_at__isnull=False
    )
    starts, measures = _starts(introduced)
    offers = {
        start.offer: start.offer_name
        for start in sorted(starts, key=lambda one: (one.offer_made_at, one.offer))
    }
    shown = [instruments()[code] for code in measures]
    began = _began(starts, period)
    if not began:
        return Cohort(period, offers, [], [], shown)
    near = _near(introduced, period).values("member_id")
    agreed = who_agree(viewer, near, Flow.EXPORT_ROW)
    zone = starts[0].time_zone
    answered = measures_answered(viewer, service, near, zone)
    goals = goal_verdicts(viewer, service, near, zone)
    subjects = [
        Subject(
            person,
            tuple(theirs),
            {code: answered[code][person] for code in answered if person in answered[code]},
            goals.get(person),
        )
        for person, theirs in began.items()
        if person in agreed
    ]
    return Cohort(period, offers, subjects, [tuple(one) for one in began.values()], shown)


def _starts(introduced: QuerySet[Match]) -> tuple[list[_Start], list[str]]:
    """Each first match of a person in an offer, the oldest first; and the codes of the measures
    that the service has ever switched on."""
    marks = ever_switched_on("service_id")
    fields = (
        "member_id", "offer_id", "offer__name", "offer__made_at", "introduced_at",
        "organisation__time_zone",
    )  # fmt: skip
    rows = introduced.annotate(**marks).order_by("introduced_at", "id")
    firsts: dict[tuple[UUID, UUID], _Start] = {}
    measures: list[str] = []
    for row in rows.values_list(*fields, *(F(mark) for mark in marks)):
        start = _Start(*row[: len(fields)])
        firsts.setdefault((start.person, start.offer), start)
        measures = [
            mark.removeprefix(MARK)
            for mark, is_on in zip(marks, row[len(fields) :], strict=True)
            if is_on
        ]
    return list(firsts.values()), measures


def _began(starts: list[_Start], period: Period) -> dict[UUID, list[UUID]]:
    """By person the offers in which they began in the period, in that order."""
    began: dict[UUID, list[UUID]] = {}
    for start in starts:
        if period.holds(local_date(start.introduced_at, start.time_zone)):
            began.setdefault(start.person, []).append(start.offer)
    return began


def _near(introduced: QuerySet[Match], period: Period) -> QuerySet[Match]:
    """Those of the period and of a day before and after, wherever the place is."""
    day = timedelta(days=1)
    return introduced.filter(
        introduced_at__gte=datetime.combine(period.first, time.min, UTC) - day,
        introduced_at__lt=datetime.combine(period.last, time.min, UTC) + 2 * day,
    )
