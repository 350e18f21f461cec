"""Who may open a page. Every view declares one rule; `config` refuses a view without."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from alongside.web.accounts.viewer import Role, Viewer

View = TypeVar("View", bound=Callable[..., object])


@dataclass(frozen=True)
class Rule:
    """`roles` empty: anyone, or anyone signed in where `signed_in`."""

    name: str
    signed_in: bool = True
    roles: tuple[str, ...] = ()
    demo_only: bool = False
    needs_second_factor: bool = True

    def allows(self, viewer: Viewer) -> bool:
        if self.signed_in and not viewer.is_signed_in:
            return False
        return not self.roles or viewer.has(*self.roles)

    def acting_as(self, viewer: Viewer) -> str:
        """The hat under which the viewer opens this page."""
        for role in self.roles:
            if viewer.has(role):
                return role
        return "signed in" if viewer.is_signed_in else "public"


ANYONE = Rule("anyone", signed_in=False)
DEMO_ONLY = Rule("demo only", signed_in=False, demo_only=True)
SIGNED_IN = Rule("signed in")
FACTOR_SETUP = Rule("setting up a second factor", needs_second_factor=False)
MEMBER = Rule("member", roles=(Role.MEMBER,))
PEER_SUPPORTER = Rule("peer supporter", roles=(Role.PEER_SUPPORTER,))
COORDINATOR = Rule("coordinator", roles=(Role.COORDINATOR,))
MANAGER = Rule("manager", roles=(Role.MANAGER,))
ADMINISTRATOR = Rule("administrator", roles=(Role.ADMINISTRATOR,))
RUNS_SERVICE = Rule("administrator or manager", roles=(Role.ADMINISTRATOR, Role.MANAGER))


def rule(declared: Rule) -> Callable[[View], View]:
    """Declare who may open a view: `@rule(COORDINATOR)`."""

    def declare(view: View) -> View:
        view.rule = declared  # type: ignore[attr-defined]
        return view

    return declare
