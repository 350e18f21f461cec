"""How django-allauth serves us: no sign-up, no passwords, and when a second factor counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from alongside.web.accounts.methods import PERSONA
from alongside.web.accounts.selectors import signed_in_user
from alongside.web.accounts.viewer import Role
from alongside.web.people import selectors as people

if TYPE_CHECKING:
    from alongside.web.accounts.models import User


class Backend(AuthenticationBackend):
    """Reads the user with their organisation in one query, on every request."""

    def get_user(self, user_id: UUID) -> User | None:
        return signed_in_user(user_id)


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_from_email(self) -> str:
        return settings.DEFAULT_FROM_EMAIL

    def format_email_subject(self, subject: str) -> str:
        return subject


class MfaAdapter(DefaultMFAAdapter):
    def get_totp_label(self, user: User) -> str:
        return user.email or "Alongside"


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session was opened with two factors: a passkey or an authenticator app.

    A persona counts, in the demo only. A handed-over code does not: it opens only the page on
    which a new passkey or app is set up.
    """
    for record in get_authentication_records(request, user):
        if record.get("method") == "mfa":
            return True
        if record.get("method") == PERSONA and settings.DEMO:
            return True
    return False


def set_idle_minutes(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Staff sessions end sooner when nobody touches them."""
    staff = people.viewer_of(user).has(*Role.STAFF)
    minutes = settings.IDLE_MINUTES_STAFF if staff else settings.IDLE_MINUTES_MEMBER
    request.session["idle_minutes"] = minutes


def count_new_factor(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Setting up an app or passkey proves it, so this session has its second factor."""
    record_authentication(request, user, method="mfa", type="set up")


def keep_proof(*, request: HttpRequest, user: User, method: str, **_: Any) -> None:
    """What `home.entry.sessions.start_session` signed somebody in by."""
    record_authentication(request, user, method=method)
