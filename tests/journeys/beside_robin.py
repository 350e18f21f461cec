"""Robin and Dan: on Robin's side on her phone, without scripts."""

from __future__ import annotations

from tests.journeys.coordinating import code_for
from tests.journeys.days import clock_time, in_days
from tests.journeys.pairing import when_they_answer
from tests.journeys.readying import flo_is_ready_too
from tests.journeys.setting_up import FLO, SUPPORTER
from tests.journeys.signing_in import at_work, sign_in_by_code
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

DAN, BAKES = "Somebody who walks", "Somebody who bakes"
MATTERS = "To go to the sea on my own"


def given_robin_on_her_phone(world: World, bo: Visitor) -> Visitor:
    robin = world.visitor("phone", scripted=False)
    robin.opens("/")
    sign_in_by_code(robin, code_for(bo, "Robin Ash"))
    robin.is_at("Hello, Robin")
    return robin


def given_bo_asks_her_about_two(world: World, bo: Visitor) -> None:
    flo_is_ready_too(world, bo)
    for name in ("Dan S", "Flo S"):
        bo.presses("Matches", within="Matches")
        bo.presses("Robin A")
        bo.presses(f"Ask both, privately : {name}")
        bo.presses("Ask both, privately")
        bo.sees("Both are asked.")


def when_she_says_what_she_looks_for(robin: Visitor) -> None:
    robin.presses("Read about them")
    robin.presses("None of these. Say what to look for")
    robin.fills("Me, in a few words", "Likes the sea")
    robin.fills("What would help me", "Somebody to walk to the shops with.")
    robin.presses("Save")
    robin.sees("Saved. We look for somebody with this in mind.")


def when_she_reads_about_two_and_answers(robin: Visitor) -> None:
    robin.sees("2 people you might like to meet", DAN, BAKES)
    robin.does_not_see("Dan", "Flo")
    robin.presses("Send my answers")
    robin.sees_fault("Choose an answer for at least one of them")
    when_they_answer(robin, "Yes", DAN)
    when_they_answer(robin, "Not now", BAKES)
    robin.presses("Send my answers")
    robin.sees("Saved. Only you see your answer, and you can change it until both answered.")
    robin.does_not_see("Dan", "Flo")


def then_nobody_else_reads_what_she_answered(world: World, bo: Visitor) -> None:
    bo.presses("Matches", within="Matches")
    bo.presses("Robin A")
    bo.presses("Flo S", within="Asked already")
    bo.sees("Flo S has not answered yet")
    bo.does_not_see("Not now")
    flo = at_work(world, FLO, "phone")
    flo.presses("People who might like to meet you")
    flo.sees("Likes the sea")
    flo.does_not_see("Robin", "Not now, they")


def when_dan_says_yes_too(world: World) -> None:
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("People who might like to meet you")
    dan.sees("Likes the sea")
    dan.does_not_see("Robin")
    dan.chooses("Yes")
    dan.presses("Send my answers")
    dan.sees("You both said yes.", "With Robin")
    when_dan_plans_the_first_time(dan)


def when_dan_plans_the_first_time(dan: Visitor) -> None:
    dan.presses("Plan a time")
    dan.presses("Save")
    dan.sees_fault("Choose once or every week")
    dan.chooses("Once")
    dan.fills_date("Which day?", in_days(0))
    dan.fills("What time?", clock_time(2))
    dan.picks("About how long?", "30 minutes")
    dan.chooses("In person", of="How?")
    dan.fills("Where?", "The harbour")
    dan.presses("Save")
    dan.sees("The harbour")


def when_she_says_that_she_comes(robin: Visitor) -> None:
    robin.presses("Wendlewick")
    robin.sees("The harbour", "Dan")
    robin.presses("Change or cancel")
    robin.presses("Move it")
    robin.sees_fault("Enter the day, the month and the year")
    robin.presses("Wendlewick")
    robin.presses("Change, pause or end, with Dan")
    robin.presses("Plan a time")
    robin.presses("Wendlewick")
    robin.presses("I’ll be there")
    robin.does_not_see("Flo")


