"""Checking in: what is asked and why, the questions, what happens next, one's own answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.home import measure_words as words
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.measure_forms import AnswersForm, ShowForm
from alongside.web.home.member.measure_presenters import answered_rows, offered_rows, promise_of
from alongside.web.home.member.presenters import NOTICES
from alongside.web.people import selectors as people
from alongside.web.questionnaires import selectors, services
from alongside.web.questionnaires.instruments import calls_human, shipped
from alongside.web.safety.selectors import own_alert


def _show(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    form = context.get("form")
    inner = request.resolver_match.url_name != "my_check_ins"
    back = reverse("my_check_ins" if inner else "my_home")
    frame = {"back_url": back, "notice": notice_of(request, NOTICES)}
    status = form.status if form is not None else 200
    return render(request, f"home/member/{page}.jinja", frame | context, status=status)


def _ways(offered: Any, person: Any) -> list[str]:
    """The ways in which we may get in touch with them."""
    return list(person.safe_contact.ways) if offered.may_contact else []


@rule(MEMBER)
def my_check_ins(request: HttpRequest) -> HttpResponse:
    """What may be answered now, and everything that was answered."""
    context = {
        "offered": offered_rows(selectors.offered_measures(request.viewer)),
        "answered": answered_rows(
            selectors.own_responses(request.viewer), request.user.organisation.time_zone
        ),
    }
    return _show(request, "check_ins", **context)


@rule(MEMBER)
def my_check_in(request: HttpRequest, instrument: str) -> HttpResponse:
    offered = selectors.offered_measure(request.viewer, instrument)
    person = people.own_person(request.viewer)
    form = form_for(request, ShowForm)

    def begin() -> str:
        begun = services.request_measure(
            by=request.viewer, service=offered.service, person=person, instrument=instrument
        )
        if "not_now" not in request.POST:
            return address("my_answers", begun.id)
        services.skip_request(by=request.viewer, request=begun.id)
        return address("my_check_ins", said="not_now")

    reminder = words.reminder_of(offered.instrument, offered.who, _ways(offered, person))
    context = {"form": form, "offered": offered, "words": words, "reminder": reminder}
    return send(request, form, begin) or _show(request, "check_in", **context)


@rule(MEMBER)
def my_answers(request: HttpRequest, asked: UUID) -> HttpResponse:
    """What is sent is kept, whoever is on duty by then. The questions are shown only while they
    may be asked, or when they came back after a session had ended."""
    found = selectors.own_request(request.viewer, asked)
    if found.is_answered and request.method != "POST":
        return redirect(address("my_thanks", asked))
    form = form_for(request, AnswersForm, instrument=found.instrument)

    def keep() -> str:
        services.submit_response(
            by=request.viewer, request=asked, answers=form.answers, way="online"
        )
        return address("my_thanks", asked)

    return send(request, form, keep) or _questions(request, found, form)


def _questions(request: HttpRequest, asked: Any, form: AnswersForm) -> HttpResponse:
    offered = selectors.offered_measures(request.viewer)
    found = next((o for o in offered if o.instrument.code == asked.instrument.code), None)
    if found is None and not (form.is_bound or form.came_back):
        raise Http404
    ways = _ways(found, asked.person) if found else list(asked.person.safe_contact.ways)
    reminder = words.reminder_of(asked.instrument, found.who if found else "", ways)
    context = {"form": form, "instrument": asked.instrument, "words": words, "reminder": reminder}
    return _show(request, "answers", **context)


@rule(MEMBER)
def my_thanks(request: HttpRequest, asked: UUID) -> HttpResponse:
    response = selectors.own_answer_to(request.viewer, asked)
    zone = request.user.organisation.time_zone
    instrument = shipped(response.instrument)
    alert = own_alert(request.viewer, response.id) if calls_human(instrument) else None
    context = {"response": response, "title": words.plain_name(instrument), "next_on": ""}
    if alert is not None and alert.is_open:
        return _show(request, "called", **context, **promise_of(alert, response.person, zone))
    weeks = selectors.weeks_between(request.viewer, response.service_id, response.instrument)
    if weeks is not None:
        next_at = response.answered_at + timedelta(weeks=weeks)
        context["next_on"] = words.say_day(next_at, zone)
    return _show(request, "thanks", **context)


@rule(MEMBER)
def my_response(request: HttpRequest, response: UUID) -> HttpResponse:
    row = selectors.own_response(request.viewer, response)
    form = form_for(request, ShowForm)

    def show() -> str:
        shown = request.POST.get("shown") == "yes"
        services.share_response(by=request.viewer, response=row.id, shown=shown)
        return address("my_response", row.id, said="shown" if shown else "hidden")

    context = {
        "form": form,
        "row": row,
        "instrument": shipped(row.instrument),
        "words": words,
        "answered": words.say_day(row.answered_at, request.user.organisation.time_zone),
        "ranges": request.GET.get("ranges") == "1",
    }
    return send(request, form, show) or _show(request, "response", **context)
