"""Words for what ends, and for how people are afterwards. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.home.desk.clocks import clock
from alongside.web.home.desk.presenters import Here
from alongside.web.home.desk.words import ways_in_words
from alongside.web.support.afterwards import After
from alongside.web.support.match_states import MatchState, Side
from alongside.web.ui.parts import SummaryRow, WorkRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.support.selectors import AfterDue, DeskEnding, EndingDue, SideAfter

ANSWERS = {
    After.WELL: _l("Well"),
    After.UP_AND_DOWN: _l("Up and down"),
    After.NOT_WELL: _l("Not so well"),
    After.RATHER_NOT_SAY: _l("They would rather not say"),
    After.NOT_REACHED: _l("Could not be reached"),
}


def wanted_calls(afters: Sequence[AfterDue], here: Here) -> list[WorkRow]:
    """Whoever is not well and asked us to ring."""
    return [_unwell_row(one, here) for one in afters if one.wants_call]


def due_rows(endings: Sequence[EndingDue], afters: Sequence[AfterDue], here: Here) -> list[WorkRow]:
    """Whoever is not well and asked for no call, then last days, then who has still to be
    asked."""
    unwell = [one for one in afters if one.not_well and not one.wants_call]
    others = [one for one in afters if one.to_ask and one not in unwell]
    return [
        *(_unwell_row(one, here) for one in unwell),
        *(_ending_row(one, here) for one in endings),
        *(_after_row(one, here) for one in others),
    ]


def _pair(one: AfterDue | EndingDue) -> str:
    return _("{one} and {other}", one=one.member, other=one.supporter)


def _name(one: AfterDue, side: Side) -> str:
    return one.member if side is Side.MEMBER else one.supporter


def _unwell_row(one: AfterDue, here: Here) -> WorkRow:
    names = _(" and ").join(_name(one, side) for side in one.not_well)
    note = _("Wants a call.") if one.wants_call else _("Asked for no call. Read it, and decide.")
    return WorkRow(
        title=_("{name} is not so well", name=names),
        url=reverse("match_after", args=[one.match]),
        note=note,
        clock=clock(here.today, here.today, here.today),
    )


def _ending_row(one: EndingDue, here: Here) -> WorkRow:
    day = here.say_day(one.last_day)
    if one.is_past:
        note = _("The last day was {day}. Ask both: end it, or go on.", day=day)
    elif one.has_words:
        note = _("The last day is {day}. They have begun to look back.", day=day)
    else:
        note = _("The last day is {day}. Nobody has looked back yet.", day=day)
    return WorkRow(
        title=_pair(one),
        url=reverse("match_ending", args=[one.match]),
        note=note,
        clock=clock(one.last_day, one.begun_on, here.today),
    )


def _after_row(one: AfterDue, here: Here) -> WorkRow:
    names = _(" and ").join(_name(one, side) for side in one.to_ask)
    return WorkRow(
        title=_pair(one),
        url=reverse("match_after", args=[one.match]),
        note=_("Ask {names} how they are.", names=names),
        clock=clock(one.since, one.since, here.today),
    )


def pair(found: DeskEnding) -> str:
    return _("{one} and {other}", one=found.member.name, other=found.supporter.name)


def stands(found: DeskEnding, here: Here) -> str:
    if found.state == MatchState.ENDING and found.last_day:
        day = here.say_day(found.last_day)
        if found.last_day < here.today:
            return _("The last day was {day}. Nothing ends by itself: ask both.", day=day)
        return _("The last day is {day}.", day=day)
    if found.state == MatchState.CHECKED:
        return _("It has ended, and both were asked how they are.")
    day = here.say_day(found.asks_on) if found.asks_on else ""
    return _("It has ended. Both are asked how they are from {day} on.", day=day)


def shared_words(found: DeskEnding) -> list[tuple[str, str, str, bool]]:
    """Title, words, whose and whether both wrote them; all of it is read by both."""
    rows = [
        (_("What they did together"), found.looked_back, _("From both"), True),
        (_("Who or what else is there"), found.other_support, _("From both"), True),
        *((_("What {name} takes away from it", name=one.name), one.gained, one.name, False)
          for one in found.sides),
    ]  # fmt: skip
    return [row for row in rows if row[1]]


def feedback(found: DeskEnding) -> list[tuple[str, str]]:
    return [(one.name, one.feedback) for one in found.sides if one.feedback]


def reach_rows(one: SideAfter) -> list[SummaryRow]:
    """Only the ways they ticked, and what must not go wrong."""
    if not one.may_contact:
        no = _("They have not agreed that we get in touch. Ask them when they come to us.")
        return [SummaryRow(_("Mind"), no)]
    rules = [
        _("No voicemail.") if "phone" in one.ways and not one.may_leave_message else "",
        "" if one.may_say_who else _("Do not say who we are."),
    ]
    rows = [
        SummaryRow(_("Ways they ticked"), ways_in_words(one.ways) if one.ways else ""),
        SummaryRow(_("Phone"), one.phone if {"phone", "text"} & set(one.ways) else ""),
        SummaryRow(_("Good and bad times"), one.times),
        SummaryRow(_("Mind"), " ".join(rule for rule in rules if rule)),
    ]
    return [row for row in rows if row.value]


def answered(one: SideAfter) -> str:
    """What one side answered, or ''."""
    if one.answer is None:
        return ""
    said = str(ANSWERS[one.answer])
    if one.is_open:
        return _("{said}. Wants a call.", said=said) if one.wants_call else _("{said}.", said=said)
    return _("{said}.", said=said)
