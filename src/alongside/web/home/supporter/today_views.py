"""The day of somebody who gives support, on one page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import PEER_SUPPORTER, rule
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.home.forms_flow import notice_of
from alongside.web.home.menus import hats
from alongside.web.home.supporter import presenters, today_presenters
from alongside.web.people.local_time import local_date
from alongside.web.questionnaires import selectors as questionnaires
from alongside.web.safety import selectors as safety
from alongside.web.support import selectors as support
from alongside.web.support.selectors import SupportersToday
from alongside.web.workforce import selectors as workforce


@rule(PEER_SUPPORTER)
def beside_home(request: HttpRequest) -> HttpResponse:
    viewer, zone = request.viewer, request.user.organisation.time_zone
    found = support.supporters_today(viewer, zone)
    shown = [one.person for one in found.people if one.name]
    goals = questionnaires.goals_of_the_day(viewer, shown)
    places = workforce.own_places(viewer, local_date(now(), zone))
    context = {
        "hats": hats(viewer, Role.PEER_SUPPORTER),
        "notice": notice_of(request, today_presenters.NOTICES),
        "is_worry": request.GET.get("said") == today_presenters.WORRIED,
        "day": today_presenters.day_page(found, goals, zone),
        "duty": today_presenters.duty_line(_cover(viewer, found), zone),
        "places": today_presenters.room(len(found.people), places),
        "first_steps": presenters.first_steps(),
        "new_phone_steps": presenters.new_phone_steps(),
        "hello_links": presenters.hello_links(found.services or accounts.services(viewer)),
    }
    return render(request, "home/supporter/beside_home.jinja", context)


def _cover(viewer: Viewer, found: SupportersToday) -> Any:
    """Who is there for them, without themselves; of the first service in which they help."""
    own = [one.id for one in found.services] or sorted(
        viewer.services_as(Role.PEER_SUPPORTER), key=str
    )
    return safety.cover(own[0], without=viewer.user_id) if own else None
