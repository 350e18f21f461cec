"""What layouts are given: the site, its help lines, menus and hats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class HelpLine:
    """A help line of the place. `number_text` is said as on a card: `Call 116 123`."""

    name: str
    number_text: str
    href: str
    hint: str


@dataclass(frozen=True)
class Site:
    """The service or organisation whose page this is. `tab_name` is what a browser's tab may say
    on public and member pages: nothing that gives anybody away."""

    name: str
    run_by: str
    exit_url: str
    help_lines: list[HelpLine]
    checked_on: date
    phone: str = ""
    email: str = ""
    language: str = "en-GB"
    slug: str = ""
    tab_name: str = "Information"
    logo_url: str | None = None
    home_url: str = "/"
    privacy_url: str = "/what-we-keep/"
    accessibility_url: str = "/accessibility/"

    def named(self, name: str, slug: str) -> Site:
        return replace(self, name=name, slug=slug, home_url=f"/s/{slug}/")


@dataclass(frozen=True)
class NavItem:
    text: str
    url: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True)
class Hat:
    """A role that the viewer can put on, with the page where it leads."""

    label: str
    url: str
    current: bool = False
