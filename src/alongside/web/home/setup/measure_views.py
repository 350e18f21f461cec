"""Which published questions a service asks, and what it tells people about why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import RUNS_SERVICE, rule
from alongside.web.accounts.viewer import Role
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.measure_forms import SwitchForm
from alongside.web.home.menus import hats, staff_nav
from alongside.web.home.setup.measure_presenters import MeasureCard, measure_card
from alongside.web.home.setup.presenters import SAID
from alongside.web.questionnaires import selectors, services


@rule(RUNS_SERVICE)
def set_up_measures(request: HttpRequest, service: UUID) -> HttpResponse:
    found = accounts.own_service(request.viewer, service)
    cards = [
        measure_card(one, _form(request, one))
        for one in selectors.switches(request.viewer, service)
    ]
    sent = next((card for card in cards if card.form.is_bound), None)
    answer = send(request, sent.form, lambda: _switch(request, service, sent)) if sent else None
    if answer:
        return answer
    spoken_of = next((c.form for c in cards if c.form.status == 422 or c.form.came_back), None)
    context = {
        "service": found,
        "cards": cards,
        "done": notice_of(request, SAID),
        **({"form": spoken_of} if spoken_of else {}),
    }
    status = spoken_of.status if spoken_of else 200
    return render(
        request, "home/setup/measures.jinja", _frame(request, service) | context, status=status
    )


def _form(request: HttpRequest, one: selectors.Switch) -> SwitchForm:
    code, row = one.instrument.code, one.row
    initial = {"every_weeks": 12}
    if row is not None:
        initial = {"is_on": row.is_on, "why": row.why, "every_weeks": row.every_weeks}
    posted = any(name.startswith(f"{code}-") for name in request.POST)
    return form_for(request, SwitchForm, posted=posted, prefix=code, initial=initial)


def _switch(request: HttpRequest, service: UUID, card: MeasureCard) -> str:
    given = card.form.cleaned_data
    services.switch_measure(
        by=request.viewer, service=service, instrument=card.code, is_on=given["is_on"],
        why=given["why"], every_weeks=given["every_weeks"] or 12,
    )  # fmt: skip
    said = "measure-on" if given["is_on"] else "measure-off"
    return address("set_up_measures", service, said=said)


def _frame(request: HttpRequest, service: UUID) -> dict:
    """An administrator came from the service's page, a manager from the figures."""
    viewer = request.viewer
    if viewer.has(Role.ADMINISTRATOR):
        hat, current, back = Role.ADMINISTRATOR, "set_up", reverse("set_up_service", args=[service])
    else:
        hat, current, back = Role.MANAGER, "figures", reverse("figures")
    return {
        "nav": staff_nav(viewer, current),
        "hats": hats(viewer, hat),
        "back_url": back,
        "may_see_rota": hat == Role.ADMINISTRATOR,
    }
