"""Answers on the way: kept sealed on our server, resumed by a code, gone after 30 days."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.codes import check_attempts, count_attempt
from alongside.web.accounts.services import Refused
from alongside.web.audit.services import Actor
from alongside.web.clock import now
from alongside.web.ids import READABLE
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Draft, Referral
from alongside.web.people.services.consents import How
from alongside.web.people.services.referrals import Hello, send_referral
from alongside.web.people.working_days import clocks
from alongside.web.ui.words import say
from alongside.web.vault.sealing import digest

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service


@transaction.atomic
def start_draft(*, service: Service, route: str) -> tuple[Draft, str]:
    """A new draft and the code that finds it again. The code is found by its digest only; a page
    that must show it again keeps it sealed among the answers, with `save_answers`."""
    delete_old_drafts()
    letters = "".join(secrets.choice(READABLE) for _ in range(10))
    draft = Draft.objects.create(
        organisation_id=service.organisation_id,
        service=service,
        route=Referral.Route(route),
        digest=digest(letters),
        expires_at=now() + timedelta(days=clocks().draft_days),
    )
    return draft, f"{letters[:5]}-{letters[5:]}"


@transaction.atomic
def save_answers(*, draft: UUID, answers: Mapping[str, Any]) -> Draft:
    """Add answers of one page to the draft; later answers to the same question replace it.
    404 when it is gone."""
    row = Draft.objects.select_for_update().filter(id=draft, expires_at__gt=now()).first()
    if row is None:
        raise Http404
    row.answers = {**row.answers, **answers}
    row.expires_at = now() + timedelta(days=clocks().draft_days)
    row.save(update_fields=["answers", "expires_at"])
    return row


def find_draft(code: str, *, source: str) -> Draft:
    """The draft of a code that was written down. Wrong tries are counted."""
    check_attempts("draft code", source)
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    draft = Draft.objects.filter(digest=digest(letters), expires_at__gt=now()).first()
    if draft is None:
        count_attempt("draft code", source)
        raise Refused(
            say("We cannot find answers with that code. Check it, or start again."), field="code"
        )
    return draft


def open_draft(draft: UUID) -> Draft | None:
    return (
        Draft.objects.filter(id=draft, expires_at__gt=now())
        .select_related("service__organisation")
        .first()
    )


@transaction.atomic
def send_draft(
    *, by: Actor, draft: UUID, hello: Hello, consents: Mapping[Purpose, bool], how: How
) -> Referral | None:
    """The answers become a referral and the draft goes, both or neither. None when it was gone:
    it has been sent already."""
    row = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("service")
        .filter(id=draft, expires_at__gt=now())
        .first()
    )
    if row is None:
        return None
    referral = send_referral(
        by=by, service=row.service, route=row.route, hello=hello, consents=consents, how=how
    )
    row.delete()
    return referral


@transaction.atomic
def drop_draft(draft: UUID) -> None:
    Draft.objects.filter(id=draft).delete()


def delete_old_drafts() -> int:
    """Drafts nobody came back to. Returns how many went."""
    return Draft.objects.filter(expires_at__lte=now()).delete()[0]
