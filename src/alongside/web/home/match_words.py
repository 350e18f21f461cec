"""Words about two people who might meet, or who have met. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.people.local_time import local_date, say_date
from alongside.web.support.match_states import MatchState, Side
from alongside.web.support.wishes import say_met, say_missed
from alongside.web.ui.parts import LinkRow, Point
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.home.match_forms import AsksForm
    from alongside.web.support.selectors import NotThisTime, SideMatch

ASKED_NOTICES = {
    "answered": _l("Saved. Only you see your answer, and you can change it until both answered."),
    "settled": _l("Saved."),
    "wishes": _l("Saved. We look for somebody with this in mind."),
    "about_me": _l("Saved. This is what people read before both said yes."),
}

WITH_NOTICES = {
    "both_yes": _l("You both said yes."),
    "go_on": _l("Saved. Only you see your answer until both of you said yes."),
    "pause": _l("It is paused. Go on whenever you like."),
    "resume": _l("You go on from here."),
    "keep_going": _l("There is no last day any more. You go on."),
    "plan": _l("The last day is set. You can change it at any time."),
    "end": _l("It has ended."),
}


@dataclass(frozen=True)
class AskCard:
    """Somebody without a name. `points` are the reader's wishes, met and not."""

    heading: str
    sentence: str
    practical: str
    offer: str
    points: list[Point]
    field: Any


def ask_cards(form: AsksForm, side: Side) -> list[AskCard]:
    unnamed = _("Somebody who waits") if side is Side.SUPPORTER else _("Somebody you might like")
    return [
        AskCard(
            heading=ask.heading or unnamed,
            sentence=ask.sentence,
            practical=ask.practical,
            offer=ask.offer,
            points=[Point(say_met(wish)) for wish in ask.met]
            + [Point(say_missed(wish), met=False) for wish in ask.missed],
            field=form[str(ask.match)],
        )
        for ask in form.asks
    ]


def say_take_until(form: AsksForm) -> str:
    return say_date(min(ask.answer_by for ask in form.asks))


def news_lines(news: Sequence[NotThisTime], side: Side, zone: str) -> list[str]:
    """What came to nothing, without whose answer it was."""
    return [_news(one, side, zone) for one in news]


def _news(one: NotThisTime, side: Side, zone: str) -> str:
    day = say_date(local_date(one.on, zone))
    if one.no_place_left and side is Side.MEMBER:
        return _(
            "{day}: you both said yes, and somebody else said yes a moment before you. The last "
            "place has gone. You keep your place in the list, and we look for somebody else.",
            day=day,
        )
    if one.no_place_left:
        return _("{day}: you both said yes, and your last place had just been taken.", day=day)
    if side is Side.MEMBER:
        return _("{day}: it was not to be this time. You keep your place in the list.", day=day)
    return _("{day}: it was not to be this time.", day=day)


@dataclass(frozen=True)
class Stands:
    """How it stands between two people: a heading, a sentence, and what the other said."""

    heading: str
    text: str
    words: str = ""


def stands(own: SideMatch, zone: str) -> Stands:
    if own.ended_at is not None:
        day = say_date(local_date(own.ended_at, zone))
        heading = _("With {name}", name=own.name) if own.name else _("Your time together")
        words = "" if own.ended_by_reader else own.words
        return Stands(heading, _("It ended on {day}.", day=day), words)
    return Stands(_("With {name}", name=own.name), _text(own))


def _text(own: SideMatch) -> str:
    if own.state == MatchState.ENDING and own.last_day:
        return _("The last day is {day}.", day=say_date(own.last_day))
    return str(_STANDS[own.state])


_STANDS = {
    MatchState.INTRODUCED: _l("You both said yes. Next is to meet for the first time."),
    MatchState.TRIAL: _l(
        "You are getting to know each other. After up to three times, both of you say whether "
        "you want to go on."
    ),
    MatchState.ACTIVE: _l("You meet as you arranged it."),
    MatchState.PAUSED: _l("It is paused. Nothing is lost."),
    MatchState.ENDING: _l("A last day is set."),
}


@dataclass(frozen=True)
class Act:
    """Something that may be done now. `heading` asks, `text` says what it does."""

    do: str
    heading: str
    text: str
    button: str
    url: str


_ACTS = {
    "go_on": (
        _l("Say whether I want to go on"),
        _l("Only you see your answer until both of you said yes."),
        _l("Save my answer"),
    ),
    "pause": (
        _l("Pause"),
        _l("Nobody asks why. The times you planned stay until you change them."),
        _l("Pause it"),
    ),
    "resume": (_l("Go on again"), _l("You go on where you stopped."), _l("Go on again")),
    "keep_going": (
        _l("Go on after all"),
        _l("The last day is taken back."),
        _l("Go on after all"),
    ),
    "plan": (
        _l("Plan the end together"),
        _l("You choose a last day, with time to look back."),
        _l("Set the last day"),
    ),
    "end": (
        _l("End it now"),
        _l("You need no reason. They are not told that it was you."),
        _l("End it"),
    ),
}
_ANOTHER = _l("End it, or ask for somebody else")

ALLOWED = {
    MatchState.INTRODUCED: ("plan", "end"),
    MatchState.TRIAL: ("go_on", "pause", "plan", "end"),
    MatchState.ACTIVE: ("pause", "plan", "end"),
    MatchState.PAUSED: ("resume", "plan", "end"),
    MatchState.ENDING: ("keep_going", "plan", "end"),
}


def acts_of(own: SideMatch, route: str) -> list[Act]:
    """In the order in which they weigh; none after the end."""
    return [
        Act(
            do=do,
            heading=str(_ANOTHER if do == "end" and own.side is Side.MEMBER else _ACTS[do][0]),
            text=str(_ACTS[do][1]),
            button=str(_ACTS[do][2]),
            url=f"{reverse(route, args=[own.match])}?do={do}",
        )
        for do in ALLOWED.get(own.state, ())
    ]


def act_rows(acts: Sequence[Act]) -> list[LinkRow]:
    return [LinkRow(act.heading, act.url, act.text) for act in acts]
