"""What a person tells us of themselves, typed by a coordinator: a call, a paper form, a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.web.home.desk.forms import helped_field
from alongside.web.home.desk.words import WAYS, options
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import CAME_TO_US, ContactRules, Details, Hello, How
from alongside.web.people.wordings import wordings
from alongside.web.ui.forms import (
    ChipsMany,
    Choice,
    Choices,
    Email,
    Form,
    LongText,
    Option,
    Phone,
    Text,
    Tick,
    WholeNumber,
    YesNo,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

NEEDS = {"phone": "phone", "text": "phone", "email": "email", "post": "address"}
"""Way -> the detail without which it cannot be used."""


class PersonForm(Form):
    name = Text(label=_l("Name"), missing=_l("Enter a name, any name will do"))
    pronouns = Text(label=_l("Pronouns"), hint=_l("For example she, he, they"), required=False)
    phone = Phone(label=_l("Phone number"), required=False, autocomplete="off")
    email = Email(label=_l("Email address"), required=False, autocomplete="off")
    address = Text(label=_l("Address"), required=False)
    ways = ChipsMany(
        label=_l("How may we get in touch?"),
        options=options(WAYS, [way for way in WAYS if way not in CAME_TO_US]),
        required=False,
    )
    times = Text(
        label=_l("When is a good time, and when is it not?"), required=False, spellcheck=True
    )
    may_leave_message = YesNo(label=_l("May we leave a voicemail?"), required=False)
    may_say_who = YesNo(label=_l("May we say who we are if somebody else answers?"), required=False)
    birth_year = WholeNumber(
        label=_l("Year of birth"), least=1900, greatest=date.max.year, required=False
    )
    language = Text(label=_l("Language"), required=False)
    access_needs = Text(
        label=_l("What would make this easier?"),
        hint=_l("For example large print, no stairs, an interpreter"),
        required=False,
        spellcheck=True,
    )

    def __init__(self, *args: Any, this_year: int, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["birth_year"].greatest = this_year

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        asked = {
            "phone": _("Enter a phone number, or take the tick at phone and text away"),
            "email": _("Enter an email address, or take the tick at email away"),
            "address": _("Enter an address, or take the tick at post away"),
        }
        for way in found.get("ways") or []:
            detail = NEEDS.get(way)
            if detail and not found.get(detail) and detail not in self.errors:
                self.add_error(detail, asked[detail])
        return found

    @property
    def details(self) -> Details:
        found = self.cleaned_data
        year = found["birth_year"]
        return Details(
            name=found["name"],
            pronouns=found["pronouns"],
            phone=found["phone"],
            email=found["email"],
            address=found["address"],
            birth_year=str(year) if year else "",
            language=found["language"],
            access_needs=found["access_needs"],
        )

    @property
    def rules(self) -> ContactRules:
        found = self.cleaned_data
        return ContactRules(
            ways=found["ways"],
            times=found["times"],
            may_leave_message=bool(found["may_leave_message"]),
            may_say_who=bool(found["may_say_who"]),
        )


@dataclass(frozen=True)
class Part:
    """One step of the talk: what to say, and the questions that belong to it."""

    title: str
    say: str
    names: Sequence[str]


class CallForm(PersonForm):
    """Everything a first hello may hold, in the order in which people talk."""

    service = Choice(label=_l("For which service?"), options=[], missing=_l("Choose the service"))
    route = Choice(
        label=_l("How is this reaching you?"),
        options=[
            Option("phone", _l("On the phone")),
            Option("paper", _l("On a paper form")),
            Option("in_person", _l("They are beside me")),
        ],
        missing=_l("Choose how this reaches you"),
    )
    who = Choice(
        label=_l("Who is it for?"),
        options=[
            Option("self", _l("For the person who is talking or writing")),
            Option(
                "other",
                _l("For somebody else"),
                follow=("referrer_name", "referrer_role", "referrer_contact", "person_agrees"),
            ),
        ],
        missing=_l("Choose who it is for"),
    )
    referrer_name = Text(label=_l("Name of who is talking or writing"), required=False)
    referrer_role = Text(
        label=_l("Who are they to the person?"), hint=_l("For example her sister"), required=False
    )
    referrer_contact = Text(label=_l("How can we reach them?"), required=False)
    person_agrees = YesNo(
        label=_l("Does the person know, and do they agree?"), missing=_l("Choose yes or no")
    )
    what_would_help = LongText(
        label=_l("What would help?"), hint=_l("In their own words."), required=False
    )
    why_peer_support = LongText(
        label=_l("Why support from somebody who has been through something like it?"),
        required=False,
        rows=3,
    )
    other_help = LongText(label=_l("What other help is there just now?"), required=False, rows=3)
    keep_safe = LongText(
        label=_l("Anything we must know to keep anybody safe?"),
        hint=_l("What happened, who says so and when. Facts only."),
        required=False,
        rows=3,
    )
    preferred_offers = Choices(label=_l("What would they like?"), options=[], required=False)
    may_contact = YesNo(label="", required=False)
    read_back = Tick(label=_l("I read it back to them and they said it is right"))
    helped_by = helped_field()

    def __init__(
        self, *args: Any, services: Sequence[Option], offers: Sequence[Option], **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        self.fields["may_contact"].label = _(wordings()[Purpose.CONTACT].ask)
        self.fields["may_contact"].hint = _(wordings()[Purpose.CONTACT].means)
        self.fields["service"].options = services
        self.fields["preferred_offers"].options = offers
        if len(services) == 1:
            del self.fields["service"]
        if not offers:
            del self.fields["preferred_offers"]

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if found.get("person_agrees") is False:
            self.add_error(
                "person_agrees", _("Ask them first. We can only start when they know and agree.")
            )
        spoken = found.get("route") == "phone" and found.get("who") == "self"
        if spoken and found.get("may_contact") is not None and not found.get("read_back"):
            self.add_error("read_back", _("Read it back to them, then tick the box"))
        if found.get("may_contact") and not found.get("ways") and "ways" not in self.errors:
            self.add_error("ways", _("Choose at least one way, because they said yes"))
        return found

    @property
    def hello(self) -> Hello:
        found = self.cleaned_data
        words = ("what_would_help", "why_peer_support", "other_help", "keep_safe")
        referrer = ("referrer_name", "referrer_role", "referrer_contact")
        return Hello(
            self.details,
            self.rules,
            preferred_offers=found.get("preferred_offers", []),
            helped_by=found["helped_by"],
            **{name: found[name] for name in (*words, *referrer)},
        )

    @property
    def consents(self) -> dict[Purpose, bool]:
        said = self.cleaned_data["may_contact"]
        return {} if said is None else {Purpose.CONTACT: said}

    @property
    def how(self) -> How:
        """Whoever talks for somebody else passes on what they said: it is asked again."""
        found = self.cleaned_data
        spoken = {"phone": "spoken", "paper": "paper", "in_person": "together"}
        method = spoken[found["route"]] if found["who"] == "self" else "referrer"
        return How(method, found["helped_by"], found["read_back"])

    def parts(self) -> list[Part]:
        return [
            Part(
                names=[name for name in names if name in self.fields],
                title=str(title),
                say=str(say),
            )
            for title, say, names in CALL
        ]


CALL = (
    (_l("Who is there"), _l("Hello, you have reached us. What would you like to be called?"),
     ("name", "pronouns", "who", "route", "service")),
    (_l("What would help"),
     _l("Tell me as much or as little as you like. What made you get in touch?"),
     ("what_would_help", "why_peer_support", "preferred_offers", "other_help")),
    (_l("How we reach you"),
     _l("How may we get in touch, and is there anything we must be careful about?"),
     ("phone", "email", "address", "ways", "times", "may_leave_message", "may_say_who")),
    (_l("Your yes or no"),
     _l("I read you one question. You can say yes or no, and change your mind any time."),
     ("may_contact", "read_back")),
    (_l("To keep everybody safe"),
     _l("Is anybody in danger just now? We are not a crisis service, I can give you numbers."),
     ("keep_safe",)),
    (_l("A few more things, if you like"),
     _l("You can skip each of these. They help us find you again, and to plan."),
     ("birth_year", "language", "access_needs", "helped_by")),
)  # fmt: skip
"""Heading, what to say, and the questions."""


class DetailsForm(PersonForm):
    pass


def details_initial(person: Any, rules: Any) -> dict[str, Any]:
    """What we hold, to stand in the form."""
    return {
        **{name: getattr(person, name) for name in Details.__dataclass_fields__},
        "ways": list(rules.ways),
        "times": rules.times,
        "may_leave_message": rules.may_leave_message,
        "may_say_who": rules.may_say_who,
    }
