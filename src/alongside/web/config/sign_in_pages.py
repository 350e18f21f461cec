"""The pages of the package for sign-in, with what we do otherwise: a page with something to mend
answers 422, too many tries answer 429, and nobody loses where they wanted to go."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.core.internal.ratelimit import respond_429
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
)
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

TOO_MANY = {"too_many_login_attempts", "rate_limited"}


def _with_next(request: HttpRequest, url: str) -> str:
    return str(passthrough_next_redirect_url(request, url, REDIRECT_FIELD_NAME))


def _start_again(request: HttpRequest, why: str = "") -> HttpResponse:
    """To the first page of signing in, which says why."""
    start = reverse("account_request_login_code")
    return HttpResponseRedirect(_with_next(request, f"{start}?{why}=1" if why else start))


class Mendable:
    """Answers 422 where something is to be mended, 429 after too many tries."""

    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        forms = [context.get("form"), context.get("webauthn_form")]
        faulty = [form for form in forms if form is not None and form.is_bound and form.errors]
        faults = [
            fault for form in faulty for some in form.errors.as_data().values() for fault in some
        ]
        if any(fault.code in TOO_MANY for fault in faults):
            return respond_429(self.request)
        context["form"] = (faulty or forms)[0]
        context["next"] = get_next_redirect_url(self.request) or ""
        response = super().render_to_response(context, **options)  # type: ignore[misc]
        if faulty:
            response.status_code = 422
        return response  # type: ignore[no-any-return]


class AskForCodePage(Mendable, RequestLoginCodeView):
    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> HttpResponse:
        response = super()._redirect_to_pending_stage(request, stage)
        return HttpResponseRedirect(_with_next(request, response.url))


class EnterEmailedCodePage(Mendable, ConfirmLoginCodeView):
    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        """A code that is too old, or was wrong too often, leads back to the start."""
        response = super().dispatch(request, *args, **options)
        if getattr(response, "url", "") == reverse("account_request_login_code"):
            return _start_again(request, "again" if request.method == "POST" else "")
        return response  # type: ignore[no-any-return]


class SecondFactorPage(Mendable, AuthenticateView):
    """The app's code, or the passkey as second factor after an e-mailed code."""

    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**options)
        user = self.stage.login.user
        context["has_passkey"] = bool(auth.get_credentials(user))
        context["code_form"] = self.auth_form
        return context


class PasskeyPage(LoginWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        return _start_again(self.request, "no_passkey")


class _AddsFactor(Mendable):
    """After set-up the spare codes are shown once; from there they go where they wanted to."""

    did_generate_recovery_codes: bool

    def get_success_url(self) -> str:
        page = "mfa_view_recovery_codes" if self.did_generate_recovery_codes else "second_factor"
        return _with_next(self.request, reverse(page))


class AddPasskeyPage(_AddsFactor, AddWebAuthnView):
    def get_context_data(self, **options: Any) -> dict[str, Any]:
        context: dict[str, Any] = super(AddWebAuthnView, self).get_context_data(**options)
        options_for_browser = auth.begin_registration(self.request.user, True)
        return {**context, "js_data": {"creation_options": options_for_browser}}


class SetUpAppPage(_AddsFactor, ActivateTOTPView):
    pass


class ProveAgainPage(Mendable, ReauthenticateView):
    pass


class ProveAgainByPasskeyPage(Mendable, ReauthenticateWebAuthnView):
    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class SpareCodesPage(Mendable, ViewRecoveryCodesView):
    pass


class NewSpareCodesPage(Mendable, GenerateRecoveryCodesView):
    pass
