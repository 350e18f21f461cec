"""Getting in touch: on a phone, without script, by keyboard."""

from __future__ import annotations

from tests.journeys.visitor import Visitor
from tests.journeys.world import World

ROBIN = "robin@people.example"
ROBINS_PHONE = "07700 900456"
CODE = ".date"
REFERENCE = ".date"


def robin_writes(world: World) -> str:
    """Stops half-way, goes on elsewhere, sends. Gives the reference."""
    robin = world.visitor("phone", scripted=False)
    robin.opens("/")
    given_the_first_page_says_what_it_is(robin)
    when_robin_begins(robin)
    code = when_robin_stops_half_way(robin)
    robin = when_robin_goes_on_at_the_library(world, code)
    when_robin_checks_and_changes_one_answer(robin)
    return when_robin_sends(robin)


def given_the_first_page_says_what_it_is(robin: Visitor) -> None:
    robin.is_at("Talk with someone who has been there too")
    robin.sees("Call 116 123", "Wendle Line", "We are not a crisis service")
    robin.sees("What happens next", "Not therapy, and not instead of it")
    robin.sees("People are waiting about 4 weeks just now.", "Exit this page")


def when_robin_begins(robin: Visitor) -> None:
    robin.presses("Get in touch")
    robin.presses("Continue")
    robin.sees_fault("Choose who this is for")
    robin.chooses("For me")
    robin.presses("Continue")
    robin.is_at("What should we call you?")
    robin.fills("What should we call you?", "Robin")
    robin.presses("Continue")
    robin.is_at("How should we get in touch with you?")
    robin.ticks("Phone call")
    robin.fills("Phone number", ROBINS_PHONE)
    robin.ticks("Email")
    robin.presses("Continue")
    robin.sees_fault("Enter your email address")
    assert robin.value_of("Phone number").replace(" ", "") == ROBINS_PHONE.replace(" ", "")
    robin.fills("Email address", ROBIN)
    robin.chooses("Yes", of="May we say who we are?")
    robin.presses("Continue")


def when_robin_stops_half_way(robin: Visitor) -> str:
    robin.is_at("What would help?")
    robin.presses("Back")
    assert robin.value_of("Email address") == ROBIN
    robin.presses("Continue")
    robin.fills("What would help?", "Somebody to walk to the shops with")
    robin.presses("Stop here and keep my answers")
    robin.is_at("Your answers are kept")
    code = robin.reads(CODE)
    robin.presses("Let go of them here, my code still works")
    robin.sees("This browser has let go of your answers.")
    return code


def when_robin_goes_on_at_the_library(world: World, code: str) -> Visitor:
    robin = world.visitor("phone", scripted=False)
    robin.opens("/")
    robin.presses("I have a code")
    robin.fills("What is your code?", "K7PMA-3XQ2E")
    robin.presses("Continue")
    robin.sees_fault("code")
    robin.fills("What is your code?", code.lower())
    robin.presses("Continue")
    robin.is_at("Is there something a peer supporter should have been through too?")
    robin.presses("Skip this question")
    robin.is_at("What makes it easier?")
    robin.presses("Skip this question")
    robin.is_at("Does anyone else help you just now?")
    robin.unfolds("Why we ask")
    robin.presses("Skip this question")
    robin.is_at("keep you or someone else safe")
    robin.sees("Call 116 123")
    robin.presses("Skip this question")
    robin.is_at("In which year were you born?")
    robin.fills("In which year were you born?", "2085")
    robin.presses("Continue")
    robin.sees_fault("Enter a year up to")
    robin.fills("In which year were you born?", "1985")
    robin.presses("Continue")
    return robin


def when_robin_checks_and_changes_one_answer(robin: Visitor) -> None:
    robin.is_at("Check what you wrote")
    robin.sees("Nothing is sent yet.", "Somebody to walk to the shops with", "Skipped")
    robin.presses("Change", within="Name")
    robin.fills("What should we call you?", "Robin Ash")
    robin.presses("Continue")
    robin.is_at("Check what you wrote")
    robin.sees("Robin Ash")
    robin.presses("Send")
    robin.sees_fault("Choose yes or no")


def when_robin_sends(robin: Visitor) -> str:
    """An impatient finger, Back, and a second page that still waits: it is sent once."""
    other = robin.second_tab()
    for page in (robin, other):
        page.chooses("Yes")
    robin.presses_twice("Send")
    robin.is_at("Sent. Thank you")
    reference = robin.reads(REFERENCE)
    robin.sees("Write it down, or print this page.")
    other.presses("Send")
    other.is_at("Sent. Thank you")
    assert other.reads(REFERENCE) == reference
    other.goes_back()
    other.is_at("Sent. Thank you")
    assert other.reads(REFERENCE) == reference, "Back does not lead to sending again"
    return reference
