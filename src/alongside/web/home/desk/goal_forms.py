"""What somebody said about what matters to them, written down by whoever heard it."""

from __future__ import annotations

from typing import Any

from alongside.web.home.member.goal_forms import NUMBERS
from alongside.web.ui.forms import Chips, Choice, Form, LongText, Option, Text
from alongside.web.ui.words import say_later as _l

HEARD = Choice(
    label=_l("How did you hear it?"),
    missing=_l("Choose how you heard it"),
    in_row=True,
    options=[("spoken", _l("They said it")), ("paper", _l("They wrote it on paper"))],
)
NUMBER = Chips(
    label=_l("Where they put themselves now, from 0 to 10"), required=False, options=NUMBERS
)


class SpokenGoalForm(Form):
    words = LongText(
        label=_l("What matters to them, in their own words"),
        hint=_l("As they said it. Do not make it neater, and read it back to them."),
        missing=_l("Write what matters to them, as they said it"),
        rows=3,
        most=1000,
    )
    nought_means = Text(label=_l("What 0 out of 10 would be like"), required=False)
    ten_means = Text(label=_l("What 10 out of 10 would be like"), required=False)
    value = NUMBER
    shown = Choice(
        label=_l("May their {peer supporter} see it?"),
        missing=_l("Ask them, then choose"),
        in_row=True,
        options=[Option("yes", _l("They said yes")), Option("no", _l("They said no"))],
    )
    way = HEARD


class SpokenReviewForm(Form):
    which = Choice(
        label=_l("Which of these?"), missing=_l("Choose which of these it is about"), options=[]
    )
    look_value = NUMBER
    verdict = Choice(
        label=_l("How it is, in their own verdict"),
        required=False,
        in_row=True,
        options=[("better", _l("Better")), ("same", _l("About the same")), ("worse", _l("Worse"))],
    )
    look_words = LongText(label=_l("What they said about it"), required=False, rows=3, most=1000)
    then = Choice(
        label=_l("What else they asked for"),
        required=False,
        options=[
            Option("shown", _l("Let their {peer supporter} see it")),
            Option("hidden", _l("Let their {peer supporter} see it no longer")),
            Option("away", _l("Put it away")),
            Option("", _l("Nothing else")),
        ],
    )
    look_way = HEARD

    def __init__(self, *args: Any, goals: list[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["which"].options = goals
