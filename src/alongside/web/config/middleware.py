"""What wraps every request. Order matters and is set in settings."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.keeping import keep_post
from alongside.web.accounts.rules import Rule
from alongside.web.accounts.viewer import Viewer, public_viewer
from alongside.web.clock import now
from alongside.web.config.package_rules import rule_of
from alongside.web.config.sign_in import has_second_factor
from alongside.web.config.site import dressing_for
from alongside.web.people import selectors as people
from alongside.web.ui.words import use_pack

log = logging.getLogger("alongside.request")

Next = Callable[[HttpRequest], HttpResponse]


class RequestLog:
    """One line a request: time, request id, route, status, user id. No addresses, no names."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = str(uuid.uuid4())
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        log.info(
            "%s %s %s %s %s %dms",
            now().isoformat(timespec="seconds"),
            request.request_id,
            match.view_name if match else "-",
            response.status_code,
            getattr(request, "logged_user", "-"),
            (time.perf_counter() - began) * 1000,
        )
        response["X-Request-Id"] = request.request_id
        return response


class NeverStored:
    """No page is kept by a browser or a proxy; only static files are, and they never get here."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response


class IdleSession:
    """Ends a session that nobody touched. The time of the last touch is a signed cookie bound
    to the session, so that a page view writes nothing to the database."""

    COOKIE = "alongside-seen"

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        signed_in = bool(request.session.get("_auth_user_id"))
        if signed_in and not self._fresh(request, str(key)):
            request.session_ended = True
            logout(request)
        response = self.get_response(request)
        if request.session.get("_auth_user_id"):
            self._touch(response, str(request.session.session_key))
        elif self.COOKIE in request.COOKIES:
            response.delete_cookie(self.COOKIE)
        return response

    def _fresh(self, request: HttpRequest, key: str) -> bool:
        minutes = request.session.get("idle_minutes", settings.IDLE_MINUTES_MEMBER)
        try:
            stamp = self._signer().unsign(request.COOKIES.get(self.COOKIE, ""))
            owner, _, at = stamp.partition(":")
            return owner == key and now().timestamp() - float(at) <= minutes * 60
        except (signing.BadSignature, ValueError):
            return False

    def _touch(self, response: HttpResponse, key: str) -> None:
        response.set_cookie(
            self.COOKIE,
            self._signer().sign(f"{key}:{now().timestamp():.0f}"),
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )

    def _signer(self) -> signing.Signer:
        return signing.Signer(salt="alongside.seen")


class Words:
    """Speaks in the service's own words until the response is done."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: _viewer(request))
        request.service = None
        slug = _slug(request)
        if slug:
            try:
                request.service = accounts.public_service(slug)
            except Http404:
                request.service = None
        request.dressing = dressing_for(request.service, _organisation(request))
        with use_pack(request.dressing.pack):
            return self.get_response(request)


def _slug(request: HttpRequest) -> str:
    try:
        return str(resolve(request.path_info).kwargs.get("service_slug", ""))
    except Http404:
        return ""


def _organisation(request: HttpRequest) -> Any:
    if request.service is not None:
        return request.service.organisation
    if request.user.is_authenticated:
        return request.user.organisation
    return accounts.only_organisation()


def _viewer(request: HttpRequest) -> Viewer:
    if not request.user.is_authenticated:
        organisation = request.service.organisation_id if request.service else None
        return public_viewer(organisation, request.request_id)
    return people.viewer_of(
        request.user,
        request_id=request.request_id,
        has_second_factor=has_second_factor(request, request.user),
    )


class Access:
    """Every view has a declared rule or is refused; the rule is asked before the view runs."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        rule = rule_of(view, request.resolver_match.view_name)
        if rule is None:
            raise PermissionDenied("This page has no declared rule.")
        if rule.demo_only and not settings.DEMO:
            raise Http404
        if "service_slug" in kwargs and request.service is None:
            raise Http404
        viewer = request.viewer
        if rule.signed_in and not viewer.is_signed_in:
            return self._sign_in_first(request)
        request.logged_user = viewer.user_id or "-"
        if not rule.allows(viewer):
            raise PermissionDenied
        if self._factor_missing(rule, viewer):
            asked = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('second_factor')}?{asked}")
        request.viewer = viewer.acting(rule.acting_as(viewer))
        return None

    def _factor_missing(self, rule: Rule, viewer: Viewer) -> bool:
        return (
            rule.signed_in
            and rule.needs_second_factor
            and viewer.must_have_second_factor
            and not viewer.has_second_factor
        )

    def _sign_in_first(self, request: HttpRequest) -> HttpResponse:
        asked = {"next": request.get_full_path()}
        if request.method == "POST":
            key = request.POST.get("form_key", "")
            asked = {"next": request.path}
            if keep_post(key=key, path=request.path, body=request.POST):
                asked["kept"] = "1"
        return redirect(f"{reverse('account_request_login_code')}?{urlencode(asked)}")
