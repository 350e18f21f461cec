"""Signing in by the pages themselves, as a browser does."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

SIGN_IN = "/sign-in/"
ENTER = "/sign-in/code/"


@pytest.fixture(autouse=True)
def no_tries_counted(db):
    cache.clear()


def app_code(secret: str, later: float = 0) -> str:
    """What an authenticator app shows, `later` seconds from now."""
    return format_hotp_value(hotp_value(secret, int((time.time() + later) // 30)))


def mailed_code() -> str:
    return re.search(r"Your code is (\S+)", mail.outbox[-1].body)[1]


def ask_for_code(client: Client, email: str, wanted: str = ""):
    return client.post(SIGN_IN, {"email": email, **({"next": wanted} if wanted else {})})


def sign_in_by_mail(client: Client, email: str, wanted: str = ""):
    """The answer to the right code from the e-mail."""
    ask_for_code(client, email, wanted)
    return client.post(ENTER, {"code": mailed_code(), **({"next": wanted} if wanted else {})})


def set_up_app(client: Client, wanted: str = "") -> tuple[str, object]:
    """The secret of the app, and the answer to its first code."""
    page = "/sign-in/app/" + (f"?next={wanted}" if wanted else "")
    shown = client.get(page).content.decode()
    secret = re.search(r'id="app-secret">([A-Z2-7]+)<', shown)[1]
    return secret, client.post(page, {"code": app_code(secret)})
