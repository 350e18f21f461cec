"""What every set-up page shares: its frame, and how a form is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.keeping import new_form_key, submit_once
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.home.menus import hats, staff_nav
from alongside.web.home.setup.presenters import say_done
from alongside.web.ui.forms import FORM_KEY, Form


def show(request: HttpRequest, template: str, *forms: Any, **context: Any) -> HttpResponse:
    """Render in the frame of set-up; 422 when a form on the page needs mending."""
    context.setdefault("back_url", reverse("set_up"))
    faulty = [form for form in forms if form.status == 422]
    frame = {
        "layout": "ui/staff.jinja",
        "nav": staff_nav(request.viewer, "set_up"),
        "hats": hats(request.viewer, Role.ADMINISTRATOR),
        "done": say_done(request.GET.get("said", "")),
        "has_faults": bool(faulty),
        **({"form": faulty[0]} if faulty else {}),
    }
    return render(request, template, frame | context, status=422 if faulty else 200)


def said(key: str, route: str, *args: Any) -> str:
    """The address to show next, with the notice `key`."""
    return f"{reverse(route, args=args)}?said={key}"


def key_for(request: HttpRequest) -> str:
    """The key of the form that was sent, or a new one."""
    return str(request.POST.get(FORM_KEY, "")) or new_form_key(request.viewer)


def sent(request: HttpRequest, form: Form, deed: Callable[[], str]) -> str:
    """Do `deed` once if the form is right: the address to show next, or '' where the page must
    be drawn again with what is wrong."""
    if request.method != "POST" or not form.is_valid():
        return ""
    try:
        return submit_once(form.key, deed)
    except Refused as refused:
        field = refused.field if refused.field in form.fields else None
        form.add_error(field, refused.message)
        return ""
