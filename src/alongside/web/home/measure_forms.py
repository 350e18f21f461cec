"""The questions of an instrument as a form. Nothing is chosen beforehand, nothing is required."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.web.ui.forms import Choice, Form, LongText, Option, Text, WholeNumber, YesNo
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument

LEFT_OUT = "left-out"


def question(number: int) -> str:
    """The name of a question's field."""
    return f"q{number}"


class AnswersForm(Form):
    """One group of answers for each question, and in each a way to take an answer back."""

    def __init__(self, *args: Any, instrument: Instrument, **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = [item.number for item in instrument.items]
        choices = [Option(str(one.value), one.label) for one in instrument.options]
        choices.append(Option(LEFT_OUT, _("Leave this out")))
        for item in instrument.items:
            self.fields[question(item.number)] = Choice(
                label=f"{item.number}. {item.text}", required=False, quiet=True, options=choices
            )

    @property
    def answers(self) -> dict[int, int | None]:
        """Points by question; None for what was left out."""
        given = {number: self.cleaned_data[question(number)] for number in self.numbers}
        return {
            number: None if text in ("", LEFT_OUT) else int(text) for number, text in given.items()
        }


class DeskAnswersForm(AnswersForm):
    """The same, typed in for somebody. `may_ask`: nobody need be called, or somebody is on duty,
    so that the questions may be read out now."""

    way = Choice(
        label=_l("How did they answer?"),
        missing=_l("Choose how they answered"),
        options=[],
    )
    helped_by = Text(
        label=_l("Did somebody help them?"),
        hint=_l("Like: their sister Ann"),
        required=False,
        most=100,
        width=20,
    )

    def __init__(self, *args: Any, may_ask: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        ways = [Option("paper", _("On paper, before now"))]
        if may_ask:
            ways.append(Option("spoken", _("Spoken, while I typed")))
        self.fields["way"].options = ways


class ShowForm(Form):
    """One button: show a number, or show it no longer."""


class SwitchForm(Form):
    """Whether a service asks one measure. A prefix says which."""

    is_on = YesNo(
        label=_l("Do you ask these questions?"),
        yes=_l("Yes, people may be asked"),
        no=_l("No"),
        missing=_l("Choose yes or no"),
        yes_follow=("why", "every_weeks"),
    )
    why = LongText(
        label=_l("Why do you ask?"),
        hint=_l("People read this before they begin. Say what you do with the answers."),
        missing=_l("Say why you ask. People read it before they begin"),
        rows=3,
        most=600,
    )
    every_weeks = WholeNumber(
        label=_l("After how many weeks do you ask again?"),
        missing=_l("Enter a number of weeks, like 12"),
        least=1,
        greatest=52,
        width=2,
    )
