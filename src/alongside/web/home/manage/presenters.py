"""The access report in words: a sentence before each number, and of whom it is a part."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.accounts.profiles import in_force, profiles
from alongside.web.people.local_time import say_date
from alongside.web.ui.parts import Cell, Column, LinkRow, SummaryRow
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service
    from alongside.web.people.selectors import ReportFigures

FEWEST_FOR_A_SHARE = 10
"""A share in a hundred of fewer people says more than it knows."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Finding:
    """What is said, how many people, of how many, and who those are."""

    sentence: str
    what: str
    people: int
    of: int
    of_whom: str

    @property
    def share(self) -> str:
        if self.of < FEWEST_FOR_A_SHARE:
            return "–"
        return _("{number} %", number=round(100 * self.people / self.of))


def say_part(people: int, of: int) -> str:
    """`33 of 41 (80 %)`; without the share where there are few."""
    if of < FEWEST_FOR_A_SHARE:
        return _("{people} of {of}", people=people, of=of)
    share = round(100 * people / of)
    return _("{people} of {of} ({share} %)", people=people, of=of, share=share)


def denominators(figures: ReportFigures) -> list[SummaryRow]:
    """Who is in the figures: the strip above everything else."""
    return [
        SummaryRow(_("Got in touch"), figures.eligible),
        SummaryRow(_("Were asked if they may be counted"), figures.asked),
        SummaryRow(_("Said yes"), figures.counted),
        SummaryRow(_("Counted below"), figures.counted),
    ]


def say_counted(figures: ReportFigures) -> str:
    """`Of 41 people who got in touch, 33 agreed to be counted. …`"""
    counted = _(
        "Of {eligible} who got in touch, {asked} were asked whether they may be counted, and "
        "{counted} agreed.",
        eligible=figures.eligible,
        asked=figures.asked,
        counted=figures.counted,
    )
    others = _("The others are in no other number on this page.")
    return f"{counted} {others}"


def findings(figures: ReportFigures) -> list[Finding]:
    in_time = say_part(figures.acknowledged_in_time, figures.due)
    first = Finding(
        _("{part} had our answer in time.", part=in_time),
        _("Had our answer in time"),
        figures.acknowledged_in_time,
        figures.due,
        _("Of those who agreed to be counted and whose answer was due by now."),
    )
    return [first, *(_of_counted(figures, *one) for one in _counts(figures))]


def _counts(figures: ReportFigures) -> list[tuple[str, str, int]]:
    """Sentence, short name, count: each of those who agreed to be counted."""

    def part(people: int) -> str:
        return say_part(people, figures.counted)

    wrote, waiting, elsewhere = figures.wrote_themselves, figures.waiting, figures.not_right_here
    silent, gone = figures.could_not_reach, figures.withdrawn
    return [
        (_("{part} wrote to us themselves.", part=part(wrote)), _("Wrote themselves"), wrote),
        (
            _("{part} is waiting now.", part=part(waiting))
            if waiting == 1
            else _("{part} are waiting now.", part=part(waiting)),
            _("Waiting now"),
            waiting,
        ),
        (
            _("{part} heard that it was not right here.", part=part(elsewhere)),
            _("Not right here"),
            elsewhere,
        ),
        (_("{part} could not be reached.", part=part(silent)), _("Not reached"), silent),
        (_("{part} chose not to go on.", part=part(gone)), _("Chose not to go on"), gone),
    ]


def _of_counted(figures: ReportFigures, sentence: str, what: str, people: int) -> Finding:
    whom = _("Of those who agreed to be counted.")
    return Finding(sentence, what, people, figures.counted, whom)


def times(figures: ReportFigures) -> list[str]:
    """How long things took, each with how many it is said of."""
    said = []
    if figures.middle_days_to_acknowledge is not None:
        said.append(_say_answered(figures.middle_days_to_acknowledge, figures.acknowledged))
    if figures.middle_weeks_waiting is not None and figures.ninth_weeks_waiting is not None:
        said.append(
            _say_waited(figures.middle_weeks_waiting, figures.ninth_weeks_waiting, figures.waiting)
        )
    return said


def _say_waited(middle: int, ninth: int, count: int) -> str:
    if count == 1:
        return _("The one who waits now has waited {middle}.", middle=_say_up_to(middle))
    return _(
        "Of the {count} who wait now, half have waited {middle} and nine in ten {ninth}.",
        count=count,
        middle=_say_up_to(middle),
        ninth=_say_up_to(ninth),
    )


def _say_answered(days: int, count: int) -> str:
    if days == 0:
        return _(
            "Half had our answer on the same day. Said of the {count} who had one.", count=count
        )
    if days == 1:
        return _("Half had our answer within a day. Said of the {count} who had one.", count=count)
    return _(
        "Half had our answer within {days} days. Said of the {count} who had one.",
        days=days,
        count=count,
    )


def _say_up_to(weeks: int) -> str:
    """Whole weeks gone by, as the most that somebody can have waited."""
    if weeks == 0:
        return _("less than a week")
    return _("less than {weeks} weeks", weeks=weeks + 1)


def table(figures: ReportFigures) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        Column(_("What")),
        Column(_("People"), number=True),
        Column(_("Of"), number=True),
        Column(_("Share"), number=True),
    ]
    rows = [
        [Cell(one.what), Cell(one.people), Cell(one.of), Cell(one.share)]
        for one in findings(figures)
    ]
    return columns, rows


def say_period(figures: ReportFigures) -> str:
    if figures.first_on is None:
        return _("Nobody has got in touch yet.")
    return _("Everybody who got in touch from {day} until today.", day=say_date(figures.first_on))


def run_as(service: Service) -> list[SummaryRow]:
    """How the service is run: printed with its figures."""
    ways = in_force(service.profile, service.switches)
    return [
        SummaryRow(_("Run as"), _(profiles()[service.profile].name)),
        SummaryRow(_("What is held of who somebody is"), _begin(_(ways["identity"]))),
        SummaryRow(_("How notes are kept"), _begin(_(ways["documentation"]))),
    ]


def _begin(words: str) -> str:
    """With a capital at its head, and the rest as it stands."""
    return words[:1].upper() + words[1:]


def other_services(services: Sequence[Service], shown: Service) -> list[LinkRow]:
    page = reverse("figures")
    return [
        LinkRow(service.name, f"{page}?service={service.id}")
        for service in services
        if service.id != shown.id
    ]


def harmless(text: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def as_csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    """Comma separated, with a mark at the start so that spreadsheets read accents."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row[column]) for column in columns])
    return f"\ufeff{out.getvalue()}"
