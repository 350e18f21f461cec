"""What a match does to a referral and to who may see whom. Called inside the match's deed, which
has checked who acts."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.access import check_front_door
from alongside.web.people.models import Circle, Person, Referral
from alongside.web.people.referral_states import State
from alongside.web.people.services.referrals import locked, move
from alongside.web.ui.words import say


def lock_referral(*, by: Actor, referral: UUID) -> Referral:
    """The first lock of every deed on a match, so that two deeds about one person take turns. 404
    outside the actor's organisation."""
    found = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .filter(id=referral, organisation_id=by.organisation)
        .first()
    )
    if found is None:
        raise Http404
    return found


def lock_waiting(*, by: Viewer, referral: UUID) -> Referral:
    """Under lock, somebody who waits and whom `by` looks after."""
    row = locked(by, referral)
    check_front_door(by, row)
    if row.state != State.WAITING:
        raise Refused(say("They are not waiting any more. Look again, then decide."))
    return row


def place_referral(*, by: Actor, referral: UUID, supporter: Person) -> Circle:
    """Two yeses: the wait is over, and from now on the supporter sees the person."""
    row = lock_referral(by=by, referral=referral)
    move(row, State.PLACED, by=by, deed="match", next_contact_on=None)
    circle = Circle.objects.create(
        organisation_id=row.organisation_id,
        person_id=row.person_id,
        viewer=supporter,
        relation="supports",
        service_id=row.service_id,
        why="match",
    )
    record("circle.added", by=by, subject=row.person_id, service=row.service_id, reason="supports")
    return circle


def leave_circle(*, by: Actor, circle: UUID) -> None:
    """The match has ended: from this moment the supporter sees the person no longer."""
    row = Circle.objects.get(id=circle, organisation_id=by.organisation)
    row.until_at = now()
    row.save(update_fields=["until_at"])
    record("circle.ended", by=by, subject=row.person_id, service=row.service_id)


def look_again(*, by: Actor, referral: UUID, next_contact_on: date) -> None:
    """Back on the list with the day on which they first came: nobody loses a place by an end."""
    row = lock_referral(by=by, referral=referral)
    move(row, State.WAITING, by=by, deed="look_again", next_contact_on=next_contact_on)


def close_placed(*, by: Actor, referral: UUID) -> None:
    """The ending was looked after to its end."""
    row = lock_referral(by=by, referral=referral)
    move(row, State.CLOSED, by=by, deed="close_placed", reason="completed", next_contact_on=None)
