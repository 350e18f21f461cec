"""How django-allauth serves us: no sign-up, no passwords, and when a second factor counts."""

from __future__ import annotations

import logging
import threading
import time
from base64 import b64decode, b64encode
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from alongside.web.accounts.methods import HANDED_OVER, PERSONA
from alongside.web.accounts.selectors import organisation_of_address, signed_in_user
from alongside.web.accounts.viewer import Role
from alongside.web.audit.services import record
from alongside.web.config.messages import footer
from alongside.web.home.entry.factors import Factor, Factors
from alongside.web.home.entry.origin import origin_of
from alongside.web.people import selectors as people
from alongside.web.ui.words import say, say_later
from alongside.web.vault.sealing import seal, unseal

if TYPE_CHECKING:
    from alongside.web.accounts.models import User

log = logging.getLogger("alongside.sign_in")

NEUTRAL_NAME = "Alongside"
FRESH = {"mfa": 5 * 60, HANDED_OVER: 10 * 60}
"""For how many seconds a proof stands in for proving oneself again before factors change."""


class Backend(AuthenticationBackend):
    """Reads the user with their organisation in one query, on every request."""

    def get_user(self, user_id: UUID) -> User | None:
        return signed_in_user(user_id)


class SecondFactorStage(AuthenticateStage):
    """Asks for the second factor of those who must have one. To a member a passkey is another
    way in, never a wall: the code by e-mail goes on working."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is None or not people.viewer_of(user).must_have_second_factor:
            return False
        return bool(super()._should_handle(request))


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": say_later("That code does not work. Check it, or ask for a new one."),
        "too_many_login_attempts": say_later("Too many tries. Wait 10 minutes, then try again."),
        "rate_limited": say_later("Too many tries. Wait 10 minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return origin_of(request)

    def get_login_stages(self) -> list[str]:
        ours = f"{SecondFactorStage.__module__}.{SecondFactorStage.__qualname__}"
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__qualname__}"
        return [ours if path == theirs else path for path in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """A code handed over a moment ago is the proof of those who lost their old phone."""
        for proof in get_authentication_records(self.request, self.request.user):
            if time.time() - proof["at"] < FRESH.get(proof["method"], 0):
                return False
        return bool(super().is_reauthentication_required(app=app, **options))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through a real mail server in the background: how long it takes tells nobody whether
        an address is known here."""
        organisation = organisation_of_address(email)
        context["foot"] = footer(organisation, say_who=False) if organisation else ""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        if settings.EMAIL_BACKEND.endswith(".smtp.EmailBackend"):
            threading.Thread(target=_send, args=(message,), daemon=True).start()
        else:
            _send(message)

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject: str) -> str:
        return subject


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except (SMTPException, OSError) as fault:
        log.error("a sign-in code was not sent: %s", type(fault).__name__)


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": say_later("That did not work. Try again, or choose another way."),
        "cannot_generate_recovery_codes": say_later("First set up a passkey or an app."),
    }

    def encrypt(self, text: str) -> str:
        return b64encode(seal(text.encode(), "second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(b64decode(encrypted_text), "second factor").decode()

    def get_totp_label(self, user: User) -> str:
        return user.email or NEUTRAL_NAME

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return say("Passkey {number}", number=held + 1)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": NEUTRAL_NAME}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """People without an address have a passkey too; a device's list shows no name of ours."""
        label = user.email or NEUTRAL_NAME
        return {"id": user.pk.hex.encode(), "display_name": label, "name": label}


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened with two factors: a passkey or an authenticator app.

    A persona counts, in the demo only. A handed-over code does not: it opens only the page on
    which a new passkey or app is set up.
    """
    for proof in get_authentication_records(request, user):
        if proof.get("method") == "mfa":
            return True
        if proof.get("method") == PERSONA and settings.DEMO:
            return True
    return False


def read_factors(user: UUID) -> Factors:
    """What the page about signing in shows."""
    held, spare = [], 0
    for row in Authenticator.objects.filter(user_id=user).order_by("created_at", "id"):
        if row.type == Authenticator.Type.RECOVERY_CODES:
            spare = len(row.wrap().get_unused_codes())
        elif row.type == Authenticator.Type.TOTP:
            held.append(Factor("app", "", row.created_at, reverse("mfa_deactivate_totp")))
        else:
            remove = reverse("mfa_remove_webauthn", args=[row.pk])
            held.append(Factor("passkey", row.wrap().name, row.created_at, remove))
    return Factors(held, spare)


def set_idle_minutes(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Staff sessions end sooner when nobody touches them. The log keeps who signed in."""
    viewer = people.viewer_of(user, request_id=getattr(request, "request_id", ""))
    staff = viewer.has(*Role.STAFF)
    minutes = settings.IDLE_MINUTES_STAFF if staff else settings.IDLE_MINUTES_MEMBER
    request.session["idle_minutes"] = minutes
    with transaction.atomic():
        record("user.signed_in", by=viewer, thing=f"user {user.pk}")


def count_new_factor(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    """Setting up an app or passkey proves it, so this session has its second factor."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    record_authentication(request, user, method="mfa", type="set up", reauthenticated=True)
    _log_factor("factor.added", request, user, authenticator)


def note_removed_factor(
    *, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any
) -> None:
    _log_factor("factor.removed", request, user, authenticator)


def _log_factor(deed: str, request: HttpRequest, user: User, authenticator: Authenticator) -> None:
    viewer = people.viewer_of(user, request_id=getattr(request, "request_id", ""))
    with transaction.atomic():
        record(deed, by=viewer, thing=f"user {user.pk}", reason=str(authenticator.type))


def keep_proof(*, request: HttpRequest, user: User, method: str, **_: Any) -> None:
    """What `home.entry.sessions.start_session` signed somebody in by.

    Whoever works here is told of a sign-in by a handed-over code, at the address they sign in
    with. Members are told through `people.services.tell` only, by the rules of safe contact.
    """
    record_authentication(request, user, method=method)
    if method == HANDED_OVER and user.email and people.viewer_of(user).must_have_second_factor:
        AccountAdapter(request).send_mail("account/email/code_used", user.email, {})
