"""What matters to somebody, and how it is going: their own pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.member import goal_presenters as presenters
from alongside.web.home.member import progress_presenters as progress
from alongside.web.home.member.goal_forms import (
    GoalForm,
    ReviewForm,
    ShowGoalForm,
    StepForm,
    number_of,
)
from alongside.web.home.since import by_day
from alongside.web.people import selectors as people
from alongside.web.people.local_time import local_date
from alongside.web.questionnaires import selectors, services

if TYPE_CHECKING:
    from alongside.web.questionnaires.selectors import GoalHistory
    from alongside.web.ui.forms import Form

ONLINE = "online"


def _frame(request: HttpRequest, back: str) -> dict[str, Any]:
    return {"back_url": reverse(back), "notice": notice_of(request, presenters.NOTICES)}


def _here(request: HttpRequest) -> progress.Here:
    zone = request.user.organisation.time_zone
    asked = request.GET
    return progress.Here(
        zone, local_date(now(), zone), ranges=asked.get("ranges") == "1",
        earlier=asked.get("earlier") == "1",
    )  # fmt: skip


@rule(MEMBER)
def my_goals(request: HttpRequest) -> HttpResponse:
    here, viewer = _here(request), request.viewer
    form = form_for(request, GoalForm, services=_services(request))

    def add() -> str:
        typed = form.cleaned_data
        services.add_goal(
            by=viewer, service=form.service, person=people.own_person(viewer), words=typed["words"],
            nought_means=typed["nought_means"], ten_means=typed["ten_means"],
            shown=typed["shown"] == "yes", value=number_of(typed["value"]), way=ONLINE,
        )  # fmt: skip
        return address("my_goals", said="goal_added")

    answer = send(request, form, add)
    if answer is not None:
        return answer
    found = selectors.own_goals(viewer)
    readers = people.who_may_read(viewer)
    shown = presenters.what_matters(found, readers, here.zone, here.today)
    context = {"form": form, "goals": shown}
    page = "home/member/goals.jinja"
    return render(request, page, _frame(request, "my_home") | context, status=form.status)


def _services(request: HttpRequest) -> list[tuple[str, str]]:
    """Where the viewer is a member; their names only when there is something to choose."""
    own = request.viewer.services_as(Role.MEMBER)
    if len(own) == 1:
        return [(str(service), "") for service in own]
    return [(str(s.id), s.name) for s in accounts.services(request.viewer) if s.id in own]


@rule(MEMBER)
def my_goal(request: HttpRequest, goal: UUID) -> HttpResponse:
    found = selectors.own_goal(request.viewer, goal)
    does = request.POST.get("do", "")
    forms = _forms_of_goal(request, found, does)
    deed = {"review": _review, "show": _show, "step": _step}.get(does)
    sent = forms.get(does, forms["review"])
    answer = send(request, sent, lambda: deed(request, found, sent)) if deed else None
    return answer or _goal_page(request, found, forms, sent)


def _forms_of_goal(request: HttpRequest, found: GoalHistory, does: str) -> dict[str, Form]:
    shows = {"shown": "yes" if found.goal.shown_to_supporter else "no"}
    return {
        "review": form_for(request, ReviewForm, posted=does == "review"),
        "show": form_for(request, ShowGoalForm, posted=does == "show", initial=shows),
        "step": form_for(request, StepForm, posted=does == "step"),
    }


def _goal_page(
    request: HttpRequest, found: GoalHistory, forms: dict[str, Form], sent: Form
) -> HttpResponse:
    here, readers = _here(request), people.who_may_read(request.viewer)
    numbers = by_day(found.numbers, here.zone)
    context = {
        "form": sent,
        "forms": forms,
        "goal": found.goal,
        "is_put_away": found.is_put_away,
        "sentence": presenters.goal_sentence(numbers, here.today),
        "stones": presenters.goal_stones(found, here.zone, here.today),
        "scale": presenters.scale_words(found.goal),
        "history": presenters.look_backs(found, here.zone, str(request.viewer.user_id)),
        "seen": presenters.who_sees(readers, found.goal.shown_to_supporter),
    }
    page = "home/member/goal.jinja"
    return render(request, page, _frame(request, "my_goals") | context, status=sent.status)


def _review(request: HttpRequest, found: GoalHistory, form: ReviewForm) -> str:
    typed = form.cleaned_data
    services.review_goal(
        by=request.viewer, goal=found.goal.id, value=number_of(typed["value"]),
        verdict=typed["verdict"], words=typed["words"], way=ONLINE,
    )  # fmt: skip
    return address("my_goal", found.goal.id, said="goal_reviewed")


def _show(request: HttpRequest, found: GoalHistory, form: ShowGoalForm) -> str:
    shown = form.cleaned_data["shown"] == "yes"
    services.share_goal(by=request.viewer, goal=found.goal.id, shown=shown)
    return address("my_goal", found.goal.id, said="goal_shown" if shown else "goal_hidden")


def _step(request: HttpRequest, found: GoalHistory, form: StepForm) -> str:
    if found.is_put_away:
        services.take_goal_up(by=request.viewer, goal=found.goal.id)
        return address("my_goal", found.goal.id, said="goal_up")
    services.put_goal_away(by=request.viewer, goal=found.goal.id)
    return address("my_goals", said="goal_away")


@rule(MEMBER)
def my_progress(request: HttpRequest) -> HttpResponse:
    here, viewer = _here(request), request.viewer
    goals = [one for one in selectors.own_goals(viewer) if not one.is_put_away]
    responses = selectors.own_responses(viewer)
    readers = people.who_may_read(viewer)
    cards = progress.goal_cards(goals, readers, here)
    cards += progress.measure_cards(responses, readers, here)
    context = {
        "cards": cards,
        "numbers": progress.all_numbers(goals, responses, here.zone),
        "here": here,
        "earlier_url": here.url(ranges=here.ranges, earlier=True),
    }
    return render(request, "home/member/progress.jinja", _frame(request, "my_home") | context)
