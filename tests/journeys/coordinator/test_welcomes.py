"""From a stranger's hello to a welcome with consent, and what a no stops."""

from __future__ import annotations

from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work


def test_robin_is_welcomed_and_waits_with_a_day(world, robin_waits):
    bo = at_work(world, COORDINATOR)
    bo.presses("Waiting", within="Waiting")
    bo.presses("Robin A")
    bo.sees("They wait for a peer supporter.", "No, spoken, and read back")
    bo.page.emulate_media(media="print")
    bo.sees("To see the river again", "We are not a crisis service", "116 123")


def test_desk_and_record_hold_in_dark_colours(world, robin_waits):
    bo = at_work(world, COORDINATOR, color_scheme="dark")
    bo.presses("Waiting", within="Waiting")
    bo.presses("Robin A")
    bo.presses("Write down a contact or a try")
    bo.presses("Save")
    bo.sees_fault("Choose how")


def test_the_letter_page_by_its_address_does_not_help_either(world, robin_waits):
    bo = at_work(world, COORDINATOR)
    bo.presses("Waiting", within="Waiting")
    bo.presses("Robin A")
    bo.presses("Tell a doctor or therapy service")
    bo.sees("Their doctor: not agreed")
    bo.chooses("A therapy service")
    bo.fills("Their name and address", "Wendlewick Talking, 1 Mill Lane")
    bo.fills("What do you tell them?", "She comes on Thursdays.")
    bo.presses("Keep, and show the letter")
    bo.is_at("A letter about Robin Ash")
    bo.sees("She comes on Thursdays.")
