"""Every address of the site. Packages' pages are listed one by one: what is not here is not."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path
from django.views.generic import RedirectView

from alongside.web.config import sign_in_pages as pages

to_first_page = RedirectView.as_view(pattern_name="account_request_login_code", query_string=True)
to_factors = RedirectView.as_view(pattern_name="second_factor", query_string=True)

sign_in = [
    path("", pages.AskForCodePage.as_view(), name="account_request_login_code"),
    path("start/", to_first_page, name="account_login"),
    path("code/", pages.EnterEmailedCodePage.as_view(), name="account_confirm_login_code"),
    path("out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("second/", pages.SecondFactorPage.as_view(), name="mfa_authenticate"),
    path("again/", pages.ProveAgainPage.as_view(), name="mfa_reauthenticate"),
    path("ways/", to_factors, name="mfa_index"),
    path("app/", pages.SetUpAppPage.as_view(), name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkey/", pages.PasskeyPage.as_view(), name="mfa_login_webauthn"),
    path("passkeys/", to_factors, name="mfa_list_webauthn"),
    path("passkeys/add/", pages.AddPasskeyPage.as_view(), name="mfa_add_webauthn"),
    path(
        "passkeys/again/",
        pages.ProveAgainByPasskeyPage.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("spare/", pages.SpareCodesPage.as_view(), name="mfa_view_recovery_codes"),
    path("spare/new/", pages.NewSpareCodesPage.as_view(), name="mfa_generate_recovery_codes"),
]

urlpatterns = [
    path("", include("alongside.web.home.public.urls")),
    path("my/", include("alongside.web.home.member.urls")),
    path("beside/", include("alongside.web.home.supporter.urls")),
    path("desk/", include("alongside.web.home.desk.urls")),
    path("figures/", include("alongside.web.home.manage.urls")),
    path("set-up/", include("alongside.web.home.setup.urls")),
    path("worry/", include("alongside.web.home.worry.urls")),
    path("enter/", include("alongside.web.home.entry.urls")),
    path("demo/", include("alongside.web.demo.urls")),
    path("sign-in/", include(sign_in)),
]

handler403 = "alongside.web.config.errors.refused"
handler404 = "alongside.web.config.errors.not_found"
handler429 = "alongside.web.config.errors.too_many"  # the package for sign-in looks for it
handler500 = "alongside.web.config.errors.broken"
