"""Words for the pages about the team and the rota."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from alongside.web.home.setup.team_forms import ROLE_WORDS, WEEKDAYS
from alongside.web.people.local_time import say_date
from alongside.web.ui.dates import say_clock
from alongside.web.ui.parts import Cell, Column, SummaryRow, WorkRow
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.accounts.models import CoverShift
    from alongside.web.people.models import RoleHolding
    from alongside.web.people.selectors import TeamMember


def team_columns() -> list[Column]:
    return [
        Column(_("Name")),
        Column(_("What they do")),
        Column(_("Email")),
        Column(_("Signing in")),
    ]


def team_rows(team: Sequence[TeamMember]) -> list[list[Cell]]:
    """Everybody who holds a role, or will."""
    return [
        [
            Cell(member.person.name, url=reverse("set_up_person", args=[member.person.id])),
            Cell(", ".join(say_holding(holding) for holding in member.held)),
            Cell(member.row.email or _("none")),
            Cell(say_sign_in(member)),
        ]
        for member in team
        if member.held
    ]


def past_rows(team: Sequence[TeamMember]) -> list[dict[str, str]]:
    """Those who held a role once and hold none now."""
    return [
        {
            "text": member.person.name,
            "url": reverse("set_up_person", args=[member.person.id]),
            "note": ", ".join(say_holding(holding) for holding in member.past),
        }
        for member in team
        if not member.held
    ]


def say_holding(holding: RoleHolding) -> str:
    """`Coordinator, Thornbeck Peer Support`, in the service's own words."""
    word = str(ROLE_WORDS.get(holding.role, holding.role))
    return f"{word}, {holding.service.name}" if holding.service else word


def say_sign_in(member: TeamMember) -> str:
    if member.row.user_id is None:
        return _("No sign-in")
    if not member.row.is_active:
        return _("Closed")
    return _("By a code sent to them") if member.row.email else _("By a code handed over")


def person_rows(member: TeamMember) -> list[SummaryRow]:
    asked = _("Agreed") if member.has_agreed_question else _("Not yet")
    return [
        SummaryRow(_("Email"), member.row.email or _("none")),
        SummaryRow(_("Signing in"), say_sign_in(member)),
        SummaryRow(_("Question for a new phone"), asked),
    ]


@dataclass(frozen=True)
class HeldRole:
    """A role that may be stopped: each has its own form."""

    id: UUID
    text: str
    note: str
    key: str


def role_rows(member: TeamMember, new_key: Callable[[], str]) -> list[HeldRole]:
    return [
        HeldRole(
            id=holding.id,
            text=say_holding(holding),
            note=_("From {day}", day=say_date(holding.from_on)),
            key=new_key(),
        )
        for holding in member.held
    ]


def past_lines(member: TeamMember) -> list[str]:
    return [
        _(
            "{role}, from {start} to {end}",
            role=say_holding(holding),
            start=say_date(holding.from_on),
            end=say_date(holding.until_on),
        )
        for holding in member.past
        if holding.until_on
    ]


@dataclass(frozen=True)
class Day:
    name: str
    rows: list[WorkRow]


def rota_days(
    shifts: Sequence[CoverShift], team: Sequence[TeamMember], new_key: Callable[[], str]
) -> list[Day]:
    """The week, day by day; days without anybody on duty are left out."""
    members = {member.row.user_id: member for member in team}
    days = []
    for weekday, name in WEEKDAYS:
        rows = [
            _shift_row(shift, members.get(shift.user_id), str(name), new_key())
            for shift in shifts
            if str(shift.weekday) == weekday
        ]
        if rows:
            days.append(Day(str(name), rows))
    return days


def _shift_row(shift: CoverShift, member: TeamMember | None, day: str, key: str) -> WorkRow:
    name = member.person.name if member else _("Somebody who left")
    page = reverse("set_up_person", args=[member.person.id]) if member else reverse("set_up_people")
    closed = member is None or not member.row.is_active
    when = _("{start} to {end}", start=say_clock(shift.starts), end=say_clock(shift.ends))
    note = f"{when}. {shift.service.name}"
    return WorkRow(
        title=name,
        url=page,
        note=_("{note}. Their sign-in is closed", note=note) if closed else note,
        action=_("Take off"),
        form_url=reverse("set_up_rota_remove", args=[shift.id]),
        form_key=key,
        about=f"{name}, {day}, {when}",
    )


def on_duty_options(team: Sequence[TeamMember], roles: Sequence[str]) -> list[tuple[str, str]]:
    """Those who can be on duty: they can sign in and hold a role of the staff."""
    return [
        (str(member.row.user_id), member.person.name)
        for member in team
        if member.row.is_active and any(holding.role in roles for holding in member.held)
    ]
