"""One-time codes: the set-up address, and sign-in codes handed over by a person."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from alongside.web.accounts.access import check_hands_over
from alongside.web.accounts.models import Attempt, SetupAddress, SignInCode, User
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.selectors import own_user
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.ids import READABLE
from alongside.web.ui.words import say
from alongside.web.vault.sealing import digest

CODE_LIFE = timedelta(minutes=10)
ADDRESS_LIFE = timedelta(hours=24)
MOST_ATTEMPTS = 5
ATTEMPT_WINDOW = timedelta(minutes=10)


class TooManyAttempts(Refused):
    """Five wrong codes in ten minutes from one place."""


@transaction.atomic
def issue_setup_address() -> str:
    """A new one-time token, which replaces any unused one. Only its digest is kept."""
    token = secrets.token_urlsafe(24)
    SetupAddress.objects.filter(used_at=None).delete()
    SetupAddress.objects.create(digest=digest(token))
    return token


def setup_address_is_live(token: str) -> bool:
    return _live_address(token) is not None


def _live_address(token: str) -> SetupAddress | None:
    return SetupAddress.objects.filter(
        digest=digest(token), used_at=None, made_at__gt=now() - ADDRESS_LIFE
    ).first()


def use_setup_address(token: str) -> None:
    """Spend the address, in the transaction that makes the first administrator."""
    address = _live_address(token)
    unused = SetupAddress.objects.filter(id=address.id, used_at=None) if address else None
    if unused is None or not unused.update(used_at=now()):
        raise Refused(say("This address has been used or is out of date. Start again to get one."))


@transaction.atomic
def issue_code(
    *, by: Viewer, user: UUID, for_new_phone: bool = False, answer: str | None = None
) -> str:
    """A sign-in code to read out or write down, valid ten minutes, once. Call it through
    `people.services.hand_over_code`, which knows who looks after whom.

    Over the telephone a supporter on a new phone first answers the agreed question: pass their
    `answer`. In person pass None.
    """
    person = own_user(by, user)
    check_hands_over(by, user)
    if not person.is_active:
        raise Refused(say("This sign-in was closed."))
    if answer is not None and not _same(answer, person.agreed_answer):
        raise Refused(say("That is not the agreed answer. Meet in person instead."), field="answer")
    SignInCode.objects.filter(user=person, used_at=None).delete()
    code = "".join(secrets.choice(READABLE) for _ in range(8))
    SignInCode.objects.create(
        organisation_id=person.organisation_id,
        user=person,
        digest=digest(code),
        for_new_phone=for_new_phone,
        made_by=by.user,
        expires_at=now() + CODE_LIFE,
    )
    reason = "new phone" if for_new_phone else "no address"
    record("code.handed_over", by=by, thing=f"user {user}", reason=reason)
    return f"{code[:4]}-{code[4:]}"


def _same(given: str, agreed: str) -> bool:
    folded = [" ".join(text.casefold().split()) for text in (given, agreed)]
    return bool(folded[1]) and secrets.compare_digest(*(text.encode() for text in folded))


@dataclass(frozen=True)
class HandedOver:
    user: User
    for_new_phone: bool


def use_code(code: str, *, source: str) -> HandedOver:
    """Spend a code. `source` (an address) is only kept as a digest, to count wrong tries."""
    check_attempts("sign-in code", source)
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    with transaction.atomic():
        found = (
            SignInCode.objects.select_for_update()
            .select_related("user")
            .filter(digest=digest(letters), used_at=None, expires_at__gt=now())
            .first()
        )
        if found is not None and found.user.is_active:
            found.used_at = now()
            found.save(update_fields=["used_at"])
            by = Viewer(user_id=found.user_id, organisation_id=found.organisation_id)
            record("code.used", by=by, thing=f"user {found.user_id}")
            return HandedOver(found.user, found.for_new_phone)
    count_attempt("sign-in code", source)
    raise Refused(
        say("That code does not work. Check it, or ask for a new one: each lasts 10 minutes."),
        field="code",
    )


def check_attempts(kind: str, source: str) -> None:
    since = now() - ATTEMPT_WINDOW
    tried = Attempt.objects.filter(kind=kind, source=digest(source), at__gt=since).count()
    if tried >= MOST_ATTEMPTS:
        raise TooManyAttempts(say("Too many tries. Wait 10 minutes, then try again."))


def count_attempt(kind: str, source: str) -> None:
    Attempt.objects.filter(at__lt=now() - timedelta(days=1)).delete()
    Attempt.objects.create(kind=kind, source=digest(source))
