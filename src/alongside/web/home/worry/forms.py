"""The sixty-second form: nothing is chosen beforehand, and a few words are enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.web.ui.forms import Choice, Form, LongText, Select, Text, Tick
from alongside.web.ui.words import say_later as _l

URGENCY = [
    ("emergency", _l("Now. Somebody may come to harm")),
    ("same_day", _l("Today")),
    ("routine", _l("In the next two days")),
    ("talk_over", _l("I am not sure. I want to talk it over")),
]
SAFE_NOW = [("yes", _l("Yes")), ("no", _l("No")), ("not_known", _l("I do not know"))]


class WorryForm(Form):
    about = Select(label=_l("Who is it about?"), options=[], required=False)
    about_me = Tick(label=_l("It is about me"))
    about_words = Text(label=_l("Who is it about, in your own words?"), required=False)
    words = LongText(
        label=_l("What did you see or hear?"),
        hint=_l("In your own words. If somebody said something, write it as they said it."),
        required=False,
    )
    when_and_where = Text(label=_l("When and where was that?"), required=False)
    urgency = Choice(label=_l("How soon should we look at it?"), options=URGENCY, required=False)
    safe_now = Choice(
        label=_l("Are they safe just now?"), options=SAFE_NOW, required=False, in_row=True
    )
    wishes = LongText(label=_l("What do they want?"), rows=2, required=False)
    spoken_to = Text(label=_l("Who knows of it already?"), required=False)

    def __init__(
        self, *args: Any, people: Sequence[tuple[UUID, str]] = (), is_member: bool = False,
        **rest: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **rest)
        if people:
            self.fields["about"].options = [(str(key), name) for key, name in people]
            self.fields["about_words"].label = _l("Somebody else, in your own words")
        else:
            del self.fields["about"]
        if not is_member:
            del self.fields["about_me"]

    def said(self) -> dict[str, str]:
        """What was written, by the names of `raise_concern`."""
        names = (
            "about_words", "words", "when_and_where", "urgency", "safe_now", "wishes", "spoken_to"
        )  # fmt: skip
        return {name: self.cleaned_data[name] or "" for name in names}

    @property
    def person(self) -> str:
        """The id of the person chosen, or ''."""
        return self.cleaned_data.get("about") or ""

    @property
    def is_own(self) -> bool:
        return bool(self.cleaned_data.get("about_me"))
