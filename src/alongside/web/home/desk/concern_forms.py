"""Forms of the deeds on a worry: shape and wording only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from alongside.web.ui.forms import Choice, Form, LongText, Option, Select
from alongside.web.ui.words import say_later as _l

DECISIONS = [
    ("support", _l("Talk with them, and stay beside them")),
    ("watch", _l("Keep an eye on it, and ask again")),
    ("refer", _l("Bring in somebody else, such as their doctor")),
    ("emergency", _l("Call for help at once")),
    ("none", _l("Nothing more is needed")),
]


class TakeForm(Form):
    pass


class HandForm(Form):
    to = Select(label=_l("Hand it on to"), options=[], missing=_l("Choose who takes it"))

    def __init__(self, *args: Any, to: Sequence[tuple[UUID, str]] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["to"].options = [(str(user), name) for user, name in to]


class DecideForm(Form):
    decision = Choice(
        label=_l("What do you do?"), options=DECISIONS, missing=_l("Choose what is done")
    )
    why = LongText(
        label=_l("Why?"), hint=_l("What they want comes first."), rows=3, missing=_l("Write why")
    )
    person_told = Choice(
        label=_l("Does the person know of this?"),
        options=[
            Option("yes", _l("Yes, we told them")),
            Option("no", _l("Not yet"), follow=("told_why",)),
        ],
        missing=_l("Say whether they were told"),
    )
    told_why = LongText(
        label=_l("Why not yet?"), rows=2, missing=_l("Write why they were not told")
    )
    shared = LongText(
        label=_l("What was shared, with whom, and on what ground?"),
        hint=_l("Leave it empty if nothing left the team."),
        rows=2,
        required=False,
    )


class CloseForm(Form):
    outcome = LongText(
        label=_l("What came of it?"),
        hint=_l("Also what we can learn from it."),
        rows=3,
        missing=_l("Write what came of it"),
    )
