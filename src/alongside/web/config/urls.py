"""Every address of the site. Packages' pages are listed one by one: what is not here is not."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path

sign_in = [
    path("", account.request_login_code, name="account_request_login_code"),
    path("password/", account.login, name="account_login"),
    path("code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("address/", account.email_verification_sent, name="account_email_verification_sent"),
    path("second/", mfa.authenticate, name="mfa_authenticate"),
    path("second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/ways/", mfa.index, name="mfa_index"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("", include("alongside.web.home.public.urls")),
    path("my/", include("alongside.web.home.member.urls")),
    path("beside/", include("alongside.web.home.supporter.urls")),
    path("desk/", include("alongside.web.home.desk.urls")),
    path("figures/", include("alongside.web.home.manage.urls")),
    path("set-up/", include("alongside.web.home.setup.urls")),
    path("enter/", include("alongside.web.home.entry.urls")),
    path("sign-in/", include(sign_in)),
]

handler403 = "alongside.web.config.errors.refused"
handler404 = "alongside.web.config.errors.not_found"
handler500 = "alongside.web.config.errors.broken"
