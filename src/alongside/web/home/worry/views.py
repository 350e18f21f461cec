"""I'm worried about someone: steps and numbers first, then a short form to a named person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import SIGNED_IN, rule
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.menus import hats
from alongside.web.home.worry import presenters
from alongside.web.home.worry.forms import WorryForm
from alongside.web.people import selectors as people
from alongside.web.safety import selectors as safety
from alongside.web.safety import services
from alongside.web.ui.words import say as _


@rule(SIGNED_IN)
def worry(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    own = safety.own_worries(viewer)
    kept = presenters.unfinished(own)
    places = _services(viewer)
    form = form_for(
        request, WorryForm, initial=presenters.as_typed(kept, viewer.person),
        people=people.people_to_name(viewer), is_member=viewer.has(Role.MEMBER),
    )  # fmt: skip

    def save() -> str:
        return _save(request, form, kept.id if kept else None, places)

    return send(request, form, save) or render(
        request, "home/worry/worry.jinja", _context(request, form, own, places), status=form.status
    )


def _services(viewer: Viewer) -> list[UUID]:
    """Those in which the viewer is somebody; for whoever sets things up, all."""
    ours = sorted(viewer.services_as(*Role.ALL), key=str)
    return ours or [service.id for service in accounts.services(viewer)]


def _context(
    request: HttpRequest, form: WorryForm, own: list[Any], places: list[UUID]
) -> dict[str, Any]:
    viewer, zone = request.viewer, request.user.organisation.time_zone
    cover = safety.cover(places[0], without=viewer.user_id) if places else None
    return {
        "form": form,
        "hats": _hats(viewer),
        "duty": presenters.duty(cover, zone, is_sure=len(places) == 1),
        "can_send": bool(places),
        "kept": presenters.unfinished(own),
        "sent": presenters.sent_rows(own, zone),
        "notice": notice_of(request, presenters.NOTICES),
    }


def _hats(viewer: Viewer) -> list[Any]:
    """The way back for everybody but a plain member, whose home is the site's name."""
    return hats(viewer, "") if any(h.role != Role.MEMBER for h in viewer.holdings) else []


def _save(
    request: HttpRequest, form: WorryForm, unfinished: UUID | None, places: list[UUID]
) -> str:
    viewer = request.viewer
    chosen = form.person or (viewer.person_id if form.is_own else "")
    about = people.person_to_name(viewer, UUID(str(chosen))) if chosen else None
    if not places:
        raise Refused(_("Nobody here can take this. Please ring one of the numbers."))
    known_in = people.service_to_name_in(viewer, about.id) if about else None
    said = {
        "by": viewer, "service": known_in or places[0], "about": about, "unfinished": unfinished,
        **form.said(),
    }  # fmt: skip
    if request.POST.get("do") == "keep":
        services.keep_unfinished(**said)
        return address("worry", said="kept")
    return address("worry_sent", services.raise_concern(**said).id)


@rule(SIGNED_IN)
def worry_sent(request: HttpRequest, concern: UUID) -> HttpResponse:
    found = safety.sent_worry(request.viewer, concern)
    context = {
        "hats": _hats(request.viewer),
        "sent": presenters.sent(found, request.user.organisation.time_zone),
    }
    return render(request, "home/worry/sent.jinja", context)
