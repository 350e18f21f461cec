"""Words about measures for every page that shows one. No queries.

The text of an instrument is shown as its file has it; what we say around it is ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from alongside.measures.scoring import bands
from alongside.web.people.local_time import local_date, say_date
from alongside.web.safety.clocks import concern_clocks
from alongside.web.ui.parts import Cell, SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.measures.instrument import Instrument, Item

TITLES = {"phq9": _l("Low mood"), "gad7": _l("Worry")}
"""What people read instead of the name of an instrument."""

BY_WAY = {
    "phone": _l("by phone"),
    "text": _l("by text message"),
    "email": _l("by email"),
    "in_person": _l("in person"),
    "post": _l("by letter"),
}
HOW = {
    "online": _l("On a page like this"),
    "spoken": _l("Spoken, and typed in here"),
    "paper": _l("On paper, and typed in here"),
}
UNSCORED = {
    "items_missing": _l("No number, because some questions were left out"),
    "nothing_answered": _l("No number, because every question was left out"),
}
NO_NUMBER = _l("No number, because an answer does not fit its question")


@dataclass(frozen=True)
class Reminder:
    """What happens after an answer that calls a human, said before it is given. `place` is the
    number of the question above which it stands again."""

    place: int
    question: str
    text: str
    happens: str
    may_leave_out: str


def plain_name(instrument: Instrument) -> str:
    return str(TITLES.get(instrument.code, instrument.name))


def say_how_many(instrument: Instrument) -> str:
    return _(
        "{count} short questions about the {time}. You can leave out any of them.",
        count=len(instrument.items), time=instrument.recall,
    )  # fmt: skip


def say_ways(ways: Sequence[str]) -> str:
    """`by phone or by text message`, the soonest first; '' where no way was agreed."""
    known = [str(text) for way, text in BY_WAY.items() if way in ways]
    if len(known) < 2:
        return "".join(known)
    return _("{some} or {last}", some=", ".join(known[:-1]), last=known[-1])


def say_length() -> str:
    """The clock of the same day in words: `2 hours`."""
    minutes = int(concern_clocks().same_day.total_seconds() // 60)
    if minutes == 60:
        return _("1 hour")
    if minutes % 60 == 0:
        return _("{count} hours", count=minutes // 60)
    return _("{count} minutes", count=minutes)


def reminder_of(instrument: Instrument, who: str, ways: Sequence[str] | None) -> Reminder | None:
    """None where no question calls a human. `ways` are those in which we may get in touch; None
    where it is read out to them, and can be agreed."""
    item = next((one for one in instrument.items if one.alert_from is not None), None)
    if item is None:
        return None
    return Reminder(
        place=item.number,
        question=_question(instrument, item),
        text=item.text,
        happens=_happens(_quiet(instrument, item), who or _("Somebody here"), ways),
        may_leave_out=_("You may leave this question out. Then nobody is told anything."),
    )


def _question(instrument: Instrument, item: Item) -> str:
    if item.number == len(instrument.items):
        return _("The last question")
    return _("Question {number}", number=item.number)


def _quiet(instrument: Instrument, item: Item) -> str:
    """The answers that call nobody."""
    least = item.alert_from or 0
    return ", ".join(f"“{option.label}”" for option in instrument.options if option.value < least)


def _happens(quiet: str, who: str, ways: Sequence[str] | None) -> str:
    if ways is None:
        return _(
            "If you answer anything but {quiet}, {name} is told at once and talks with you within "
            "{length}.",
            quiet=quiet, name=who, length=say_length(),
        )  # fmt: skip
    how = say_ways(ways)
    if not how:
        return _(
            "If you answer anything but {quiet}, {name} is told at once. You have not said how "
            "we may get in touch with you, so we could not ring or write. Tell us first how, or "
            "leave this question out.",
            quiet=quiet, name=who,
        )  # fmt: skip
    return _(
        "If you answer anything but {quiet}, {name} is told at once and gets in touch with you "
        "within {length}, {how}, to talk with you.",
        quiet=quiet, name=who, length=say_length(), how=how,
    )  # fmt: skip


# What was answered


def say_score(value: float) -> str:
    """`9`, or `9.5`."""
    return f"{value:g}"


def say_result(instrument: Instrument, row: Any) -> str:
    """`9 of 27`, or why there is no number."""
    if row.score is None:
        return str(UNSCORED.get(row.unscored_why, NO_NUMBER))
    return _(
        "{score} of {highest}",
        score=say_score(row.score),
        highest=say_score(instrument.scoring.highest),
    )


def which_way(instrument: Instrument) -> str:
    if instrument.scoring.higher_is_better:
        return _("Higher means lighter.")
    return _("Lower means lighter.")


def answer_rows(instrument: Instrument, answers: Mapping[str, int]) -> list[SummaryRow]:
    """Each question with what was answered; what was left out says so."""
    labels = {option.value: option.label for option in instrument.options}
    rows = []
    for item in instrument.items:
        given = answers.get(str(item.number))
        said = _("Left out") if given is None else labels.get(given, _("Another answer"))
        rows.append(SummaryRow(item.text, said))
    return rows


def range_rows(instrument: Instrument, value: float | None) -> list[list[Cell]]:
    """The published names of the ranges, for whoever asks. The one that was reached is strong."""
    reached = bands(instrument, value)
    return [
        [
            Cell(
                band.label,
                strong=band == reached,
                note=_("(your number)") if band == reached else "",
            ),
            Cell(_("{low} to {high}", low=say_score(band.lowest), high=say_score(band.highest))),
        ]
        for band in instrument.bands
    ]


def say_day(moment: datetime, time_zone: str) -> str:
    return say_date(local_date(moment, time_zone))
