"""A coordinator's work, from the first word back to the list of those who wait."""

from __future__ import annotations

from tests.journeys.days import in_days
from tests.journeys.referring import ROBIN
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work, sign_in_by_code
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

PURPOSES = [
    "May we get in touch with you in the ways you tick?",
    "May we keep a record of what you tell us?",
    "May we tell your doctor that you come here?",
    "may we share dates and scores with their service?",
    "May we count you, without your name",
    "May we use something you said, without your name?",
]


def robin_is_welcomed(world: World) -> None:
    """From Robin's first hello to her place on the list. She says no to a letter to her doctor."""
    bo = at_work(world, COORDINATOR)
    when_bo_writes_back(world, bo)
    when_they_plan_to_talk(world, bo)
    when_they_have_talked(bo)
    then_no_letter_to_the_doctor_leaves(bo)
    when_both_say_yes(world, bo)
    when_she_waits_with_a_day(bo)


def finds(bo: Visitor, name: str) -> None:
    """From any page to somebody's record."""
    if not bo.has_row_of(name):
        bo.presses("Front door", within="Front door")
    bo.presses_row_of(name)


def when_bo_writes_back(world: World, bo: Visitor) -> None:
    finds(bo, "Robin A")
    bo.sees("They wait for a word from us.", "Somebody to walk to the shops with")
    bo.presses("Write back")
    bo.presses("Save")
    bo.sees_fault("Choose how")
    bo.chooses("By email")
    bo.presses("Save")
    bo.sees("On its way by email.")
    letter = world.letters_to(ROBIN)[-1]
    assert "We are not a crisis service" in letter
    assert "116 123" in letter


def when_they_plan_to_talk(world: World, bo: Visitor) -> None:
    before = len(world.letters_to(ROBIN))
    bo.presses("Plan a welcome conversation")
    bo.presses("Save")
    bo.sees_fault("Enter the day, the month and the year")
    bo.fills_date("Which day?", in_days(2))
    bo.fills("What time?", "2pm")
    bo.chooses("By phone", of="How will you talk?")
    bo.chooses("Yes", of="Send them an email with the day and time?")
    bo.presses("Save")
    bo.sees("Planned. An email is on its way to them.")
    assert len(world.letters_to(ROBIN)) == before + 1


def when_they_have_talked(bo: Visitor) -> None:
    bo.presses("Write down the welcome conversation")
    bo.presses("Save")
    bo.sees_fault("Explain first what stays between you and what cannot, then tick")
    bo.ticks("I explained what stays between us and what cannot")
    bo.ticks("They say that is clear to them")
    for question in PURPOSES:
        bo.chooses("No" if "doctor" in question else "Yes", of=question)
    bo.chooses("They said it")
    bo.ticks("I read it back to them and they said it is right")
    bo.fills("What do they hope for?", "To see the river again")
    bo.fills("What helps on a bad day, and whom may we ring?", "Tea, and ring her aunt")
    bo.presses("Save")
    bo.sees("Kept, in their words.", "To see the river again")


def then_no_letter_to_the_doctor_leaves(bo: Visitor) -> None:
    bo.presses("Tell a doctor or therapy service")
    bo.sees("Their doctor: not agreed", "has not agreed to this, so nothing can be sent.")
    bo.presses("Keep, and show the letter")
    bo.sees_fault("Choose who it goes to")
    assert not bo.can_choose("Their doctor"), "nobody can choose the doctor"
    bo.presses("Robin")


def when_both_say_yes(world: World, bo: Visitor) -> None:
    """Bo would write down a spoken yes; but Robin says it herself, on her phone."""
    bo.presses("Say yes, we can support them")
    bo.presses("Yes, we can support them")
    bo.sees("Now it is theirs to say yes or no.")
    bo.presses("Write down their yes")
    bo.presses("Save")
    bo.sees_fault("Choose how they said so")
    bo.presses("Robin")
    when_she_may_sign_in(bo)
    robin = world.visitor("phone", scripted=False)
    robin.opens("/")
    sign_in_by_code(robin, code_for(bo, "Robin Ash"))
    robin.sees("We would be glad to have you here")
    robin.presses("Yes", within="We would be glad to have you here")
    robin.presses("Yes")
    robin.sees("Saved. You said yes.")
    bo.presses("Desk", within="Desk")
    finds(bo, "Robin A")
    bo.sees("They said yes. Set the day on which they hear from us next.")


def when_she_waits_with_a_day(bo: Visitor) -> None:
    bo.presses("Put them on the list")
    label = "On which day do they hear from us next?"
    bo.fills_date(label, in_days(300))
    bo.presses("Save")
    bo.sees_fault("day")
    bo.fills_date(label, in_days(7))
    bo.presses("Save")
    bo.sees("They are on the list.")
    bo.presses("Waiting", within="Waiting")
    bo.sees("Robin A")


def when_she_may_sign_in(bo: Visitor) -> None:
    bo.presses("Give them a sign-in")
    bo.chooses("By a code that we hand over")
    bo.presses("Save")
    bo.sees("They can sign in now. Give them a code when they are with you.")


def code_for(bo: Visitor, name: str) -> str:
    """A new code, handed over in person."""
    bo.presses("Give a code", within="Give a code")
    bo.presses(name)
    bo.presses("Make a code")
    bo.sees_fault("Choose how you are talking with them")
    bo.chooses("In person.")
    bo.presses("Make a code")
    return bo.reads("#the-code")


def takes_a_call(bo: Visitor, name: str, phone: str, **words: str) -> None:
    """Bo types while somebody speaks, and reads it back."""
    bo.presses("Desk", within="Desk")
    bo.presses("Write it down")
    bo.fills("Name", name)
    bo.chooses("For the person who is talking or writing")
    bo.chooses("On the phone", of="How is this reaching you?")
    bo.fills("What would help?", words.get("help", "Company"))
    bo.fills("Phone number", phone)
    bo.ticks("By phone")
    bo.chooses("Yes", of=PURPOSES[0])
    bo.ticks("I read it back to them and they said it is right")
    bo.presses("Keep it")
    bo.sees("Written down. Read the reference out")


def when_bo_keeps_in_touch(bo: Visitor) -> None:
    """With somebody who took her yes back: the page says so, and no way out is held out."""
    bo.presses("Waiting", within="Waiting")
    bo.presses("Robin A")
    bo.sees("They have not agreed that we get in touch.", "Taken back on")
    bo.presses("Keep in touch")
    bo.sees("They have not agreed that we get in touch.")
    assert not bo.can_choose("By email"), "no message can be chosen"
    bo.chooses("They rang us")
