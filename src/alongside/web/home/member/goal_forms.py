"""Forms about what matters to somebody. The desk draws the same for what was spoken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from alongside.web.ui.forms import Chips, Choice, Form, LongText, Option, Text
from alongside.web.ui.words import say_later as _l

NUMBERS = [*((str(n), str(n)) for n in range(11)), Option("", _l("No number"))]
NOW = _l("0 is as far from it as you can think. 10 is there.")
LATER = _l("Choose one. You can change it later")


class GoalForm(Form):
    words = LongText(
        label=_l("What matters to you, in your own words?"),
        hint=_l("Something you would like to do, to have or to feel. It may be small."),
        missing=_l("Write what matters to you, in any words"),
        rows=3,
        most=1000,
    )
    nought_means = Text(label=_l("What would 0 out of 10 be like?"), required=False)
    ten_means = Text(label=_l("What would 10 out of 10 be like?"), required=False)
    value = Chips(
        label=_l("Where are you now, from 0 to 10?"), hint=NOW, required=False, options=NUMBERS
    )
    shown = Choice(
        label=_l("Who may see this?"),
        missing=LATER,
        options=[
            Option("no", _l("{A coordinator} and me")),
            Option("yes", _l("My {peer supporter} too")),
        ],
    )
    where = Choice(label=_l("Where is this about?"), missing=LATER, options=[])

    def __init__(self, *args: Any, services: list[tuple[str, str]], **rest: Any) -> None:
        """`services`: where they are a member. Asked only when there are several."""
        super().__init__(*args, **rest)
        self.fields["where"].options = services
        self.only = services[0][0] if len(services) == 1 else ""
        if self.only:
            del self.fields["where"]

    @property
    def service(self) -> UUID:
        return UUID(self.only or self.cleaned_data["where"])


class ReviewForm(Form):
    value = Chips(
        label=_l("Where are you now, from 0 to 10?"), hint=NOW, required=False, options=NUMBERS
    )
    verdict = Choice(
        label=_l("How is it, all in all?"),
        hint=_l("What you say here counts, whatever the number says."),
        required=False,
        in_row=True,
        options=[
            ("better", _l("Better")),
            ("same", _l("About the same")),
            ("worse", _l("Worse")),
        ],
    )
    words = LongText(
        label=_l("Is there anything you want to say about it?"), required=False, rows=3, most=1000
    )


class ShowGoalForm(Form):
    shown = GoalForm.base_fields["shown"]


class StepForm(Form):
    """A button that puts away or takes up again."""


def number_of(answer: str) -> int | None:
    """The number chosen, or None."""
    return int(answer) if answer else None
