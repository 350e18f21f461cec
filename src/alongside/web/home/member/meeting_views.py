"""A member's own times with whoever is beside them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.home.meeting_pages import MY, arrange_page, meeting_page


@rule(MEMBER)
def my_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    return meeting_page(request, meeting, MY)


@rule(MEMBER)
def my_arrange(request: HttpRequest, match: UUID) -> HttpResponse:
    return arrange_page(request, match, MY)
