"""Which questions a first hello asks, in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.web.home.public import forms
from alongside.web.ui.words import say_later as _l

SELF = "self"
OTHER = "other"
UNFINISHED = "unfinished"
"""Where a draft keeps what was typed but could not be taken as an answer yet."""


@dataclass(frozen=True)
class Question:
    """One page. `short` names it on the page that checks all; `may_skip` draws the button;
    `heading` is for a page of several fields."""

    step: str
    form: type[forms.QuestionForm]
    short: Any
    may_skip: bool = True
    heading: Any = ""


FOR_SELF = (
    Question("name", forms.NameForm, _l("Name"), may_skip=False),
    Question("reach", forms.ReachForm, _l("How we get in touch"), may_skip=False),
    Question("help", forms.HelpForm, _l("What would help")),
    Question("why", forms.WhyForm, _l("What someone should know from their own life")),
    Question("part", forms.PartForm, _l("Taking part in")),
    Question(
        "about", forms.AboutForm, _l("What makes it easier"), heading=_l("What makes it easier?")
    ),
    Question("other", forms.OtherHelpForm, _l("Other help just now")),
    Question("safe", forms.SafeForm, _l("Keeping safe")),
    Question("year", forms.YearForm, _l("Year of birth")),
)
FOR_OTHER = (
    Question("agree", forms.AgreeForm, _l("They know and agree"), may_skip=False),
    Question("you", forms.WriterForm, _l("About you"), may_skip=False, heading=_l("About you")),
    Question("name", forms.TheirNameForm, _l("Their name"), may_skip=False),
    Question("reach", forms.TheirReachForm, _l("How we get in touch with them"), may_skip=False),
    Question("help", forms.TheirHelpForm, _l("What would help")),
    Question("why", forms.TheirWhyForm, _l("What someone should know from their own life")),
    Question("part", forms.TheirPartForm, _l("Taking part in")),
    Question(
        "about",
        forms.TheirAboutForm,
        _l("What makes it easier"),
        heading=_l("What makes it easier for them?"),
    ),
    Question("other", forms.TheirOtherHelpForm, _l("Other help just now")),
    Question("safe", forms.TheirSafeForm, _l("Keeping safe")),
    Question("year", forms.TheirYearForm, _l("Year of birth")),
)


def questions_for(route: str, choice_of_parts: int) -> list[Question]:
    """The pages to go through. What to take part in is asked only where there is a choice."""
    asked = FOR_OTHER if route == OTHER else FOR_SELF
    return [one for one in asked if one.step != "part" or choice_of_parts > 1]


def find(questions: list[Question], step: str) -> int | None:
    return next((at for at, one in enumerate(questions) if one.step == step), None)


def first_open(questions: list[Question], answers: Collection[str]) -> Question | None:
    """The first page that was neither answered nor skipped."""
    return next((one for one in questions if one.step not in answers), None)


def all_answers(questions: list[Question], answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers of every page in one: field -> value."""
    found: dict[str, Any] = {}
    for one in questions:
        found.update(answers.get(one.step) or {})
    return found