def when_dan_writes_a_note(world: World) -> None:
    dan = at_work(world, SUPPORTER, "phone")
    dan.sees("Robin A will be there.")
    world.waits(3)
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("Log it")
    dan.sees("With Robin")
    dan.fills("A note, if you both want one", "We saw two seals.")
    dan.chooses("No", of="Anything that worries you?")
    dan.presses("Save")
    dan.sees("Saved.")


def when_she_reads_the_note(robin: Visitor) -> None:
    robin.presses("Wendlewick")
    robin.presses("Notes we wrote")
    robin.presses("You have not read this")
    robin.sees("We saw two seals.")
    robin.presses("Add my words")
    robin.sees_fault("Write a few words")
    robin.fills("Your own words", "One of them looked at us.")
    robin.presses("Add my words")
    robin.sees("One of them looked at us.")


def then_bo_reads_when_she_saw_it(bo: Visitor) -> None:
    bo.presses("Matches", within="Matches")
    bo.presses("Who is together")
    bo.presses("Robin A and Dan S")
    bo.presses("The page of Robin A")
    bo.presses("Read the notes about when they met")
    bo.sees("We saw two seals.", "Robin first opened it on", "One of them looked at us.")


def when_she_says_what_matters(robin: Visitor) -> None:
    robin.presses("Wendlewick")
    robin.presses("What matters to me: see and add")
    robin.presses("Save")
    robin.sees_fault("Write what matters to you, in any words")
    robin.fills("What matters to you", MATTERS)
    robin.fills("What would 0 out of 10 be like?", "Not leaving my room")
    robin.fills("What would 10 out of 10 be like?", "My feet in the water")
    robin.chooses("2", of="Where are you now, from 0 to 10?")
    robin.chooses("My peer supporter too")
    robin.presses("Save")
    robin.presses("Say how it is going")
    robin.chooses("5", of="Where are you now, from 0 to 10?")
    robin.chooses("Better")
    robin.presses("Save")
    robin.sees(MATTERS, "My feet in the water")


def when_she_answers_and_leaves_out_the_last(robin: Visitor) -> None:
    robin.presses("Wendlewick")
    robin.presses("Check in")
    robin.presses("Low mood")
    robin.sees("read this before you begin", "Bo", "thoughts")
    robin.presses("Start")
    for number in range(1, 9):
        robin.chooses("Several days", of=f"{number}. ")
    robin.presses("Send my answers")
    robin.is_at("Thank you")
    robin.does_not_see("talk with you today")


def then_nobody_is_alerted(bo: Visitor) -> None:
    bo.presses("Concerns", within="Concerns")
    bo.does_not_see("Robin")


def when_she_answers_about_worry(robin: Visitor) -> None:
    robin.presses("See my answers")
    robin.presses("Wendlewick")
    robin.presses("Check in")
    robin.presses("Worry")
    robin.presses("Start")
    for number in range(1, 8):
        robin.chooses("Several days", of=f"{number}. ")
    robin.presses("Send my answers")
    robin.is_at("Thank you")
    robin.presses("See my answers")
    robin.sees("7 of 21")
    robin.presses("Show the number to my peer supporter")


def when_she_looks_back(robin: Visitor) -> None:
    robin.presses("Wendlewick")
    robin.presses("See my progress")
    robin.does_not_see("Mild", "mild")
    robin.presses("Show what the ranges are called : Worry")
    robin.sees("What the ranges are called:")


def when_she_ends_it_and_asks_for_somebody_else(robin: Visitor) -> None:
    robin.presses("Wendlewick")
    robin.presses("Change, pause or end, with Dan")
    robin.presses("End it, or ask for somebody else")
    robin.presses("End it")
    robin.sees_fault("Choose yes or no")
    robin.chooses("Yes, please", of="Would you like to meet somebody else?")
    robin.fills("Is there something we may tell them from you?", "Thank you for the seals.")
    robin.presses("End it")
    robin.sees("It has ended.")


def then_dan_reads_only_what_she_agreed_to(world: World) -> None:
    dan = at_work(world, SUPPORTER, "phone")
    dan.does_not_see("Robin")
    assert not dan.can_press("Log it")
    dan.presses(f"Ended on {in_days(0):%A %-d %B %Y}")
    dan.sees("It ended on", "Thank you for the seals.")
    dan.does_not_see("Robin", "somebody else")
