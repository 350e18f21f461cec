"""Loading a worry under lock, routing it and keeping its history. Used inside the deeds only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse

from alongside.web.accounts.refusal import Refused
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.local_time import say_moment
from alongside.web.people.same_person import is_reader
from alongside.web.people.selectors import Worker, team_of_service
from alongside.web.people.services import tell_team
from alongside.web.safety.access import check_works, is_known_to_person
from alongside.web.safety.clocks import due_at
from alongside.web.safety.concern_states import ConcernState, Urgency, may_move
from alongside.web.safety.duty import who_takes
from alongside.web.safety.models import Concern, ConcernStep
from alongside.web.ui.words import say


def locked_concern(by: Actor, concern: UUID) -> Concern:
    """404 for everybody who may not work on it, also where it turned out to be about them."""
    found = (
        Concern.objects.select_for_update(of=("self",))
        .select_related("organisation", "about")
        .filter(id=concern, organisation_id=by.organisation)
        .exclude(is_reader(by, "about_id"))
        .first()
    )
    if found is None:
        raise Http404
    check_works(by, found)
    return found


def move_concern(
    concern: Concern, after: ConcernState, *, by: Actor, deed: str, note: str = "", **changes: Any
) -> ConcernStep:
    """Along the table only; each deed checks its own rule before."""
    if not may_move(concern.state, after, deed):
        raise Refused(say("This has moved on since you opened it. Look again, then decide."))
    concern.state, concern.state_at = after, now()
    for name, value in changes.items():
        setattr(concern, name, value)
    concern.save(update_fields=["state", "state_at", *changes])
    return keep_step(concern, after, by=by, note=note)


def keep_step(concern: Concern, what: str, *, by: Actor, note: str = "") -> ConcernStep:
    """One line of its history, and the same in the log, without a word of it. Whoever it is about
    reads it in their log only when they know of it."""
    about = concern.about
    knows = about is not None and is_known_to_person(concern, about.user_id)
    record(
        f"concern.{what}", by=by, subject=about.id if about is not None and knows else None,
        service=concern.service_id, thing=f"concern {concern.id}",
        organisation=concern.organisation_id,
    )  # fmt: skip
    return ConcernStep.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        what=what,
        done_by=by.actor,
        note=note,
    )


def set_clock(concern: Concern, urgency: str) -> None:
    """When nobody said how soon, or they are not safe, it is today's at the latest."""
    soon = urgency in (Urgency.EMERGENCY, Urgency.SAME_DAY)
    said = urgency and (soon or concern.safe_now != "no")
    concern.urgency = urgency if said else Urgency.SAME_DAY
    concern.raised_at = now()
    place = concern.organisation
    concern.due_at = due_at(concern.urgency, concern.raised_at, place.place, place.time_zone)


def taker(concern: Concern, *, rather_not: UUID | None) -> Worker | None:
    """Whose it is at this moment. Somebody is always found while anybody works there, be it the
    one whom it is about: a worry without a name on it would be nobody's. None only for what a
    rule raised: no answer is lost because nobody works there, and who does next is given it."""
    team = team_of_service(concern.service_id)
    about = () if concern.about_id is None else (concern.about_id,)
    found = who_takes(team, now(), never=about, rather_not=rather_not)
    found = found or who_takes(team, now())
    if found is None and not concern.rule:
        raise Refused(say("Nobody here can take this. Please ring one of the numbers instead."))
    return found


def give_to(concern: Concern, user: UUID, *, by: Actor, step: ConcernStep) -> None:
    """Put a name on it and tell them, unless they just did it themselves."""
    concern.assigned_to = user
    concern.save(update_fields=["assigned_to"])
    if str(user) == by.actor:
        return
    tell_team(
        by=by,
        user=user,
        message="concern_raised",
        key=f"concern:{step.id}",
        link=f"{settings.SITE_ADDRESS}{reverse('concern', args=[concern.id])}",
        time=say_moment(concern.due_at, concern.organisation.time_zone),
    )
