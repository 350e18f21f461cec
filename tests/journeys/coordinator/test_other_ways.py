"""Not everybody stays: somewhere better, and nobody reached."""

from __future__ import annotations

from tests.journeys.coordinating import takes_a_call
from tests.journeys.days import in_days
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work
from tests.journeys.visitor import Visitor


def test_somewhere_better_with_a_name_there(world, open_service):
    bo = at_work(world, COORDINATOR)
    takes_a_call(bo, "Kim Lowe", "01632 960401")
    bo.presses("Write back")
    bo.chooses("They rang us")
    bo.presses("Save")
    bo.presses("Plan a welcome conversation")
    bo.fills_date("Which day?", in_days(1))
    bo.fills("What time?", "10:30")
    bo.chooses("By phone", of="How will you talk?")
    bo.presses("Save")
    bo.sees("Planned. Tell them the day and the time.")
    bo.presses("Show them somewhere better")
    bo.presses("Save")
    bo.sees_fault("Choose the reason")
    bo.chooses("They want something we do not have")
    bo.fills("Where can they turn?", "The bereavement group at the library")
    bo.presses("Save")
    bo.sees_fault("Say who there you spoke to")
    bo.fills("Who there have you spoken to?", "Ama, who runs it")
    bo.presses("Save")
    bo.sees("Somewhere else is better for them.", "The bereavement group at the library")


def test_could_not_reach_after_three_tries_and_not_before(world, open_service):
    bo = at_work(world, COORDINATOR)
    takes_a_call(bo, "Pat Stone", "01632 960402")
    for number in range(3):
        bo.presses("We could not reach them")
        bo.sees(f"{number} of 3 tries were made")
        assert bo.can_press("Write down a try")
        bo.presses("Write down a try")
        when_nobody_answers(bo, errors=number == 0)
    bo.presses("We could not reach them")
    bo.sees("3 of 3 tries were made")
    bo.presses("We could not reach them")
    bo.sees("When they get in touch again, they carry on where they were.")
    bo.presses("They got in touch again")
    bo.chooses("They rang us")
    bo.presses("Save")
    bo.sees("Good. They are back at the front door.")


def when_nobody_answers(bo: Visitor, errors: bool) -> None:
    if errors:
        bo.presses("Save")
        bo.sees_fault("Choose how")
    bo.chooses("By phone", of="How?")
    bo.chooses("No answer")
    bo.chooses("Yes", of="Was it in a way and at a time they agreed to?")
    bo.presses("Save")
