"""Writing the log. Call it inside the deed's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from django.db import connection

from alongside.web.audit.models import Event


class Actor(Protocol):
    """Whoever acts: a signed-in viewer, the public, or a named part of the system."""

    @property
    def actor(self) -> str: ...
    @property
    def acting_as(self) -> str: ...
    @property
    def organisation_id(self) -> UUID | None: ...
    @property
    def organisation(self) -> UUID: ...
    @property
    def request_id(self) -> str: ...


class OutsideTransaction(RuntimeError):
    """An event must be written in the transaction of its deed, so that both stay or both go."""


def record(
    deed: str,
    *,
    by: Actor,
    subject: UUID | None = None,
    thing: str = "",
    service: UUID | None = None,
    reason: str = "",
    organisation: UUID | None = None,
) -> None:
    """Log a deed, like `referral.acknowledged`. `reason` is a short code, never words or names."""
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{deed} was logged outside its deed's transaction.")
    event = _event(deed, False, by, subject, thing, service, reason, organisation)
    event.save(force_insert=True)


def record_look(
    what: str, *, by: Actor, subject: UUID, thing: str = "", service: UUID | None = None
) -> None:
    """Log that `by` opened a record about `subject`. The subject can read this."""
    _event(what, True, by, subject, thing, service, "", None).save(force_insert=True)


def record_looks(what: str, *, by: Actor, subjects: Iterable[UUID]) -> None:
    """As `record_look`, for several people shown together: one query for all."""
    Event.objects.bulk_create(
        [_event(what, True, by, subject, "", None, "", None) for subject in subjects]
    )


def _event(
    deed: str,
    is_read: bool,
    by: Actor,
    subject: UUID | None,
    thing: str,
    service: UUID | None,
    reason: str,
    organisation: UUID | None,
) -> Event:
    return Event(
        organisation=str(organisation or by.organisation_id or ""),
        actor=by.actor,
        acting_as=by.acting_as,
        deed=deed,
        is_read=is_read,
        subject=str(subject or ""),
        thing=thing,
        service=str(service or ""),
        reason=reason,
        request=by.request_id,
    )
