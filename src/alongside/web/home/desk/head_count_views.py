"""How many came to a drop-in: one figure a day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk.head_count_forms import HeadCountForm, count_rows
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.support import selectors, services


@rule(COORDINATOR)
def head_counts(request: HttpRequest) -> HttpResponse:
    here, drop_ins = here_of(request), selectors.drop_ins(request.viewer)
    form = form_for(request, HeadCountForm, drop_ins=drop_ins, initial={"on": here.today})

    def save() -> str:
        given = form.cleaned_data
        services.count_heads(
            by=request.viewer, offer=UUID(given["offer"]), on=given["on"],
            people=given["people"], new_people=given["new_people"],
        )  # fmt: skip
        return address("head_counts", said="counted")

    context = {
        "form": form,
        "has_drop_in": bool(drop_ins),
        "rows": count_rows(selectors.head_counts(request.viewer)),
        "back_url": address("desk_today"),
    }
    return send(request, form, save) or render(
        request, "home/desk/head_counts.jinja", frame(request, "desk_today") | context,
        status=form.status,
    )  # fmt: skip
