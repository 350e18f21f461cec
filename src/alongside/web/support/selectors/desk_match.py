"""One match, for the coordinator who looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import Http404

from alongside.matching.suggest import Wish
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_looks
from alongside.web.people import selectors as people
from alongside.web.people.contact_details import short_name
from alongside.web.support.access import may_coordinate
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.models import Match, MatchStep
from alongside.web.support.own_matches import mark_own
from alongside.web.support.wishes import read_wishes


@dataclass(frozen=True)
class StepOfMatch:
    at: datetime
    to_state: MatchState
    by: str


@dataclass(frozen=True)
class DeskMatch:
    """`waits_for`: who has not answered, while both are asked; never what anybody answered.
    `ended_by` is a side, `coordinator` or ''."""

    match: UUID
    referral: UUID
    member: str
    supporter: str
    supporter_id: UUID
    offer: str
    state: MatchState
    answer_by: date
    waits_for: tuple[Side, ...]
    met: tuple[Wish, ...]
    missed: tuple[Wish, ...]
    because: str
    ended_how: str
    no_place_left: bool
    last_day: date | None
    ended_at: datetime | None
    ended_by: str
    wants_another: bool | None
    after_check_on: date | None
    to_confirm: tuple[Side, ...]
    steps: list[StepOfMatch]

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def is_over(self) -> bool:
        """They were together and are no longer."""
        return self.state in (MatchState.ENDED, MatchState.CHECKED)


def desk_match(viewer: Viewer, match: UUID) -> DeskMatch:
    """404 for everybody but a coordinator of that service who is neither of the two. The look at
    both is logged. Four queries."""
    row = (
        mark_own(viewer, Match.objects.select_related("member", "supporter", "offer"))
        .filter(
            id=match,
            organisation_id=viewer.organisation,
            service__in=viewer.services_as(Role.COORDINATOR),
        )
        .first()
    )
    if row is None or not may_coordinate(viewer, row):
        raise Http404
    record_looks("match.read", by=viewer, subjects=[row.member_id, row.supporter_id])
    steps = list(MatchStep.objects.filter(match=row).order_by("at", "id"))
    names = people.names_of_users(viewer, {step.done_by for step in steps})
    return _desk_match(row, [_step(step, names.get(step.done_by, "")) for step in steps])


def _step(step: MatchStep, name: str) -> StepOfMatch:
    return StepOfMatch(step.at, MatchState(step.to_state), name)


def _desk_match(row: Match, steps: list[StepOfMatch]) -> DeskMatch:
    open_ = row.state == MatchState.ASKED
    trial = row.state == MatchState.TRIAL
    return DeskMatch(
        match=row.id,
        referral=row.referral_id,
        member=short_name(row.member.name),
        supporter=short_name(row.supporter.name),
        supporter_id=row.supporter_id,
        offer=row.offer.name,
        state=MatchState(row.state),
        answer_by=row.answer_by,
        waits_for=tuple(s for s in Side if open_ and not getattr(row, f"{s}_answer")),
        met=read_wishes(row.met_wishes),
        missed=read_wishes(row.missed_wishes),
        because=row.chosen_because,
        ended_how=row.ended_how,
        no_place_left=row.no_place_left,
        last_day=row.last_day,
        ended_at=row.ended_at,
        ended_by=row.ended_by,
        wants_another=row.wants_another,
        after_check_on=row.after_check_on,
        to_confirm=tuple(s for s in Side if trial and not getattr(row, f"{s}_goes_on")),
        steps=steps,
    )
