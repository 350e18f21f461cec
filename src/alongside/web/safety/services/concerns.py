"""Deeds on worries about somebody's safety: raised, taken, handed on, decided, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.selectors import own_service
from alongside.web.accounts.viewer import Viewer
from alongside.web.clock import now
from alongside.web.people.selectors import Worker, may_name, team_of_service
from alongside.web.safety.access import check_closes
from alongside.web.safety.concern_states import OPEN_STATES, ConcernState, Decision, Urgency
from alongside.web.safety.models import Concern
from alongside.web.safety.services.concern_rows import (
    give_to,
    keep_step,
    locked_concern,
    move_concern,
    set_clock,
    taker,
)
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.audit.services import Actor
    from alongside.web.people.models import Person

SAFE_NOW = ("yes", "no", "not_known")
_WORDS = ("about_words", "words", "when_and_where", "safe_now", "wishes", "spoken_to")


@transaction.atomic
def raise_alert(*, by: Actor, service: UUID, person: Person, rule: str, source: UUID) -> Concern:
    """An answer of theirs went over the mark of a rule: somebody talks with them today. Call it
    in the deed's own transaction. The same `source` raises one alert only."""
    found = Concern.objects.filter(source=source, organisation_id=by.organisation).first()
    if found is not None:
        return found
    if by.organisation_id != person.organisation_id:
        raise Http404
    concern = Concern(
        organisation_id=by.organisation, service=own_service(by, service), about=person,
        rule=rule, source=source, state=ConcernState.UNFINISHED,
    )  # fmt: skip
    return _send(concern, Urgency.SAME_DAY, by=by, raiser=None)


@transaction.atomic
def raise_concern(
    *, by: Viewer, service: UUID, about: Person | None = None, about_words: str = "",
    urgency: str = "", words: str = "", when_and_where: str = "", safe_now: str = "",
    wishes: str = "", spoken_to: str = "", unfinished: UUID | None = None,
) -> Concern:  # fmt: skip
    """Send a worry to a named person. Some words, or a person, are enough. `unfinished` is what
    the same writer kept before, and becomes this."""
    said = (about_words, words, when_and_where, safe_now, wishes, spoken_to)
    concern = _written(by, service, about, said, unfinished)
    if about is None and not (concern.words or concern.about_words):
        raise Refused(say("Write a few words, or say who it is about."), field="words")
    _check_urgency(urgency)
    return _send(concern, urgency, by=by, raiser=by.user_id)


@transaction.atomic
def keep_unfinished(
    *, by: Viewer, service: UUID, about: Person | None = None, about_words: str = "",
    urgency: str = "", words: str = "", when_and_where: str = "", safe_now: str = "",
    wishes: str = "", spoken_to: str = "", unfinished: UUID | None = None,
) -> Concern:  # fmt: skip
    """Keep what is written so far. Nobody else reads it, and nobody is told."""
    said = (about_words, words, when_and_where, safe_now, wishes, spoken_to)
    concern = _written(by, service, about, said, unfinished)
    _check_urgency(urgency)
    concern.urgency, concern.due_at = urgency, now()
    concern.save()
    keep_step(concern, "kept", by=by)
    return concern


def _check_urgency(urgency: str) -> None:
    if urgency and urgency not in list(Urgency):
        raise Refused(say("Choose one of these."), field="urgency")


def _written(
    by: Viewer, service: UUID, about: Person | None, said: tuple[str, ...], unfinished: UUID | None
) -> Concern:
    """What they wrote, on the row they kept before or on a new one; nothing is saved here."""
    if by.user_id is None or (about is not None and not may_name(by, about)):
        raise Http404
    concern = _kept(by, unfinished) or Concern(
        organisation_id=by.organisation, raised_by=by.user_id, state=ConcernState.UNFINISHED
    )
    concern.service, concern.about = own_service(by, service), about
    for name, text in zip(_WORDS, said, strict=True):
        setattr(concern, name, text.strip())
    if concern.safe_now and concern.safe_now not in SAFE_NOW:
        raise Refused(say("Choose one of these."), field="safe_now")
    return concern


