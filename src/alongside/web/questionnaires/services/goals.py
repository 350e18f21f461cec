"""Deeds on what matters to somebody: in their own words, on their own scale."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.selectors import own_service
from alongside.web.accounts.services import Refused
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import NoConsent, check_minds_in, live_consents
from alongside.web.questionnaires.access import is_own
from alongside.web.questionnaires.models import Goal, GoalReview, MeasureResponse
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.people.models import Person

LEAST, MOST = 0, 10


@transaction.atomic
def add_goal(
    *, by: Actor, service: UUID, person: Person, words: str, nought_means: str = "",
    ten_means: str = "", shown: bool = False, value: int | None = None, way: str,
) -> Goal:  # fmt: skip
    """Keep what matters, as they say it, with where they are now: a number from 0 to 10, or none.
    Only the member, or a coordinator who writes down what they said."""
    own_service(by, service)
    _check_speaks_for(by, person, service)
    if not words.strip():
        raise Refused(say("Write what matters, in any words."), field="words")
    goal = Goal.objects.create(
        organisation_id=person.organisation_id,
        service_id=service,
        person=person,
        words=words.strip(),
        nought_means=nought_means.strip(),
        ten_means=ten_means.strip(),
        shown_to_supporter=shown,
        made_at=now(),
        written_by=by.actor,
    )
    _keep_review(by, goal, value=value, verdict="", words="", way=way)
    _log("goal.added", by, goal)
    return goal


@transaction.atomic
def review_goal(
    *, by: Actor, goal: UUID, value: int | None = None, verdict: str = "", words: str = "", way: str
) -> GoalReview:
    """One look back. Each part may be left out, but not all of them."""
    row = _locked(by, goal)
    if row.put_away_at is not None:
        raise Refused(say("This was put away. Take it up again first."))
    if value is None and not verdict and not words.strip():
        raise Refused(say("Answer one of these. The others can stay empty."), field="value")
    if verdict and verdict not in GoalReview.Verdict.values:
        raise Refused(say("Choose from the answers listed"), field="verdict")
    review = _keep_review(by, row, value=value, verdict=verdict, words=words, way=way)
    _log("goal.reviewed", by, row)
    return review


@transaction.atomic
def share_goal(*, by: Actor, goal: UUID, shown: bool) -> None:
    """Show it to whoever supports them, or no longer. It counts from this moment."""
    row = _locked(by, goal)
    row.shown_to_supporter = shown
    row.save(update_fields=["shown_to_supporter"])
    _log("goal.shown" if shown else "goal.hidden", by, row)


@transaction.atomic
def put_goal_away(*, by: Actor, goal: UUID) -> None:
    """It is not asked about any more. Nothing of it is lost."""
    row = _locked(by, goal)
    if row.put_away_at is None:
        row.put_away_at = now()
        row.save(update_fields=["put_away_at"])
        _log("goal.put_away", by, row)


@transaction.atomic
def take_goal_up(*, by: Actor, goal: UUID) -> None:
    """One that was put away counts again."""
    row = _locked(by, goal)
    if row.put_away_at is not None:
        row.put_away_at = None
        row.save(update_fields=["put_away_at"])
        _log("goal.taken_up", by, row)


def _locked(by: Actor, goal: UUID) -> Goal:
    """404 outside the actor's organisation. Only who may speak for the person goes on."""
    found = (
        Goal.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(id=goal, organisation_id=by.organisation)
        .first()
    )
    if found is None:
        raise Http404
    _check_speaks_for(by, found.person, found.service_id)
    return found


def _check_speaks_for(by: Actor, person: Person, service: UUID) -> None:
    """Staff write down words only of somebody who agrees to a record."""
    check_minds_in(by, person, service)
    if is_own(by, person.id):
        return
    if Purpose.RECORD not in live_consents([person.id]).get(person.id, {}):
        raise NoConsent([Purpose.RECORD])


def _keep_review(
    by: Actor, goal: Goal, *, value: int | None, verdict: str, words: str, way: str
) -> GoalReview:
    if value is not None and not LEAST <= value <= MOST:
        raise Refused(say("Choose a number from 0 to 10."), field="value")
    return GoalReview.objects.create(
        organisation_id=goal.organisation_id,
        goal=goal,
        value=value,
        verdict=verdict,
        words=words.strip(),
        said_at=now(),
        way=MeasureResponse.Way(way),
        written_by=by.actor,
    )


def _log(deed: str, by: Actor, goal: Goal) -> None:
    record(deed, by=by, subject=goal.person_id, service=goal.service_id, thing=f"goal {goal.id}")
