"""Whoever gave support looks back, and says how they are some weeks later."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alongside.web.accounts.rules import PEER_SUPPORTER, rule
from alongside.web.home.ending_pages import Area, after_page, look_back_page
from alongside.web.support.match_states import Side

AREA = Area(Side.SUPPORTER, beside="beside_with", ending="beside_ending", after="beside_after")


@rule(PEER_SUPPORTER)
def beside_ending(request: HttpRequest, match: UUID) -> HttpResponse:
    return look_back_page(request, match, AREA)


@rule(PEER_SUPPORTER)
def beside_after(request: HttpRequest, match: UUID) -> HttpResponse:
    return after_page(request, match, AREA)
