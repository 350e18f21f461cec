"""Reads of measures: what is on, what may be asked now, what was answered."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from alongside.measures.loading import instruments
from alongside.web.accounts.selectors import own_service
from alongside.web.accounts.viewer import NOBODY, Role, Viewer
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import live_consents
from alongside.web.questionnaires.access import asked_in, asks_in, may_switch
from alongside.web.questionnaires.instruments import calls_human, is_in_date, shipped
from alongside.web.questionnaires.models import MeasureRequest, MeasureResponse, MeasureSwitch
from alongside.web.safety.clocks import concern_clocks
from alongside.web.safety.selectors import Watch, watch

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument
    from alongside.web.people.models import Person
    from alongside.web.people.selectors import ReferralRecord, SupporterPage


@dataclass(frozen=True)
class Switch:
    """An instrument as a service uses it. `row` is None while nobody has decided."""

    instrument: Instrument
    row: MeasureSwitch | None
    is_in_date: bool
    calls_human: bool

    @property
    def is_on(self) -> bool:
        """Whether it is asked: switched on, and its file still in use and in date."""
        return self.row is not None and self.row.is_on and self.is_in_date


@dataclass(frozen=True)
class Offered:
    """A measure that somebody may be asked now. `is_covered` is False only at the desk, where
    what stands on paper is kept whoever is on duty. `who` would get in touch, or ''. Whether we
    may get in touch is known of oneself only."""

    service: UUID
    service_name: str
    instrument: Instrument
    why: str
    every_weeks: int
    calls_human: bool
    is_covered: bool
    who: str
    may_contact: bool = False


@dataclass(frozen=True)
class Asked:
    """A request with its instrument, for whoever is to answer it."""

    id: UUID
    instrument: Instrument
    person: Person
    is_answered: bool


@dataclass(frozen=True)
class SharedScore:
    """All that a supporter sees, and only while the person shows it."""

    instrument: Instrument
    score: float
    answered_at: datetime


def switches(viewer: Viewer, service: UUID) -> list[Switch]:
    """Every shipped instrument for one service; 404 for whoever may not switch it. Two
    queries."""
    own_service(viewer, service)
    if not may_switch(viewer, service):
        raise Http404
    rows = {row.instrument: row for row in MeasureSwitch.objects.filter(service_id=service)}
    today = now().date()
    return [
        Switch(one, rows.get(code), is_in_date(one, today), calls_human(one))
        for code, one in instruments().items()
    ]


def offered_measures(viewer: Viewer, moment: datetime | None = None) -> list[Offered]:
    """What the viewer themselves may answer now: switched on, in date, agreed that a record is
    kept, and somebody on duty for long enough where an answer calls a human. Two queries, and
    one a service with such a measure."""
    offered = _switched_on(viewer, asked_in(viewer), moment or now(), viewer.person)
    found = [one for one in offered if one.is_covered]
    live = live_consents([viewer.person]).get(viewer.person, {}) if found else {}
    if Purpose.RECORD not in live:
        return []
    return [replace(one, may_contact=Purpose.CONTACT in live) for one in found]


def offered_measure(viewer: Viewer, instrument: str) -> Offered:
    """404 for a measure that the viewer may not answer now."""
    found = [one for one in offered_measures(viewer) if one.instrument.code == instrument]
    if not found:
        raise Http404
    return found[0]


def desk_measures(viewer: Viewer, service: UUID) -> list[Offered]:
    """What a coordinator of the service may type in for somebody, whoever is on duty. One query."""
    return _switched_on(viewer, asks_in(viewer) & {service}, None, NOBODY)


def desk_measure(viewer: Viewer, service: UUID, instrument: str, *, about: UUID) -> Offered:
    """One of them for the person `about`, and whether somebody is on duty for long enough; 404
    for one that is not asked. Two queries."""
    for one in _switched_on(viewer, asks_in(viewer) & {service}, now(), about):
        if one.instrument.code == instrument:
            return one
    raise Http404


def _switched_on(
    viewer: Viewer, services: Collection[UUID], moment: datetime | None, about: UUID
) -> list[Offered]:
    """`moment` None: who is on duty does not matter, and is not asked."""
    rows = MeasureSwitch.objects.filter(
        organisation_id=viewer.organisation,
        service_id__in=services,
        is_on=True,
        instrument__in=instruments(),
    ).select_related("service")
    watches: dict[UUID, Watch] = {}
    found = []
    for row in rows.order_by("service__made_at", "service_id", "instrument"):
        one = shipped(row.instrument)
        if not is_in_date(one, now().date()):
            continue
        calls = calls_human(one)
        if calls and moment is not None and row.service_id not in watches:
            length = concern_clocks().same_day
            watches[row.service_id] = watch(row.service_id, moment, length, about=about)
        watched = watches.get(row.service_id, Watch(not calls, "")) if calls else Watch(True, "")
        found.append(
            Offered(
                row.service_id, row.service.name, one, row.why, row.every_weeks, calls,
                watched.is_covered, watched.name,
            )
        )  # fmt: skip
    return found


def due_measures(viewer: Viewer) -> list[Offered]:
    """Of what is offered, what was neither answered nor left out for as long as the service
    waits. One query more than `offered_measures`, none when nothing is offered."""
    offered = offered_measures(viewer)
    if not offered:
        return []
    last: dict[tuple[UUID, str], datetime] = {}
    rows = MeasureRequest.objects.filter(organisation_id=viewer.organisation, person=viewer.person)
    for row in rows.exclude(state=MeasureRequest.State.ASKED).order_by("state_at"):
        last[row.service_id, row.instrument] = row.state_at
    moment = now()
    return [
        one
        for one in offered
        if (one.service, one.instrument.code) not in last
        or last[one.service, one.instrument.code] + timedelta(weeks=one.every_weeks) <= moment
    ]


def own_request(viewer: Viewer, request: UUID) -> Asked:
    """What the viewer was asked; 404 for everybody else. One query."""
    row = (
        MeasureRequest.objects.filter(
            id=request, organisation_id=viewer.organisation, person_id=viewer.person
        )
        .select_related("person__safe_contact")
        .first()
    )
    if row is None:
        raise Http404
    is_answered = row.state == MeasureRequest.State.ANSWERED
    return Asked(row.id, shipped(row.instrument), row.person, is_answered)


def own_answer_to(viewer: Viewer, request: UUID) -> MeasureResponse:
    """What the viewer answered to one request, with their person; 404 without an answer. One
    query."""
    return _own(viewer, request_id=request)


def own_response(viewer: Viewer, response: UUID) -> MeasureResponse:
    """One of the viewer's own responses; 404 for everybody else. One query."""
    return _own(viewer, id=response)


