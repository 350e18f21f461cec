"""Forms of a person's own pages: shape and wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.web.home.contact_form import ContactFields
from alongside.web.home.public.forms import birth_year
from alongside.web.ui.forms import Choice, Form, LongText, Text
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l


class ShareForm(Form):
    """One question about sharing. The asking and what it means come from its wording."""

    answer = Choice(
        label="", missing=_l("Choose one. You can change it later"), in_row=True, options=[]
    )

    def __init__(self, *args: Any, ask: str, means: str, agrees: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["answer"]
        field.label = ask
        field.hint = means
        field.options = [
            ("yes", _("Yes, as before") if agrees else _("Yes")),
            ("no", _("No, I take it back") if agrees else _("No")),
        ]


class MyDetailsForm(ContactFields):
    name = Text(
        label=_l("What should we call you?"),
        missing=_l("Enter a name, any name we may call you"),
        most=100,
        autocomplete="name",
    )
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
        label=_l("Is there anything that makes talking or meeting easier?"), required=False, rows=3
    )
    birth_year = birth_year(_l("In which year were you born?"))

    field_order = ("name", "pronouns", "ways", "times", "may_leave_message", "may_say_who")

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["ways"].hint = _l(
            "Choose as many as you like. If you take one away, we forget its number or address."
        )


class SureForm(Form):
    """A page whose one button does it."""


class ReturnForm(Form):
    """Where to come back to is asked only of somebody who was in several places."""

    def __init__(self, *args: Any, may: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(may) > 1:
            self.fields["referral"] = Choice(
                label=_("Where would you like to come back to?"),
                options=[(str(row.id), row.service.name) for row in may],
                missing=_("Choose one"),
            )
