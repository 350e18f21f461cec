"""A supporter's times with those they are beside."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alongside.web.accounts.rules import PEER_SUPPORTER, rule
from alongside.web.home.meeting_pages import BESIDE, arrange_page, meeting_page


@rule(PEER_SUPPORTER)
def beside_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    return meeting_page(request, meeting, BESIDE)


@rule(PEER_SUPPORTER)
def beside_arrange(request: HttpRequest, match: UUID) -> HttpResponse:
    return arrange_page(request, match, BESIDE)
