"""Today's meetings on the desk, and doing for somebody what they ask on the telephone."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.keeping import new_form_key
from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk import meeting_presenters as words
from alongside.web.home.desk.ending_presenters import due_rows, wanted_calls
from alongside.web.home.desk.note_presenters import call_rows
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.meeting_forms import (
    ArrangeForm,
    CancelForm,
    PressForm,
    SaidForm,
    SettleForm,
)
from alongside.web.home.meeting_pages import CANCEL, COMING, STOP, save_times, time_form
from alongside.web.home.meeting_words import planned_lines, say_weekly
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.selectors import DeskMeeting, Rank
from alongside.web.ui.forms import Form

TOLD = {f"told_{side}": side for side in Side}
SAID, SETTLED = "said", "settled"


@rule(COORDINATOR)
def desk_today(request: HttpRequest) -> HttpResponse:
    here = here_of(request)
    found = selectors.desk_today(request.viewer, here.zone)
    ring = found.ranked(Rank.TELL, Rank.SILENT, Rank.DISPUTED)
    calls = selectors.calls_wanted(request.viewer)
    endings = selectors.endings_due(request.viewer)
    afters = selectors.after_checks_due(request.viewer)
    context = {
        "endings": due_rows(endings, afters, here),
        "calls": wanted_calls(afters, here)
        + call_rows(calls, here, lambda: new_form_key(request.viewer)),
        "heading": here.say_day(here.today),
        "counts": words.say_counts(found.counts),
        "ring": words.work_rows(ring, here),
        "coming": words.work_rows(found.ranked(Rank.COMING), here),
        "done": words.work_rows(found.ranked(Rank.DONE), here),
    }
    return render(request, "home/desk/today.jinja", frame(request, "desk_today") | context)


@rule(COORDINATOR)
def desk_meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    row = selectors.desk_meeting(request.viewer, meeting)
    do = request.POST.get("do", "")
    forms = _forms(request, row, do)

    def act() -> str:
        return _do(request, row, do, forms[do])

    sent = do in forms
    answer = send(request, forms[do], act) if sent else None
    return answer or _show(request, row, forms, forms[do] if sent else forms["move"])


def _forms(request: HttpRequest, row: DeskMeeting, do: str) -> dict[str, Any]:
    """Every form of the page, by what its button says; the one that was sent is filled."""
    zone, names = row.meeting.organisation.time_zone, words.names(row)
    presses = {name: form_for(request, PressForm, posted=do == name) for name in (COMING, *TOLD)}
    return presses | {
        "move": time_form(request, zone, do=do, names=names),
        CANCEL: form_for(request, CancelForm, posted=do == CANCEL, names=names),
        SAID: form_for(request, SaidForm, posted=do == SAID, names=names),
        SETTLED: form_for(request, SettleForm, posted=do == SETTLED, names=names),
    }


def _do(request: HttpRequest, row: DeskMeeting, do: str, form: Form) -> str:
    by, meeting = request.viewer, row.meeting.id
    if do == "move":
        meeting = services.move_meeting(
            by=by, meeting=meeting, starts_at=form.moment, known=form.known_sides
        ).id
    elif do == CANCEL:
        services.cancel_meeting(by=by, meeting=meeting, known=form.known_sides)
    elif do == COMING:
        services.say_coming(by=by, meeting=meeting)
    elif do == SAID:
        said = form.cleaned_data
        services.say_how_it_went(
            by=by, meeting=meeting, says=MeetingState(said["says"]), side=Side(said["side"])
        )
    elif do == SETTLED:
        outcome = MeetingState(form.cleaned_data["outcome"])
        services.settle_meeting(by=by, meeting=meeting, outcome=outcome)
    else:
        services.mark_told(by=by, meeting=meeting, side=TOLD[do])
    return address("desk_meeting", meeting, said=_SAID.get(do, do))


_SAID = {"move": "moved", CANCEL: "cancelled", **dict.fromkeys(TOLD, "told")}


def _show(request: HttpRequest, row: DeskMeeting, forms: dict[str, Any], sent: Any) -> HttpResponse:
    here = here_of(request)
    context = {
        "heading": words.pair(row),
        "summary": words.summary(row, here),
        "people": words.people(row),
        "may": words.may(row, here),
        "forms": forms,
        "form": sent,
        "tell": [(f"told_{side}", row.reach(side).name) for side in row.untold],
        "member": row.member.name,
        "latest": row.meeting.moved_to_id,
        "arrange_url": reverse("desk_arrange", args=[row.meeting.match_id]) if row.is_live else "",
        "notice": notice_of(request, words.NOTICES),
    }
    return render(
        request, "home/desk/meeting.jinja", frame(request, "") | context, status=sent.status
    )


@rule(COORDINATOR)
def desk_arrange(request: HttpRequest, match: UUID) -> HttpResponse:
    """For whoever has neither e-mail nor smartphone, all of it."""
    found = selectors.arranging(request.viewer, match, None)
    here = here_of(request)
    stopping = request.POST.get("do") == STOP
    stop = form_for(request, PressForm, posted=stopping)
    form = form_for(
        request, ArrangeForm, posted=not stopping, zone=here.zone, today=here.today,
        names=words.names(found),
    )  # fmt: skip

    def save() -> str:
        return save_times(
            form, request.viewer, match,
            lambda meeting: address("desk_meeting", meeting, said="arranged"),
            address("desk_arrange", match, said="weekly"),
        )  # fmt: skip

    def end() -> str:
        if found.pattern is not None:
            services.end_pattern(by=request.viewer, pattern=found.pattern.id)
        return address("desk_arrange", match, said="weekly_ended")

    context = {
        "form": form,
        "stop": stop,
        "heading": words.pair(found),
        "people": words.people(found),
        "weekly": say_weekly(found.pattern) if found.pattern else "",
        "planned": planned_lines(found.coming, here.zone),
        "notice": notice_of(request, words.NOTICES),
    }
    return (
        send(request, stop, end)
        or send(request, form, save)
        or render(
            request, "home/desk/arrange.jinja", frame(request, "") | context, status=form.status
        )
    )
