"""Somebody who gives support, on their phone: whom they are beside, and a new phone."""

from __future__ import annotations

from tests.journeys.setting_up import COORDINATOR, SUPPORTER
from tests.journeys.signing_in import at_work, set_up_app, sign_in_by_code
from tests.journeys.visitor import Visitor


def test_dan_opens_his_day_and_finds_help_and_the_rule_for_a_new_phone(world, open_service):
    dan = at_work(world, SUPPORTER, "phone")
    dan.sees("worried about someone")
    dan.sees("What people read about me", "If you have a new phone", "Exit this page")


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
    dan.presses("How I sign in")
    when_dan_renews_his_spare_codes(dan)
    when_dan_gives_up_his_app(dan)
    assert any("code" in letter for letter in world.letters_to(SUPPORTER)), "Dan was told"


def when_dan_renews_his_spare_codes(dan: Visitor) -> None:
    dan.presses("See or renew your spare codes")
    old = dan.reads("#spare-codes")
    dan.presses("Make new ones")
    dan.presses("Make new ones")
    assert dan.reads("#spare-codes") != old


def when_dan_gives_up_his_app(dan: Visitor) -> None:
    """He thinks again on the page that asks him."""
    dan.presses("How I sign in")
    dan.presses("Remove")
    dan.is_at("Remove the authenticator app")
    dan.presses("Keep it")
