"""Words about looking back, and about how people are some weeks later. No queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from alongside.web.people.local_time import say_date
from alongside.web.support.afterwards import After
from alongside.web.support.match_states import MatchState
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import OwnEnding

NOTICES = {
    "ending": _l("Saved."),
    "after": _l("Saved. Thank you for telling us."),
    "after_call": _l(
        "Saved. Somebody of the team rings you. If you need someone sooner, use the help lines."
    ),
}

ANSWERS = {
    After.WELL: _l("You said that you are well."),
    After.UP_AND_DOWN: _l("You said that it goes up and down."),
    After.NOT_WELL: _l("You said that you are not so well."),
    After.RATHER_NOT_SAY: _l("You would rather not say. That is all right."),
    After.NOT_REACHED: _l("We tried to reach you. You can still tell us here."),
}


@dataclass(frozen=True)
class Readers:
    """Who reads each part. Three are the two and the team, two are the reader and the team."""

    both: str
    team: str


def readers(own: OwnEnding) -> Readers:
    if own.name:
        return Readers(
            _("You, {name} and the {coordinators} here read this", name=own.name),
            _("You and the {coordinators} here read this. {name} does not", name=own.name),
        )
    return Readers(
        _("The two of you and the {coordinators} here read this"),
        _("You and the {coordinators} here read this. The other one does not"),
    )


def heading(own: OwnEnding) -> str:
    if own.name:
        return _("Looking back with {name}", name=own.name)
    return _("Looking back")


def lead(own: OwnEnding) -> str:
    if own.state == MatchState.ENDING and own.last_day:
        day = say_date(own.last_day)
        return _(
            "The last day is {day}. Write here alone or when you meet. You can leave out any part.",
            day=day,
        )
    if own.may_write and own.asks_on:
        day = say_date(own.asks_on)
        return _("You can write here until {day}. You can leave out any part.", day=day)
    return _("This is what you wrote.") if own.has_words else _("Nothing was written here.")


def written(own: OwnEnding) -> list[tuple[str, str, str, bool]]:
    """Title, words, whose they are and whether both wrote them, of what both read."""
    who = own.name or _("The other one")
    rows = [
        (_("What you did together"), own.looked_back, _("From both of you"), True),
        (_("Who or what else is there"), own.other_support, _("From both of you"), True),
        (_("What you take with you"), own.gained, _("You"), False),
        (_("What {name} takes away from it", name=own.name or _("the other one")),
         own.other_gained, who, False),
    ]  # fmt: skip
    return [row for row in rows if row[1]]


def after_lead(own: OwnEnding) -> str:
    if own.name and own.side == "member":
        return _(
            "Some weeks ago your time with {name} came to its end. We ask both of you how you are.",
            name=own.name,
        )
    return _("Some weeks ago you stopped meeting. We ask both of you how you are.")


def too_early(own: OwnEnding) -> str:
    if own.asks_on is None:
        return _("We ask how you are some weeks after the last day.")
    day = say_date(own.asks_on)
    return _("We ask how you are on {day}. If you want to talk before that, ring us.", day=day)
