"""The notes of two who meet, as the desk reads them, and the calls that supporters asked for."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk import note_presenters
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.record_pages import is_allowed, moved_on, open_record
from alongside.web.home.desk.record_presenters import calls
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.meeting_forms import PressForm
from alongside.web.support import selectors, services


@rule(COORDINATOR)
def record_notes(request: HttpRequest, referral: UUID) -> HttpResponse:
    record = open_record(request, referral)
    if not is_allowed(request, record):
        return moved_on(record)
    threads = selectors.notes_on_record(request.viewer, record)
    context = {
        "record": record,
        "person": calls(record),
        "threads": note_presenters.threads(threads, calls(record), here_of(request).zone),
        "back_url": address("record", referral),
    }
    return render(request, "home/desk/notes.jinja", frame(request, "") | context)


@rule(COORDINATOR)
@require_POST
def desk_rung(request: HttpRequest, log: UUID) -> HttpResponse:
    form = form_for(request, PressForm)

    def rung() -> str:
        services.mark_rung(by=request.viewer, log=log)
        return address("desk_today", said="rung")

    return send(request, form, rung) or redirect(address("desk_today"))
