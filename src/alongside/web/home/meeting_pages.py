"""The pages of a meeting and of setting one, for either of the two. Member and supporter differ
in their words and in where they go back to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.viewer import Viewer
from alongside.web.clock import now
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.meeting_forms import ArrangeForm, PressForm, TimeForm
from alongside.web.home.meeting_words import NOTICES, planned_lines, say_weekly, shown
from alongside.web.people.local_time import local_date
from alongside.web.support import selectors, services
from alongside.web.support.match_states import LIVE_STATES, Side
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.support.selectors import OwnMeeting

COMING, CANCEL, MOVE, STOP = "coming", "cancel", "move", "stop"
PRESSES = (COMING, CANCEL, *OUTCOMES)


@dataclass(frozen=True)
class Area:
    """Whose pages these are, and their routes."""

    side: Side
    page: str
    arrange: str
    home: str
    log: str = ""


MY = Area(Side.MEMBER, "my_meeting", "my_arrange", "my_home")
BESIDE = Area(Side.SUPPORTER, "beside_meeting", "beside_arrange", "beside_home", "beside_log")


def press(by: Viewer, meeting: UUID, do: str) -> str:
    """The deed of one button. The key of the notice that says what it did."""
    if do == COMING:
        services.say_coming(by=by, meeting=meeting)
        return "coming"
    if do == CANCEL:
        services.cancel_meeting(by=by, meeting=meeting)
        return "cancelled"
    services.say_how_it_went(by=by, meeting=meeting, says=MeetingState(do))
    return "said"


def time_form(request: HttpRequest, zone: str, *, do: str, **options: Any) -> TimeForm:
    """The form that moves a meeting, filled when `do` says that it was sent."""
    today = local_date(now(), zone)
    return form_for(request, TimeForm, posted=do == MOVE, zone=zone, today=today, **options)


def meeting_page(request: HttpRequest, meeting: UUID, area: Area) -> HttpResponse:
    own = selectors.own_meeting(request.viewer, meeting, area.side)
    do = request.POST.get("do", "")
    pressed = form_for(request, PressForm, posted=do in PRESSES)
    move = time_form(request, own.meeting.organisation.time_zone, do=do)

    def act() -> str:
        return address(area.page, meeting, said=press(request.viewer, meeting, do))

    def change() -> str:
        new = services.move_meeting(by=request.viewer, meeting=meeting, starts_at=move.moment)
        return address(area.page, new.id, said="moved")

    context = {
        "shown": shown(own, area.page),
        "form": pressed if pressed.is_bound else move,
        "pressed": pressed,
        "move": move,
        "arrange_url": _arrange_url(own, area),
        "log_url": reverse(area.log, args=[meeting]) if area.log else "",
        "is_over": own.meeting.starts_at <= now(),
        "back_url": reverse(area.home),
        "notice": notice_of(request, NOTICES),
    }
    return (
        send(request, pressed, act)
        or send(request, move, change)
        or render(request, "home/meeting/meeting.jinja", context, status=context["form"].status)
    )


def _arrange_url(own: OwnMeeting, area: Area) -> str:
    """'' when the two are not together any more."""
    match = own.meeting.match
    return reverse(area.arrange, args=[match.id]) if match.state in LIVE_STATES else ""


def save_times(
    form: ArrangeForm, by: Viewer, match: UUID, after: Callable[[UUID], str], weekly: str
) -> str:
    """One time, or every week. The address to go to."""
    if form.is_weekly:
        there = form.moment
        services.set_pattern(
            by=by, match=match, weekday=there.weekday(), starts=there.time(), from_on=there.date(),
            **form.details,
        )  # fmt: skip
        return weekly
    meeting = services.arrange_meeting(
        by=by, match=match, starts_at=form.moment, known=form.known_sides, **form.details
    )
    return after(meeting.id)


def arrange_page(request: HttpRequest, match: UUID, area: Area) -> HttpResponse:
    found = selectors.arranging(request.viewer, match, area.side)
    zone = found.match.organisation.time_zone
    stopping = request.POST.get("do") == STOP
    stop = form_for(request, PressForm, posted=stopping)
    form = form_for(
        request, ArrangeForm, posted=not stopping, zone=zone, today=local_date(now(), zone)
    )

    def save() -> str:
        return save_times(
            form, request.viewer, match,
            lambda meeting: address(area.page, meeting, said="arranged"),
            address(area.arrange, match, said="weekly"),
        )  # fmt: skip

    def end() -> str:
        if found.pattern is not None:
            services.end_pattern(by=request.viewer, pattern=found.pattern.id)
        return address(area.arrange, match, said="weekly_ended")

    context = {
        "form": form,
        "stop": stop,
        "other": found.other,
        "weekly": say_weekly(found.pattern) if found.pattern else "",
        "planned": planned_lines(found.coming, zone),
        "back_url": reverse(area.home),
        "notice": notice_of(request, NOTICES),
    }
    return (
        send(request, stop, end)
        or send(request, form, save)
        or render(request, "home/meeting/arrange.jinja", context, status=form.status)
    )
