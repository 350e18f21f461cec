"""Signing in somebody who proved themselves to us, not to the package for sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from alongside.web.accounts.methods import proved

if TYPE_CHECKING:
    from alongside.web.accounts.models import User


def start_session(request: HttpRequest, user: User, *, method: str) -> None:
    """A new session with a new key for `user`. `method` is one of `accounts.methods`.

    Whatever the browser's session held before is gone, so that nobody signs in half with the
    proofs of another. Its idle minutes are set by `config` when the user is logged in.
    """
    request.session.flush()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    proved.send(type(user), request=request, user=user, method=method)
