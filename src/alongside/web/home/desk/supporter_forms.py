"""Forms about those who give support: what makes them ready, and who is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.web.ui.forms import (
    Choice,
    DateField,
    Form,
    Hidden,
    LongText,
    Option,
    Select,
    Text,
    WholeNumber,
)
from alongside.web.ui.words import say_later as _l
from alongside.web.workforce.gates import CAPACITY, CHECK, SUPERVISION, TRAINING

ENTER_DAY = _l("Enter the day, the month and the year")


class AddLineForm(Form):
    service = Choice(label=_l("In which service?"), options=[], missing=_l("Choose the service"))
    kind = Choice(
        label=_l("What do you write down?"),
        options=[
            Option(TRAINING, _l("Training"), _l("What they learned before they began")),
            Option(CHECK, _l("Check"), _l("The check that is needed for this work, seen by us")),
            Option(SUPERVISION, _l("Supervision"), _l("Who they talk with about this work")),
            Option(
                CAPACITY, _l("Places"), _l("How many people they support at one time"),
                follow=("places",),
            ),
        ],
        missing=_l("Choose what it is"),
    )  # fmt: skip
    places = WholeNumber(
        label=_l("How many people?"),
        hint=_l("0 when they take a break. It stands in the place of what was agreed before."),
        missing=_l("Enter how many"),
        greatest=20,
        width=2,
    )
    from_on = DateField(label=_l("From which day?"), missing=ENTER_DAY)
    until_on = DateField(
        label=_l("On which day does it run out?"),
        hint=_l("From that day on it no longer counts. Leave it out when there is no such day."),
        required=False,
    )
    note = Text(label=_l("Anything to remember"), required=False)

    def __init__(self, *args: Any, services: Sequence[Option], **rest: Any) -> None:
        super().__init__(*args, **rest)
        if len(services) > 1:
            self.fields["service"].options = services
        else:
            del self.fields["service"]


class EndLineForm(Form):
    row = Select(label=_l("Which line?"), options=[], missing=_l("Choose a line"))
    until_on = DateField(label=_l("From which day does it no longer count?"), missing=ENTER_DAY)

    def __init__(self, *args: Any, rows: Sequence[Option], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["row"].options = [Option("", _l("Choose a line")), *rows]


class ApartForm(Form):
    one = Text(
        label=_l("First person"),
        hint=_l("Their name, or the reference of somebody who got in touch."),
        missing=_l("Enter the name or reference of the first person"),
        width=20,
    )
    other = Text(
        label=_l("Second person"),
        missing=_l("Enter the name or reference of the second person"),
        width=20,
    )
    reason = LongText(
        label=_l("Why?"), hint=_l("Only you can read this again."), rows=3, required=False
    )
    review_on = DateField(
        label=_l("When do we look at this again?"), missing=ENTER_DAY,
    )  # fmt: skip


class EndApartForm(Form):
    pair = Hidden()
