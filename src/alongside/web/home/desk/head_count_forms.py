"""The form of a drop-in's head count, and the rows of the table beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.web.people.local_time import say_date
from alongside.web.ui.forms import Choice, DateField, Form, WholeNumber
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import Counted


class HeadCountForm(Form):
    offer = Choice(label=_l("Which one?"), options=[], missing=_l("Choose which one"))
    on = DateField(label=_l("Which day?"), missing=_l("Enter a day, month and year"))
    people = WholeNumber(
        label=_l("How many people came?"),
        hint=_l("Only the number. Nobody is named."),
        missing=_l("Enter a number, like 8"),
        greatest=500,
        width=4,
    )
    new_people = WholeNumber(
        label=_l("How many of them for the first time?"), required=False, greatest=500, width=4
    )

    def __init__(self, *args: Any, drop_ins: Sequence[tuple[UUID, str]] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["offer"].options = [(str(offer), name) for offer, name in drop_ins]
        if len(drop_ins) == 1:
            self.fields["offer"].initial = str(drop_ins[0][0])


def count_rows(counted: Sequence[Counted]) -> list[list[str]]:
    return [
        [
            say_date(row.on),
            row.offer,
            str(row.people),
            "–" if row.new_people is None else str(row.new_people),
        ]
        for row in counted
    ]
