"""Deeds on what a service has for people."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.access import check_set_up
from alongside.web.accounts.services import Refused, change_service, touch_organisation
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.support.models import Offer
from alongside.web.support.opening import say_missing
from alongside.web.support.selectors import missing_to_open, own_offer
from alongside.web.ui.words import say


@transaction.atomic
def add_offer(
    *, by: Viewer, service: UUID, name: str, model: str, mode: str, pay: str, host: str,
    for_whom: str,
) -> Offer:  # fmt: skip
    check_set_up(by)
    offer = Offer.objects.create(
        organisation_id=by.organisation,
        service=accounts.own_service(by, service),
        name=name,
        model=Offer.Model(model),
        mode=Offer.Mode(mode),
        pay=Offer.Pay(pay),
        host=host,
        for_whom=for_whom,
    )
    touch_organisation(by=by)
    record("offer.added", by=by, service=service, thing=f"offer {offer.id}")
    return offer


@transaction.atomic
def change_offer(*, by: Viewer, offer: UUID, **details: str | bool) -> None:
    check_set_up(by)
    found = own_offer(by, offer)
    Offer.objects.filter(id=found.id).update(**details)
    touch_organisation(by=by)
    record("offer.changed", by=by, service=found.service_id, thing=f"offer {offer}")


@transaction.atomic
def open_service(*, by: Viewer, service: UUID) -> None:
    """Show it to the public, once nobody who gets in touch would find it unready."""
    accounts.own_service(by, service)
    missing = missing_to_open(by, service)
    if missing:
        raise Refused(say("It cannot open yet. Still needed: {list}.", list=say_missing(missing)))
    change_service(by=by, service=service, is_open=True)
    record("service.opened", by=by, service=service)


@transaction.atomic
def close_service(*, by: Viewer, service: UUID) -> None:
    """Nobody new can get in touch; everybody who did keeps their place."""
    accounts.own_service(by, service)
    change_service(by=by, service=service, is_open=False)
    record("service.closed", by=by, service=service)
