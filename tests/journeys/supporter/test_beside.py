"""Somebody who gives support, on their phone: whom they are beside, and a new phone."""

from __future__ import annotations

from tests.journeys.setting_up import COORDINATOR, SUPPORTER
from tests.journeys.signing_in import at_work, set_up_app, sign_in_by_code


def test_dan_is_beside_nobody_yet_and_is_told_how_it_goes(world, open_service):
    dan = at_work(world, SUPPORTER, "phone")
    dan.is_at("People you are beside")
    dan.sees("You are beside nobody just now.", "If you have a new phone", "Exit this page")


def test_dan_has_a_new_phone_and_answers_the_agreed_question(world, open_service):
    bo = at_work(world, COORDINATOR)
    bo.presses("Give a code", within="Give a code")
    bo.presses("Dan Supports")
    bo.chooses("By phone")
    bo.fills("Their answer to: What was the dog called?", "Rex")
    bo.presses("Make a code")
    bo.sees_fault("That is not the agreed answer.")
    bo.fills("Their answer to: What was the dog called?", "bramble")
    bo.presses("Make a code")
    code = bo.reads("#the-code")
    dan = world.visitor("phone", scripted=False)
    dan.opens("/")
    sign_in_by_code(dan, code)
    if dan.can_press("Set up an app"):
        set_up_app(world, dan, SUPPORTER)
    dan.sees("How you sign in")
    assert any("code" in letter for letter in world.letters_to(SUPPORTER)), "Dan was told"
