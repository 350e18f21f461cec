"""Reads of what a service has for people."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.people.selectors import has_holder
from alongside.web.safety.selectors import crisis_contacts
from alongside.web.support.models import Offer
from alongside.web.support.opening import Need, missing


def public_offers(service: UUID) -> list[Offer]:
    """What an open service tells the public it has."""
    return list(Offer.objects.filter(service_id=service, is_open=True).order_by("made_at", "id"))


def offers(viewer: Viewer) -> list[Offer]:
    """Every one of the viewer's own organisation, closed ones too."""
    return list(
        Offer.objects.filter(organisation_id=viewer.organisation)
        .select_related("service")
        .order_by("service__made_at", "made_at", "id")
    )


def own_offer(viewer: Viewer, offer: UUID) -> Offer:
    found = Offer.objects.filter(id=offer, organisation_id=viewer.organisation).first()
    if found is None:
        raise Http404
    return found


def missing_to_open(viewer: Viewer, service: UUID) -> list[Need]:
    """What a service of the viewer's organisation still lacks before it may open. Three
    queries."""
    organisation = viewer.organisation
    return missing(
        help_lines=bool(crisis_contacts(organisation)),
        taking_part=Offer.objects.filter(
            organisation_id=organisation, service_id=service, is_open=True
        ).exists(),
        welcomer=has_holder(viewer, Role.COORDINATOR, service),
    )
