"""The forms of the package for sign-in, drawn by us and in our words. What they do is its own."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

from alongside.web.ui.forms import Email, Form, Text
from alongside.web.ui.words import say_later as _l


def _code(label: Any, hint: Any, missing: Any, **options: Any) -> Text:
    options.setdefault("autocomplete", "one-time-code")
    return Text(label=label, hint=hint, missing=missing, width=10, most=40, **options)


class AskForCode(Form, RequestLoginCodeForm):
    email = Email(
        label=_l("Your email address"),
        hint=_l("We send a code there. It works for 10 minutes."),
        missing=_l("Enter your email address"),
    )


class EnterEmailedCode(Form, ConfirmLoginCodeForm):
    code = _code(
        _l("The code we sent you"),
        _l("Capital or small letters, with or without the dash: all the same."),
        _l("Enter the code from the email"),
    )


class EnterAppCode(Form, AuthenticateForm):
    code = _code(
        _l("The code in your app, or a spare code"),
        _l("6 digits from the app, or 8 from your list"),
        _l("Enter the code that your app shows"),
    )


class EnterAppCodeAgain(Form, ReauthenticateForm):
    code = _code(
        _l("The code in your app, or a spare code"),
        _l("6 digits from the app, or 8 from your list"),
        _l("Enter the code that your app shows"),
    )


class SetUpApp(Form, ActivateTOTPForm):
    code = _code(
        _l("The code that the app shows now"),
        _l("6 digits. A new one comes every half minute."),
        _l("Enter the code that your app shows"),
    )


class _ByPasskey(Form):
    """What the browser hands over for a passkey, in a field that nobody sees."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        again = _l("The passkey was not used. Try again, or choose another way.")
        self.fields["credential"].error_messages = {"required": again, "invalid": again}


class UsePasskey(_ByPasskey, AuthenticateWebAuthnForm):
    pass


class UsePasskeyAgain(_ByPasskey, ReauthenticateWebAuthnForm):
    pass


class AddPasskey(_ByPasskey, AddWebAuthnForm):
    """A passkey is always one that can sign in alone, so nobody is asked about it."""

    name = Text(
        label=_l("A name for this device"),
        hint=_l("So that you know it again, like: my phone"),
        required=False,
        most=60,
    )
    passwordless = None

    def clean(self) -> Any:
        self.cleaned_data["passwordless"] = True
        return super().clean()
