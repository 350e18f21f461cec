"""The foot of every message: who we are, that we are no crisis service, the help lines."""

from __future__ import annotations

from uuid import UUID

from alongside.web.accounts.selectors import get_organisation
from alongside.web.config.site import dressing_of
from alongside.web.ui.words import say


def footer(organisation: UUID, say_who: bool) -> str:
    site = dressing_of(get_organisation(organisation)).site
    lines = [f"{line.name}: {line.number_text}" for line in site.help_lines]
    name = [site.name] if say_who else []
    return "\n".join([*name, say("We are not a crisis service. If you need someone now:"), *lines])
