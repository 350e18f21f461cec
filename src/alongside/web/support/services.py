"""Deeds on what a service has for people."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.services import touch_organisation
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.support.models import Offer


@transaction.atomic
def add_offer(
    *, by: Viewer, service: UUID, name: str, model: str, mode: str, pay: str, host: str,
    for_whom: str,
) -> Offer:  # fmt: skip
    offer = Offer.objects.create(
        organisation_id=by.organisation_id,
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
    Offer.objects.filter(id=offer, organisation_id=by.organisation_id).update(**details)
    touch_organisation(by=by)
    record("offer.changed", by=by, thing=f"offer {offer}")
