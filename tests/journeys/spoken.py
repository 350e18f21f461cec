"""What June says on her landline or beside Bo, from the first meeting to the end and back again."""

from __future__ import annotations

from tests.journeys.days import clock_time, in_days
from tests.journeys.pairing import JUNE, finds_the_two
from tests.journeys.setting_up import COORDINATOR, SUPPORTER
from tests.journeys.signing_in import at_work
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

HOW_LOW = "Patient Health Questionnaire-9"
HERS = "Keep it: June M"  # the form about her
TO_RING = "01632 960501"


def june_goes_all_the_way(world: World) -> None:
    """From two yeses to the end, how she is afterwards, and coming back."""
    bo = at_work(world, COORDINATOR)
    when_bo_arranges_a_call(bo)
    when_dan_rings_and_writes_it_down(world)
    when_bo_types_in_a_paper_form(bo)
    then_the_desk_shows_it_at_once_and_bo_works_it(world)
    when_june_says_what_matters(bo)
    when_june_looks_at_it_again(bo)
    when_a_last_day_is_set_and_they_look_back(bo)
    with world.in_days(28):
        when_the_last_day_has_come(world)
    with world.in_days(57):
        bo = when_both_are_asked_how_they_are(world)
        then_it_is_closed_and_she_may_come_back(bo)


def when_bo_arranges_a_call(bo: Visitor) -> None:
    finds_the_two(bo, JUNE)
    bo.presses("Arrange a day and a time")
    bo.chooses("Once")
    bo.fills_date("Which day?", in_days(0))
    bo.fills("What time?", clock_time(2))
    bo.picks("About how long?", "15 minutes")
    bo.chooses("By phone", of="How?")
    bo.fills("Who rings whom?", f"Dan rings June, {TO_RING}")
    bo.ticks("June M", within="Who knows of it already?")
    bo.presses("Save")
    bo.sees("Saved.", TO_RING)


def when_dan_rings_and_writes_it_down(world: World) -> None:
    dan = at_work(world, SUPPORTER, "phone")
    dan.sees(f"Dan rings June, {TO_RING}")
    world.waits(4)
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("Log it")
    dan.sees("With June")
    dan.chooses("Yes", of="Did you meet?")
    dan.chooses("30 min", of="How long?")
    assert dan.value_of("How did you meet?") == "phone"
    dan.ticks("Listened")
    dan.fills("A note, if you both want one", "We talked about the garden.")
    dan.ticks("We wrote it together")
    dan.chooses("No", of="Anything that worries you?")
    dan.presses("Save")
    dan.sees("Saved.", "June")


def finds_junes_page(bo: Visitor) -> None:
    finds_the_two(bo, JUNE)
    bo.presses("The page of June M")


def when_bo_types_in_a_lighter_form(bo: Visitor) -> None:
    """Four weeks later, and nobody is called."""
    finds_junes_page(bo)
    bo.presses("Read or type in their check-ins")
    bo.presses(HOW_LOW)
    bo.chooses("On paper, before now")
    for number in range(1, 10):
        bo.chooses("Not at all", of=f"{number}. ")
    bo.presses("Keep what they answered")
    bo.does_not_see("Their last answer calls somebody")


def when_bo_types_in_a_paper_form(bo: Visitor) -> None:
    """Everything a little, and the last question above “Not at all”."""
    finds_junes_page(bo)
    bo.presses("Read or type in their check-ins")
    bo.presses(HOW_LOW)
    bo.presses("Keep what they answered")
    bo.sees_fault("Choose how they answered")
    bo.chooses("On paper, before now")
    for number in range(1, 10):
        bo.chooses("Several days", of=f"{number}. ")
    bo.presses("Keep what they answered")
    bo.sees("Their last answer calls somebody", "Call 116 123")


def then_the_desk_shows_it_at_once_and_bo_works_it(world: World) -> None:
    bo = at_work(world, COORDINATOR)
    bo.sees("1 open")
    bo.presses("Concerns", within="Concerns")
    bo.presses_row_of("June")
    bo.presses("Take it")
    bo.presses("Keep what is decided")
    bo.sees_fault("Choose what is done")
    bo.chooses("Talk with them, and stay beside them")
    bo.fills("Why?", "We talked for half an hour. She is safe, and her sister comes tonight.")
    bo.chooses("Yes, we told them")
    bo.presses("Keep what is decided")
    bo.presses("Close it")
    bo.sees_fault("Write what came of it")
    bo.fills("What came of it?", "She rests, and Dan rings on Monday.")
    bo.presses("Close it")
    bo.presses("Desk", within="Desk")
    bo.does_not_see("1 open")
    assert not any("June" in letter for letter in world.letters_to(COORDINATOR))


