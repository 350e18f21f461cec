"""Words of the pages on which two people are brought together. No queries, and no answers: who has
not answered yet is all that the desk reads of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.web.home.desk.presenters import Here
from alongside.web.people.local_time import say_date
from alongside.web.support.match_states import MatchState, Side
from alongside.web.support.wishes import say_chip, say_fact, say_lack, say_met, say_missed
from alongside.web.ui.parts import Cell, Column, LinkRow, Places, Point, SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.matching.suggest import Wish
    from alongside.web.support.selectors import (
        Agenda,
        Board,
        DeskMatch,
        Pair,
        Seeking,
        Shortlist,
        Shortlisted,
    )
    from alongside.web.support.wishes import Fact


# The board


def board_counts(board: Board) -> list[str]:
    ready = sum(1 for row in board.rows if row.suggested)
    return [
        _("1 free place") if board.free_places == 1
        else _("{count} free places", count=board.free_places),
        _("1 waits") if board.counts.waiting == 1
        else _("{count} wait", count=board.counts.waiting),
        _("1 could be asked about somebody") if ready == 1
        else _("{count} could be asked about somebody", count=ready),
    ]  # fmt: skip


def board_columns() -> list[Column]:
    return [Column(_("Who")), Column(_("Waits"), number=True), Column(_("How it stands"))]


def board_rows(board: Board, here: Here) -> list[list[Cell]]:
    return [
        [
            Cell(
                row.seeking.name,
                reverse("match_person", args=[row.seeking.referral]),
                strong=True,
                note=row.seeking.service if here.several else "",
            ),
            Cell(weeks(row.seeking.received_at, here), number=True),
            Cell(_stands(row), note=_missing_words(row)),
        ]
        for row in board.rows
    ]


def _stands(row: Agenda) -> str:
    if not row.seeking.keeps_record:
        return _("No suggestion: they said no to a record")
    if row.asked == 1:
        return _("Asked about 1 person")
    if row.asked:
        return _("Asked about {count} people", count=row.asked)
    if row.seeking.wishes is None:
        return _("Ask what they wish for first")
    if row.suggested == 1:
        return _("1 suggestion")
    if row.suggested:
        return _("{count} suggestions", count=row.suggested)
    return _("No suggestion yet")


def _missing_words(row: Agenda) -> str:
    if row.suggested or row.asked or not row.missing:
        return ""
    return _("Missing: {list}", list=_listed((wish.kind, wish.value) for wish in row.missing))


def _listed(facts: Iterable[Fact]) -> str:
    return ", ".join(say_chip(fact) for fact in facts)


def missing_lines(board: Board) -> list[str]:
    """What would help most to have: `Speaks Welsh (3)`."""
    return [
        _("{what} ({count})", what=say_fact(fact), count=count) for fact, count in board.missing[:6]
    ]


def weeks(since: datetime, here: Here) -> str:
    count = (here.today - here.day_of(since)).days // 7
    if count == 0:
        return _("This week")
    return _("1 week") if count == 1 else _("{count} weeks", count=count)


def pair_rows(pairs: Sequence[Pair], here: Here) -> list[list[Cell]]:
    return [
        [
            Cell(
                _("{one} and {other}", one=pair.member, other=pair.supporter),
                reverse("match_one", args=[pair.match]),
                strong=True,
                note=pair.offer,
            ),
            Cell(str(STATES[pair.state])),
            Cell(here.say_day(here.day_of(pair.introduced_at)) if pair.introduced_at else ""),
        ]
        for pair in pairs
    ]


# One person


def waits_line(seeking: Seeking, here: Here) -> str:
    new = here.today - here.day_of(seeking.received_at) < timedelta(days=7)
    waiting = _("Came this week.") if new else _(
        "Waiting {weeks}.", weeks=weeks(seeking.received_at, here)
    )  # fmt: skip
    if seeking.next_contact_on is None:
        return waiting
    return _("{waiting} Next contact {day}.", waiting=waiting,
             day=here.say_day(seeking.next_contact_on))  # fmt: skip


def wish_lines(wishes: Sequence[Wish] | None) -> list[tuple[bool, str]]:
    """Whether it is a must, and what."""
    return [(wish.must, say_fact((wish.kind, wish.value))) for wish in wishes or ()]


@dataclass(frozen=True)
class Candidate:
    name: str
    suggested: bool
    places: Places
    points: list[Point]
    misses_a_must: bool
    button: str
    url: str


def candidates(found: Shortlist) -> list[Candidate]:
    return [_candidate(row, found.seeking) for row in found.rows]


def _candidate(row: Shortlisted, seeking: Seeking) -> Candidate:
    url = reverse("match_person", args=[seeking.referral])
    choose = _("Choose {name}, with a reason", name=row.name)
    return Candidate(
        name=row.name,
        suggested=row.suggested,
        places=_places(row.gates.taken, row.gates.free),
        points=points(row.met, row.missed),
        misses_a_must=row.misses_a_must,
        button=choose if row.misses_a_must else _("Ask both, privately"),
        url=f"{url}?with={row.person}",
    )


def _places(taken: int, free: int) -> Places:
    """`2 free`, with dots for those that are taken too."""
    return Places(taken, free, _("1 free") if free == 1 else _("{count} free", count=free))


def points_as_read(met: Iterable[Wish], missed: Iterable[Wish]) -> list[Point]:
    """As whoever wished reads them."""
    return [Point(say_met(wish)) for wish in met] + [
        Point(say_missed(wish), met=False) for wish in missed
    ]


def points(met: Iterable[Wish], missed: Iterable[Wish]) -> list[Point]:
    return [Point(say_fact((wish.kind, wish.value))) for wish in met] + [
        Point(_lack(wish), met=False) for wish in missed
    ]


def _lack(wish: Wish) -> str:
    lack = say_lack((wish.kind, wish.value))
    return _("{lack}. Misses a must", lack=lack) if wish.must else lack


def asked_rows(found: Shortlist) -> list[LinkRow]:
    return [
        LinkRow(
            one.name,
            reverse("match_one", args=[one.match]),
            _("They have until {day}.", day=say_date(one.answer_by)),
        )
        for one in found.asked
    ]


# One match


STATES = {
    MatchState.ASKED: _l("Asked"),
    MatchState.NOT_THIS_TIME: _l("Not this time"),
    MatchState.INTRODUCED: _l("Both said yes"),
    MatchState.TRIAL: _l("First times together"),
    MatchState.ACTIVE: _l("Together"),
    MatchState.PAUSED: _l("Paused"),
    MatchState.ENDING: _l("Last day set"),
    MatchState.ENDED: _l("Ended"),
    MatchState.CHECKED: _l("Ended, and both were asked"),
}

_LATER = {
    MatchState.INTRODUCED: _l("They know each other’s names. Their first time is to come."),
    MatchState.TRIAL: _l("After up to three times both say, each on their own, if they go on."),
    MatchState.ACTIVE: _l("They meet as the two of them agree."),
    MatchState.PAUSED: _l("They take a break. Either of them can go on at any time."),
    MatchState.CHECKED: _l("This is over, and both were asked how they are."),
}


def stands(match: DeskMatch) -> str:
    if match.state == MatchState.ASKED:
        names = [side_name(match, side) for side in match.waits_for]
        day = say_date(match.answer_by)
        if len(names) == 2:
            return _("Neither has answered yet. They have until {day}.", day=day)
        return _("{name} has not answered yet, and has until {day}.", name=names[0], day=day)
    if match.state == MatchState.NOT_THIS_TIME:
        return _not_this_time(match)
    if match.state == MatchState.ENDING and match.last_day:
        return _("Their last day is {day}.", day=say_date(match.last_day))
    if match.state == MatchState.ENDED:
        return _("It has ended. Nobody is asked for a reason.")
    return str(_LATER[match.state])


def _not_this_time(match: DeskMatch) -> str:
    if match.no_place_left:
        return _("Both said yes, and the last place had gone a moment before.")
    if match.ended_how == "taken_back":
        return _("It was taken back before both had answered.")
    return _("It did not come about. What each of them answered stays with them.")


def side_name(match: DeskMatch, side: Side) -> str:
    return match.member if side is Side.MEMBER else match.supporter


def facts(match: DeskMatch, here: Here) -> list[SummaryRow]:
    rows = [SummaryRow(_("What"), match.offer)]
    if match.because:
        rows.append(SummaryRow(_("Why this person"), match.because))
    if match.to_confirm:
        names = ", ".join(side_name(match, side) for side in match.to_confirm)
        rows.append(SummaryRow(_("Has not said if they go on"), names))
    if match.ended_at and match.is_over:
        rows.append(SummaryRow(_("Ended on"), here.say_day(here.day_of(match.ended_at))))
        rows.append(SummaryRow(_("Who ended it"), _ender(match)))
    if match.after_check_on:
        rows.append(SummaryRow(_("Ask how they are"), here.say_day(match.after_check_on)))
    return rows


def _ender(match: DeskMatch) -> str:
    if match.ended_by in list(Side):
        name = side_name(match, Side(match.ended_by))
        return _("{name}. The other one is not told.", name=name)
    return _("The service")


def step_rows(match: DeskMatch, here: Here) -> list[list[Cell]]:
    return [
        [
            Cell(here.say_moment(step.at)),
            Cell(str(STATES[step.to_state])),
            Cell(step.by or _("The program")),
        ]
        for step in reversed(match.steps)
    ]


@dataclass(frozen=True)
class Act:
    """Something to do: its key, heading, what it means and the word on its button."""

    do: str
    heading: str
    means: str
    button: str


_ACTS: dict[str, tuple[Any, Any, Any]] = {
    "answer": (
        _l("Write down an answer they told you"),
        _l("It counts as their own. Afterwards no page of the desk shows what it was."),
        _l("Keep this answer"),
    ),
    "take_back": (
        _l("Take this back"),
        _l("Both read that it is not this time. Nobody is told why."),
        _l("Take it back"),
    ),
    "go_on": (
        _l("Write down if they want to go on"),
        _l("Each says it on their own. With two yeses they go on."),
        _l("Keep this"),
    ),
    "pause": (
        _l("Pause"),
        _l("They take a break. The place is kept, and the other one is told."),
        _l("Pause"),
    ),
    "resume": (_l("Go on again"), _l("The other one is told."), _l("Go on again")),
    "plan": (
        _l("Set a last day"),
        _l("It leaves time to look back. It can be changed until it comes."),
        _l("Set this day"),
    ),
    "keep_going": (
        _l("Take the last day back"),
        _l("They go on. The other one is told."),
        _l("Take it back"),
    ),
    "end": (
        _l("End it now"),
        _l("Either of them may end it at any time, without a reason. What they planned together "
           "is cancelled."),
        _l("End it now"),
    ),
}  # fmt: skip

_ALLOWED = {
    MatchState.ASKED: ("answer", "take_back"),
    MatchState.INTRODUCED: ("plan", "end"),
    MatchState.TRIAL: ("go_on", "pause", "plan", "end"),
    MatchState.ACTIVE: ("pause", "plan", "end"),
    MatchState.PAUSED: ("resume", "plan", "end"),
    MatchState.ENDING: ("keep_going", "plan", "end"),
}


def acts(match: DeskMatch) -> list[Act]:
    return [Act(do, *(str(words) for words in _ACTS[do])) for do in _ALLOWED.get(match.state, ())]


def act_rows(match: DeskMatch) -> list[LinkRow]:
    url = reverse("match_one", args=[match.match])
    return [LinkRow(act.heading, f"{url}?do={act.do}", act.means) for act in acts(match)]
