"""Two people are brought together: asked in private, and named only after two yeses."""

from __future__ import annotations

from tests.journeys.days import in_days
from tests.journeys.joining import joins
from tests.journeys.readying import when_dan_has_room_for_more
from tests.journeys.setting_up import COORDINATOR, SUPPORTER
from tests.journeys.signing_in import at_work, sign_in_by_mail
from tests.journeys.visitor import Visitor, press_together
from tests.journeys.world import World

KIT, SAM = "kit@people.example", "sam@people.example"
NAMES = {KIT: "Kit Lane", SAM: "Sam Poole"}
PHONES = {KIT: "01632 960502", SAM: "01632 960503"}
JUNE = "June Marsh"
ABOUT = {KIT: "Likes dogs", SAM: "Likes trains"}


def short(name: str) -> str:
    """Kit L, as lists show it."""
    first, last = name.split()
    return f"{first} {last[0]}"


def kit_and_sam_want_the_last_place(world: World) -> tuple[str, str]:
    """The addresses of who got it, and who did not."""
    bo = at_work(world, COORDINATOR)
    for email, name in NAMES.items():
        joins(bo, name, PHONES[email], email, ABOUT[email])
        when_they_may_sign_in(bo, email)
        when_bo_asks_both(bo, name)
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("People who might like to meet you")
    dan.does_not_see("Kit", "Poole")
    for about in ABOUT.values():
        when_they_answer(dan, "Yes", about)
    dan.presses("Send my answers")
    both = {email: when_they_read_about_dan(world, email) for email in NAMES}
    press_together(list(both.values()), "Send my answers")
    return then_one_meets_dan_and_one_reads_why_not(both)


def when_they_read_about_dan(world: World, email: str) -> Visitor:
    """On a phone, one of them without scripts. The answer is chosen and not sent."""
    visitor = world.visitor("phone", scripted=email == KIT)
    visitor.opens("/")
    sign_in_by_mail(world, visitor, email)
    visitor.presses("Read about them")
    visitor.sees("Somebody who walks", "You swap names only if you both say yes.")
    visitor.does_not_see("Dan")
    visitor.chooses("Yes")
    return visitor


def then_one_meets_dan_and_one_reads_why_not(both: dict[str, Visitor]) -> tuple[str, str]:
    got = [email for email, visitor in both.items() if "With Dan" in visitor.reads("h1")]
    assert len(got) == 1, f"{len(got)} were introduced"
    (lost,) = set(both) - set(got)
    both[got[0]].sees("You both said yes.")
    both[lost].sees("The last place has gone. You keep your place in the list")
    both[lost].does_not_see("Dan")
    assert both[lost].page.get_by_text("The last place has gone").count() == 1
    return got[0], lost


def when_they_may_sign_in(bo: Visitor, email: str) -> None:
    """By a code to their address. Bo has their page open."""
    bo.presses("Give them a sign-in")
    bo.chooses("By a code to their email address")
    assert bo.value_of("Their email address") == email
    bo.presses("Save")
    bo.sees("They can sign in now, by a code to their email address.")


def when_bo_asks_both(bo: Visitor, name: str) -> None:
    bo.presses("Matches", within="Matches")
    bo.presses(short(name))
    bo.presses("Ask both, privately")
    bo.sees("Neither reads the other’s name before both said yes.")
    bo.presses("Ask both, privately")
    bo.sees("Both are asked.")


def when_they_answer(visitor: Visitor, answer: str, about: str) -> None:
    """On a page with several people, each told apart by their own words."""
    card = visitor.page.locator("section.card").filter(has_text=about)
    visitor.chooses_in(card, answer)


def june_is_introduced(world: World) -> None:
    """June has neither email nor smartphone: she says everything on her landline."""
    bo = at_work(world, COORDINATOR)
    when_dan_has_room_for_more(bo)
    joins(bo, JUNE, "01632 960501", about="Likes a slow walk")
    bo.sees("Yes, spoken, and read back")
    when_bo_asks_both(bo, JUNE)
    when_june_answers_by_phone(bo)
    dan = at_work(world, SUPPORTER, "phone")
    dan.presses("People who might like to meet you")
    dan.sees("Likes a slow walk")
    dan.does_not_see("June")
    dan.presses("Send my answers")
    dan.sees_fault("Choose an answer for at least one of them")
    dan.chooses("Yes")
    dan.presses("Send my answers")
    dan.sees("You both said yes.", "With June")


def when_june_answers_by_phone(bo: Visitor) -> None:
    """It counts as her own, and no page of the desk shows it."""
    bo.presses("Dan S", within="They have until")
    bo.sees("Neither has answered yet.")
    bo.presses("Write down an answer they told you")
    bo.presses("Keep this answer")
    bo.sees_fault("Choose who told you")
    bo.chooses("June M")
    bo.chooses("Yes", of="Would they like to meet?")
    bo.ticks("I read it back to them, and they said it is right")
    bo.presses("Keep this answer")
    bo.sees("Kept. It counts as their own answer.", "Dan S has not answered yet")


def finds_the_two(bo: Visitor, name: str) -> None:
    """From any page to somebody who is together with Dan."""
    bo.presses("Matches", within="Matches")
    bo.presses("Who is together")
    bo.presses(f"{short(name)} and Dan S")


def when_bo_sets_a_time(bo: Visitor, at: str, minutes: str, where: str) -> None:
    """Today, once. Bo has the page of times open."""
    bo.sees("A time for")
    bo.chooses("Once")
    bo.fills_date("Which day?", in_days(0))
    bo.fills("What time?", at)
    bo.picks("About how long?", minutes)
    bo.chooses("In person", of="How?")
    bo.fills("Where?", where)
    bo.presses("Save")
    bo.sees("Saved.")
