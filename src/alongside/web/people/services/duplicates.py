"""Possible duplicates are linked for a human to decide; nothing is merged."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.access import may_work_front_door
from alongside.web.people.models import Person, PossibleDuplicate, Referral
from alongside.web.people.same_person import mark_own
from alongside.web.ui.words import say

_WHY = {"phone_digest": "phone", "email_digest": "email", "name_year_digest": "name_and_year"}


def link_possible_duplicates(*, by: Actor, person: Person) -> int:
    """Link others in the organisation with the same phone, e-mail, or name and birth year."""
    found: dict[UUID, tuple[Person, str]] = {}
    for field, why in _WHY.items():
        value = getattr(person, field)
        if value:
            same = Person.objects.filter(
                Q(**{field: value}), organisation_id=person.organisation_id
            ).exclude(id=person.id)
            for other in same.order_by("made_at", "id"):
                found.setdefault(other.id, (other, why))
    for other, why in found.values():
        PossibleDuplicate.objects.create(
            organisation_id=person.organisation_id, earlier=other, later=person, why=why
        )
        record(
            "duplicate.linked", by=by, subject=person.id, reason=why,
            organisation=person.organisation_id,
        )  # fmt: skip
    return len(found)


@transaction.atomic
def decide_duplicate(*, by: Viewer, pair: UUID, same: bool) -> None:
    """A coordinator who looks after one of the two says whether they are the same person."""
    row = (
        PossibleDuplicate.objects.select_for_update()
        .filter(id=pair, organisation_id=by.organisation)
        .first()
    )
    if row is None:
        raise Http404
    both = Referral.objects.filter(person_id__in=[row.earlier_id, row.later_id])
    referrals = mark_own(by, both)
    if by.person_id in (row.earlier_id, row.later_id):
        raise Refused(say("This is about you. Ask somebody else of the team to decide."))
    if any(referral.is_about_reader for referral in referrals):
        raise Refused(say("This is about you. Ask somebody else of the team to decide."))
    if not any(may_work_front_door(by, referral) for referral in referrals):
        raise Refused(say("You do not look after either of these people."))
    if row.state != PossibleDuplicate.State.OPEN:
        raise Refused(say("This has been decided since you opened it."))
    row.state = PossibleDuplicate.State.SAME if same else PossibleDuplicate.State.DIFFERENT
    row.decided_at = now()
    row.decided_by = by.user_id
    row.save()
    for person in (row.earlier_id, row.later_id):
        record("duplicate.decided", by=by, subject=person, reason=row.state)
