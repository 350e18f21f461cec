"""Rules for the pages of installed packages, which cannot declare their own."""

from __future__ import annotations

from typing import Any

from alongside.web.accounts.rules import ANYONE, FACTOR_SETUP, Rule

RULES: dict[str, Rule] = {
    "account_login": ANYONE,
    "account_request_login_code": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_logout": ANYONE,
    "account_inactive": ANYONE,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "mfa_index": FACTOR_SETUP,
    "mfa_reauthenticate": FACTOR_SETUP,
    "mfa_reauthenticate_webauthn": FACTOR_SETUP,
    "mfa_activate_totp": FACTOR_SETUP,
    "mfa_deactivate_totp": FACTOR_SETUP,
    "mfa_list_webauthn": FACTOR_SETUP,
    "mfa_add_webauthn": FACTOR_SETUP,
    "mfa_remove_webauthn": FACTOR_SETUP,
    "mfa_view_recovery_codes": FACTOR_SETUP,
    "mfa_generate_recovery_codes": FACTOR_SETUP,
}


def rule_of(view: Any, name: str) -> Rule | None:
    return getattr(view, "rule", None) or RULES.get(name)
