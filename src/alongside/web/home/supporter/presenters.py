"""Words for those who give support."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.web.clock import now
from alongside.web.home.measure_words import plain_name, say_day, say_score
from alongside.web.home.member.goal_presenters import goal_sentence
from alongside.web.home.since import Words, by_day
from alongside.web.people.local_time import local_date
from alongside.web.ui.parts import LinkRow, Point, Step, SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service
    from alongside.web.people.selectors import SupporterPage
    from alongside.web.questionnaires.selectors import GoalHistory, SharedScore

WAYS = {
    "phone": _l("Phone call"),
    "text": _l("Text message"),
    "email": _l("Email"),
    "post": _l("Letter"),
    "in_person": _l("In person"),
}


def first_steps() -> list[Step]:
    """How it will go, for whoever is beside nobody yet."""
    return [
        Step(
            _("{A coordinator} thinks of the two of you"),
            _("You read a little about the person. You say yes, or not now. Nobody asks why."),
        ),
        Step(_("Both of you say yes"), _("Only then do you see a name.")),
        Step(
            _("You see what they agreed to show"),
            _("Their name stands here, and how they like to be reached."),
        ),
    ]


def new_phone_steps() -> list[Step]:
    """The rule for a new phone, as it is kept."""
    return [
        Step(_("Ask {a coordinator} for a code"), _("In person is best.")),
        Step(
            _("On the telephone, answer the question you agreed"),
            _("No question agreed yet? Agree one the next time you meet."),
        ),
        Step(
            _("Type the code within 10 minutes"),
            _("It works once. Both of you are told that a new phone was added."),
        ),
    ]


def hello_links(services: Sequence[Service]) -> list[LinkRow]:
    """The open services in which somebody can get in touch, with a helper beside them."""
    return [
        LinkRow(service.name, reverse("hello_start", args=[service.slug]))
        for service in services
        if service.is_open
    ]


def person_rows(page: SupporterPage) -> list[SummaryRow]:
    """What the person agreed to show, and nothing about what they did not."""
    rows = []
    if page.pronouns:
        rows.append(SummaryRow(_("Pronouns"), page.pronouns))
    if page.access_needs:
        rows.append(SummaryRow(_("What makes it easier"), page.access_needs))
    if page.ways:
        ways = ", ".join(str(WAYS.get(way, way)) for way in page.ways)
        rows.append(SummaryRow(_("How to get in touch"), ways))
    if page.times:
        rows.append(SummaryRow(_("Good times"), page.times))
    if page.phone:
        rows.append(SummaryRow(_("Phone"), page.phone))
    if page.email:
        rows.append(SummaryRow(_("Email"), page.email))
    return rows


def goal_lines(goals: Sequence[GoalHistory], zone: str) -> list[tuple[str, Words]]:
    """What they show of what matters to them: their words, and how the number moved."""
    today = local_date(now(), zone)
    return [(one.goal.words, goal_sentence(by_day(one.numbers, zone), today)) for one in goals]


def number_rows(shared: Sequence[SharedScore], zone: str) -> list[SummaryRow]:
    """The numbers that they show: which, when, and out of how many."""
    return [
        SummaryRow(
            plain_name(one.instrument),
            _("{score} of {highest}, on {day}", score=say_score(one.score),
              highest=say_score(one.instrument.scoring.highest),
              day=say_day(one.answered_at, zone)),
        )
        for one in shared
    ]  # fmt: skip


def contact_rules(page: SupporterPage) -> list[Point]:
    """What keeps them safe when you get in touch. Empty when there is no way to."""
    if not page.ways:
        return []
    message = (
        Point(_("You may leave a message"))
        if page.may_leave_message
        else Point(_("Leave no message, on the phone or with anybody"), met=False)
    )
    who = (
        Point(_("You may say where you are from"))
        if page.may_say_who
        else Point(_("Say only your first name, not where you are from"), met=False)
    )
    return [message, who]