def _own(viewer: Viewer, **which: UUID) -> MeasureResponse:
    found = (
        MeasureResponse.objects.filter(
            organisation_id=viewer.organisation, person_id=viewer.person, **which
        )
        .select_related("person__safe_contact")
        .first()
    )
    if found is None:
        raise Http404
    return found


def own_responses(viewer: Viewer) -> list[MeasureResponse]:
    """Everything the viewer answered, oldest first. One query."""
    return list(
        MeasureResponse.objects.filter(
            organisation_id=viewer.organisation, person_id=viewer.person
        ).order_by("answered_at", "id")
    )


def responses_on_record(viewer: Viewer, record: ReferralRecord) -> list[MeasureResponse]:
    """What the person of a record that `get_referral` opened answered, newest first, for its
    coordinator; none of somebody who does not agree to a record. One query: `get_referral` logged
    the look."""
    if Purpose.RECORD not in record.live:
        return []
    return list(
        MeasureResponse.objects.filter(
            organisation_id=viewer.organisation,
            person_id=record.person.id,
            service_id__in=asks_in(viewer),
            instrument__in=instruments(),
        )
        .exclude(person_id=viewer.person)
        .order_by("-answered_at", "-id")
    )


def weeks_between(viewer: Viewer, service: UUID, instrument: str) -> int | None:
    """How often a service of the viewer's asks, or None when it does no longer. One query."""
    rows = MeasureSwitch.objects.filter(organisation_id=viewer.organisation, service_id=service)
    on = rows.filter(instrument=instrument, is_on=True)
    return on.values_list("every_weeks", flat=True).first()


def shared_with_supporter(viewer: Viewer, page: SupporterPage) -> list[SharedScore]:
    """Scores that the person shows to their supporter, newest first, and never an alert. `page`
    is what `supporter_page` gave: it asked their consent, and logged the look. One query, which
    asks the circle once more."""
    rows = (
        MeasureResponse.objects.filter(
            Q(person__circle__until_at__isnull=True) | Q(person__circle__until_at__gt=now()),
            organisation_id=viewer.organisation,
            person__circle__viewer_id=viewer.person,
            person__circle__from_at__lte=now(),
            person__circle__service_id__in=viewer.services_as(Role.PEER_SUPPORTER),
            person_id=page.person,
            shown_to_supporter=True,
            instrument__in=instruments(),
        )
        .distinct()
        .order_by("-answered_at", "-id")
    )
    return [
        SharedScore(shipped(row.instrument), row.score, row.answered_at)
        for row in rows
        if row.score is not None
    ]
