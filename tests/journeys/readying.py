"""What stands before two people can meet: questions switched on, and one who is ready."""

from __future__ import annotations

from tests.journeys.setting_up import ADMINISTRATOR, COORDINATOR, FLO, SUPPORTER
from tests.journeys.signing_in import at_work
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

LOW_MOOD, WORRY = "Patient Health Questionnaire-9", "Generalised Anxiety Disorder-7"
WHY = "So that you and your coordinator can look back together."
MISSING = "Training: nothing written down yet. Check: nothing written down yet."


def everything_is_ready(world: World) -> None:
    """Questions are asked here, and Dan can be beside somebody."""
    when_questions_are_switched_on(world)
    bo = at_work(world, COORDINATOR)
    bo.presses("Peer supporters")
    bo.sees(MISSING)
    bo.presses("Dan Supports")
    when_bo_finds_them_ready(bo)
    dan = at_work(world, SUPPORTER, "phone")
    when_dan_says_what_may_be_read_of_him(dan)


def when_questions_are_switched_on(world: World) -> None:
    ines = at_work(world, ADMINISTRATOR)
    ines.presses("Set-up", within="Set-up")
    ines.presses("The service")
    ines.presses("Switch questions on or off")
    for name in (LOW_MOOD, WORRY):
        ines.chooses("Yes, people may be asked", within=name)
        if name == LOW_MOOD:
            ines.presses("Save", within=name)
            ines.sees_fault("Say why you ask")
        ines.fills("Why do you ask?", WHY, within=name)
        ines.presses("Save", within=name)
        ines.sees("Saved. People can be asked from now on.")


def when_bo_finds_them_ready(bo: Visitor) -> None:
    """With one place to begin with."""
    bo.sees("Not ready")
    for line in ("Training", "Check", "Supervision"):
        bo.chooses(line, of="What do you write down?")
        bo.presses("Add this line")
        bo.sees("Written down.")
    bo.chooses("Places", of="What do you write down?")
    bo.presses("Add this line")
    bo.sees_fault("Enter how many")
    bo.fills("How many people?", "1")
    bo.presses("Add this line")
    bo.sees("Written down.", "Ready")


def when_dan_has_room_for_more(bo: Visitor) -> None:
    bo.presses("Peer supporters")
    bo.presses("Dan Supports")
    bo.chooses("Places", of="What do you write down?")
    bo.fills("How many people?", "6")
    bo.presses("Add this line")
    bo.sees("Written down.", "Ready")


def when_dan_says_what_may_be_read_of_him(dan: Visitor) -> None:
    dan.presses("What people read about me")
    dan.presses("Save")
    dan.sees_fault("Enter a few words")
    dan.fills("Me, in a few words", "Somebody who walks")
    dan.fills("What I would say of myself", "I was low for years. Walking helped.")
    dan.fills("When and where I can meet", "In town, mornings")
    dan.unfolds("What do you like to do?")
    dan.ticks("Walking")
    dan.presses("Save")
    dan.sees("Saved. This is what people read before both said yes.")


def flo_is_ready_too(world: World, bo: Visitor) -> None:
    bo.presses("Peer supporters")
    bo.presses("Flo Supports")
    when_bo_finds_them_ready(bo)
    flo = at_work(world, FLO, "phone")
    flo.presses("What people read about me")
    flo.fills("Me, in a few words", "Somebody who bakes")
    flo.presses("Save")
    flo.sees("Saved. This is what people read before both said yes.")
