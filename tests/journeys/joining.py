"""Somebody joins by telephone: everything is spoken, and Bo types it."""

from __future__ import annotations

from tests.journeys.coordinating import PURPOSES
from tests.journeys.days import in_days
from tests.journeys.visitor import Visitor

AGREED = "I read it back to them and they said it is right"


def joins(bo: Visitor, name: str, phone: str, email: str = "", about: str = "Likes dogs") -> None:
    """From the first call to the list of those who wait, with what they wish for."""
    when_they_call(bo, name, phone, email)
    when_they_are_welcomed(bo, has_email=bool(email))
    when_both_agree_to_go_on(bo)
    when_they_say_what_they_wish_for(bo, about)


def when_they_call(bo: Visitor, name: str, phone: str, email: str) -> None:
    bo.presses("Desk", within="Desk")
    bo.presses("Write it down")
    bo.fills("Name", name)
    bo.chooses("For the person who is talking or writing")
    bo.chooses("On the phone", of="How is this reaching you?")
    bo.fills("What would help?", "Somebody to walk with")
    bo.fills("Phone number", phone)
    bo.ticks("By phone")
    if email:
        bo.fills("Email address", email)
        bo.ticks("By email")
        bo.chooses("Yes", of="May we say who we are if somebody else answers?")
    bo.chooses("Yes", of=PURPOSES[0])
    bo.ticks(AGREED)
    bo.presses("Keep it")
    bo.sees("Written down. Read the reference out")
    bo.presses("Write back")
    bo.chooses("They rang us")
    bo.presses("Save")


def when_they_are_welcomed(bo: Visitor, *, has_email: bool) -> None:
    bo.presses("Plan a welcome conversation")
    bo.fills_date("Which day?", in_days(0))
    bo.fills("What time?", "4pm")
    bo.chooses("By phone", of="How will you talk?")
    if has_email:
        bo.chooses("No", of="Send them an email with the day and time?")
    bo.presses("Save")
    bo.presses("Write down the welcome conversation")
    bo.ticks("I explained what stays between us and what cannot")
    bo.ticks("They say that is clear to them")
    for question in PURPOSES:
        bo.chooses("Yes", of=question)
    bo.chooses("They said it")
    bo.ticks(AGREED)
    bo.fills("What do they hope for?", "A walk in the morning")
    bo.presses("Save")
    bo.sees("Kept, in their words.")


def when_both_agree_to_go_on(bo: Visitor) -> None:
    bo.presses("Say yes, we can support them")
    bo.presses("Yes, we can support them")
    bo.presses("Write down their yes")
    bo.chooses("They said it")
    bo.presses("Save")
    bo.presses("Put them on the list")
    bo.fills_date("On which day do they hear from us next?", in_days(7))
    bo.presses("Save")
    bo.sees("They are on the list.")


def when_they_say_what_they_wish_for(bo: Visitor, about: str) -> None:
    bo.presses("Write down what they wish for")
    bo.fills("In a few words", about)
    bo.fills("What would help, in a sentence or two", "A walk by the river.")
    bo.presses("Save")
    bo.sees("Kept, in their words.")
