"""Asking for, keeping and withdrawing consent, and the one check that every flow makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.consent_rules import Flow, Purpose, blocked_by
from alongside.web.people.models import Consent, Person
from alongside.web.people.services.persons import check_minds
from alongside.web.people.wordings import wordings
from alongside.web.ui.words import say


class NoConsent(Refused):
    """A flow is stopped because the person has not agreed to it, or agrees no longer."""

    def __init__(self, purposes: list[Purpose], *, field: str = "") -> None:
        names = ", ".join(say(wordings()[purpose].title) for purpose in purposes)
        super().__init__(say("They have not agreed to this: {names}.", names=names), field=field)
        self.purposes = purposes


@dataclass(frozen=True)
class How:
    """How an answer reached us: on their own screen, spoken, on paper, together, by a referrer."""

    method: str
    helped_by: str = ""
    read_back: bool = False


@transaction.atomic
def answer_consent(
    *, by: Actor, person: Person, purpose: Purpose, given: bool, how: How,
    expires_on: date | None = None,
) -> Consent:  # fmt: skip
    """Keep one answer with the wording in force. A spoken one was read back, and says so."""
    check_minds(by, person)
    return _keep_answer(by, person, purpose, given, how, expires_on)


def _keep_answer(
    by: Actor, person: Person, purpose: Purpose, given: bool, how: How, expires_on: date | None
) -> Consent:
    if how.method == Consent.Method.SPOKEN and not how.read_back:
        raise Refused(say("Read it back to them, then tick the box."), field="read_back")
    consent = Consent.objects.create(
        organisation_id=person.organisation_id,
        person=person,
        purpose=purpose,
        wording=wordings()[purpose].version,
        given=given,
        method=how.method,
        recorded_by=by.actor,
        helped_by=how.helped_by,
        read_back=how.read_back,
        expires_on=expires_on,
        asked_at=now(),
    )
    deed = "consent.given" if given else "consent.refused"
    record(deed, by=by, subject=person.id, reason=purpose, organisation=person.organisation_id)
    return consent


@transaction.atomic
def answer_consents(
    *, by: Actor, person: Person, answers: Mapping[Purpose, bool], how: How
) -> None:
    check_minds(by, person)
    keep_answers(by=by, person=person, answers=answers, how=how)


def keep_answers(*, by: Actor, person: Person, answers: Mapping[Purpose, bool], how: How) -> None:
    """Inside a deed that has checked who acts."""
    for purpose, given in answers.items():
        _keep_answer(by, person, purpose, given, how, None)


@transaction.atomic
def withdraw_consent(*, by: Viewer, person: Person, purpose: Purpose, how: How) -> None:
    """From this moment every flow that needs the purpose stops. Nothing else changes."""
    check_minds(by, person)
    consent = live_consents([person.id]).get(person.id, {}).get(purpose)
    if consent is None:
        raise Refused(say("There is nothing to take back: this was not agreed."))
    consent.withdrawn_at = now()
    consent.withdrawn_by = by.actor
    consent.withdrawn_method = how.method
    consent.withdrawn_helped_by = how.helped_by
    consent.save(
        update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_method", "withdrawn_helped_by"]
    )
    record("consent.withdrawn", by=by, subject=person.id, reason=purpose)


def live_consents(persons: Iterable[UUID]) -> dict[UUID, dict[Purpose, Consent]]:
    """For each person the consents that hold now: the latest answer, given, not withdrawn and
    not out of date. One query for all."""
    latest: dict[tuple[UUID, str], Consent] = {}
    for row in in_order(Consent.objects.filter(person_id__in=list(persons))):
        latest[(row.person_id, row.purpose)] = row
    live: dict[UUID, dict[Purpose, Consent]] = {}
    for (person, purpose), row in latest.items():
        if is_live(row):
            live.setdefault(person, {})[Purpose(purpose)] = row
    return live


def answers_now(rows: QuerySet[Consent]) -> dict[UUID, dict[Purpose, bool]]:
    """For each person asked and each purpose whether a consent holds now, by the same rule as
    `live_consents` but without unsealing anything: for counting thousands. One query."""
    found: dict[UUID, dict[Purpose, bool]] = {}
    fields = ("person_id", "purpose", "given", "withdrawn_at", "expires_on")
    today = now().date()
    for person, purpose, given, withdrawn, expires in in_order(rows).values_list(*fields):
        in_date = expires is None or expires >= today
        holds = given and withdrawn is None and in_date
        found.setdefault(person, {})[Purpose(purpose)] = holds
    return found


def in_order(rows: QuerySet[Consent]) -> QuerySet[Consent]:
    """As they were asked. Of two at one moment the more careful comes last, and so counts."""
    return rows.order_by("asked_at", "-given", F("withdrawn_at").asc(nulls_first=True), "id")


def is_live(row: Consent) -> bool:
    in_date = row.expires_on is None or row.expires_on >= now().date()
    return row.given and row.withdrawn_at is None and in_date


def check_flow(person: UUID, flow: Flow, to: str = "") -> dict[Purpose, Consent]:
    """Raise NoConsent when a missing consent blocks `flow`; else return what is live."""
    live = live_consents([person]).get(person, {})
    missing = blocked_by(live, flow, to)
    if missing:
        raise NoConsent(missing)
    return live
