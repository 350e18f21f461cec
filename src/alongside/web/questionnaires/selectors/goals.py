"""Reads of what matters to people: their own, and what they show."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.questionnaires.access import asks_in
from alongside.web.questionnaires.models import Goal, GoalReview

if TYPE_CHECKING:
    from alongside.web.people.selectors import ReferralRecord, SupporterPage


@dataclass(frozen=True)
class GoalHistory:
    """One goal with every look back at it, the oldest first. The first has no verdict."""

    goal: Goal
    reviews: list[GoalReview] = field(default_factory=list)

    @property
    def numbers(self) -> list[tuple[datetime, int]]:
        """When they said where they are, and where."""
        return [(row.said_at, int(row.value)) for row in self.reviews if row.value is not None]

    @property
    def is_put_away(self) -> bool:
        return self.goal.put_away_at is not None


def own_goals(viewer: Viewer) -> list[GoalHistory]:
    """The viewer's own, those in use first, the oldest first. One query."""
    found = _histories(_of_organisation(viewer).filter(goal__person_id=viewer.person))
    return sorted(found, key=lambda one: one.is_put_away)


def own_goal(viewer: Viewer, goal: UUID) -> GoalHistory:
    """404 unless it is the viewer's own. One query."""
    found = _histories(_of_organisation(viewer).filter(goal_id=goal, goal__person_id=viewer.person))
    if not found:
        raise Http404
    return found[0]


def goals_beside(viewer: Viewer, page: SupporterPage) -> list[GoalHistory]:
    """Those that the person shows to their supporter. `page` is what `supporter_page` gave: it
    asked their consent, and logged the look. One query, which asks the circle once more."""
    return _histories(_shown_to(viewer).filter(goal__person_id=page.person).distinct())


def goals_of_the_day(viewer: Viewer, persons: Collection[UUID]) -> dict[UUID, str]:
    """What each of `persons`, who agree to a record, shows first of what matters to them. One
    query, none for nobody."""
    if not persons:
        return {}
    rows = _shown_to(viewer).filter(goal__person_id__in=persons).select_related("goal")
    found: dict[UUID, str] = {}
    for row in rows.order_by("goal__made_at", "goal_id"):
        found.setdefault(row.goal.person_id, row.goal.words)
    return found


def _shown_to(viewer: Viewer) -> QuerySet[GoalReview]:
    """Of people whom the viewer is beside now, and only what they show."""
    circle = Q(goal__person__circle__until_at__isnull=True) | Q(
        goal__person__circle__until_at__gt=now()
    )
    return _of_organisation(viewer).filter(
        circle,
        goal__person__circle__viewer_id=viewer.person,
        goal__person__circle__from_at__lte=now(),
        goal__person__circle__service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
        goal__shown_to_supporter=True,
        goal__put_away_at__isnull=True,
    )


def goals_on_record(viewer: Viewer, record: ReferralRecord) -> list[GoalHistory]:
    """Those of a record that `get_referral` opened, for its coordinator; none of somebody who does
    not agree to a record. One query."""
    if Purpose.RECORD not in record.live:
        return []
    return _histories(
        _of_organisation(viewer)
        .filter(goal__person_id=record.person.id, goal__service_id__in=asks_in(viewer))
        .exclude(goal__person_id=viewer.person)
    )


def goal_on_record(viewer: Viewer, record: ReferralRecord, goal: UUID) -> GoalHistory:
    """One of `goals_on_record`, or 404."""
    found = next((one for one in goals_on_record(viewer, record) if one.goal.id == goal), None)
    if found is None:
        raise Http404
    return found


def _of_organisation(viewer: Viewer) -> QuerySet[GoalReview]:
    return GoalReview.objects.filter(organisation_id=viewer.organisation)


def _histories(rows: QuerySet[GoalReview]) -> list[GoalHistory]:
    """Every goal has a first review, so that one query gives both."""
    found: dict[UUID, GoalHistory] = {}
    order = ("goal__made_at", "goal_id", "said_at", "id")
    for row in rows.select_related("goal").order_by(*order):
        found.setdefault(row.goal_id, GoalHistory(row.goal)).reviews.append(row)
    return list(found.values())
