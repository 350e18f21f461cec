"""What somebody wishes for in another person, written down with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.matching.suggest import Wish
from alongside.web.support.wishes import wish_kinds
from alongside.web.ui.forms import ChipsMany, Form, LongText, Option, Text
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import WishList

MUST, NICE = "must", "nice"


class WishesForm(Form):
    """For each kind two rows of chips, `must-KIND` and `nice-KIND`, and what a supporter reads."""

    heading = Text(
        label=_l("In a few words"),
        hint=_l("For example: Likes the sea and old films. No name, please."),
        required=False,
        spellcheck=True,
    )
    sentence = LongText(
        label=_l("What would help, in a sentence or two"),
        hint=_l("In their words. No name, please, and nothing that shows who they are."),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        for kind in wish_kinds().values():
            asks = _(kind.asks)
            options = [Option(key, text) for key, text in kind.chips]
            for name, label in (
                (MUST, _("{asks}: it has to be so", asks=asks)),
                (NICE, _("{asks}: it would be nice", asks=asks)),
            ):
                field = ChipsMany(label=label, options=options, required=False)
                field.quiet = True
                self.fields[f"{name}-{kind.key}"] = field

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for key in wish_kinds():
            musts, nice = given.get(f"{MUST}-{key}", []), given.get(f"{NICE}-{key}", [])
            if set(musts) & set(nice):
                self.add_error(f"{NICE}-{key}", _("Choose each of these in one of the two rows"))
        return given

    @property
    def wishes(self) -> list[Wish]:
        return [
            Wish(key, value, must=name == MUST)
            for key in wish_kinds()
            for name in (MUST, NICE)
            for value in self.cleaned_data[f"{name}-{key}"]
        ]

    @property
    def groups(self) -> list[tuple[str, str, Any, Any, bool]]:
        """Key, heading, the two rows, and whether anything stands in them."""
        return [
            (kind.key, _(kind.asks), self[f"{MUST}-{kind.key}"], self[f"{NICE}-{kind.key}"],
             bool(self[f"{MUST}-{kind.key}"].value() or self[f"{NICE}-{kind.key}"].value()))
            for kind in wish_kinds().values()
        ]  # fmt: skip


def initial_of(known: WishList) -> dict[str, Any]:
    found: dict[str, Any] = {"heading": known.heading, "sentence": known.sentence}
    for wish in known.wishes:
        found.setdefault(f"{MUST if wish.must else NICE}-{wish.kind}", []).append(wish.value)
    return found
