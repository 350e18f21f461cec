"""The questions of a first hello, one form a page: shape and wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import signing

from alongside.web.clock import now
from alongside.web.home.contact_form import ContactFields
from alongside.web.ui.forms import (
    Choice,
    Choices,
    Form,
    Hidden,
    LongText,
    Option,
    Text,
    WholeNumber,
    YesNo,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

_SALT = "alongside.hello"


class StartForm(Form):
    who = Choice(
        label=_l("Who are you getting in touch for?"),
        missing=_l("Choose who this is for"),
        options=[
            Option("self", _l("For me")),
            Option("other", _l("For someone else"), hint=_l("Someone who knows and agrees")),
        ],
    )


class CodeForm(Form):
    code = Text(
        label=_l("What is your code?"),
        hint=_l("It looks like K7PMA-3XQ2D. Capitals do not matter."),
        missing=_l("Enter the code you wrote down"),
        width=20,
        most=40,
    )


class NoForm(Form):
    """A page with buttons only."""


class QuestionForm(Form):
    """One page of a hello. `draft` says, signed, in which answers it belongs, so that an answer
    sent after a session was lost is still saved."""

    draft = Hidden()

    def answers(self) -> dict[str, Any]:
        """Cleaned answers, as they are kept in the draft."""
        return {name: value for name, value in self.cleaned_data.items() if name != "draft"}

    def typed(self) -> dict[str, Any]:
        """What stands in the fields, unchecked."""
        return {name: self[name].data for name in self.fields if name != "draft"}


def sign_draft(draft: object) -> str:
    return signing.Signer(salt=_SALT).sign(str(draft))


def signed_draft(text: str) -> str:
    """The id that `sign_draft` signed, or ''."""
    try:
        return signing.Signer(salt=_SALT).unsign(text)
    except signing.BadSignature:
        return ""


# For oneself


class NameForm(QuestionForm):
    name = Text(
        label=_l("What should we call you?"),
        hint=_l("A first name is enough. It can be any name you like."),
        missing=_l("Enter a name, any name we may call you"),
        most=100,
        autocomplete="name",
    )


class ReachForm(ContactFields, QuestionForm):
    pass


class HelpForm(QuestionForm):
    what_would_help = LongText(
        label=_l("What would help?"),
        hint=_l("In your own words. A few are enough."),
        why=_l("So that we talk about what you want. We do not use it to judge you."),
        required=False,
    )


class WhyForm(QuestionForm):
    why_peer_support = LongText(
        label=_l("Is there something {a peer supporter} should have been through too?"),
        hint=_l("Like: being a parent, hearing voices, losing someone. Or why you ask us."),
        why=_l("So that we can look for someone who knows it from their own life."),
        required=False,
    )


class PartForm(QuestionForm):
    preferred_offers = Choices(
        label=_l("What would you like to take part in?"),
        hint=_l("Choose as many as you like, or none. Nothing is settled by this."),
        options=[],
        required=False,
    )

    def __init__(self, *args: Any, offers: Sequence[Option] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["preferred_offers"].options = offers


class AboutForm(QuestionForm):
    pronouns = Text(
        label=_l("How do you like to be spoken of?"),
        hint=_l("Like: she, he, they"),
        required=False,
        most=60,
        width=20,
    )
    language = Text(
        label=_l("Which language do you like to talk in?"), required=False, most=60, width=20
    )
    access_needs = LongText(
        label=_l("Is there anything that makes talking or meeting easier?"),
        hint=_l("Like: no stairs, a quiet room, big print, someone who signs, a break"),
        why=_l("So that we can have it ready for you."),
        required=False,
        rows=3,
    )


class OtherHelpForm(QuestionForm):
    other_help = LongText(
        label=_l("Does anyone else help you just now?"),
        hint=_l("A friend, a doctor, a group. Or nobody."),
        why=_l("So that we do not get in the way of it. We do not talk to them unless you say so."),
        required=False,
    )


class SafeForm(QuestionForm):
    keep_safe = LongText(
        label=_l("Is there anything we should know to keep you or someone else safe?"),
        hint=_l(
            "Nobody reads this at once. If it cannot wait, ring one of the help lines on this page."
        ),
        why=_l("So that we meet you in a way that is safe. A person reads it, and talks with you."),
        required=False,
    )


def birth_year(label: Any) -> WholeNumber:
    return WholeNumber(
        label=label,
        hint=_l("With 4 digits, like 1985"),
        why=_l(
            "Some of what we have is for certain ages. It also helps us to see when someone has "
            "written to us before."
        ),
        required=False,
        least=1900,
        greatest=2200,
        unlike=_l("Enter the year with 4 digits, like 1985"),
        width=4,
        autocomplete="bday-year",
    )


class YearForm(QuestionForm):
    birth_year = birth_year(_l("In which year were you born?"))

    def clean_birth_year(self) -> int | None:
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > now().year:
            self.add_error("birth_year", _("Enter a year up to {year}", year=now().year))
        return year


# For someone else


class AgreeForm(QuestionForm):
    agree = Choice(
        label=_l("Do they know, and do they agree?"),
        hint=_l("We can only start when they want this themselves."),
        missing=_l("Choose one. It decides what comes next"),
        options=[
            Option("yes", _l("Yes, they know and they agree")),
            Option("unsure", _l("They know. I am not sure that they agree")),
            Option("no", _l("Not yet")),
        ],
    )


class WriterForm(QuestionForm):
    referrer_name = Text(
        label=_l("What is your name?"), missing=_l("Enter your name"), most=100, autocomplete="name"
    )
    referrer_role = Text(
        label=_l("How do you know them?"),
        hint=_l("Like: I am their sister, their doctor, their neighbour"),
        missing=_l("Enter how you know them"),
        most=100,
        spellcheck=True,
    )
    referrer_contact = Text(
        label=_l("How can we reach you, if we have a question?"),
        hint=_l("A phone number or an email address"),
        required=False,
        most=200,
    )


class TheirNameForm(QuestionForm):
    name = Text(
        label=_l("What should we call them?"),
        hint=_l("The name they like to be called by."),
        missing=_l("Enter a name we may call them"),
        most=100,
    )


class TheirReachForm(ContactFields, QuestionForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = self.fields
        fields["ways"].label = _("How should we get in touch with them?")
        fields["ways"].hint = _("Ask them. Choose only what they said yes to.")
        fields["email"].label = _("Their email address")
        fields["email"].autocomplete = "off"
        fields["mobile"].autocomplete = fields["phone"].autocomplete = "off"
        fields["address"].autocomplete = "off"
        fields["ways"].options = [
            *fields["ways"].options[:-1],
            Option("none", _("Please don’t. They will get in touch with us")),
        ]


class TheirHelpForm(QuestionForm):
    what_would_help = LongText(
        label=_l("In their words, what would help?"),
        hint=_l("They can read later what you write here."),
        required=False,
    )


class TheirWhyForm(QuestionForm):
    why_peer_support = LongText(
        label=_l("Is there something {a peer supporter} should have been through too?"),
        hint=_l("Like: being a parent, hearing voices, losing someone. Only what they agree to."),
        required=False,
    )


class TheirPartForm(PartForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["preferred_offers"].label = _("What would they like to take part in?")


class TheirAboutForm(AboutForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["pronouns"].label = _("How do they like to be spoken of?")
        self.fields["language"].label = _("Which language do they like to talk in?")


class TheirOtherHelpForm(QuestionForm):
    other_help = LongText(
        label=_l("Does anyone else help them just now?"),
        hint=_l("We do not talk to anyone unless they say so."),
        required=False,
    )


class TheirSafeForm(QuestionForm):
    keep_safe = LongText(
        label=_l("Is there anything we should know to keep them or someone else safe?"),
        hint=_l(
            "Write what happened, who told you, and when. Nobody reads this at once. If it cannot "
            "wait, ring one of the help lines on this page."
        ),
        required=False,
    )


class TheirYearForm(YearForm):
    birth_year = birth_year(_l("In which year were they born?"))


class SendForm(Form):
    """The last page: the consent to be contacted, in its own wording, answered yes or no."""

    contact = YesNo(label="", missing=_l("Choose yes or no. You can change it later"))

    def __init__(self, *args: Any, ask: str, means: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if not ask:
            del self.fields["contact"]
            return
        self.fields["contact"].label = ask
        self.fields["contact"].hint = means
