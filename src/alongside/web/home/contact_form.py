"""How somebody may be reached: the one form for it, on every page that asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alongside.web.people.services import ContactRules
from alongside.web.ui.forms import Choices, Email, Form, LongText, Option, Phone, Text, YesNo
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

NONE = "none"
"""The answer "I will get in touch with you": no way at all."""

SAY_WAY = {
    "text": _l("Text message"),
    "phone": _l("Phone call"),
    "email": _l("Email"),
    "post": _l("Letter"),
    "in_person": _l("Talk in person"),
}
WAYS = [
    Option("text", SAY_WAY["text"], follow=("mobile",)),
    Option("phone", SAY_WAY["phone"], follow=("phone",)),
    Option("email", SAY_WAY["email"], follow=("email",)),
    Option("post", SAY_WAY["post"], follow=("address",)),
    Option("in_person", SAY_WAY["in_person"], hint=_l("When you come to us")),
    Option(NONE, _l("Please don’t. I will get in touch with you")),
]


class ContactFields(Form):
    """Ways with the number or address of each, times, and what may be said. Nothing is ticked
    beforehand."""

    ways = Choices(
        label=_l("How should we get in touch with you?"),
        hint=_l("Choose as many as you like. You can change this later."),
        missing=_l("Choose at least one. You can change it later"),
        why=_l("We use only the ways you choose. Some people share a phone, or a letter box."),
        options=WAYS,
    )
    mobile = Phone(label=_l("Mobile number"), missing=_l("Enter the number for text messages"))
    phone = Phone(
        label=_l("Phone number"),
        hint=_l("If it is the number above, leave this empty."),
        missing=_l("Enter the number we should call"),
    )
    email = Email(label=_l("Email address"), missing=_l("Enter your email address"))
    address = LongText(
        label=_l("Postal address"),
        missing=_l("Enter the address for letters"),
        rows=3,
        most=300,
        autocomplete="street-address",
    )
    times = Text(
        label=_l("When is a good time?"),
        hint=_l("Like: afternoons, or not on Fridays"),
        required=False,
        spellcheck=True,
    )
    may_leave_message = YesNo(
        label=_l("May we leave a message?"),
        hint=_l("Other people may hear it. No answer means no."),
        required=False,
    )
    may_say_who = YesNo(
        label=_l("May we say who we are?"),
        hint=_l("If someone else picks up, or can see the screen. No answer means no."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        ways = data.get("ways") or []
        if NONE in ways and len(ways) > 1:
            self.add_error("ways", _("You ticked both a way and “Please don’t”. Keep one of them"))
        if {"text", "phone"} <= set(ways):
            self._one_number(data)
        return data

    def _one_number(self, data: dict[str, Any]) -> None:
        """Calls and texts go to one number: written once it counts for both."""
        if not self["phone"].data:
            self.errors.pop("phone", None)
            data["phone"] = ""
        elif data.get("phone") and data.get("mobile") and data["phone"] != data["mobile"]:
            self.add_error("phone", _("We can keep one number. Leave this empty or write the same"))


def reach_of(answers: Mapping[str, Any]) -> tuple[dict[str, str], ContactRules]:
    """From cleaned answers: the details of a person (phone, email, address), and the rules."""
    details = {
        "phone": answers.get("mobile") or answers.get("phone") or "",
        "email": answers.get("email") or "",
        "address": answers.get("address") or "",
    }
    rules = ContactRules(
        ways=[way for way in answers.get("ways") or [] if way != NONE],
        times=answers.get("times") or "",
        may_leave_message=bool(answers.get("may_leave_message")),
        may_say_who=bool(answers.get("may_say_who")),
    )
    return details, rules


def answers_of(person: Any) -> dict[str, Any]:
    """The other way round: what a form starts with for a person and their `safe_contact`."""
    rules = person.safe_contact
    by_text = "text" in rules.ways
    return {
        "ways": list(rules.ways) or [NONE],
        "mobile": person.phone if by_text else "",
        "phone": "" if by_text else person.phone,
        "email": person.email,
        "address": person.address,
        "times": rules.times,
        "may_leave_message": rules.may_leave_message,
        "may_say_who": rules.may_say_who,
    }


def say_ways(ways: list[str]) -> str:
    """The ways in words, or that there is none."""
    if not ways:
        return _("In no way. I get in touch myself")
    return ", ".join(str(SAY_WAY[way]) for way in ways)
