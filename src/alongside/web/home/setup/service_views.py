"""Services and what people can take part in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import ADMINISTRATOR, rule
from alongside.web.accounts.services import add_service, change_service
from alongside.web.accounts.viewer import Role
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.setup.forms import (
    ActForm,
    ServiceForm,
    TakingPartChangeForm,
    TakingPartForm,
)
from alongside.web.home.setup.pages import show
from alongside.web.home.setup.presenters import lacks, part_row, readiness, switch_rows
from alongside.web.people import selectors as people
from alongside.web.support import selectors as support
from alongside.web.support.opening import missing
from alongside.web.support.services import add_offer, change_offer, close_service, open_service

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service

WRITTEN = ("name", "profile", "about", "for_whom", "wait_weeks")
PARTS = ("name", "model", "mode", "pay", "host", "for_whom")


def _service_details(form: ServiceForm) -> dict:
    return {name: form.cleaned_data[name] for name in WRITTEN} | {"switches": form.switches()}


@rule(ADMINISTRATOR)
def set_up_service_add(request: HttpRequest) -> HttpResponse:
    form = form_for(request, ServiceForm)

    def add() -> str:
        service = add_service(by=request.viewer, **_service_details(form))
        return address("set_up_service", service.id, said="service-added")

    return send(request, form, add) or show(
        request, "home/setup/service_add.jinja", form, form=form
    )


@rule(ADMINISTRATOR)
def set_up_service(request: HttpRequest, service: UUID) -> HttpResponse:
    found = accounts.own_service(request.viewer, service)
    opening = "act-do" in request.POST
    initial = {name: getattr(found, name) for name in WRITTEN} | found.switches
    form = form_for(request, ServiceForm, posted=not opening, initial=initial)
    next_act = {"do": "close" if found.is_open else "open"}
    act = form_for(request, ActForm, posted=opening, prefix="act", initial=next_act)
    chosen = act if opening else form
    return send(request, chosen, lambda: _do(request, service, form, act)) or show(
        request, "home/setup/service.jinja", form, act, service=found, details=form, act=act,
        **_standing(request, found),
    )  # fmt: skip


def _standing(request: HttpRequest, service: Service) -> dict:
    """What there is of a service, and what is missing before it may open."""
    viewer = request.viewer
    parts = [part for part in support.offers(viewer) if part.service_id == service.id]
    needs = missing(
        help_lines=bool(request.dressing.site.help_lines),
        taking_part=any(part.is_open for part in parts),
        welcomer=people.has_holder(viewer, Role.COORDINATOR, service.id),
    )
    return {
        "readiness": readiness(needs),
        "parts": [part_row(part) for part in parts],
        "lacks": lacks(service.profile),
        "in_force": switch_rows(service.profile, service.switches),
    }


def _do(request: HttpRequest, service: UUID, form: ServiceForm, act: ActForm) -> str:
    if not act.is_bound:
        change_service(by=request.viewer, service=service, **_service_details(form))
        return address("set_up_service", service, said="service")
    if act.cleaned_data["do"] == "open":
        open_service(by=request.viewer, service=service)
        return address("set_up_service", service, said="opened")
    close_service(by=request.viewer, service=service)
    return address("set_up_service", service, said="closed")


@rule(ADMINISTRATOR)
def set_up_offer_add(request: HttpRequest, service: UUID) -> HttpResponse:
    found = accounts.own_service(request.viewer, service)
    host = {"host": request.user.organisation.name}
    form = form_for(request, TakingPartForm, initial=host)

    def add() -> str:
        add_offer(by=request.viewer, service=service, **form.cleaned_data)
        return address("set_up_service", service, said="part-added")

    back = reverse("set_up_service", args=[service])
    return send(request, form, add) or show(
        request, "home/setup/part.jinja", form, form=form, service=found, back_url=back
    )


@rule(ADMINISTRATOR)
def set_up_offer(request: HttpRequest, offer: UUID) -> HttpResponse:
    found = support.own_offer(request.viewer, offer)
    initial = {name: getattr(found, name) for name in (*PARTS, "is_open")}
    form = form_for(request, TakingPartChangeForm, initial=initial)

    def change() -> str:
        change_offer(by=request.viewer, offer=offer, **form.cleaned_data)
        return address("set_up_service", found.service_id, said="part")

    back = reverse("set_up_service", args=[found.service_id])
    return send(request, form, change) or show(
        request, "home/setup/part.jinja", form, form=form, part=found, back_url=back
    )
