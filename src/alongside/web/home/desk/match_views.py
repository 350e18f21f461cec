"""Bringing two people together, and what a coordinator does for them afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk import match_presenters as presenters
from alongside.web.home.desk.match_forms import (
    AskForm,
    EndForBothForm,
    LastDayForm,
    SpokenAnswerForm,
    SpokenGoOnForm,
)
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Answer
from alongside.web.support.selectors import DeskMatch
from alongside.web.ui.forms import Form


@rule(COORDINATOR)
def match_board(request: HttpRequest) -> HttpResponse:
    here = here_of(request)
    board = selectors.board(request.viewer, here.today)
    context = {
        "board": board,
        "day": here.say_day(here.today),
        "counts": presenters.board_counts(board),
        "columns": presenters.board_columns(),
        "rows": presenters.board_rows(board, here),
        "missing": presenters.missing_lines(board),
        "without": sum(1 for row in board.rows if not row.suggested and not row.asked),
    }
    nav = frame(request, "match_board", board.counts)
    return render(request, "home/desk/match_board.jinja", nav | context)


@rule(COORDINATOR)
def match_together(request: HttpRequest) -> HttpResponse:
    rows = presenters.pair_rows(selectors.pairs_together(request.viewer), here_of(request))
    nav = frame(request, "match_board")
    return render(request, "home/desk/together.jinja", nav | {"rows": rows})


@rule(COORDINATOR)
def match_person(request: HttpRequest, referral: UUID) -> HttpResponse:
    """The shortlist of somebody who waits; with `?with=` the page on which both are asked."""
    if chosen := _chosen(request):
        return _ask(request, referral, chosen)
    here = here_of(request)
    found = selectors.shortlist(request.viewer, referral, here.today)
    if found is None:
        return _elsewhere(request, referral)
    context = {
        "seeking": found.seeking,
        "waits": presenters.waits_line(found.seeking, here),
        "wishes": presenters.wish_lines(found.seeking.wishes),
        "rows": presenters.candidates(found),
        "asked": presenters.asked_rows(found),
    }
    return render(request, "home/desk/match_person.jinja", frame(request, "match_board") | context)


def _chosen(request: HttpRequest) -> UUID | None:
    given = request.GET.get("with", "")
    try:
        return UUID(given) if given else None
    except ValueError:
        raise Http404 from None


def _elsewhere(request: HttpRequest, referral: UUID) -> HttpResponse:
    """They wait no longer: to the two who are together, or to the record, which says who may."""
    match = selectors.live_match(request.viewer, referral)
    return redirect("match_one", match) if match else redirect(
        address("record", referral, said="moved_on")
    )  # fmt: skip


def _ask(request: HttpRequest, referral: UUID, supporter: UUID) -> HttpResponse:
    asking = selectors.asking(request.viewer, referral, supporter)
    if asking is None:
        return redirect(address("match_person", referral, said="match_moved_on"))
    form = form_for(request, AskForm, asking=asking)

    def save() -> str:
        services.propose_match(
            by=request.viewer, referral=referral, supporter=supporter, **form.chosen
        )
        return address("match_person", referral, said="asked_both")

    context = {
        "form": form,
        "asking": asking,
        "points": presenters.points_as_read(asking.met, asking.missed),
        "back_url": reverse("match_person", args=[referral]),
    }
    return send(request, form, save) or render(
        request, "home/desk/match_ask.jinja", frame(request, "match_board") | context,
        status=form.status,
    )  # fmt: skip


@rule(COORDINATOR)
def match_one(request: HttpRequest, match: UUID) -> HttpResponse:
    here = here_of(request)
    found = selectors.desk_match(request.viewer, match)
    context = frame(request, "match_board") | {
        "found": found,
        "state": presenters.STATES[found.state],
        "stands": presenters.stands(found),
        "acts": presenters.act_rows(found),
        "facts": presenters.facts(found, here),
        "points": presenters.points(found.met, found.missed),
        "steps": presenters.step_rows(found, here),
        "back_url": reverse("match_board"),
    }
    act = _act_of(request, found)
    if act is None:
        return render(request, "home/desk/match_one.jinja", context)
    form, save = _form_and_deed(request, found, act.do)
    back_url = reverse("match_one", args=[match])
    context |= {
        "form": form, "heading": act.heading, "means": act.means, "submit_text": act.button,
        "back_url": back_url, "cancel_url": back_url,
    }  # fmt: skip
    return send(request, form, save) or render(
        request, "home/desk/match_act.jinja", context, status=form.status
    )


def _act_of(request: HttpRequest, found: DeskMatch) -> presenters.Act | None:
    """The act that the address names, as long as the state allows it."""
    wanted = request.GET.get("do", "")
    return next((act for act in presenters.acts(found) if act.do == wanted), None)


def _form_and_deed(
    request: HttpRequest, found: DeskMatch, do: str
) -> tuple[Form, Callable[[], str]]:
    kinds: dict[str, tuple[type[Form], Callable[[Any, Any], None]]] = {
        "answer": (SpokenAnswerForm, _answer),
        "take_back": (Form, lambda form, ours: services.take_back_match(**ours)),
        "go_on": (SpokenGoOnForm, _go_on),
        "pause": (Form, lambda form, ours: services.pause_match(**ours)),
        "resume": (Form, lambda form, ours: services.resume_match(**ours)),
        "plan": (
            LastDayForm,
            lambda form, ours: services.plan_ending(**ours, last_day=form.cleaned_data["last_day"]),
        ),
        "keep_going": (Form, lambda form, ours: services.keep_going(**ours)),
        "end": (EndForBothForm, lambda form, ours: services.end_match(**ours, **form.ending)),
    }
    kind, deed = kinds[do]
    about = {"match": found} if issubclass(kind, _ABOUT) else {}
    form = form_for(request, kind, **about)

    def save() -> str:
        deed(form, {"by": request.viewer, "match": found.match})
        return address("match_one", found.match, said=f"match_{do}")

    return form, save


_ABOUT = (SpokenAnswerForm, SpokenGoOnForm, EndForBothForm)


def _answer(form: SpokenAnswerForm, ours: dict[str, Any]) -> None:
    answer = Answer(form.cleaned_data["answer"])
    services.answer_match(**ours, side=form.who, answer=answer, how=form.how)


def _go_on(form: SpokenGoOnForm, ours: dict[str, Any]) -> None:
    services.confirm_match(**ours, side=form.who, goes_on=bool(form.cleaned_data["goes_on"]))
