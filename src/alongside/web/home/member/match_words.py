"""Words for a member's pages about people to meet. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.clock import now
from alongside.web.people.local_time import local_date, say_date
from alongside.web.ui.parts import LinkRow
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.support.selectors import Ask, SideMatch


def asked_heading(count: int) -> str:
    if count == 1:
        return _("Somebody you might like to meet")
    return _("{count} people you might like to meet", count=count)


def with_links(own: SideMatch) -> list[LinkRow]:
    links = []
    if own.is_live:
        links.append(LinkRow(_("Plan a time"), reverse("my_arrange", args=[own.match])))
    if own.asks_after:
        links.append(LinkRow(_("Say how I am"), reverse("my_after", args=[own.match])))
    if own.may_look_back or own.ended_at is not None:
        links.append(LinkRow(_("Look back together"), reverse("my_ending", args=[own.match])))
    return [*links, LinkRow(_("Notes we wrote"), reverse("my_notes"))]


@dataclass(frozen=True)
class AskedCard:
    """Somebody may be met: the heading, what to do, and by when."""

    heading: str
    text: str
    url: str


def asked_card(asks: Sequence[Ask]) -> AskedCard | None:
    open_ones = [ask for ask in asks if ask.own_answer is None]
    if not asks:
        return None
    if not open_ones:
        return AskedCard(
            asked_heading(len(asks)),
            _("You have answered. You can change it until they have answered too."),
            reverse("my_people"),
        )
    until = say_date(min(ask.answer_by for ask in open_ones))
    text = _("Read about them and answer by {day}. You can say no.", day=until)
    return AskedCard(asked_heading(len(open_ones)), text, reverse("my_people"))


ENDED_SHOWN_DAYS = 90


def after_rows(matches: Sequence[SideMatch]) -> list[LinkRow]:
    """Whom they were beside some weeks ago: one question waits."""
    note = _("How I am, some weeks after we stopped. I can leave it out.")
    return [
        LinkRow(
            _("One question, after the time with {name}", name=own.name),
            reverse("my_after", args=[own.match]),
            note,
        )
        for own in matches
        if own.asks_after
    ]


def beside_rows(matches: Sequence[SideMatch], zone: str) -> list[LinkRow]:
    """Those beside them, and the ones that ended lately."""
    rows = []
    for own in matches:
        url = reverse("my_with", args=[own.match])
        if own.is_live:
            rows.append(LinkRow(_("Change, pause or end, with {name}", name=own.name), url))
        elif own.ended_at and (now() - own.ended_at).days <= ENDED_SHOWN_DAYS:
            day = say_date(local_date(own.ended_at, zone))
            rows.append(LinkRow(_("With {name}, until {day}", name=own.name, day=day), url))
    return rows


def note_row(unread: int) -> LinkRow:
    if not unread:
        return LinkRow(_("Notes we wrote"), reverse("my_notes"))
    return LinkRow(
        _("Notes we wrote"),
        reverse("my_notes"),
        _("1 you have not read") if unread == 1 else _("{count} you have not read", count=unread),
    )
