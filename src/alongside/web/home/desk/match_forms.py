"""Forms of a coordinator who brings two people together, and writes down what they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from alongside.web.home.match_forms import ANSWERS
from alongside.web.people.services import How
from alongside.web.support.match_states import Side
from alongside.web.ui.forms import Choice, DateField, Form, LongText, Option, Tick, YesNo
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import Asking, DeskMatch

SERVICE = "service"


class AskForm(Form):
    """Before both are asked: what they would take part in, and why when a must is missing."""

    offer = Choice(
        label=_l("What would they take part in?"), missing=_l("Choose one of these"), options=()
    )
    because = LongText(
        label=_l("Why this person?"),
        hint=_l("Something that they must have is missing. The team reads this, nobody else."),
        missing=_l("Say why, as something that they must have is missing"),
        rows=3,
        most=600,
    )

    def __init__(self, *args: Any, asking: Asking, **rest: Any) -> None:
        super().__init__(*args, **rest)
        options = [Option(str(key), name) for key, name in asking.offers]
        self.fields["offer"].options = options
        self.only = options[0].value if len(options) == 1 else ""
        if self.only:
            del self.fields["offer"]
        if not asking.misses_a_must:
            del self.fields["because"]

    @property
    def chosen(self) -> dict[str, Any]:
        """For the deed. No reason is given where none is asked for."""
        return {
            "offer": UUID(self.cleaned_data.get("offer") or self.only),
            "because": self.cleaned_data.get("because", ""),
        }


class _SideForm(Form):
    """Whose words these are."""

    side = Choice(label=_l("Who told you?"), missing=_l("Choose who told you"), options=())

    def __init__(self, *args: Any, match: DeskMatch, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["side"].options = self.sides(match)

    def sides(self, match: DeskMatch) -> list[Option]:
        return [Option(Side.MEMBER, match.member), Option(Side.SUPPORTER, match.supporter)]

    @property
    def who(self) -> Side:
        return Side(self.cleaned_data["side"])


class SpokenAnswerForm(_SideForm):
    """An answer that somebody gave by phone or in person. It shows on no page of the desk."""

    answer = Choice(
        label=_l("Would they like to meet?"),
        missing=_l("Choose yes, not now or no"),
        options=ANSWERS,
        in_row=True,
    )
    read_back = Tick(
        label=_l("I read it back to them, and they said it is right"),
        missing=_l("Read it back to them, then tick the box"),
        required=True,
    )
    field_order: Sequence[str] = ("side", "answer", "read_back")

    @property
    def how(self) -> How:
        return How("spoken", read_back=self.cleaned_data["read_back"])


class SpokenGoOnForm(_SideForm):
    goes_on = YesNo(
        label=_l("Do they want to go on?"),
        no=_l("Not sure yet"),
        missing=_l("Choose yes, or that they are not sure yet"),
    )


class LastDayForm(Form):
    last_day = DateField(
        label=_l("Which day is the last?"),
        hint=_l("Four weeks give time to look back together. Any day will do."),
        missing=_l("Enter a day, month and year"),
    )


class EndForBothForm(_SideForm):
    """Whoever ends it gives no reason. The other reads the words that are written here."""

    side = Choice(
        label=_l("Who wants to end it?"), missing=_l("Choose who wants to end it"), options=()
    )
    wants_another = YesNo(
        label="", missing=_l("Choose yes or no"),
        hint=_l("They keep the place in the list that they had when they first came."),
    )  # fmt: skip
    may_say = LongText(
        label=_l("What may the other one read?"),
        hint=_l("Only what whoever ends it agreed to. Leave it empty and they read that it ended."),
        required=False,
        rows=3,
        most=600,
    )

    def __init__(self, *args: Any, match: DeskMatch, **rest: Any) -> None:
        super().__init__(*args, match=match, **rest)
        label = _("Look for somebody else for {name}?", name=match.member)
        self.fields["wants_another"].label = label

    def sides(self, match: DeskMatch) -> list[Option]:
        return [*super().sides(match), Option(SERVICE, _("Neither of them: we end it here"))]

    @property
    def ending(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "side": None if given["side"] == SERVICE else self.who,
            "wants_another": given["wants_another"],
            "may_say": given["may_say"],
            "how": "spoken",
        }
