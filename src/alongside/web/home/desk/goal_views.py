"""What matters to somebody, written down for them as they said it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk.goal_forms import SpokenGoalForm, SpokenReviewForm
from alongside.web.home.desk.goal_presenters import NOTICES, choices, rows
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.record_pages import is_allowed, moved_on, open_record
from alongside.web.home.desk.record_presenters import calls
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.member.goal_forms import number_of
from alongside.web.people.selectors import ReferralRecord
from alongside.web.questionnaires import selectors, services
from alongside.web.questionnaires.selectors import GoalHistory
from alongside.web.ui.forms import Form


@rule(COORDINATOR)
def record_goals(request: HttpRequest, referral: UUID) -> HttpResponse:
    record = open_record(request, referral)
    if not is_allowed(request, record):
        return moved_on(record)
    goals = selectors.goals_on_record(request.viewer, record)
    does = request.POST.get("do", "")
    add = form_for(request, SpokenGoalForm, posted=does != "review")
    review = form_for(request, SpokenReviewForm, posted=does == "review", goals=choices(goals))
    if does == "review":
        answer = send(request, review, lambda: _review(request, record, review))
    else:
        answer = send(request, add, lambda: _add(request, record, add))
    return answer or _page(request, record, goals, add, review)


def _page(
    request: HttpRequest, record: ReferralRecord, goals: list[GoalHistory], add: Form, review: Form
) -> HttpResponse:
    sent = review if review.is_bound else add
    context = {
        "form": sent,
        "add": add,
        "review": review,
        "record": record,
        "person": calls(record),
        "goals": rows(goals, here_of(request)),
        "can_review": bool(choices(goals)),
        "back_url": address("record", record.referral.id),
    }
    given = frame(request, "") | {"notice": notice_of(request, NOTICES)} | context
    return render(request, "home/desk/goals.jinja", given, status=sent.status)


def _add(request: HttpRequest, record: ReferralRecord, form: Form) -> str:
    typed = form.cleaned_data
    services.add_goal(
        by=request.viewer, service=record.referral.service_id, person=record.person,
        words=typed["words"], nought_means=typed["nought_means"], ten_means=typed["ten_means"],
        shown=typed["shown"] == "yes", value=number_of(typed["value"]), way=typed["way"],
    )  # fmt: skip
    return address("record_goals", record.referral.id, said="added")


def _review(request: HttpRequest, record: ReferralRecord, form: Form) -> str:
    """What they said of it, and what they asked for; either may be left out."""
    typed, by = form.cleaned_data, request.viewer
    goal = UUID(typed["which"])
    selectors.goal_on_record(by, record, goal)
    words = (typed["look_value"], typed["verdict"], typed["look_words"].strip())
    if any(words) or not typed["then"]:
        services.review_goal(
            by=by, goal=goal, value=number_of(words[0]), verdict=words[1], words=words[2],
            way=typed["look_way"],
        )  # fmt: skip
    if typed["then"] == "away":
        services.put_goal_away(by=by, goal=goal)
    elif typed["then"]:
        services.share_goal(by=by, goal=goal, shown=typed["then"] == "shown")
    return address("record_goals", record.referral.id, said="kept")
