"""Somebody writes for somebody else: only with their knowledge and their yes."""

from __future__ import annotations

from tests.journeys.visitor import Visitor


def test_they_do_not_know_yet_so_nothing_is_kept(world, open_service):
    sister = world.visitor("phone", scripted=False)
    given_someone_who_writes_for_another(sister)
    sister.presses("Continue")
    sister.sees_fault("Choose one.")
    sister.chooses("Not yet")
    sister.presses("Continue")
    sister.is_at("Talk with them first")
    sister.sees(
        "We have kept nothing of what you told us.", "If you are worried for someone’s life"
    )
    sister.presses("They agree now")
    assert not sister.can_press("Go on with them"), "nothing is kept"


def test_they_know_and_agree_so_it_is_sent(world, open_service):
    sister = world.visitor("desktop")
    given_someone_who_writes_for_another(sister)
    sister.chooses("Yes, they know and they agree")
    sister.presses("Continue")
    sister.presses("Continue")
    sister.sees_fault("Enter your name")
    sister.fills("What is your name?", "Sasha Field")
    sister.fills("How do you know them?", "I am their sister")
    sister.presses("Continue")
    sister.fills("What should we call them?", "Jo Field")
    sister.presses("Continue")
    sister.ticks("Please don’t. They will get in touch with us")
    sister.presses("Continue")
    sister.fills("In their words, what would help?", "Not being alone on Sundays")
    sister.presses("Continue")
    for _ in range(5):
        sister.presses("Skip this question")
    sister.is_at("Check what you wrote")
    sister.sees("Jo Field", "I am their sister", "Not being alone on Sundays")
    sister.presses("Send")
    sister.is_at("Sent. Thank you")
    sister.sees("Please give them the reference.")


def given_someone_who_writes_for_another(sister: Visitor) -> None:
    sister.opens("/")
    sister.presses("I am asking for someone else")
    sister.chooses("For someone else")
    sister.presses("Continue")
    sister.is_at("Do they know, and do they agree?")
