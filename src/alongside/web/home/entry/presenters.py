"""Words for the pages of signing in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from alongside.web.home.entry.factors import Factor, Factors
from alongside.web.people.local_time import say_date
from alongside.web.people.selectors import Helped
from alongside.web.people.services import Told
from alongside.web.ui.parts import LinkRow
from alongside.web.ui.words import say as _


@dataclass(frozen=True)
class FactorRow:
    name: str
    note: str
    remove_url: str


@dataclass(frozen=True)
class FactorsPage:
    """`needed` is said at the top where this person must have two proofs and lacks one now."""

    rows: list[FactorRow]
    has_app: bool
    spare: str
    needed: str
    add_passkey_url: str
    add_app_url: str
    go_on_url: str


def factors_page(factors: Factors, *, must: bool, proven: bool, go_on: str) -> FactorsPage:
    wanted = f"?{urlencode({'next': go_on})}" if go_on else ""
    return FactorsPage(
        rows=[_factor_row(factor) for factor in factors.held],
        has_app=factors.has_app,
        spare=_("{count} spare codes left", count=factors.spare_codes) if factors.held else "",
        needed=_needed(factors) if must and not proven else "",
        add_passkey_url=reverse("mfa_add_webauthn") + wanted,
        add_app_url=reverse("mfa_activate_totp") + wanted,
        go_on_url="" if must and not proven else go_on or reverse("home"),
    )


def _needed(factors: Factors) -> str:
    if factors.held:
        return _(
            "You signed in with a code, so this may be a new phone or computer. Set it up here. "
            "Then remove what you no longer have."
        )
    return _(
        "You can see what other people told us in confidence. So we ask for two proofs that it "
        "is you: your code, and something that only you have with you. Choose one. It takes "
        "about 2 minutes, once."
    )


def _factor_row(factor: Factor) -> FactorRow:
    added = _("Added on {day}", day=say_date(factor.added_at))
    name = _("Authenticator app") if factor.kind == "app" else factor.name
    return FactorRow(name, added, factor.remove_url)


def people_rows(helped: Sequence[Helped]) -> list[LinkRow]:
    return [LinkRow(one.name, reverse("give_code_to", args=[one.id])) for one in helped]


def told_words(told: Told) -> str:
    if told.way == "email":
        return _("We have also told them by email that a code was given out.")
    return _("We could not write to them. Tell them yourself that you made this code.")
