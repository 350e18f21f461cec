"""The form that every page uses: drawn by our macros, checked by us and never by the browser.

Import fields from here: `from alongside.web.ui.forms import Choice, Form, Option, Text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from alongside.web.ui.choosing import (
    Chips,
    ChipsMany,
    Choice,
    Choices,
    Choosing,
    Option,
    Select,
    Tick,
    YesNo,
)
from alongside.web.ui.dates import DateField, TimeField
from alongside.web.ui.fields import (
    Drawn,
    Email,
    Hidden,
    LongText,
    Phone,
    Text,
    WholeNumber,
)

__all__ = [
    "FORM_KEY",
    "Chips",
    "ChipsMany",
    "Choice",
    "Choices",
    "DateField",
    "Drawn",
    "Email",
    "Fault",
    "Form",
    "Hidden",
    "LongText",
    "Option",
    "Phone",
    "Select",
    "Text",
    "Tick",
    "TimeField",
    "WholeNumber",
    "YesNo",
]

FORM_KEY = "form_key"


@dataclass(frozen=True)
class Fault:
    """One line of the error summary."""

    text: str
    href: str


class Form(forms.Form):
    """`key` is the signed form key (accounts.keeping) that `form_start` puts into the page."""

    use_required_attribute = False

    def __init__(self, *args: Any, key: str = "", **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(*args, **options)
        self.key = key
        self.came_back = False  # what was typed before a session ended stands in it again

    @property
    def status(self) -> int:
        """The HTTP status of a page that shows this form: 422 when it needs mending."""
        return 422 if self.is_bound and self.errors else 200

    @property
    def followers(self) -> dict[str, tuple[str, str]]:
        """Each field that stands beneath an answer -> (the choice's name, that answer)."""
        found: dict[str, tuple[str, str]] = {}
        for name, field in self.fields.items():
            if isinstance(field, Choosing):
                for option in field.options:
                    found.update(dict.fromkeys(option.follow, (name, option.value)))
        return found

    def top_fields(self) -> list[BoundField]:
        """Visible fields that do not stand beneath an answer, in order."""
        under = self.followers
        return [bound for bound in self.visible_fields() if bound.name not in under]

    def faults(self) -> list[Fault]:
        """What to mend, in the order of the page."""
        found = [
            Fault(str(text), f"#{self._target(bound)}")
            for bound in self._in_page_order()
            for text in list(bound.errors)[:1]
        ]
        first = next(iter(self.top_fields()), None)
        target = self._target(first) if first is not None else "main"
        return [Fault(str(text), f"#{target}") for text in self.non_field_errors()] + found

    def _in_page_order(self) -> Iterator[BoundField]:
        for bound in [*self.hidden_fields(), *self.top_fields()]:
            yield from self._with_followers(bound)

    def _with_followers(self, bound: BoundField) -> Iterator[BoundField]:
        yield bound
        for option in getattr(bound.field, "options", ()):
            for name in option.follow:
                yield from self._with_followers(self[name])

    def _target(self, bound: BoundField) -> str:
        if isinstance(bound.field, Hidden):
            return "main"
        if isinstance(bound.field, Drawn):
            return bound.field.first_input_id(bound)
        return str(bound.auto_id)

    def _clean_fields(self) -> None:
        """A field beneath an answer that was not chosen is neither asked for nor kept."""
        super()._clean_fields()  # type: ignore[misc]
        under = self.followers
        for name in under:
            if not self._is_open(name, under):
                self.errors.pop(name, None)
                self.cleaned_data[name] = _nothing(self.fields[name])

    def _is_open(self, name: str, under: dict[str, tuple[str, str]]) -> bool:
        if name not in under:
            return True
        choice, answer = under[name]
        chosen = self[choice].value()
        chosen = chosen if isinstance(chosen, list) else [chosen]
        return answer in chosen and self._is_open(choice, under)


def _nothing(field: forms.Field) -> Any:
    if isinstance(field, Tick):
        return False
    if isinstance(field, Choices):
        return []
    return None if isinstance(field, DateField | TimeField | WholeNumber | YesNo) else ""
