"""Dates in three boxes and times as people write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format

from alongside.web.ui.fields import Drawn, Line
from alongside.web.ui.words import say, say_later

PARTS = ("day", "month", "year")
_HALF = re.compile(r"([0-9]{1,2})(?:[:. ]?([0-9]{2}))?\s*([ap])\.?m\.?", re.IGNORECASE)
_WHOLE = re.compile(r"([0-9]{2})[:.]?([0-9]{2})")
_BARE = re.compile(r"(?:0?[1-9]|1[0-2])(?:[:.][0-5][0-9])?")


class _DateBoxes(forms.Widget):
    """Reads `name-day`, `name-month`, `name-year` as the words typed, so that they can be kept."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return [str(data.get(f"{name}-{part}") or "").replace("\x00", "").strip() for part in PARTS]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}-{part}" in data for part in PARTS)


def _month_number(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    for names in (MONTHS, MONTHS_3):
        for number, name in names.items():
            if str(name).lower() == text.lower().rstrip("."):
                return int(number)
    return None


class DateField(Drawn):
    """A date, or None. `birthday` lets the browser fill it in. The bounds are included."""

    drawing = "date"
    widget = _DateBoxes

    def __init__(
        self,
        *,
        earliest: date | None = None,
        latest: date | None = None,
        birthday: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.earliest = earliest
        self.latest = latest
        self.birthday = birthday

    def boxes(self, bound: BoundField) -> list[dict[str, Any]]:
        """The three boxes of `bound` with what stands in them and whether they need mending."""
        value = bound.value()
        if isinstance(value, date):
            value = [str(value.day), str(value.month), str(value.year)]
        value = value or ["", "", ""]
        wrong = self._wrong_parts(bound)
        labels = (say("Day"), say("Month"), say("Year"))
        return [
            {
                "part": part,
                "label": label,
                "value": text,
                "wrong": part in wrong,
                "width": 4 if part == "year" else 2,
                "autocomplete": f"bday-{part}" if self.birthday else "off",
            }
            for part, label, text in zip(PARTS, labels, value, strict=True)
        ]

    def _wrong_parts(self, bound: BoundField) -> set[str]:
        codes = [error.code for error in bound.errors.as_data()]
        named = {code for code in codes if code in PARTS}
        return named or (set(PARTS) if codes else set())

    def first_input_id(self, bound: BoundField) -> str:
        wrong = self._wrong_parts(bound)
        return f"{bound.auto_id}-{next((part for part in PARTS if part in wrong), PARTS[0])}"

    def clean(self, value: Any) -> date | None:
        boxes = list(value or ["", "", ""])
        if not any(boxes):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._check_filled(boxes)
        day = self._read(boxes)
        if self.earliest and day < self.earliest:
            raise ValidationError(say("Enter {day} or a later date", day=_say(self.earliest)))
        if self.latest and day > self.latest:
            raise ValidationError(say("Enter {day} or an earlier date", day=_say(self.latest)))
        return day

    def _check_filled(self, boxes: list[str]) -> None:
        asked = (say("Enter the day too"), say("Enter the month too"), say("Enter the year too"))
        for part, box, message in zip(PARTS, boxes, asked, strict=True):
            if not box:
                raise ValidationError(message, code=part)
        if not (boxes[2].isdecimal() and len(boxes[2]) == 4):
            raise ValidationError(say("Enter the year with 4 digits, like 1985"), code="year")

    def _read(self, boxes: list[str]) -> date:
        month = _month_number(boxes[1])
        if month is None or not 1 <= month <= 12:
            raise ValidationError(say("Enter the month as a number from 1 to 12"), code="month")
        try:
            return date(int(boxes[2]), month, int(boxes[0]))
        except ValueError:
            raise ValidationError(
                say("Enter a date that is in the calendar, like 27 3 1985"), code="day"
            ) from None


def _say(day: date) -> str:
    return date_format(day, "j F Y")


class TimeField(Line):
    """A time of day, as `2pm`, `2:30pm` or `14:30`. Gives a time, or None."""

    def __init__(self, *, width: int = 10, **options: Any) -> None:
        super().__init__(width=width, most=20, **options)

    def prepare_value(self, value: Any) -> Any:
        return say_clock(value) if isinstance(value, time) else value

    def clean(self, value: Any) -> time | None:
        text = str(super().clean(value)).lower()
        if not text:
            return None
        named = {str(NOON).lower(): time(12), str(MIDNIGHT).lower(): time(0)}
        found = named.get(text) or _half_day(text) or _whole_day(text)
        if found is not None:
            return found
        if _BARE.fullmatch(text):
            raise ValidationError(say("Say am or pm too, like 2:30pm"), code="half")
        raise ValidationError(say("Enter a time, like 2:30pm or 14:30"), code="time")


NOON = say_later("noon")
MIDNIGHT = say_later("midnight")


def say_clock(moment: time) -> str:
    """`2pm` or `2:30pm`."""
    hour = moment.hour % 12 or 12
    half = "am" if moment.hour < 12 else "pm"
    return f"{hour}:{moment.minute:02d}{half}" if moment.minute else f"{hour}{half}"


def _half_day(text: str) -> time | None:
    found = _HALF.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= 12 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0), int(found[2] or 0))


def _whole_day(text: str) -> time | None:
    found = _WHOLE.fullmatch(text)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))
