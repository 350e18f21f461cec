"""Form fields that know how they are drawn: label, hint, why we ask, and every error in our words.

The macros in `jinja2/ui/components/fields.jinja` draw by `drawing`; nothing here writes HTML.
No text of Django's own is ever shown.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.forms.boundfield import BoundField

from alongside.web.ui.words import say, say_later

MOST_IN_A_LINE = 200
MOST_IN_A_TEXT = 5000
NULL = "\x00"


class Drawn(forms.Field):
    """What each of our fields has. `missing` is said when a required answer is left out.

    `width` is the room for the answer in characters: 2, 4, 5, 10, 20 or 0 for all there is.
    `quiet`: an optional field that does not say it may be skipped, as in a list of rows. `aside`
    stands beside the label instead of that.
    """

    drawing = "input"

    def __init__(
        self,
        *,
        label: Any,
        hint: Any = "",
        why: Any = "",
        missing: Any = "",
        required: bool = True,
        width: int = 0,
        autocomplete: str = "off",
        quiet: bool = False,
        aside: Any = "",
        **options: Any,
    ) -> None:
        super().__init__(required=required, label=label, **options)
        self.aside = aside
        self.quiet = quiet
        self.hint = hint
        self.why = why
        self.width = width
        self.autocomplete = autocomplete
        self.error_messages["required"] = missing or say_later(
            "Please answer: {question}", question=label
        )

    def first_input_id(self, bound: BoundField) -> str:
        """Where a link in the error summary leads."""
        return str(bound.auto_id)


class Line(Drawn, forms.CharField):
    """One line of text, as a browser's `input`. `most` is the longest answer in characters."""

    input_type = "text"
    inputmode = ""
    spellcheck = False

    def __init__(self, *, most: int = MOST_IN_A_LINE, **options: Any) -> None:
        super().__init__(**options)
        self.validators = []
        self.most = most

    def to_python(self, value: Any) -> str:
        return str(super().to_python(str(value or "").replace(NULL, "").replace("\r\n", "\n")))

    def validate(self, value: Any) -> None:
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(
                say(
                    "Use {most} characters or fewer. Now there are {count}",
                    most=self.most,
                    count=len(value),
                ),
                code="long",
            )


class Text(Line):
    """A name, a place, a short sentence."""

    def __init__(self, *, spellcheck: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.spellcheck = spellcheck


class LongText(Line):
    """Somebody's own words, in a box of `rows` lines."""

    drawing = "long_text"
    spellcheck = True

    def __init__(self, *, rows: int = 5, most: int = MOST_IN_A_TEXT, **options: Any) -> None:
        super().__init__(most=most, **options)
        self.rows = rows


class Email(Line):
    input_type = "email"
    inputmode = "email"

    def __init__(self, *, autocomplete: str = "email", **options: Any) -> None:
        super().__init__(autocomplete=autocomplete, **options)

    def clean(self, value: Any) -> str:
        address = str(super().clean(value))
        if address:
            message = say("Enter an email address, like name@example.org")
            EmailValidator(message=message)(address)
        return address


class Phone(Line):
    """A British number of 11 digits, or any number written with + and its country.

    Gives the digits alone, with the + where it was written.
    """

    input_type = "tel"
    inputmode = "tel"

    def __init__(
        self, *, autocomplete: str = "tel", width: int = 20, most: int = 40, **options: Any
    ) -> None:
        super().__init__(autocomplete=autocomplete, width=width, most=most, **options)

    def clean(self, value: Any) -> str:
        number = re.sub(r"[\s().\-–]", "", str(super().clean(value)))
        if number and not re.fullmatch(r"0[0-9]{10}|\+[0-9]{7,15}", number):
            raise ValidationError(
                say("Enter a phone number with 11 digits, like 07700 900 123"), code="phone"
            )
        return number


class WholeNumber(Line):
    """An int, or None when it may be left out and was."""

    inputmode = "numeric"

    def __init__(
        self,
        *,
        least: int = 0,
        greatest: int = 1_000_000,
        width: int = 5,
        unlike: Any = "",
        **options: Any,
    ) -> None:
        super().__init__(width=width, most=20, **options)
        self.unlike = unlike  # what to say, when "like 3" is no help
        self.least = least
        self.greatest = greatest

    def clean(self, value: Any) -> Any:
        text = str(super().clean(value)).replace(",", "").replace(" ", "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]+", text):
            said = str(self.unlike) or say("Enter a whole number, like 3")
            raise ValidationError(said, code="number")
        number = int(text)
        if not self.least <= number <= self.greatest:
            raise ValidationError(
                say(
                    "Enter a number from {least} to {greatest}",
                    least=self.least,
                    greatest=self.greatest,
                ),
                code="range",
            )
        return number


class Hidden(Line):
    """Carried along, never shown. A fault in it is told in the summary only."""

    drawing = "hidden"
    widget = forms.HiddenInput

    def __init__(self, *, label: Any = "", required: bool = False, **options: Any) -> None:
        super().__init__(label=label, required=required, **options)
