"""A member looks back, says how they are some weeks later, and comes back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.home.ending_pages import ONLINE, Area, after_page, look_back_page
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.member.forms import ReturnForm
from alongside.web.people import selectors as people
from alongside.web.people import services
from alongside.web.support.match_states import Side

AREA = Area(Side.MEMBER, beside="my_with", ending="my_ending", after="my_after")


@rule(MEMBER)
def my_ending(request: HttpRequest, match: UUID) -> HttpResponse:
    return look_back_page(request, match, AREA)


@rule(MEMBER)
def my_after(request: HttpRequest, match: UUID) -> HttpResponse:
    return after_page(request, match, AREA)


@rule(MEMBER)
def my_return(request: HttpRequest) -> HttpResponse:
    """Begin again where they were before, with all that was kept."""
    may = people.own_record(request.viewer).may_come_back
    form = form_for(request, ReturnForm, may=may)

    def come_back() -> str:
        services.return_person(by=request.viewer, referral=_chosen(form, may), how=ONLINE)
        return address("my_home", said="returned")

    context = {"form": form, "may": may, "back_url": reverse("my_home"), "notice": ""}
    return send(request, form, come_back) or render(
        request, "home/member/return.jinja", context, status=form.status
    )


def _chosen(form: ReturnForm, may: list[Any]) -> UUID:
    if not may:
        raise Http404
    wanted = form.cleaned_data.get("referral")
    return next((row.id for row in may if str(row.id) == wanted), may[0].id)
