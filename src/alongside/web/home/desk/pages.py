"""What every page of the desk shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.home.desk.notices import NOTICES
from alongside.web.home.desk.presenters import Here
from alongside.web.home.forms_flow import notice_of
from alongside.web.home.menus import hats, staff_nav

if TYPE_CHECKING:
    from alongside.web.people.selectors import DeskCounts


def here_of(request: HttpRequest) -> Here:
    several = len(request.viewer.services_as(Role.COORDINATOR)) > 1
    return Here(request.user.organisation.time_zone, now(), several)


def frame(
    request: HttpRequest, current: str, counts: DeskCounts | None = None,
    concerns: int | None = None,
) -> dict[str, Any]:  # fmt: skip
    return {
        "nav": staff_nav(request.viewer, current, counts, concerns),
        "hats": hats(request.viewer, Role.COORDINATOR),
        "notice": notice_of(request, NOTICES),
        "layout": "ui/staff.jinja",
    }
