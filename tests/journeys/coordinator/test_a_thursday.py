"""Nine meetings on a Thursday: two are cancelled by the link in a message, of one nobody speaks."""

from __future__ import annotations

import re

from tests.journeys.days import clock_time
from tests.journeys.pairing import JUNE, NAMES, finds_the_two, when_bo_sets_a_time
from tests.journeys.setting_up import COORDINATOR, SUPPORTER
from tests.journeys.signing_in import at_work
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

LINK = r"/meet/\S+"


def test_two_say_yes_to_one_last_place_and_one_meets_dan(world, last_place):
    got, lost = last_place
    bo = at_work(world, COORDINATOR)
    bo.presses("Matches", within="Matches")
    bo.sees(NAMES[lost].split()[0])
    bo.presses("Who is together")
    bo.sees(NAMES[got].split()[0])
    bo.does_not_see(NAMES[lost].split()[1])


def test_today_says_who_cancelled_who_is_silent_and_whom_to_ring_first(
    world, last_place, june_beside_dan
):
    got = last_place[0]
    name = f"{NAMES[got].split()[0]} {NAMES[got].split()[1][0]}"
    bo = at_work(world, COORDINATOR)
    given_nine_times_on_this_day(bo, NAMES[got])
    whole_day = when_it_is_all_to_come(bo)
    when_the_link_is_opened_and_nothing_changes(world, got, bo, whole_day)
    when_it_is_pressed(world, links_to(world, got)[-1])
    when_it_is_pressed(world, links_to(world, SUPPORTER)[-1])
    for _ in range(2):
        world.waits(12)
        bo.presses("Today", within="Today")
    then_today_says_exactly_that(bo, name)
    when_dan_says_what_became_of_it(world)


def given_nine_times_on_this_day(bo: Visitor, name: str) -> None:
    """Five with the one who got the last place, the first of them soon over; four with June."""
    finds_the_two(bo, name)
    bo.presses("Arrange a day and a time")
    bo.presses("Save")
    bo.sees_fault("Choose once or every week")
    when_bo_sets_a_time(bo, clock_time(3), "15 minutes", "The library café")
    for at in ("1pm", "2pm", "3pm", "4pm"):
        bo.presses("Set another time for the two")
        when_bo_sets_a_time(bo, at, "30 minutes", "The library café")
    finds_the_two(bo, JUNE)
    bo.presses("Arrange a day and a time")
    for at in ("1:30pm", "2:30pm", "3:30pm", "4:30pm"):
        when_bo_sets_a_time(bo, at, "15 minutes", "The museum")
        bo.presses("I told June M")
        bo.sees("Kept. They know.")
        if at != "4:30pm":
            bo.presses("Set another time for the two")


def when_it_is_all_to_come(bo: Visitor) -> str:
    bo.presses("Today", within="Today")
    bo.sees("9 planned for today")
    return bo.reads("main")


def links_to(world: World, address: str) -> list[str]:
    found = [re.search(LINK, letter) for letter in world.letters_to(address)]
    return [link.group() for link in found if link]


def when_the_link_is_opened_and_nothing_changes(
    world: World, address: str, bo: Visitor, whole_day: str
) -> None:
    somebody = world.visitor("phone", scripted=False)
    somebody.opens(links_to(world, address)[-1])
    somebody.does_not_see("Dan", "Kit", "Poole", "library")
    bo.presses("Today", within="Today")
    assert bo.reads("main") == whole_day


def when_it_is_pressed(world: World, link: str) -> None:
    somebody = world.visitor("phone", scripted=False)
    somebody.opens(link)
    somebody.presses("Move it")
    somebody.sees_fault("Enter")
    somebody.presses("Cancel it")
    somebody.sees("cancelled")
    assert not somebody.can_press("Cancel it")


def then_today_says_exactly_that(bo: Visitor, name: str) -> None:
    bo.sees("9 planned for today", "2 cancelled, 1 that nobody has spoken of, 6 to come")
    rows = bo.page.locator("#ring ~ * .what, section:has(#ring) .what").all_inner_texts()
    assert len(rows) == 2, rows
    assert "June M and Dan S" in rows[0]
    assert "Cancelled by Dan S" in rows[0]
    assert "Tell June M:" in rows[0]
    assert f"{name} and Dan S" in rows[1]
    assert "nobody has said how it went" in rows[1]


def when_dan_says_what_became_of_it(world: World) -> None:
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("Log it")
    dan.chooses("Moved it", of="Did you meet?")
    dan.presses("Save")
    dan.sees_fault("Enter the day, the month and the year")
    dan.chooses("I couldn't", of="Did you meet?")
    dan.chooses("No", of="Anything that worries you?")
    dan.presses("Save")
    dan.sees("Saved.", "You couldn't.")
