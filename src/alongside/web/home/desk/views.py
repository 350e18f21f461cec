"""The desk and its lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk import presenters
from alongside.web.home.desk.concern_presenters import on_desk
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.people import selectors as people
from alongside.web.safety import selectors as safety
from alongside.web.support import selectors as support

MOST_WAITING_ON_DESK = 5


@rule(COORDINATOR)
def desk(request: HttpRequest) -> HttpResponse:
    viewer, here = request.viewer, here_of(request)
    worries = safety.open_concerns(viewer)
    shifts, names = people.rota_with_names(viewer, safety.users_of(worries))
    counts = support.desk_counts(viewer)
    waiting = people.waiting(viewer, zone=here.zone, most=MOST_WAITING_ON_DESK)
    context = {
        "heading": presenters.today_heading(here),
        "concerns": on_desk(safety.concern_rows(viewer, worries, names), here),
        "duty": presenters.duty(shifts, names, viewer, here),
        "work": presenters.worklist(people.worklist(viewer, zone=here.zone), here),
        "counts": counts,
        "columns": presenters.waiting_columns(),
        "waiting": presenters.waiting_rows(waiting.rows, here, {}),
    }
    return render(
        request, "home/desk/desk.jinja", frame(request, "desk", counts, len(worries)) | context
    )


@rule(COORDINATOR)
def front_door(request: HttpRequest) -> HttpResponse:
    viewer, here = request.viewer, here_of(request)
    counts = support.desk_counts(viewer)
    page = people.front_door(viewer, request.GET.get("after", ""), zone=here.zone)
    context = {
        "counts": counts,
        "rows": [presenters.front_door_row(row, here) for row in page.rows],
        "more_url": _more("front_door", page.more),
    }
    return render(
        request, "home/desk/front_door.jinja", frame(request, "front_door", counts) | context
    )


@rule(COORDINATOR)
def waiting_list(request: HttpRequest) -> HttpResponse:
    viewer, here = request.viewer, here_of(request)
    counts = support.desk_counts(viewer)
    page = people.waiting(viewer, request.GET.get("after", ""), zone=here.zone)
    offers = {str(offer.id): offer.name for offer in support.offers(viewer)}
    context = {
        "counts": counts,
        "columns": presenters.waiting_columns(),
        "rows": presenters.waiting_rows(page.rows, here, offers),
        "more_url": _more("waiting_list", page.more),
    }
    return render(
        request, "home/desk/waiting.jinja", frame(request, "waiting_list", counts) | context
    )


def _more(route: str, mark: str) -> str:
    return f"{reverse(route)}?{urlencode({'after': mark})}" if mark else ""
