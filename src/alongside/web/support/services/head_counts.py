"""How many came to a drop-in. Nobody is named."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.local_time import local_date
from alongside.web.support.models import HeadCount, Offer
from alongside.web.ui.words import say


@transaction.atomic
def count_heads(
    *, by: Viewer, offer: UUID, on: date, people: int, new_people: int | None
) -> HeadCount:
    """One figure a day; a second one for the same day takes its place, and the log keeps that."""
    found = (
        Offer.objects.select_related("organisation")
        .filter(
            id=offer, organisation_id=by.organisation, model=Offer.Model.DROP_IN,
            service_id__in=by.services_as(Role.COORDINATOR),
        )
        .first()
    )  # fmt: skip
    if found is None:
        raise Http404
    if on > local_date(now(), found.organisation.time_zone):
        raise Refused(say("Choose today or a day before it."), field="on")
    if new_people is not None and new_people > people:
        raise Refused(say("No more can be new than came."), field="new_people")
    row, _ = HeadCount.objects.update_or_create(
        offer=found,
        on=on,
        defaults={
            "organisation_id": found.organisation_id,
            "people": people,
            "new_people": new_people,
            "written_by": by.actor,
            "written_at": now(),
        },
    )
    record("heads.counted", by=by, service=found.service_id, thing=f"offer {found.id}")
    return row
