"""People a member might like to meet, what they wish for, and the one they meet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.match_forms import MyWishesForm
from alongside.web.home.match_pages import Area, asked_page, with_page
from alongside.web.home.member.match_words import asked_heading, with_links
from alongside.web.home.wishes_form import initial_of
from alongside.web.people import selectors as people
from alongside.web.people.referral_states import OPEN_STATES
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Side
from alongside.web.ui.words import say as _

AREA = Area(Side.MEMBER, home="my_home", asked="my_people", beside="my_with")


@rule(MEMBER)
def my_people(request: HttpRequest) -> HttpResponse:
    return asked_page(
        request,
        AREA,
        heading=asked_heading,
        nobody=_("We have nobody to suggest just now. We tell you when we do."),
        wishes_url=reverse("my_wishes"),
    )


@rule(MEMBER)
def my_wishes(request: HttpRequest) -> HttpResponse:
    """Of the service in which they wait, or else the one to which they came last."""
    referral = _looking(request)
    known = selectors.wish_list(request.viewer, referral.service_id, referral.person_id)
    form = form_for(request, MyWishesForm, initial=initial_of(known))

    def save() -> str:
        services.save_wishes(
            by=request.viewer, service=referral.service_id, person=referral.person_id,
            wishes=form.wishes, heading=form.cleaned_data["heading"],
            sentence=form.cleaned_data["sentence"],
        )  # fmt: skip
        return address("my_people", said="wishes")

    context = {"form": form, "back_url": reverse("my_people"), "notice": ""}
    return send(request, form, save) or render(
        request, "home/match/wishes.jinja", context, status=form.status
    )


def _looking(request: HttpRequest) -> Any:
    found = people.own_record(request.viewer).referrals
    open_ones = [row for row in found if row.state in OPEN_STATES]
    if not found:
        raise Http404
    waiting = [row for row in open_ones if row.state == "waiting"]
    return (waiting or open_ones or found)[0]


@rule(MEMBER)
def my_with(request: HttpRequest, match: UUID) -> HttpResponse:
    return with_page(request, match, AREA, links_of=with_links)
