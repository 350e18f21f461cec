"""Signing in by the pages, as each kind of person does."""

from __future__ import annotations

from tests.journeys.visitor import Visitor
from tests.journeys.world import World


def sign_in_by_mail(world: World, visitor: Visitor, address: str) -> None:
    """From any page that has the sign-in link, or from the sign-in page itself."""
    if not visitor.can_press("Send me a code"):
        visitor.presses("Sign in")
    visitor.fills("Your email address", address)
    visitor.presses("Send me a code")
    visitor.fills("The code we sent you", world.code_mailed_to(address))
    visitor.presses("Sign in")
    prove_it_twice(world, visitor, address)


def at_work(world: World, address: str, device: str = "desktop", **options: str) -> Visitor:
    """Somebody of the team at their first page: signed in now, or since this morning."""
    kept = {"storage_state": world.left_open[address]} if address in world.left_open else {}
    visitor = world.visitor(device, **kept, **options)
    visitor.opens("/")
    if kept and visitor.can_press("Sign out"):
        return visitor
    sign_in_by_mail(world, visitor, address)
    world.left_open[address] = visitor.context.storage_state()
    return visitor


def prove_it_twice(world: World, visitor: Visitor, address: str) -> None:
    """The number in the app; whoever has no app yet sets it up first."""
    if address in world.apps:
        visitor.is_at("One more proof")
        visitor.fills("The code in your app", world.number_in_app(address))
        visitor.presses("Sign in")
    elif visitor.can_press("Set up an app"):
        set_up_app(world, visitor, address)


def set_up_app(world: World, visitor: Visitor, address: str) -> None:
    visitor.is_at("How you sign in")
    visitor.presses("Set up an app")
    world.apps[address] = visitor.reads("#app-secret")
    visitor.fills("The code that the app shows now", world.number_in_app(address))
    visitor.presses("Done")
    visitor.is_at("Your spare codes")
    visitor.presses("I have them. Go on")


def sign_in_by_code(visitor: Visitor, code: str) -> None:
    """A code that somebody handed over, on paper or by phone."""
    visitor.presses("Sign in")
    visitor.presses("I was given a code")
    visitor.fills("The code you were given", code)
    visitor.presses("Sign in")


def sign_out(visitor: Visitor) -> None:
    visitor.presses("Sign out")
    visitor.presses("Sign out")
