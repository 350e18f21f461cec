"""Reads of organisations, services, users and the rota."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import Http404

from alongside.web.accounts.models import CoverShift, Organisation, Service, User
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor


def open_services() -> list[Service]:
    """What the public may see: every open service with who runs it."""
    return list(
        Service.objects.filter(is_open=True).select_related("organisation").order_by("name", "id")
    )


def public_service(slug: str) -> Service:
    """One open service, for the public pages; 404 when there is none."""
    service = Service.objects.filter(slug=slug, is_open=True).select_related("organisation").first()
    if service is None:
        raise Http404
    return service


def organisation(viewer: Viewer) -> Organisation:
    return Organisation.objects.get(id=viewer.organisation)


def services(viewer: Viewer) -> list[Service]:
    """The services of the viewer's own organisation."""
    return list(
        Service.objects.filter(organisation_id=viewer.organisation).order_by("made_at", "id")
    )


def own_service(viewer: Actor, service: UUID) -> Service:
    found = Service.objects.filter(id=service, organisation_id=viewer.organisation).first()
    if found is None:
        raise Http404
    return found


def own_user(viewer: Viewer, user: UUID) -> User:
    found = User.objects.filter(id=user, organisation_id=viewer.organisation).first()
    if found is None:
        raise Http404
    return found


def cover_shifts(viewer: Viewer) -> list[CoverShift]:
    return list(
        CoverShift.objects.filter(organisation_id=viewer.organisation)
        .select_related("service")
        .order_by("service__name", "weekday", "starts", "id")
    )


def on_duty(service: UUID, moment: datetime) -> list[UUID]:
    """The users on duty for a service at a moment, by its rota in the place's own time."""
    shifts = CoverShift.objects.filter(service_id=service).select_related("organisation")
    found = []
    for shift in shifts:
        local = moment.astimezone(ZoneInfo(shift.organisation.time_zone))
        if shift.weekday == local.weekday() and shift.starts <= local.time() < shift.ends:
            found.append(shift.user_id)
    return found


def has_any_organisation() -> bool:
    return Organisation.objects.exists()


def only_organisation() -> Organisation | None:
    """The organisation, where this installation serves just one; else None."""
    found = list(Organisation.objects.order_by("made_at", "id")[:2])
    return found[0] if len(found) == 1 else None


def get_organisation(organisation: UUID) -> Organisation:
    """One organisation, for deeds and messages that already know whose they are."""
    return Organisation.objects.get(id=organisation)


def signed_in_user(user: UUID) -> User | None:
    """The user of a session with their organisation, unless the sign-in was closed. One query,
    asked on every request, so that closing holds at the next click."""
    return User.objects.select_related("organisation").filter(id=user, is_active=True).first()


def organisation_of_address(email: str) -> UUID | None:
    """Whose foot a sign-in code to this address bears."""
    users = User.objects.filter(email=email.strip().lower(), is_active=True)
    return users.values_list("organisation_id", flat=True).first()
