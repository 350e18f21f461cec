"""A test client with a session of a person who has just signed in with both factors."""

from __future__ import annotations

import time
from importlib import import_module

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core import signing
from django.test import Client

from alongside.web.accounts.models import User
from alongside.web.clock import now
from alongside.web.config.middleware import IdleSession


def signed_in_client(user: User, second_factor: bool = True) -> Client:
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["idle_minutes"] = 30
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    methods = [{"method": "code", "at": time.time()}]
    if second_factor:
        methods.append({"method": "mfa", "at": time.time(), "type": "totp"})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = methods
    session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    stamp = f"{session.session_key}:{now().timestamp():.0f}"
    client.cookies[IdleSession.COOKIE] = signing.Signer(salt="alongside.seen").sign(stamp)
    return client
