"""What an administrator fills in about the organisation, its services and what people join."""

from __future__ import annotations

from typing import Any

from alongside.web.accounts.profiles import SWITCHES, profiles, ways
from alongside.web.safety.places import places
from alongside.web.ui.forms import (
    Choice,
    Email,
    Form,
    Hidden,
    LongText,
    Option,
    Select,
    Text,
    WholeNumber,
    YesNo,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

LONGEST_WAIT = 104


def place_options() -> list[Option]:
    return [Option(place.key, _l(place.name)) for place in places().values()]


class FirstForm(Form):
    """The organisation and the person who sets it up."""

    organisation = Text(
        label=_l("What is your organisation called?"),
        hint=_l("As people know it. It stands at the top of every page."),
        missing=_l("Enter the name of your organisation"),
        most=120,
        autocomplete="organization",
    )
    place = Choice(
        label=_l("Where are you?"),
        hint=_l("The help lines of this place go on every page. You can change them."),
        missing=_l("Choose where you are"),
        options=[],
    )
    name = Text(
        label=_l("What is your name?"),
        missing=_l("Enter your name"),
        most=120,
        autocomplete="name",
    )
    email = Email(
        label=_l("What is your email address?"),
        hint=_l("We send a code to it each time you sign in."),
        missing=_l("Enter your email address"),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].options = place_options()


class PlaceForm(Form):
    """Who runs the services, where, and how to reach them."""

    name = Text(
        label=_l("Name of the organisation"),
        missing=_l("Enter the name of the organisation"),
        most=120,
    )
    place = Choice(label=_l("Place"), missing=_l("Choose a place"), options=[])
    run_by = Text(
        label=_l("Who answers for it"),
        hint=_l("Like: Thornbeck Commons, a charity. It stands at the foot of each page."),
        required=False,
        most=200,
    )
    phone = Text(
        label=_l("Phone number for people who want to get in touch"),
        required=False,
        most=40,
        width=20,
    )
    email = Email(
        label=_l("Email address for people who want to get in touch"),
        required=False,
        autocomplete="off",
    )
    exit_url = Text(
        label=_l("Where “Exit this page” leads"),
        hint=_l("A page that nobody wonders about, like the weather. Begin with https://"),
        missing=_l("Enter the address of a page, beginning with https://"),
        most=200,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].options = place_options()

    def clean_exit_url(self) -> str:
        address = str(self.cleaned_data["exit_url"]).strip()
        host = address.removeprefix("https://")
        if host == address or "." not in host or " " in host:
            self.add_error(
                "exit_url",
                _("Enter the whole address of a page, like https://www.bbc.co.uk/weather"),
            )
        return address


class ServiceForm(Form):
    """One service: how it is run and what the public reads of it."""

    name = Text(
        label=_l("Name of the service"),
        hint=_l("It stands at the top of the service’s own pages."),
        missing=_l("Enter the name of the service"),
        most=120,
    )
    profile = Choice(
        label=_l("How it is run"),
        hint=_l("This presets the two questions below. You can still change them."),
        missing=_l("Choose how it is run"),
        options=[],
    )
    identity = Select(
        label=_l("What we hold of who somebody is"),
        hint=_l("Leave it as it is to have what the choice above sets."),
        required=False,
        options=[],
    )
    documentation = Select(
        label=_l("How notes are kept"),
        hint=_l("Leave it as it is to have what the choice above sets."),
        required=False,
        options=[],
    )
    about = LongText(
        label=_l("What it is, in two or three sentences"),
        hint=_l("People read this before they get in touch. Short words."),
        required=False,
        most=1000,
        rows=4,
    )
    for_whom = LongText(
        label=_l("For whom it is"),
        hint=_l("Like: Anyone over 18 who lives in Thornbeck."),
        required=False,
        most=500,
        rows=2,
    )
    wait_weeks = WholeNumber(
        label=_l("How many weeks do people wait just now?"),
        hint=_l(
            "People read this before they get in touch. Once five people are waiting, we count it "
            "ourselves."
        ),
        required=False,
        greatest=LONGEST_WAIT,
        width=4,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["profile"].options = [
            Option(profile.key, _l(profile.name), hint=say_profile(profile.key))
            for profile in profiles().values()
        ]
        for switch in SWITCHES:
            self.fields[switch].options = [
                Option(key, _l(text)) for key, text in ways(switch).items()
            ]

    def switches(self) -> dict[str, str]:
        """What was set otherwise than the profile has it."""
        return {
            switch: self.cleaned_data[switch]
            for switch in SWITCHES
            if self.cleaned_data.get(switch)
        }


def say_profile(key: str) -> str:
    """For whom a profile is, and what this release lacks of it."""
    profile = profiles()[key]
    if profile.ready:
        return _("{for_whom}.", for_whom=_(profile.for_whom))
    lacks = ", ".join(_(item) for item in profile.missing)
    return _(
        "{for_whom}. Not ready yet. Missing: {lacks}.", for_whom=_(profile.for_whom), lacks=lacks
    )


MODELS = [
    ("one_to_one", _l("One to one")),
    ("phone", _l("By phone")),
    ("drop_in", _l("Drop-in")),
    ("open_group", _l("Open group")),
    ("closed_group", _l("Closed group, the same people each time")),
    ("course", _l("Course")),
    ("bridging", _l("From hospital to home")),
    ("buddy", _l("Buddy on a ward")),
    ("family", _l("For families and carers")),
    ("online", _l("Online community")),
]
MODES = [
    ("in_person", _l("In person")),
    ("phone", _l("By phone")),
    ("video", _l("By video")),
    ("online", _l("Online, in writing")),
    ("mixed", _l("A mix of these")),
]
PAYS = [
    ("unpaid", _l("Unpaid")),
    ("expenses", _l("Unpaid, with expenses")),
    ("sessional", _l("Paid by the session")),
    ("salaried", _l("On a salary")),
]


class TakingPartForm(Form):
    """One thing that people can take part in. Each part is kept, so that what came of it can be
    counted by kind later."""

    name = Text(
        label=_l("What do you call it?"),
        hint=_l("Like: Thursday drop-in"),
        missing=_l("Enter what you call it"),
        most=80,
    )
    model = Select(
        label=_l("What kind is it?"), missing=_l("Choose what kind it is"), options=MODELS
    )
    mode = Choice(
        label=_l("How do people meet?"), missing=_l("Choose how people meet"), options=MODES
    )
    pay = Choice(
        label=_l("Are those who give support paid?"),
        missing=_l("Choose whether they are paid"),
        options=PAYS,
    )
    host = Text(
        label=_l("Who is it run by?"),
        hint=_l("Your own organisation, a ward, a library"),
        missing=_l("Enter who runs it"),
        most=120,
    )
    for_whom = Text(
        label=_l("For whom is it?"),
        hint=_l("Like: Anyone over 18"),
        missing=_l("Enter for whom it is"),
        most=200,
    )


class TakingPartChangeForm(TakingPartForm):
    is_open = YesNo(
        label=_l("Can people join it now?"), missing=_l("Choose whether people can join it now")
    )


class ActForm(Form):
    """A button of its own among several on a page: `do` says which."""

    do = Hidden()
