"""Menus of the staff pages, the roles to change between, and where each of us lands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.ui.page import Hat, NavItem
from alongside.web.ui.words import say, say_later

if TYPE_CHECKING:
    from alongside.web.people.selectors import DeskCounts

HATS = (
    (Role.COORDINATOR, say_later("{coordinator}"), "desk"),
    (Role.MANAGER, say_later("{manager}"), "figures"),
    (Role.PEER_SUPPORTER, say_later("{peer supporter}"), "beside_home"),
    (Role.ADMINISTRATOR, say_later("{administrator}"), "set_up"),
    (Role.MEMBER, say_later("{member}"), "my_home"),
)
"""Role, its word, the page where it leads; in the order in which a person lands."""

_PAGES = {
    Role.COORDINATOR: (
        ("desk", say_later("Desk"), ""),
        ("desk_today", say_later("Today"), ""),
        ("concerns", say_later("Concerns"), "concerns"),
        ("front_door", say_later("Front door"), "new"),
        ("waiting_list", say_later("Waiting"), "waiting"),
        ("match_board", say_later("Matches"), "asked"),
        ("supporters", say_later("{Peer supporters}"), ""),
        ("give_code", say_later("Give a code"), ""),
    ),
    Role.MANAGER: (
        ("figures", say_later("Figures"), ""),
        ("outcomes", say_later("Outcomes"), ""),
        ("concerns", say_later("Concerns"), "concerns"),
    ),
    Role.ADMINISTRATOR: (("set_up", say_later("Set-up"), ""),),
}


def staff_nav(
    viewer: Viewer, current: str, counts: DeskCounts | None = None, concerns: int | None = None
) -> list[NavItem]:
    """The menu of the hat that is on. `current` is the name of a page in it, or ''. `concerns`
    are those that are open, where the page has read them."""
    known = {"concerns": concerns} | (vars(counts) if counts is not None else {})
    return [
        NavItem(
            text=str(text),
            url=reverse(page),
            count=known.get(counted),
            current=page == current,
        )
        for page, text, counted in _PAGES.get(_hat_on(viewer), ())
    ]


def _hat_on(viewer: Viewer) -> str:
    if viewer.acting_as in _PAGES:
        return viewer.acting_as
    return next((role for role in _PAGES if viewer.has(role)), "")


def hats(viewer: Viewer, current: str) -> list[Hat]:
    """The roles the viewer may change between. `current` is a role of `Role`."""
    return [
        Hat(label=str(word), url=reverse(page), current=role == current)
        for role, word, page in HATS
        if viewer.has(role)
    ]


def hat_word(role: str) -> str:
    """The service's own word for a role, for "Here as …"."""
    return next((str(word) for known, word, _ in HATS if known == role), say("signed in"))


def landing(viewer: Viewer) -> str:
    """The address where a signed-in person begins, or '' where no page is for their role yet.
    One query for administrators, else none."""
    if viewer.has(Role.ADMINISTRATOR) and not any(s.is_open for s in accounts.services(viewer)):
        return reverse("set_up")
    return next((reverse(page) for role, _, page in HATS if viewer.has(role)), "")
