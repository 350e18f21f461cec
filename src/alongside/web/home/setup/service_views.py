"""Services and what people can take part in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.keeping import new_form_key
from alongside.web.accounts.rules import ADMINISTRATOR, rule
from alongside.web.accounts.services import add_service, change_service
from alongside.web.home.setup.forms import (
    ActForm,
    ServiceForm,
    TakingPartChangeForm,
    TakingPartForm,
)
from alongside.web.home.setup.pages import key_for, said, sent, show
from alongside.web.home.setup.presenters import lacks, readiness, switch_rows
from alongside.web.support import selectors as support
from alongside.web.support.services import add_offer, change_offer, close_service, open_service

WRITTEN = ("name", "profile", "about", "for_whom", "wait_weeks")
PARTS = ("name", "model", "mode", "pay", "host", "for_whom")


def _service_details(form: ServiceForm) -> dict:
    return {name: form.cleaned_data[name] for name in WRITTEN} | {"switches": form.switches()}


@rule(ADMINISTRATOR)
def set_up_service_add(request: HttpRequest) -> HttpResponse:
    form = ServiceForm(request.POST or None, key=key_for(request))

    def add() -> str:
        service = add_service(by=request.viewer, **_service_details(form))
        return said("service-added", "set_up_service", service.id)

    address = sent(request, form, add)
    if address:
        return redirect(address)
    return show(request, "home/setup/service_add.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_service(request: HttpRequest, service: UUID) -> HttpResponse:
    found = accounts.own_service(request.viewer, service)
    opening = request.POST.get("do") in ("open", "close")
    initial = {name: getattr(found, name) for name in WRITTEN} | found.switches
    form = ServiceForm(
        None if opening else request.POST or None,
        initial=initial,
        key=new_form_key(request.viewer) if opening else key_for(request),
    )
    act = ActForm(
        request.POST if opening else None,
        initial={"do": "close" if found.is_open else "open"},
        key=key_for(request) if opening else new_form_key(request.viewer),
    )
    address = sent(request, act if opening else form, lambda: _do(request, service, form, act))
    if address:
        return redirect(address)
    return show(
        request, "home/setup/service.jinja", form, act, form=act if act.errors else form,
        service=found, details=form, act=act,
        readiness=readiness(support.missing_to_open(request.viewer, service)),
        lacks=lacks(found.profile), in_force=switch_rows(found.profile, found.switches),
    )  # fmt: skip


def _do(request: HttpRequest, service: UUID, form: ServiceForm, act: ActForm) -> str:
    if not act.is_bound:
        change_service(by=request.viewer, service=service, **_service_details(form))
        return said("service", "set_up_service", service)
    if act.cleaned_data["do"] == "open":
        open_service(by=request.viewer, service=service)
        return said("opened", "set_up_service", service)
    close_service(by=request.viewer, service=service)
    return said("closed", "set_up_service", service)


@rule(ADMINISTRATOR)
def set_up_offer_add(request: HttpRequest, service: UUID) -> HttpResponse:
    found = accounts.own_service(request.viewer, service)
    host = {"host": request.user.organisation.name}
    form = TakingPartForm(request.POST or None, initial=host, key=key_for(request))

    def add() -> str:
        add_offer(by=request.viewer, service=service, **form.cleaned_data)
        return said("part-added", "set_up_service", service)

    address = sent(request, form, add)
    if address:
        return redirect(address)
    back = reverse("set_up_service", args=[service])
    return show(request, "home/setup/part.jinja", form, form=form, service=found, back_url=back)


@rule(ADMINISTRATOR)
def set_up_offer(request: HttpRequest, offer: UUID) -> HttpResponse:
    found = support.own_offer(request.viewer, offer)
    initial = {name: getattr(found, name) for name in (*PARTS, "is_open")}
    form = TakingPartChangeForm(request.POST or None, initial=initial, key=key_for(request))

    def change() -> str:
        change_offer(by=request.viewer, offer=offer, **form.cleaned_data)
        return said("part", "set_up_service", found.service_id)

    address = sent(request, form, change)
    if address:
        return redirect(address)
    back = reverse("set_up_service", args=[found.service_id])
    return show(request, "home/setup/part.jinja", form, form=form, part=found, back_url=back)
