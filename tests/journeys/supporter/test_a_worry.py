"""Dan writes down how it went in a few taps, is worried, and sees who has it."""

from __future__ import annotations

from tests.journeys.days import clock_time, in_days
from tests.journeys.pairing import NAMES, short
from tests.journeys.setting_up import COORDINATOR, SUPPORTER
from tests.journeys.signing_in import at_work, sign_in_by_mail
from tests.journeys.visitor import Visitor

MOST_TAPS = 10


def test_dan_tells_bo_now_and_sees_who_has_it(world, last_place):
    name = NAMES[last_place[0]]
    dan = at_work(world, SUPPORTER, "phone")
    given_a_time_that_has_begun(world, dan, name)
    dan = at_work(world, SUPPORTER, "phone")
    assert when_he_writes_it_down(dan, name) < MOST_TAPS
    dan.presses("See who has it")
    dan.presses("Sent on")
    dan.is_at("It went to Bo")
    dan.sees("Nobody has taken it yet.")
    when_bo_takes_it(at_work(world, COORDINATOR), name)
    dan.presses("Tell us something else")
    dan.sees("Somebody has it.")
    dan.presses("Sent on")
    dan.is_at("Bo has it")


def given_a_time_that_has_begun(world, dan: Visitor, name: str) -> None:
    dan.presses(short(name))
    dan.presses("Plan a time")
    dan.chooses("Once")
    dan.fills_date("Which day?", in_days(0))
    dan.fills("What time?", clock_time(1))
    dan.picks("About how long?", "30 minutes")
    dan.chooses("By phone", of="How?")
    dan.presses("Save")
    world.waits(2)


def when_he_writes_it_down(dan: Visitor, name: str) -> int:
    """Gives how often he tapped."""
    taps = [
        lambda: dan.presses("Log it"),
        lambda: dan.chooses("Yes", of="Did you meet?"),
        lambda: dan.ticks("Listened"),
        lambda: dan.chooses("Yes, tell Bo now", of="Anything that worries you?"),
        lambda: dan.chooses("A bit heavy", of="And you, after that?"),
        lambda: dan.presses("Save"),
    ]
    for tap in taps:
        tap()
    dan.sees("Saved, and sent to a named person of the team.")
    return len(taps)


def when_bo_takes_it(bo: Visitor, name: str) -> None:
    bo.presses("Concerns", within="Concerns")
    bo.presses_row_of(name.split()[0])
    bo.does_not_see("A bit heavy")
    bo.presses("Take it")
    bo.sees("What do you do?")


def test_a_half_finished_worry_is_kept(world, last_place):
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("I'm worried about someone")
    dan.sees("Call 999", "Bo is on duty until 5pm.")
    dan.presses("Send to Bo now")
    dan.sees_fault("few words")
    dan.fills("What did you see or hear?", "He did not come to the door")
    dan.presses("Keep it, I will finish later")
    dan.sees("Kept, for you only. Nobody has been told yet.")
    later = at_work(world, SUPPORTER, "phone")
    later.presses("I'm worried about someone")
    assert later.value_of("What did you see or hear?") == "He did not come to the door"
    bo = at_work(world, COORDINATOR)
    bo.presses("Concerns", within="Concerns")
    bo.does_not_see("He did not come to the door")


def test_dan_ends_it_without_a_reason(world, last_place):
    address = last_place[0]
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses(short(NAMES[address]))
    dan.presses("What they agreed to show")
    dan.sees(NAMES[address], "They can read that you opened this page.")
    dan.goes_back()
    dan.presses("End it now")
    dan.presses("End it")
    dan.sees("It has ended.")
    member = given_a_member_at_home(world, address)
    member.presses("With Dan, until")
    member.sees("It ended on", "Nobody is asked for a reason, and it is not about you.")
    when_both_look_back(member, dan)
    with world.in_days(29):
        when_the_member_says_how_it_is_now(given_a_member_at_home(world, address))


def given_a_member_at_home(world, address: str) -> Visitor:
    member = world.visitor("phone", scripted=False)
    member.opens("/")
    sign_in_by_mail(world, member, address)
    return member


def when_both_look_back(member: Visitor, dan: Visitor) -> None:
    member.presses("Look back together")
    member.fills("What I take with me", "Mornings are possible")
    member.presses("Save")
    member.sees("Saved.", "Mornings are possible")
    dan.presses("Look back together")
    dan.sees("Mornings are possible")


def when_the_member_says_how_it_is_now(member: Visitor) -> None:
    member.presses("One question, after the time with Dan")
    member.presses("Save")
    member.sees_fault("Choose one of these")
    member.chooses("Up and down")
    member.presses("Save")
    member.sees("Saved. Thank you for telling us.")
