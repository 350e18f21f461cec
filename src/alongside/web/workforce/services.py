"""Deeds on what makes a peer supporter ready."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.selectors import own_service
from alongside.web.audit.services import Actor, record
from alongside.web.people.selectors import supporting_dates
from alongside.web.ui.words import say
from alongside.web.workforce.access import check_looks_after
from alongside.web.workforce.gates import CAPACITY
from alongside.web.workforce.models import Readiness

MOST_PLACES = 20


@transaction.atomic
def add_readiness(
    *, by: Actor, person: UUID, service: UUID, kind: str, from_on: date,
    until_on: date | None = None, places: int | None = None, note: str = "",
) -> Readiness:  # fmt: skip
    """Write down one dated line about somebody who gives support in a service. `until_on` is the
    first day on which it no longer counts. `places`: how many people, with capacity only."""
    where = own_service(by, service)
    check_looks_after(by, service, person)
    if person not in supporting_dates(service, [person]):
        raise Http404
    _check_line(kind, from_on, until_on, places)
    row = Readiness.objects.create(
        organisation_id=where.organisation_id,
        service=where,
        person_id=person,
        kind=Readiness.Kind(kind),
        from_on=from_on,
        until_on=until_on,
        places=places if kind == CAPACITY else None,
        note=note.strip(),
        recorded_by=by.actor,
    )
    _record("readiness.added", by, row)
    return row


def _check_line(kind: str, from_on: date, until_on: date | None, places: int | None) -> None:
    if kind not in Readiness.Kind.values:
        raise Refused(say("Choose what this is about."), field="kind")
    if until_on is not None and until_on <= from_on:
        raise Refused(say("It has to run out after the day on which it begins."), field="until_on")
    if kind == CAPACITY and (places is None or not 0 <= places <= MOST_PLACES):
        raise Refused(say("Enter a number from 0 to {most}.", most=MOST_PLACES), field="places")


@transaction.atomic
def end_readiness(*, by: Actor, row: UUID, until_on: date) -> None:
    """From `until_on` it no longer counts. The line stays in the history, and never gets longer:
    what is renewed is a line of its own."""
    found = Readiness.objects.select_for_update().filter(
        id=row, organisation_id=by.organisation
    ).first()  # fmt: skip
    if found is None:
        raise Http404
    check_looks_after(by, found.service_id, found.person_id)
    if until_on < found.from_on:
        raise Refused(say("It cannot end before it began."), field="until_on")
    if found.until_on is not None and until_on > found.until_on:
        raise Refused(say("It ends before that day. Add a new line instead."), field="until_on")
    found.until_on = until_on
    found.save(update_fields=["until_on"])
    _record("readiness.ended", by, found)


def _record(deed: str, by: Actor, row: Readiness) -> None:
    record(
        deed, by=by, subject=row.person_id, service=row.service_id, reason=row.kind,
        thing=f"readiness {row.id}",
    )  # fmt: skip


def lock_places(service: UUID, person: UUID) -> None:
    """Whoever gives or counts a place of this person waits for whoever did so before. Inside a
    deed's transaction, before `selectors.gates`."""
    rows = Readiness.objects.select_for_update().filter(service_id=service, person_id=person)
    list(rows.order_by("id").values_list("id", flat=True))
