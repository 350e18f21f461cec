"""Forms about looking back, and about how people are afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.web.support.afterwards import After
from alongside.web.ui.forms import Choice, Form, LongText, Option, Tick
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import SideAfter

MOST = 2000
RING_ME = "ring_me"


class LookBackForm(Form):
    """`looked_back` and `other_support` belong to both, the others to whoever writes."""

    looked_back = LongText(
        label=_l("What we did together, and what it was like"),
        hint=_l("You can both write here and change it."),
        required=False,
        rows=4,
        most=MOST,
    )
    other_support = LongText(
        label=_l("Who or what else is there from now on"),
        hint=_l("For example: a group, a friend, a place, a phone line."),
        required=False,
        rows=3,
        most=MOST,
    )
    gained = LongText(
        label=_l("What I take with me"),
        hint=_l("Only you can change this."),
        required=False,
        rows=3,
        most=MOST,
    )
    feedback = LongText(
        label=_l("What I want the {coordinators} to know"),
        hint=_l("What went well here, and what we should do in another way."),
        required=False,
        rows=3,
        most=MOST,
    )


class SpokenLookBackForm(LookBackForm):
    """As a coordinator writes it down for one of the two."""

    gained = LongText(label=_l("What they take with them"), required=False, rows=3, most=MOST)
    feedback = LongText(
        label=_l("What they want the {coordinators} to know"), required=False, rows=3, most=MOST
    )

    def __init__(self, *args: Any, name: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["gained"].label = _("What {name} takes away from it", name=name)
        self.fields["feedback"].label = _("What {name} wants the {coordinators} to know", name=name)


class AfterForm(Form):
    answer = Choice(
        label=_l("How are you these days?"),
        hint=_l("Any answer will do. You need give no reason."),
        options=[
            Option(After.WELL, _l("Well")),
            Option(After.UP_AND_DOWN, _l("Up and down")),
            Option(After.NOT_WELL, _l("Not so well"), follow=(RING_ME,)),
            Option(After.RATHER_NOT_SAY, _l("I would rather not say")),
        ],
        missing=_l("Choose one of these"),
    )
    ring_me = Tick(label=_l("Please ring me"), required=False)
    words = LongText(
        label=_l("Is there something you want to say?"), required=False, rows=3, most=MOST
    )


class SpokenAfterForm(Form):
    """As a coordinator asks one of the two, on the phone or beside them."""

    answer = Choice(
        label="",
        options=[
            Option(After.WELL, _l("Well")),
            Option(After.UP_AND_DOWN, _l("Up and down")),
            Option(After.NOT_WELL, _l("Not so well"), follow=(RING_ME,)),
            Option(After.RATHER_NOT_SAY, _l("They would rather not say")),
            Option(After.NOT_REACHED, _l("I could not reach them"), follow=("tried",)),
        ],
        missing=_l("Choose what they said"),
    )
    ring_me = Tick(label=_l("They want another call"), required=False)
    tried = Tick(label=_l("I tried in a way they agreed to"), required=False)
    words = LongText(label=_l("In their words"), required=False, rows=3, most=MOST)
    read_back = Tick(label=_l("I read it back to them and they said it is right"), required=False)

    def __init__(self, *args: Any, side: SideAfter, keeps_words: bool, **rest: Any) -> None:
        super().__init__(*args, prefix=side.side.value, **rest)
        self.fields["answer"].label = _("How is {name} these days?", name=side.name)
        if not keeps_words:
            del self.fields["words"]