def _kept(by: Viewer, unfinished: UUID | None) -> Concern | None:
    """Their own row while it is unfinished. What was sent meanwhile stays as it was sent."""
    if unfinished is None:
        return None
    return (
        Concern.objects.select_for_update(of=("self",))
        .filter(id=unfinished, organisation_id=by.organisation, raised_by=by.user_id)
        .filter(state=ConcernState.UNFINISHED)
        .first()
    )


def _send(concern: Concern, urgency: str, *, by: Actor, raiser: UUID | None) -> Concern:
    set_clock(concern, urgency)
    worker = taker(concern, rather_not=raiser)
    concern.save()
    step = move_concern(concern, ConcernState.RAISED, by=by, deed="raise_concern")
    if worker is not None:
        give_to(concern, worker.user, by=by, step=step)
    return concern


@transaction.atomic
def acknowledge_concern(*, by: Viewer, concern: UUID) -> None:
    """Whoever takes it has it from now on, and whoever raised it can read so."""
    found = locked_concern(by, concern)
    move_concern(
        found, ConcernState.ACKNOWLEDGED, by=by, deed="acknowledge_concern",
        acknowledged_by=by.user_id, acknowledged_at=now(), assigned_to=by.user_id,
    )  # fmt: skip


@transaction.atomic
def hand_on_concern(*, by: Viewer, concern: UUID, to: UUID) -> None:
    """Somebody else of the staff has it from now on, never the one it is about."""
    found = locked_concern(by, concern)
    if found.state not in OPEN_STATES:
        raise Refused(say("This is closed."))
    if to == found.assigned_to:
        raise Refused(say("They have it already. Choose somebody else."), field="to")
    if to not in {one.user for one in who_may_have(found)}:
        raise Refused(say("Choose somebody of the team who is here now."), field="to")
    step = keep_step(found, "handed_on", by=by, note=str(to))
    give_to(found, to, by=by, step=step)


def who_may_have(concern: Concern) -> list[Worker]:
    """Those of the staff to whom it may be given. One query."""
    team = team_of_service(concern.service_id)
    return [worker for worker in team.workers if worker.person != concern.about_id]


@transaction.atomic
def decide_concern(
    *, by: Viewer, concern: UUID, decision: str, why: str, person_told: str, told_why: str = "",
    shared: str = "",
) -> None:  # fmt: skip
    """What is done, why, whether the person was told, or why not, and what was shared with
    whom."""
    found = locked_concern(by, concern)
    if decision not in list(Decision):
        raise Refused(say("Choose what is done."), field="decision")
    if not why.strip():
        raise Refused(say("Write why."), field="why")
    if person_told not in ("yes", "no"):
        raise Refused(say("Say whether they were told."), field="person_told")
    if person_told == "no" and not told_why.strip():
        raise Refused(say("Write why they were not told."), field="told_why")
    move_concern(
        found, ConcernState.DECIDED, by=by, deed="decide_concern", decision=decision,
        decided_why=why.strip(), person_told=person_told, told_why=told_why.strip(),
    )  # fmt: skip
    if shared.strip():
        keep_step(found, "shared", by=by, note=shared.strip())


@transaction.atomic
def close_concern(*, by: Viewer, concern: UUID, outcome: str) -> None:
    """Says what came of it. Not by whoever raised it."""
    found = locked_concern(by, concern)
    check_closes(by, found)
    if not outcome.strip():
        raise Refused(say("Write what came of it."), field="outcome")
    move_concern(
        found, ConcernState.CLOSED, by=by, deed="close_concern", outcome=outcome.strip(),
        closed_by=by.user_id, closed_at=now(),
    )  # fmt: skip
