"""Somebody rings; a coordinator types while they speak."""

from __future__ import annotations

from tests.journeys.coordinating import PURPOSES, finds, takes_a_call
from tests.journeys.referring import ROBINS_PHONE
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work

TO_THE_DOCTOR = "Telling your doctor"


def test_what_was_said_is_read_back_before_it_is_kept(world, open_service):
    bo = at_work(world, COORDINATOR)
    bo.presses("Write it down")
    bo.sees("Hello, you have reached us.", "Wendle Line")
    bo.presses("Keep it")
    bo.sees_fault("Enter a name, any name will do")
    bo.fills("Name", "Lou Marsh")
    bo.chooses("For the person who is talking or writing")
    bo.chooses("On the phone", of="How is this reaching you?")
    bo.ticks("By phone")
    bo.chooses("Yes", of=PURPOSES[0])
    bo.presses("Keep it")
    bo.sees("Read it back to them, then tick the box", "Enter a phone number")
    assert bo.value_of("Name") == "Lou Marsh"
    bo.fills("Phone number", "01632 960777")
    bo.ticks("I read it back to them and they said it is right")
    bo.presses("Keep it")
    bo.sees("Written down. Read the reference out", "Lou Marsh", "Yes, spoken, and read back")
    when_bo_asks_one_more_question(bo)


def when_bo_asks_one_more_question(bo):
    bo.presses("Ask", within=TO_THE_DOCTOR)
    bo.sees(PURPOSES[2], "Read the question out as it stands.")
    bo.presses("Save")
    bo.sees_fault("Choose yes or no")
    bo.chooses("Yes", of=PURPOSES[2])
    bo.chooses("They said it")
    bo.presses("Save")
    bo.sees_fault("Read it back to them, then tick the box")
    bo.ticks("I read it back to them and they said it is right")
    bo.presses("Save")
    bo.sees("Kept. It holds from now on.")


def test_a_person_who_may_be_here_twice_is_decided_by_a_human(world, robins_reference):
    bo = at_work(world, COORDINATOR)
    takes_a_call(bo, "Bobbie Ash", ROBINS_PHONE)
    bo.sees("May be here twice")
    bo.presses("Look and decide")
    bo.sees(robins_reference, "The same phone number", "Nothing is put together by itself.")
    bo.presses("Save")
    bo.sees_fault("Choose one, or leave the page")
    bo.chooses("The same person")
    bo.presses("Save")
    bo.sees("Nothing was put together: close the one you do not need.")
    bo.presses("They want to stop")
    bo.chooses("They said it, and I wrote it down")
    bo.presses("Save")
    bo.presses("Close")
    bo.chooses("They are here twice")
    bo.presses("Close")
    bo.sees("Closed.")
    bo.presses("Desk", within="Desk")
    finds(bo, "Robin A")
    bo.does_not_see("May be here twice")


def test_the_desk_holds_on_a_phone(world, robins_reference):
    bo = at_work(world, COORDINATOR, "phone")
    for page in ("Front door", "Waiting", "Give a code", "Desk"):
        bo.presses(page, within=page)
    bo.presses("Write it down")
    bo.presses("Keep it")
    bo.sees_fault("Enter a name, any name will do")
    bo.presses("Desk", within="Desk")
    finds(bo, "Robin A")
    bo.presses("Change details")
