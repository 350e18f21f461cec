"""An administrator sets everything up from an empty database, at a desk, by keyboard."""

from __future__ import annotations

from alongside.web.accounts.codes import issue_setup_address
from tests.journeys.days import in_days
from tests.journeys.signing_in import set_up_app
from tests.journeys.visitor import Visitor
from tests.journeys.world import World

ORGANISATION = "Wendlewick Commons"
SERVICE = "Wendlewick Side by Side"
PART = "Walk and talk"
ADMINISTRATOR = "ines@wendlewick.example"
COORDINATOR = "bo@wendlewick.example"
MANAGER = "mo@wendlewick.example"
SUPPORTER = "dan@wendlewick.example"
FLO = "flo@wendlewick.example"
TEAM = [
    ("Bo Coordinates", COORDINATOR, "Coordinator"),
    ("Mo Manages", MANAGER, "Manager"),
    ("Dan Supports", SUPPORTER, "Peer supporter"),
    ("Flo Supports", FLO, "Peer supporter"),
]


def set_up_everything(world: World) -> str:
    """Gives the one-time address that was used."""
    address = f"/set-up/first/{issue_setup_address()}/"
    ines = world.visitor("desktop")
    ines.opens(address)
    given_an_organisation(ines)
    set_up_app(world, ines, ADMINISTRATOR)
    ines.is_at("Set-up")
    ines.sees("There is no service yet.")
    when_she_sets_the_place(ines)
    when_she_adds_a_service(ines)
    when_she_adds_what_people_take_part_in(ines)
    when_she_adds_a_help_line(ines)
    when_she_adds_the_team(ines)
    when_she_fills_the_rota(ines)
    then_a_stranger_is_told_that_nothing_is_open_yet(world)
    when_she_opens_the_service(ines)
    world.checks.service_names |= {ORGANISATION, SERVICE}
    world.left_open[ADMINISTRATOR] = ines.context.storage_state()
    return address


def given_an_organisation(ines: Visitor) -> None:
    ines.is_at("Set up your organisation")
    ines.fills("What is your organisation called?", ORGANISATION)
    ines.presses("Set it up")
    ines.sees_fault("Choose where you are")
    assert ines.value_of("What is your organisation called?") == ORGANISATION
    ines.chooses("England")
    ines.fills("What is your name?", "Ines Begins")
    ines.fills("What is your email address?", ADMINISTRATOR)
    ines.presses("Set it up")


def when_she_sets_the_place(ines: Visitor) -> None:
    ines.presses("Your place and name")
    ines.fills("Who answers for it", "Wendlewick Commons, a charity")
    ines.fills("Phone number for people who want to get in touch", "01632 960123")
    ines.fills("Where “Exit this page” leads", "weather")
    ines.presses("Save")
    ines.sees_fault("Enter the whole address of a page")
    ines.fills("Where “Exit this page” leads", "https://www.example.org/weather")
    ines.presses("Save")
    ines.sees("Saved. Every page shows it now.")


def when_she_adds_a_service(ines: Visitor) -> None:
    ines.presses("The service")
    ines.presses("Add it")
    ines.sees_fault("Enter the name of the service")
    ines.fills("Name of the service", SERVICE)
    ines.chooses("Standard")
    ines.fills("What it is, in two or three sentences", "People here walk beside each other.")
    ines.fills("For whom it is", "Anyone over 18 who lives in Wendlewick.")
    ines.fills("How many weeks do people wait just now?", "4")
    ines.presses("Add it")
    ines.sees("Added. Next: what people can take part in.")
    ines.sees("Missing: something that people can take part in")


def when_she_adds_what_people_take_part_in(ines: Visitor) -> None:
    ines.presses("Add what people can take part in")
    ines.presses("Add it")
    ines.sees_fault("Enter what you call it")
    ines.fills("What do you call it?", PART)
    ines.picks("What kind is it?", "One to one")
    ines.chooses("A mix of these", of="How do people meet?")
    ines.chooses("Unpaid, with expenses")
    assert ines.value_of("Who is it run by?") == ORGANISATION
    ines.fills("For whom is it?", "Anyone over 18")
    ines.presses("Add it")
    ines.sees("Added.", "There: something that people can take part in", PART)
    ines.presses(PART)
    ines.fills("For whom is it?", "Anyone over 16")
    ines.presses("Save")
    ines.sees("Saved.", "Anyone over 16")
    ines.presses("Back")


def when_she_adds_a_help_line(ines: Visitor) -> None:
    ines.presses("Help lines", within="checked on")
    ines.fills("Name", "Wendle Line", within="One more line")
    ines.presses("Save these help lines")
    ines.sees_fault("Enter its number, like 116 123")
    ines.fills("Number", "0808 157 0123", within="Wendle Line")
    ines.chooses("By calling", of="Wendle Line")
    ines.fills("Who it is and when", "Evenings, free", within="Wendle Line")
    ines.fills_date("On which day did you check these numbers?", in_days(0))
    ines.presses("Save these help lines")
    ines.sees("Saved. Every page shows these help lines now.", "Wendle Line: Call 0808 157 0123")
    ines.presses("Back")


def when_she_adds_the_team(ines: Visitor) -> None:
    ines.presses("People and their roles")
    for name, email, role in TEAM:
        ines.presses("Add somebody")
        if role == "Coordinator":
            ines.presses("Add them")
            ines.sees_fault("Enter their name")
        ines.fills("Their name", name)
        ines.fills("Their email address", email)
        ines.chooses(role, of="Role")
        ines.picks("In which service?", SERVICE)
        ines.presses("Add them")
        ines.sees("Added.", name)
    ines.presses("Dan Supports")
    ines.fills("The question you agreed", "What was the dog called?")
    ines.fills("The answer", "Bramble")
    ines.presses("Keep the question")
    ines.sees("The question is kept.")
    ines.presses("People and their roles")
    ines.presses("Back")


def when_she_fills_the_rota(ines: Visitor) -> None:
    ines.presses("Who is on duty, when")
    for day in ("Monday", "Tuesday", "Thursday"):
        ines.picks("Who", "Bo Coordinates")
        ines.picks("For which service", SERVICE)
        ines.picks("On which day", day)
        ines.fills("From", "25:00" if day == "Monday" else "9am")
        ines.fills("Until", "17:00")
        ines.presses("Add to the rota")
        if day == "Monday":
            ines.sees_fault("Enter a time")
            ines.fills("From", "9am")
            ines.presses("Add to the rota")
        ines.sees("Added to the rota.")
    ines.presses("Take off", within="Tuesday")
    ines.sees("Taken off the rota.")
    ines.presses("Back")


def then_a_stranger_is_told_that_nothing_is_open_yet(world: World) -> None:
    stranger = world.visitor("phone", scripted=False)
    stranger.opens("/")
    stranger.is_at("Nothing is open here yet")
    stranger.sees("We are not a crisis service")


def when_she_opens_the_service(ines: Visitor) -> None:
    ines.presses("Change or open")
    ines.sees("There: a coordinator who can sign in")
    ines.presses("Open the service")
    ines.sees("It is open. People can get in touch now.")
    ines.presses("See the public page")
    ines.sees("Wendle Line", "Anyone over 18 who lives in Wendlewick.")
