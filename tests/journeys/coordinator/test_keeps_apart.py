"""A coordinator keeps two people apart, and counts who came to a drop-in."""

from __future__ import annotations

from tests.journeys.days import in_days
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work


def test_two_people_are_kept_apart_and_may_meet_again(world, last_place):
    bo = at_work(world, COORDINATOR)
    bo.presses("Peer supporters")
    bo.presses("People to keep apart")
    bo.presses("Keep them apart")
    bo.sees_fault("Enter the name or reference of the first person")
    bo.fills("First person", "Kit Lane")
    bo.fills("Second person", "Flo Supports")
    bo.fills_date("When do we look at this again?", in_days(90))
    bo.presses("Keep them apart")
    bo.sees("Kept. They are not put to each other from now on.", "Kit")
    bo.presses("They may meet")
    bo.sees("Kept. They may be put to each other again.")


def test_no_drop_in_is_open_here(world, open_service):
    bo = at_work(world, COORDINATOR)
    bo.presses("Today", within="Today")
    bo.presses("Write down how many came to a drop-in")
    bo.sees("No drop-in is open here.")
