"""Loading a match under lock, and moving it along its table. Used inside the deeds only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people import services as people
from alongside.web.support.match_states import MatchState, may_move
from alongside.web.support.models import Match, MatchStep, Meeting
from alongside.web.support.own_matches import mark_own
from alongside.web.ui.words import say


def locked_match(by: Actor, match: UUID) -> Match:
    """404 outside the actor's organisation. Who may act is asked by the deed, by `access`.

    All deeds lock in one order, so that no two wait for each other: referral, match, places,
    meetings."""
    referral = Match.objects.filter(id=match, organisation_id=by.organisation).values_list(
        "referral_id", flat=True
    ).first()  # fmt: skip
    if referral is None:
        raise Http404
    people.lock_referral(by=by, referral=referral)
    return (
        mark_own(by, Match.objects.select_for_update(of=("self",)))
        .select_related("organisation", "service", "referral", "member", "supporter", "offer")
        .get(id=match)
    )


def locked_meeting(by: Actor, meeting: UUID) -> Meeting:
    """As `locked_match`, with its match."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related(
            "organisation", "service", "match__organisation", "match__service",
            "match__referral", "match__member", "match__supporter",
        )
        .filter(id=meeting, organisation_id=by.organisation)
        .first()
    )  # fmt: skip
    if found is None:
        raise Http404
    return found


def move_match(match: Match, after: MatchState, *, by: Actor, deed: str, **changes: Any) -> None:
    """Along the table only; each deed checks its own rule before. The event names no subject: a
    member who reads who acted on their record would learn a name too early, or who ended it."""
    before = match.state
    if not may_move(before, after, deed):
        raise Refused(say("This has moved on since you opened it. Look again, then decide."))
    match.state, match.state_at = after, now()
    for name, value in changes.items():
        setattr(match, name, value)
    match.save(update_fields=["state", "state_at", *changes])
    MatchStep.objects.create(
        organisation_id=match.organisation_id,
        match=match,
        from_state=before,
        to_state=after,
        at=now(),
        done_by=by.actor,
    )
    record(f"match.{after}", by=by, service=match.service_id, thing=f"match {match.id}")
