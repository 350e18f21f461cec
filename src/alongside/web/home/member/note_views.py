"""What was written about a person's own meetings: they read it, and add their own words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.log_forms import OwnWordsForm
from alongside.web.home.member import note_presenters
from alongside.web.support import selectors, services


@rule(MEMBER)
def my_notes(request: HttpRequest) -> HttpResponse:
    zone = request.user.organisation.time_zone
    context = {
        "rows": note_presenters.note_rows(selectors.my_notes(request.viewer), zone),
        "back_url": reverse("my_home"),
    }
    return render(request, "home/member/notes.jinja", context)


@rule(MEMBER)
def my_note(request: HttpRequest, note: UUID) -> HttpResponse:
    """Opening it is what marks it as seen."""
    if request.method == "GET":
        services.see_note(by=request.viewer, note=note)
    thread = selectors.my_note(request.viewer, note)
    form = form_for(request, OwnWordsForm)

    def add() -> str:
        services.add_to_note(by=request.viewer, note=note, text=form.cleaned_data["text"])
        return address("my_note", note, said="added")

    context = {
        "form": form,
        "page": note_presenters.note_page(thread, request.user.organisation.time_zone),
        "back_url": reverse("my_notes"),
        "notice": notice_of(request, note_presenters.NOTICES),
    }
    return send(request, form, add) or render(
        request, "home/member/note.jinja", context, status=form.status
    )
