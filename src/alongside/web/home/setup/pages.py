"""The frame that every set-up page shares."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.viewer import Role
from alongside.web.home.forms_flow import notice_of
from alongside.web.home.menus import hats, staff_nav
from alongside.web.home.setup.presenters import SAID
from alongside.web.ui.forms import Form


def show(request: HttpRequest, template: str, *forms: Form, **context: Any) -> HttpResponse:
    """Render in the frame of set-up. `forms` are those of the page: the layout speaks of the one
    that needs mending or has come back after a session ended; then the status is 422 or 200."""
    spoken_of = next((form for form in forms if form.status == 422 or form.came_back), None)
    frame = {
        "layout": "ui/staff.jinja",
        "nav": staff_nav(request.viewer, "set_up"),
        "hats": hats(request.viewer, Role.ADMINISTRATOR),
        "back_url": reverse("set_up"),
        "done": notice_of(request, SAID),
        **({"form": spoken_of} if spoken_of else {}),
    }
    status = spoken_of.status if spoken_of else 200
    return render(request, template, frame | context, status=status)
