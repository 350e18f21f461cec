"""Robin on her own pages: on a phone, without script, with a code that was handed over."""

from __future__ import annotations

from tests.journeys.coordinating import code_for, when_bo_keeps_in_touch
from tests.journeys.referring import ROBIN
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work, sign_in_by_code
from tests.journeys.visitor import Visitor
from tests.journeys.world import World


def test_robin_reads_her_pages_takes_a_yes_back_and_stops(world, robin_waits):
    bo = at_work(world, COORDINATOR)
    robin = world.visitor("phone", scripted=False)
    given_robin_signs_in_with_a_code(robin, code_for(bo, "Robin Ash"))
    then_she_reads_what_was_written_and_who_looked(robin)
    when_she_changes_her_details(robin)
    when_she_takes_back_her_yes_to_be_contacted(robin)
    then_bo_sees_it_and_no_message_leaves(world, bo)
    when_she_stops(robin)
    then_bo_sees_that_she_stopped(bo)
    then_she_may_come_back(robin)


def given_robin_signs_in_with_a_code(robin: Visitor, code: str) -> None:
    robin.opens("/")
    sign_in_by_code(robin, "WRNG-CODE")
    robin.sees_fault("That code does not work.")
    robin.fills("The code you were given", code.lower())
    robin.presses("Sign in")
    robin.is_at("Hello, Robin")
    robin.sees("You are on the list.", "Last looked at by Bo", "Exit this page")


def then_she_reads_what_was_written_and_who_looked(robin: Visitor) -> None:
    robin.presses("What I told you")
    robin.sees("Somebody to walk to the shops with", "To see the river again")
    robin.presses("Home")
    robin.presses("See everyone who looked")
    robin.sees("read your page", "Bo (coordinator)")
    robin.presses("Home")
    robin.presses("Help lines")
    robin.sees("You need not give your name.", "Call 116 123")
    robin.presses("Wendlewick")


def when_she_changes_her_details(robin: Visitor) -> None:
    robin.presses("My details")
    robin.fills("Email address", "not an address")
    robin.presses("Save")
    robin.sees_fault("email address")
    robin.fills("Email address", ROBIN)
    robin.fills("When is a good time?", "Mornings")
    robin.presses("Save")
    robin.sees("Saved. We use this from now on.")
    robin.presses("Home")


def when_she_takes_back_her_yes_to_be_contacted(robin: Visitor) -> None:
    robin.presses("Change who sees what")
    robin.presses("Change", within="May we get in touch with you")
    robin.presses("Save")
    robin.sees_fault("Choose one.")
    robin.chooses("No, I take it back")
    robin.presses("Save")
    robin.sees("You took your yes back, and it counts from now on.")
    robin.presses("Home")


def then_bo_sees_it_and_no_message_leaves(world: World, bo: Visitor) -> None:
    before = world.letters_to(ROBIN)
    when_bo_keeps_in_touch(bo)
    assert world.letters_to(ROBIN) == before


def when_she_stops(robin: Visitor) -> None:
    robin.presses("Stop this")
    robin.is_at("Do you want to stop?")
    robin.presses("Yes, stop")
    robin.sees("It has stopped. You can get in touch again at any time.", "You stopped")


def then_bo_sees_that_she_stopped(bo: Visitor) -> None:
    bo.presses("Desk", within="Desk")
    bo.does_not_see("Robin A")


def then_she_may_come_back(robin: Visitor) -> None:
    """The page asks; she leaves it for another day."""
    robin.presses("Wendlewick")
    robin.presses("Come back")
    robin.is_at("Would you like to come back?")
    robin.presses("Not now")
