"""Deeds on what each side may read of the other before a yes."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.matching.suggest import Wish
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.selectors import own_service
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people import selectors as people
from alongside.web.support.models import PeerProfile, Wishes
from alongside.web.support.namelessness import names_somebody
from alongside.web.support.wishes import Fact, is_known, keep_facts, keep_wishes, wish_kinds
from alongside.web.ui.words import say

MOST_WORDS = 600


@transaction.atomic
def save_profile(
    *, by: Viewer, service: UUID, person: UUID, heading: str, sentence: str, practical: str,
    has: Iterable[Fact], cannot: Iterable[Fact],
) -> PeerProfile:  # fmt: skip
    """What somebody who gives support shows before a yes: written by them, or by a coordinator
    in their words. Never their own name."""
    _check_speaks(by, service, person, Role.PEER_SUPPORTER)
    has, cannot = list(has), list(cannot)
    _check_facts(has)
    _check_facts(cannot)
    boundaries = {kind.key for kind in wish_kinds().values() if kind.boundary}
    if any(kind not in boundaries for kind, _ in cannot) or set(has) & set(cannot):
        raise Refused(say("Choose each thing once: what you share, or what you would rather not."))
    words = {"heading": heading, "sentence": sentence, "practical": practical}
    name = people.full_name(by.organisation, person)
    row, _ = PeerProfile.objects.update_or_create(
        service=own_service(by, service),
        person_id=person,
        defaults={
            "organisation_id": by.organisation,
            **{field: _words(text, field, name) for field, text in words.items()},
            "has": keep_facts(has),
            "cannot": keep_facts(cannot),
            "changed_at": now(),
        },
    )
    record("profile.saved", by=by, subject=person, service=service)
    return row


@transaction.atomic
def save_wishes(
    *, by: Viewer, service: UUID, person: UUID, wishes: Iterable[Wish], heading: str, sentence: str
) -> Wishes:
    """What somebody wishes for, and what a supporter reads of them before a yes. Written by them,
    or by a coordinator in their words. Never their own name."""
    _check_speaks(by, service, person, Role.MEMBER)
    wishes = list(wishes)
    _check_facts((wish.kind, wish.value) for wish in wishes)
    name = people.full_name(by.organisation, person)
    row, _ = Wishes.objects.update_or_create(
        service=own_service(by, service),
        person_id=person,
        defaults={
            "organisation_id": by.organisation,
            "heading": _words(heading, "heading", name),
            "sentence": _words(sentence, "sentence", name),
            "wishes": keep_wishes(wishes),
            "changed_at": now(),
        },
    )
    record("wishes.saved", by=by, subject=person, service=service)
    return row


def _check_speaks(by: Viewer, service: UUID, person: UUID, role: str) -> None:
    """Themselves, or a coordinator of that service to which they came or belong."""
    if not people.speaks_for(by, person, service, role):
        raise Http404


def _check_facts(facts: Iterable[Fact]) -> None:
    if not all(is_known(fact) for fact in facts):
        raise Refused(say("Choose among what is listed."))


def _words(text: str, field: str, name: str) -> str:
    """Words that the other side reads without knowing who it is."""
    text = text.strip()
    if len(text) > MOST_WORDS:
        raise Refused(say("Use up to {most} letters.", most=MOST_WORDS), field=field)
    if names_somebody(text, name):
        raise Refused(say("Leave the name out. It is shown when both have said yes."), field=field)
    return text
