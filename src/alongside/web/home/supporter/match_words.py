"""Words for a supporter's pages about people to meet. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.ui.parts import LinkRow
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service
    from alongside.web.support.selectors import Profile, SideMatch


def asked_heading(count: int) -> str:
    if count == 1:
        return _("Somebody who might like to meet you")
    return _("{count} people who might like to meet you", count=count)


def with_links(own: SideMatch) -> list[LinkRow]:
    links = []
    if own.is_live:
        links.append(LinkRow(_("Plan a time"), reverse("beside_arrange", args=[own.match])))
    if own.name:
        page = LinkRow(_("What they agreed to show"), reverse("beside_person", args=[own.person]))
        links.append(page)
    if own.asks_after:
        links.append(LinkRow(_("Say how I am"), reverse("beside_after", args=[own.match])))
    if own.may_look_back:
        links.append(LinkRow(_("Look back together"), reverse("beside_ending", args=[own.match])))
    return links


def profile_initial(known: Profile) -> dict[str, Any]:
    found: dict[str, Any] = {
        "heading": known.heading,
        "sentence": known.sentence,
        "practical": known.practical,
    }
    for row, facts in (("has", known.has), ("cannot", known.cannot)):
        for kind, value in sorted(facts):
            found.setdefault(f"{row}-{kind}", []).append(value)
    return found


def other_services(mine: Sequence[Service], shown: Service) -> list[LinkRow]:
    here = reverse("beside_about_me")
    return [
        LinkRow(service.name, f"{here}?service={service.id}")
        for service in mine
        if service.id != shown.id
    ]
