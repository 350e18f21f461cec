"""Deeds on organisations, services, sign-ins and the rota."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from alongside.web.accounts.models import CoverShift, Organisation, Service, User
from alongside.web.accounts.profiles import profiles
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.ui.words import say, standard_terms


class Refused(Exception):
    """A deed that a rule does not allow. Its text is shown to the person, in their words.

    `field` names the form field beside which it belongs, when there is one.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@transaction.atomic
def add_organisation(*, by: Actor, name: str, **details: Any) -> Organisation:
    organisation = Organisation.objects.create(name=name, **details)
    record("organisation.added", by=by, organisation=organisation.id)
    return organisation


@transaction.atomic
def change_organisation(*, by: Viewer, **details: Any) -> None:
    """Change name, place, contact details or the quick exit's target."""
    _organisation_changed(by, **details)
    record("organisation.changed", by=by)


@transaction.atomic
def change_words(*, by: Viewer, words: Mapping[str, Mapping[str, str]]) -> None:
    """Set the service's own words. `words` maps our singular to {one, many, article}."""
    known = {term.standard for term in standard_terms()}
    unknown = set(words) - known
    if unknown:
        raise Refused(say("These are not words of the list: {names}.", names=sorted(unknown)))
    _organisation_changed(by, words={key: dict(value) for key, value in words.items()})
    record("words.changed", by=by)


@transaction.atomic
def touch_organisation(*, by: Actor) -> None:
    """Tell every process that what it keeps for drawing pages is out of date."""
    Organisation.objects.filter(id=by.organisation_id).update(version=F("version") + 1)


def _organisation_changed(by: Viewer, **details: Any) -> None:
    Organisation.objects.filter(id=by.organisation_id).update(version=F("version") + 1, **details)


@transaction.atomic
def add_service(*, by: Viewer, name: str, profile: str, **details: Any) -> Service:
    if profile not in profiles():
        raise Refused(say("Choose one of the profiles."), field="profile")
    service = Service.objects.create(
        organisation_id=by.organisation_id,
        name=name,
        profile=profile,
        slug=_free_slug(name),
        **details,
    )
    touch_organisation(by=by)
    record("service.added", by=by, service=service.id)
    return service


@transaction.atomic
def change_service(*, by: Viewer, service: UUID, **details: Any) -> None:
    found = Service.objects.filter(id=service, organisation_id=by.organisation_id)
    found.update(**details)
    touch_organisation(by=by)
    record("service.changed", by=by, service=service)


def _free_slug(name: str) -> str:
    base = slugify(name)[:40] or "service"
    slug, number = base, 1
    while Service.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


@transaction.atomic
def add_user(*, by: Actor, organisation: UUID, email: str | None) -> User:
    """A sign-in without a name; `people.services` ties it to a person."""
    address = email.strip().lower() if email else None
    if address and User.objects.filter(email=address).exists():
        raise Refused(say("Somebody already signs in with this address."), field="email")
    user = User(organisation_id=organisation, email=address)
    user.set_unusable_password()
    user.save()
    record("user.added", by=by, thing=f"user {user.id}", organisation=organisation)
    return user


@transaction.atomic
def close_user(*, by: Viewer, user: UUID) -> None:
    """End a sign-in: it holds at the next click, because the user is read on every request."""
    User.objects.filter(id=user, organisation_id=by.organisation_id).update(is_active=False)
    record("user.closed", by=by, thing=f"user {user}")


@transaction.atomic
def agree_question(*, by: Viewer, user: UUID, question: str, answer: str) -> None:
    """One question and answer agreed beforehand, for a new phone over the telephone."""
    found = User.objects.get(id=user, organisation_id=by.organisation_id)
    found.agreed_question = question
    found.agreed_answer = answer
    found.save(update_fields=["agreed_question", "agreed_answer"])
    record("user.question_agreed", by=by, thing=f"user {user}")


@transaction.atomic
def add_cover(
    *, by: Viewer, service: UUID, user: UUID, weekday: int, starts: time, ends: time
) -> CoverShift:
    if ends <= starts:
        raise Refused(say("The end is before the start. Enter a later time."), field="ends")
    shift = CoverShift.objects.create(
        organisation_id=by.organisation_id,
        service=Service.objects.get(id=service, organisation_id=by.organisation_id),
        user=User.objects.get(id=user, organisation_id=by.organisation_id),
        weekday=weekday,
        starts=starts,
        ends=ends,
    )
    record("cover.added", by=by, service=service, thing=f"shift {shift.id}")
    return shift


@transaction.atomic
def remove_cover(*, by: Viewer, shift: UUID) -> None:
    CoverShift.objects.filter(id=shift, organisation_id=by.organisation_id).delete()
    record("cover.removed", by=by, thing=f"shift {shift}")
