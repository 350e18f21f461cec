"""Check-ins of somebody without a screen, typed in for them; and what they answered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home import measure_words as words
from alongside.web.home.desk.deeds import allowed_pages
from alongside.web.home.desk.measure_presenters import NOTICES, answer_cards, calls_text
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.record_pages import moved_on, open_record
from alongside.web.home.desk.record_presenters import calls
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.measure_forms import DeskAnswersForm, ShowForm
from alongside.web.people.selectors import ReferralRecord
from alongside.web.questionnaires import selectors, services
from alongside.web.safety.selectors import alert_at_desk


@rule(COORDINATOR)
def record_measures(request: HttpRequest, referral: UUID) -> HttpResponse:
    """What may be typed in, and what was answered; right after typing, whom it called."""
    record = open_record(request, referral)
    if "record_measures" not in allowed_pages(record):
        return moved_on(record)
    form = form_for(request, ShowForm)

    def show() -> str:
        shown = request.POST.get("shown") == "yes"
        services.share_response(by=request.viewer, response=_chosen(request), shown=shown)
        return address("record_measures", referral, said="shown" if shown else "hidden")

    return send(request, form, show) or _list(request, record, form)


def _chosen(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("response", ""))
    except ValueError:
        raise Http404 from None


def _list(request: HttpRequest, record: ReferralRecord, form: ShowForm) -> HttpResponse:
    viewer, here = request.viewer, here_of(request)
    responses = selectors.responses_on_record(viewer, record)
    by_me = [row for row in responses if row.written_by == viewer.actor]
    typed = by_me[:1] if request.GET.get("said") == "typed" else []
    alert = alert_at_desk(viewer, typed[0].id) if typed else None
    offered = [] if typed else selectors.desk_measures(viewer, record.referral.service_id)
    context = {
        "form": form,
        "record": record,
        "person": calls(record),
        "offered": [(words.plain_name(one.instrument), one.instrument) for one in offered],
        "typed": bool(typed),
        "alert": alert,
        "alert_text": calls_text(alert, here) if alert else "",
        "answers": answer_cards(responses, here),
        "back_url": address("record", record.referral.id),
        "notice": notice_of(request, NOTICES),
    }
    given = frame(request, "") | context
    return render(request, "home/desk/measures.jinja", given, status=form.status)


@rule(COORDINATOR)
def record_measure(request: HttpRequest, referral: UUID, instrument: str) -> HttpResponse:
    record = open_record(request, referral, consents=False)
    offered = selectors.desk_measure(
        request.viewer, record.referral.service_id, instrument, about=record.person.id
    )
    form = form_for(
        request, DeskAnswersForm, instrument=offered.instrument, may_ask=offered.is_covered
    )
    context = {
        "form": form,
        "record": record,
        "person": calls(record),
        "offered": offered,
        "words": words,
        "reminder": words.reminder_of(offered.instrument, offered.who, None),
        "back_url": address("record_measures", referral),
    }
    return send(request, form, lambda: _keep(request, record, offered, form)) or render(
        request, "home/desk/measure.jinja", frame(request, "") | context, status=form.status
    )


def _keep(request: HttpRequest, record: ReferralRecord, offered: Any, form: DeskAnswersForm) -> str:
    """Two deeds in one transaction: what was said is asked and answered at once."""
    way = form.cleaned_data["way"]
    asked = services.request_measure(
        by=request.viewer, service=offered.service, person=record.person,
        instrument=offered.instrument.code, is_on_paper=way == "paper",
    )  # fmt: skip
    services.submit_response(
        by=request.viewer, request=asked.id, answers=form.answers, way=way,
        helped_by=form.cleaned_data["helped_by"],
    )  # fmt: skip
    return address("record_measures", record.referral.id, said="typed")
