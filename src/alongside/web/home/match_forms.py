"""Forms about two people who might meet, or who have met."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.web.home.wishes_form import WishesForm
from alongside.web.support.match_states import Answer
from alongside.web.support.wishes import Fact, wish_kinds
from alongside.web.ui.forms import ChipsMany, Choice, DateField, Form, LongText, Text, YesNo
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import Ask

ANSWERS = (
    (Answer.YES, _l("Yes")),
    (Answer.NOT_NOW, _l("Not now")),
    (Answer.NO, _l("No")),
)


class AsksForm(Form):
    """One private answer for each ask; every one may be left open."""

    def __init__(self, *args: Any, asks: Sequence[Ask] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.asks = list(asks)
        for ask in self.asks:
            self.fields[str(ask.match)] = Choice(
                label=_("Would you like to meet?"),
                options=ANSWERS,
                in_row=True,
                required=False,
                initial=ask.own_answer,
            )
            self.fields[str(ask.match)].quiet = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.asks and not any(given.values()):
            self.add_error(str(self.asks[0].match), _("Choose an answer for at least one of them"))
        return given

    @property
    def answers(self) -> list[tuple[UUID, Answer]]:
        """What is new: an answer that stands already is not given again."""
        before = {ask.match: ask.own_answer for ask in self.asks}
        given = [
            (ask.match, Answer(self.cleaned_data[str(ask.match)]))
            for ask in self.asks
            if self.cleaned_data.get(str(ask.match))
        ]
        return [(match, answer) for match, answer in given if answer != before[match]]


class MyWishesForm(WishesForm):
    heading = Text(
        label=_l("Me, in a few words"),
        hint=_l("For example: Likes the sea and old films. Leave your name out."),
        required=False,
        spellcheck=True,
    )
    sentence = LongText(
        label=_l("What would help me, in a sentence or two"),
        hint=_l("Leave your name out, and anything that shows who you are."),
        required=False,
        rows=3,
    )


class ProfileForm(Form):
    """What somebody who gives support shows of themselves before a yes."""

    heading = Text(
        label=_l("Me, in a few words"),
        hint=_l("For example: Someone who gardens. Leave your name out."),
        missing=_l("Enter a few words, like “Someone who walks”"),
        spellcheck=True,
    )
    sentence = LongText(
        label=_l("What I would say of myself, in a sentence or two"),
        hint=_l("Only what you want to show. Leave your name out."),
        required=False,
        rows=3,
    )
    practical = Text(
        label=_l("When and where I can meet"),
        hint=_l("For example: In town or by phone, Tuesdays and Thursdays."),
        required=False,
        spellcheck=True,
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for kind in wish_kinds().values():
            self._add_chips(f"has-{kind.key}", _(kind.tells), kind.chips)
            if kind.boundary:
                self._add_chips(f"cannot-{kind.key}", _("What I would rather not talk about"),
                                kind.chips)  # fmt: skip

    def _add_chips(self, name: str, label: str, options: list[tuple[str, str]]) -> None:
        self.fields[name] = ChipsMany(label=label, options=options, required=False)
        self.fields[name].quiet = True

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for key in [kind.key for kind in wish_kinds().values() if kind.boundary]:
            if set(given.get(f"has-{key}", [])) & set(given.get(f"cannot-{key}", [])):
                self.add_error(f"cannot-{key}", _("Choose each of these in one of the two rows"))
        return given

    def facts(self, row: str) -> list[Fact]:
        """`row` is has or cannot."""
        return [
            (key, value)
            for key in wish_kinds()
            for value in self.cleaned_data.get(f"{row}-{key}", [])
        ]

    @property
    def groups(self) -> list[tuple[str, str, Any, Any, bool]]:
        """Key, heading, the chips, those not wanted or None, and whether anything stands there."""
        return [
            (
                kind.key,
                _(kind.tells),
                self[f"has-{kind.key}"],
                self[f"cannot-{kind.key}"] if kind.boundary else None,
                bool(
                    self[f"has-{kind.key}"].value()
                    or (kind.boundary and self[f"cannot-{kind.key}"].value())
                ),
            )
            for kind in wish_kinds().values()
        ]


class GoOnForm(Form):
    goes_on = YesNo(
        label=_l("Would you like to go on?"),
        hint=_l("Only you see your answer, until both of you said yes."),
        no=_l("I am not sure yet"),
        missing=_l("Choose yes, or that you are not sure yet"),
    )


class LastDayForm(Form):
    last_day = DateField(
        label=_l("Which day would be the last?"),
        hint=_l("Four weeks give time to look back together. Any day will do."),
        missing=_l("Enter a day, month and year"),
    )


class EndForm(Form):
    may_say = LongText(
        label=_l("Is there something we may tell them from you?"),
        hint=_l("They read exactly this. Leave it empty and they read only that it has ended."),
        required=False,
        rows=3,
        most=600,
    )


class MemberEndForm(EndForm):
    wants_another = YesNo(
        label=_l("Would you like to meet somebody else?"),
        hint=_l("You keep the place in the list that you had when you first came."),
        yes=_l("Yes, please"),
        no=_l("No, thank you"),
        missing=_l("Choose yes or no"),
    )
    field_order = ["wants_another", "may_say"]


class PressForm(Form):
    """A button and nothing to fill in."""
