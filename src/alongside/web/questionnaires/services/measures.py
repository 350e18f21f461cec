"""Deeds on measures: switching on, asking, answering, leaving out, showing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.measures.scoring import ScoringFault, alerts, score_response
from alongside.web.accounts.selectors import own_service
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import NoConsent, check_minds_in, live_consents
from alongside.web.questionnaires.access import check_switches
from alongside.web.questionnaires.instruments import calls_human, is_in_date, shipped
from alongside.web.questionnaires.models import MeasureRequest, MeasureResponse, MeasureSwitch
from alongside.web.safety.clocks import concern_clocks
from alongside.web.safety.selectors import watch
from alongside.web.safety.services import raise_alert
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument
    from alongside.web.people.models import Person

FAULT = "fault"
"""Kept as the reason when an answer is none of the instrument's options."""


@transaction.atomic
def switch_measure(
    *, by: Viewer, service: UUID, instrument: str, is_on: bool, why: str, every_weeks: int
) -> MeasureSwitch:
    """Ask it from now on, or no longer. What was answered stays, and so do the words about why."""
    own_service(by, service)
    check_switches(by, service)
    found = shipped(instrument)
    if is_on:
        _check_may_be_asked(found)
        if not why.strip():
            raise Refused(say("Say why you ask. People read it before they begin."), field="why")
        if not 1 <= every_weeks <= 52:
            raise Refused(say("Choose from 1 to 52 weeks."), field="every_weeks")
    details = {"why": why.strip(), "every_weeks": every_weeks} if is_on else {}
    row, _ = MeasureSwitch.objects.update_or_create(
        service_id=service,
        instrument=instrument,
        defaults={
            "organisation_id": by.organisation,
            "is_on": is_on,
            "switched_by": by.user,
            "switched_at": now(),
            **details,
        },
    )
    deed = "measure.switched_on" if is_on else "measure.switched_off"
    record(deed, by=by, service=service, thing=f"measure {instrument}")
    return row


def _check_may_be_asked(instrument: Instrument) -> None:
    if not is_in_date(instrument, now().date()):
        raise Refused(say("Its file is not in use, or nobody has looked at it since its review."))


@transaction.atomic
def request_measure(
    *, by: Actor, service: UUID, person: Person, instrument: str, is_on_paper: bool = False
) -> MeasureRequest:
    """Ask somebody, who reads before how it goes on. One that is still open is taken up again.

    `is_on_paper`: they have answered already, so that it must be kept whoever is on duty."""
    own_service(by, service)
    check_minds_in(by, person, service)
    found = shipped(instrument)
    _check_may_be_asked(found)
    rows = MeasureSwitch.objects.filter(service_id=service, instrument=instrument, is_on=True)
    if not rows.exists():
        raise Refused(say("This service does not ask it."))
    if Purpose.RECORD not in live_consents([person.id]).get(person.id, {}):
        raise NoConsent([Purpose.RECORD])
    if calls_human(found) and not is_on_paper and not has_human(service, person.id):
        raise Refused(say("Nobody is on duty for long enough. Ask it when somebody is there."))
    asked = {"person": person, "service_id": service, "instrument": instrument}
    state = MeasureRequest.State.ASKED
    open_one = MeasureRequest.objects.filter(**asked, state=state).order_by("asked_at").last()
    if open_one is not None:
        return open_one
    row = MeasureRequest.objects.create(
        organisation_id=person.organisation_id, **asked, asked_by=by.actor
    )
    _log("measure.asked", by, row)
    return row


def has_human(service: UUID, about: UUID) -> bool:
    """Whether somebody is on duty for as long as they have to get in touch. One query."""
    return watch(service, now(), concern_clocks().same_day, about=about).is_covered


@transaction.atomic
def submit_response(
    *, by: Actor, request: UUID, answers: Mapping[int, int | None], way: str, helped_by: str = ""
) -> MeasureResponse:
    """Keep what was answered, exactly, whether or not it can be scored. An answer that calls a
    human does so in the same transaction, whoever is on duty."""
    row = _locked_request(by, request)
    check_minds_in(by, row.person, row.service_id)
    if row.state == MeasureRequest.State.ANSWERED:
        raise Refused(say("These answers were sent already."))
    instrument = shipped(row.instrument)
    given = {number: answer for number, answer in answers.items() if answer is not None}
    value, why_not = _score(instrument, given)
    response = MeasureResponse.objects.create(
        organisation_id=row.organisation_id,
        service_id=row.service_id,
        person=row.person,
        request=row,
        instrument=row.instrument,
        version=instrument.scoring.version,
        answers={str(number): answer for number, answer in given.items()},
        score=value,
        unscored_why=why_not,
        way=MeasureResponse.Way(way),
        written_by=by.actor,
        helped_by=helped_by.strip(),
        answered_at=now(),
    )
    _move(row, MeasureRequest.State.ANSWERED)
    _log("measure.answered", by, row)
    called = alerts(instrument, given)
    if called:
        rule = f"{row.instrument}_item_{called[0]}"
        raise_alert(by=by, service=row.service_id, person=row.person, rule=rule, source=response.id)
    return response


def _score(instrument: Instrument, given: Mapping[int, int | None]) -> tuple[float | None, str]:
    """The score, or None with a short code that says why there is none."""
    try:
        score = score_response(instrument, given)
    except ScoringFault:
        return None, FAULT
    return score.value, score.why_not or ""


@transaction.atomic
def skip_request(*, by: Actor, request: UUID) -> None:
    """Not now. Costs nothing, and is asked again another time."""
    row = _locked_request(by, request)
    check_minds_in(by, row.person, row.service_id)
    if row.state != MeasureRequest.State.ASKED:
        raise Refused(say("These answers were sent already."))
    _move(row, MeasureRequest.State.SKIPPED)
    _log("measure.skipped", by, row)


@transaction.atomic
def share_response(*, by: Actor, response: UUID, shown: bool) -> None:
    """Show the number to whoever supports them, or no longer: as the person says, here or to a
    coordinator."""
    row = (
        MeasureResponse.objects.select_related("person")
        .filter(id=response, organisation_id=by.organisation)
        .first()
    )
    if row is None:
        raise Http404
    check_minds_in(by, row.person, row.service_id)
    row.shown_to_supporter = shown
    row.save(update_fields=["shown_to_supporter"])
    record(
        "measure.shown" if shown else "measure.hidden",
        by=by, subject=row.person_id, service=row.service_id, thing=f"response {row.id}",
    )  # fmt: skip


def _locked_request(by: Actor, request: UUID) -> MeasureRequest:
    found = (
        MeasureRequest.objects.select_for_update(of=("self",))
        .select_related("person")
        .filter(id=request, organisation_id=by.organisation)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _move(row: MeasureRequest, state: MeasureRequest.State) -> None:
    row.state, row.state_at = state, now()
    row.save(update_fields=["state", "state_at"])


def _log(deed: str, by: Actor, row: MeasureRequest) -> None:
    record(
        deed, by=by, subject=row.person_id, service=row.service_id, thing=f"measure asked {row.id}"
    )
