"""People whom a supporter might meet, what they show of themselves, and the ones they meet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import PEER_SUPPORTER, rule
from alongside.web.accounts.viewer import Role
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.match_forms import ProfileForm
from alongside.web.home.match_pages import Area, asked_page, with_page
from alongside.web.home.supporter.match_words import (
    asked_heading,
    other_services,
    profile_initial,
    with_links,
)
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Side
from alongside.web.ui.words import say as _

AREA = Area(Side.SUPPORTER, home="beside_home", asked="beside_asked", beside="beside_with")


@rule(PEER_SUPPORTER)
def beside_asked(request: HttpRequest) -> HttpResponse:
    return asked_page(
        request,
        AREA,
        heading=asked_heading,
        nobody=_("Nobody is asking just now. We tell you when somebody does."),
        about_me_url=reverse("beside_about_me"),
    )


@rule(PEER_SUPPORTER)
def beside_about_me(request: HttpRequest) -> HttpResponse:
    """One for each service in which they give support."""
    mine = [
        service
        for service in accounts.services(request.viewer)
        if service.id in request.viewer.services_as(Role.PEER_SUPPORTER)
    ]
    service = _chosen(request, mine)
    known = selectors.own_profile(request.viewer, service.id)
    form = form_for(request, ProfileForm, initial=profile_initial(known))

    def save() -> str:
        words = {name: form.cleaned_data[name] for name in ("heading", "sentence", "practical")}
        services.save_profile(
            by=request.viewer, service=service.id, person=request.viewer.person, **words,
            has=form.facts("has"), cannot=form.facts("cannot"),
        )  # fmt: skip
        return address("beside_asked", said="about_me")

    context = {
        "form": form,
        "back_url": reverse("beside_asked"),
        "service": service,
        "others": other_services(mine, service),
    }
    return send(request, form, save) or render(
        request, "home/match/about_me.jinja", context, status=form.status
    )


def _chosen(request: HttpRequest, mine: list[Any]) -> Any:
    asked = request.GET.get("service", "")
    found = [service for service in mine if str(service.id) == asked] if asked else mine
    if not found:
        raise Http404
    return found[0]


@rule(PEER_SUPPORTER)
def beside_with(request: HttpRequest, match: UUID) -> HttpResponse:
    return with_page(request, match, AREA, links_of=with_links)
