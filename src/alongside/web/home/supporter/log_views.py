"""Writing down a meeting, once, in a minute."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.web.accounts.rules import PEER_SUPPORTER, rule
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.log_forms import LogForm, OwnWordsForm
from alongside.web.home.menus import hats
from alongside.web.home.supporter import log_presenters, today_presenters
from alongside.web.people.local_time import local_date
from alongside.web.safety import selectors as safety
from alongside.web.support import selectors, services
from alongside.web.support.selectors import ToLog


@rule(PEER_SUPPORTER)
def beside_log(request: HttpRequest, meeting: UUID) -> HttpResponse:
    found = selectors.meeting_to_log(request.viewer, meeting)
    if found.log is not None:
        return _logged(request, found)
    if found.meeting.starts_at > now():
        return redirect(reverse("beside_meeting", args=[meeting]))
    return _to_log(request, found)


def _to_log(request: HttpRequest, found: ToLog) -> HttpResponse:
    zone = found.meeting.organisation.time_zone
    cover = safety.cover(found.meeting.service_id, without=request.viewer.user_id)
    form = form_for(
        request, LogForm, name=found.name, tell=log_presenters.who_hears(cover), mode=found.mode,
        zone=zone, today=local_date(now(), zone), initial=log_presenters.usual(found.meeting),
    )  # fmt: skip

    def save() -> str:
        services.log_session(by=request.viewer, meeting=found.meeting.id, log=form.log)
        return address("beside_home", said=log_presenters.said(form.log))

    context = {
        "hats": hats(request.viewer, Role.PEER_SUPPORTER),
        "form": form,
        "heading": log_presenters.heading(found, zone),
        "worry_line": today_presenters.duty_line(cover, zone),
        "keeps_notes": "note" in form.fields,
    }
    return send(request, form, save) or render(
        request, "home/supporter/log.jinja", context, status=form.status
    )


def _logged(request: HttpRequest, found: ToLog) -> HttpResponse:
    """What stands there; more words may be added where there is a note."""
    zone = found.meeting.organisation.time_zone
    first = found.notes[0] if found.notes else None
    form = form_for(request, OwnWordsForm)

    def add() -> str:
        services.add_to_note(by=request.viewer, note=first.id, text=form.cleaned_data["text"])
        return address("beside_log", found.meeting.id, said="added")

    context: dict[str, Any] = {
        "hats": hats(request.viewer, Role.PEER_SUPPORTER),
        "form": form,
        "heading": log_presenters.heading(found, zone),
        "rows": log_presenters.log_rows(found),
        "notes": log_presenters.note_words(found, request.viewer.actor),
        "may_add": first is not None,
        "notice": notice_of(request, today_presenters.NOTICES),
    }
    answer = send(request, form, add) if first is not None else None
    return answer or render(request, "home/supporter/logged.jinja", context, status=form.status)
