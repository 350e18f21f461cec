"""Fields with answers to choose from. Nothing is chosen beforehand unless `initial` says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.web.ui.fields import Drawn
from alongside.web.ui.words import say_later


@dataclass(frozen=True)
class Option:
    """One answer. `follow` names the form's fields that stand open beneath it; they count only
    when this answer is chosen."""

    value: str
    text: Any
    hint: Any = ""
    follow: tuple[str, ...] = ()


def as_options(given: Iterable[Option | tuple[str, Any]]) -> tuple[Option, ...]:
    return tuple(one if isinstance(one, Option) else Option(str(one[0]), one[1]) for one in given)


class Choosing(Drawn, forms.ChoiceField):
    """Shared by one answer and many. Set `options` again to change them for one form."""

    def __init__(self, *, options: Iterable[Option | tuple[str, Any]], **rest: Any) -> None:
        super().__init__(**rest)
        self.options = options
        self.error_messages["invalid_choice"] = say_later("Choose from the answers listed")
        self.error_messages["invalid_list"] = self.error_messages["invalid_choice"]

    @property
    def options(self) -> tuple[Option, ...]:
        return self._options

    @options.setter
    def options(self, given: Iterable[Option | tuple[str, Any]]) -> None:
        self._options = as_options(given)
        self.choices = [(option.value, option.text) for option in self._options]


class Choice(Choosing):
    """Radios. `in_row` puts two or three short answers side by side, equal in size."""

    drawing = "radios"

    def __init__(self, *, in_row: bool = False, **rest: Any) -> None:
        super().__init__(**rest)
        self.in_row = in_row


class Select(Choice):
    """A drop-down list, for more answers than a page can show."""

    drawing = "select"


class Chips(Choice):
    """One answer among up to about eight pills."""

    drawing = "chips"


YES = say_later("Yes")
NO = say_later("No")


class YesNo(Choice):
    """True or False; None when it may be left out and was."""

    def __init__(
        self,
        *,
        yes: Any = YES,
        no: Any = NO,
        yes_follow: tuple[str, ...] = (),
        no_follow: tuple[str, ...] = (),
        **rest: Any,
    ) -> None:
        options = [Option("yes", yes, follow=yes_follow), Option("no", no, follow=no_follow)]
        rest.setdefault("in_row", not (yes_follow or no_follow))
        super().__init__(options=options, **rest)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))


class Choices(Choosing, forms.MultipleChoiceField):
    """Checkboxes. Gives a list of the values ticked."""

    drawing = "checkboxes"


class ChipsMany(Choices):
    """Any number of pills."""

    drawing = "chips_many"


class _BoxWidget(forms.CheckboxInput):
    """Reads a tick; what a form holds from before may also be a bool."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name in data and str(data[name]).lower() not in ("", "false", "off", "0")


class Tick(Drawn, forms.BooleanField):
    """One box, ticked or not. Required only where the box must be ticked to go on."""

    drawing = "tick"
    widget = _BoxWidget

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
