"""Deeds on organisations, services, sign-ins and the rota."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils.text import slugify

from alongside.web.accounts.access import check_rota, check_set_up
from alongside.web.accounts.models import CoverShift, Organisation, Service, User
from alongside.web.accounts.profiles import profiles
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.selectors import own_service, own_user
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.ui.words import say, say_later, standard_terms

__all__ = [
    "Refused",
    "add_cover",
    "add_organisation",
    "add_service",
    "add_user",
    "agree_question",
    "change_organisation",
    "change_service",
    "change_words",
    "close_user",
    "lock_organisation",
    "remove_cover",
    "reopen_user",
    "set_keeper",
    "touch_organisation",
]


@transaction.atomic
def add_organisation(*, by: Actor, name: str, **details: Any) -> Organisation:
    check_set_up(by)
    organisation = Organisation.objects.create(name=name, **details)
    record("organisation.added", by=by, organisation=organisation.id)
    return organisation


@transaction.atomic
def change_organisation(*, by: Viewer, **details: Any) -> None:
    """Change name, place, contact details or the quick exit's target."""
    check_set_up(by)
    _organisation_changed(by, **details)
    record("organisation.changed", by=by)


@transaction.atomic
def change_words(*, by: Viewer, words: Mapping[str, Mapping[str, str]]) -> None:
    """Set the service's own words. `words` maps our singular to {one, many, article}."""
    check_set_up(by)
    known = {term.standard for term in standard_terms()}
    unknown = set(words) - known
    if unknown:
        raise Refused(say("These are not words of the list: {names}.", names=sorted(unknown)))
    _organisation_changed(by, words={key: dict(value) for key, value in words.items()})
    record("words.changed", by=by)


@transaction.atomic
def touch_organisation(*, by: Actor) -> None:
    """Tell every process that what it keeps for drawing pages is out of date."""
    Organisation.objects.filter(id=by.organisation).update(version=F("version") + 1)


def _organisation_changed(by: Viewer, **details: Any) -> None:
    Organisation.objects.filter(id=by.organisation).update(version=F("version") + 1, **details)


@transaction.atomic
def add_service(*, by: Viewer, name: str, profile: str, **details: Any) -> Service:
    check_set_up(by)
    if profile not in profiles():
        raise Refused(say("Choose one of the profiles."), field="profile")
    service = Service.objects.create(
        organisation_id=by.organisation,
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
    if details.get("profile", "standard") not in profiles():
        raise Refused(say("Choose one of the profiles."), field="profile")
    check_set_up(by)
    Service.objects.filter(id=own_service(by, service).id).update(**details)
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
    """A sign-in without a name; `people.services` ties it to a person. An address is refused in
    the same words whoever has it: nobody learns that it is known in another organisation."""
    address = email.strip().lower() if email else None
    taken = say("This address cannot be used here. Enter another one.")
    if address and User.objects.filter(email=address).exists():
        raise Refused(taken, field="email")
    user = User(organisation_id=organisation, email=address)
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # two at once with one address
        raise Refused(taken, field="email") from None
    record("user.added", by=by, thing=f"user {user.id}", organisation=organisation)
    return user


NEEDS_A_KEEPER = say_later("Somebody must be able to set things up. Name another person first.")
_keeper: Callable[[UUID, UUID], bool] | None = None


def set_keeper(keeper: Callable[[UUID, UUID], bool]) -> None:
    """`config` gives what tells whether an organisation keeps somebody who sets things up when a
    user goes: roles are known above."""
    global _keeper
    _keeper = keeper


def lock_organisation(organisation: UUID) -> None:
    """One at a time from here to the end of the transaction, so that two administrators cannot
    end each other. Rows that only point to the organisation do not wait."""
    Organisation.objects.select_for_update(no_key=True).get(id=organisation)


@transaction.atomic
def close_user(*, by: Viewer, user: UUID) -> None:
    """End a sign-in: it holds at the next click, because the user is read on every request."""
    check_set_up(by)
    if user == by.user_id:
        raise Refused(say("Ask another {administrator} to close your own sign-in."))
    if _keeper is None:
        raise RuntimeError("No sign-in may be closed before it is known who sets things up.")
    found = own_user(by, user)
    lock_organisation(found.organisation_id)
    if not _keeper(found.organisation_id, user):
        raise Refused(str(NEEDS_A_KEEPER))
    User.objects.filter(id=user).update(is_active=False)
    record("user.closed", by=by, thing=f"user {user}")


@transaction.atomic
def reopen_user(*, by: Viewer, user: UUID) -> None:
    """Let somebody sign in again whose sign-in was closed."""
    check_set_up(by)
    User.objects.filter(id=own_user(by, user).id).update(is_active=True)
    record("user.reopened", by=by, thing=f"user {user}")


@transaction.atomic
def agree_question(*, by: Viewer, user: UUID, question: str, answer: str) -> None:
    """One question and answer agreed beforehand, for a new phone over the telephone. Whoever
    knows the answer can ask for a code, so that only the user and set-up agree on it."""
    found = own_user(by, user)
    if user != by.user_id:
        check_set_up(by)
    found.agreed_question = question
    found.agreed_answer = answer
    found.save(update_fields=["agreed_question", "agreed_answer"])
    record("user.question_agreed", by=by, thing=f"user {user}")


@transaction.atomic
def add_cover(
    *, by: Viewer, service: UUID, user: UUID, weekday: int, starts: time, ends: time
) -> CoverShift:
    found = own_service(by, service)
    check_rota(by, service)
    if ends <= starts:
        raise Refused(say("The end is before the start. Enter a later time."), field="ends")
    shift = CoverShift.objects.create(
        organisation_id=found.organisation_id,
        service=found,
        user=own_user(by, user),
        weekday=weekday,
        starts=starts,
        ends=ends,
    )
    record("cover.added", by=by, service=service, thing=f"shift {shift.id}")
    return shift


@transaction.atomic
def remove_cover(*, by: Viewer, shift: UUID) -> None:
    found = CoverShift.objects.filter(id=shift, organisation_id=by.organisation).first()
    if found is None:
        raise Http404
    check_rota(by, found.service_id)
    found.delete()
    record("cover.removed", by=by, service=found.service_id, thing=f"shift {shift}")
