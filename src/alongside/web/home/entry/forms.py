"""Typing a code that somebody handed over, and handing one over."""

from __future__ import annotations

from typing import Any

from alongside.web.people.selectors import Helped
from alongside.web.ui.forms import Choice, Form, Option, Text
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

IN_PERSON = "in_person"
BY_PHONE = "by_phone"


class EnterCodeForm(Form):
    code = Text(
        label=_l("The code you were given"),
        hint=_l("8 letters and figures. Capital or small, with or without the dash."),
        missing=_l("Enter the code you were given"),
        width=10,
        most=40,
        autocomplete="one-time-code",
    )


class GiveCodeForm(Form):
    """The telephone is only there for those with whom a question was agreed beforehand."""

    how = Choice(
        label=_l("How are you talking with them?"),
        missing=_l("Choose how you are talking with them"),
        options=[(IN_PERSON, _l("In person. I know them, and they are with me now"))],
    )
    answer = Text(label="", missing=_l("Enter what they answered"))

    def __init__(self, *args: Any, helped: Helped, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"].label = _("Their answer to: {question}", question=helped.question)
        if helped.question:
            by_phone = Option(BY_PHONE, _("By phone"), follow=("answer",))
            self.fields["how"].options = [*self.fields["how"].options, by_phone]
        else:
            del self.fields["answer"]

    @property
    def answer_given(self) -> str | None:
        """None in person."""
        by_phone = self.cleaned_data["how"] == BY_PHONE
        return str(self.cleaned_data["answer"]) if by_phone else None