def when_june_says_what_matters(bo: Visitor) -> None:
    finds_junes_page(bo)
    bo.presses("Write down what matters to them")
    bo.presses("Keep it in their words")
    bo.sees_fault("Write what matters to them, as they said it")
    bo.fills("What matters to them", "To sit in the garden again")
    bo.chooses("3", of="Where they put themselves now")
    bo.chooses("They said yes", of="May their peer supporter see it?")
    bo.chooses("They said it")
    bo.presses("Keep it in their words")
    bo.sees("To sit in the garden again")


def when_june_looks_at_it_again(bo: Visitor) -> None:
    bo.presses("Keep what they said")
    bo.sees_fault("Choose which of these it is about")
    bo.chooses("To sit in the garden again")
    bo.chooses("6", of="Where they put themselves now", within="What they said about it")
    bo.chooses("Better")
    bo.chooses("They said it", within="What they said about it")
    bo.presses("Keep what they said")
    bo.sees("6 out of 10")


def when_a_last_day_is_set_and_they_look_back(bo: Visitor) -> None:
    finds_the_two(bo, JUNE)
    bo.presses("Set a last day")
    bo.presses("Set this day")
    bo.sees_fault("Enter a day, month and year")
    bo.fills_date("Which day is the last?", in_days(28))
    bo.presses("Set this day")
    bo.sees("The last day is set.")
    bo.presses("What they write, looking back")
    bo.fills("What we did together", "Talked on the phone about the garden.")
    bo.fills("Who or what else is there", "My sister, and the allotment.")
    bo.fills("What June M takes away from it", "That I am not alone.")
    bo.presses("Keep it")
    bo.sees("That I am not alone.")


def when_the_last_day_has_come(world: World) -> None:
    """Nothing ends by itself: June says so, and what Dan may read."""
    bo = at_work(world, COORDINATOR)
    when_bo_types_in_a_lighter_form(bo)
    bo.presses("Today", within="Today")
    bo.presses_row_of("June M and Dan S")
    bo.sees("The last day is")
    finds_the_two(bo, JUNE)
    bo.presses("End it now")
    bo.presses("End it now")
    bo.sees_fault("Choose who wants to end it")
    bo.chooses("June M", of="Who wants to end it?")
    bo.chooses("No", of="Look for somebody else for June M?")
    bo.fills("What may the other one read?", "Thank you for the calls.")
    bo.presses("End it now")
    bo.sees("It has ended. What they planned together is cancelled.")


def when_both_are_asked_how_they_are(world: World) -> Visitor:
    """Four weeks later: June on the phone, Dan on his own. Gives Bo, on the page of the two."""
    bo = at_work(world, COORDINATOR)
    bo.presses("Today", within="Today")
    bo.sees("Ask June M and Dan S how they are.")
    bo.presses_row_of("June M and Dan S")
    bo.presses("Keep it", within=HERS)
    bo.sees_fault("Choose what they said")
    bo.chooses("Up and down", of="How is June M these days?")
    bo.fills("In their words", "Some days are grey.", within=HERS)
    bo.ticks("I read it back to them", within=HERS)
    bo.presses("Keep it", within=HERS)
    bo.sees("Up and down.")
    dan = at_work(world, SUPPORTER, "phone")
    dan.does_not_see("June")
    dan.presses("How are you these days?")
    dan.presses("Save")
    dan.sees_fault("Choose one of these")
    dan.chooses("Well")
    dan.presses("Save")
    dan.sees("Saved. Thank you for telling us.")
    return bo


def then_it_is_closed_and_she_may_come_back(bo: Visitor) -> None:
    bo.presses("June M and Dan S")
    bo.sees("Ended, and both were asked")
    bo.presses("The page of June M")
    bo.sees("Closed")
    bo.presses("They have come back")
    bo.presses("Begin again")
    bo.sees_fault("Choose how")
    bo.chooses("They said it")
    bo.presses("Begin again")
    bo.sees("They are back, with new dates.", "Yes, spoken, and read back", "Came before")
    bo.presses("Open", within="Came before")
    bo.sees("Closed", "A walk in the morning")
