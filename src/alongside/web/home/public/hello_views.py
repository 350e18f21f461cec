"""Getting in touch: start, one question a page, check, send. No account, no script."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.web.accounts.rules import ANYONE, rule
from alongside.web.accounts.services import Refused
from alongside.web.home.entry.origin import origin_of
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.public import hello, questions
from alongside.web.home.public.forms import CodeForm, NoForm, SendForm, StartForm
from alongside.web.home.public.hello import Answers
from alongside.web.home.public.presenters import NOTICES, asked_to_agree, check_rows, sent_facts
from alongside.web.home.public.questions import Question
from alongside.web.people import services
from alongside.web.people.working_days import clocks
from alongside.web.ui.words import say as _

TALK_FIRST = "talk"


@rule(ANYONE)
def hello_start(request: HttpRequest, service_slug: str) -> HttpResponse:
    route = "other" if request.GET.get("for") == "other" else None
    form = form_for(request, StartForm, initial={"who": route} if route else None)
    if request.method == "POST" and form.is_valid():
        return redirect(hello.begin(request, form.cleaned_data["who"]).next_page())
    context = {
        "form": form,
        "service": request.service,
        "held": hello.held(request),
        "notice": notice_of(request, NOTICES),
        "back_url": reverse("service", args=[service_slug]),
        "days": clocks().draft_days,
    }
    return render(request, "home/public/start.jinja", context, status=form.status)


@rule(ANYONE)
def hello_step(request: HttpRequest, service_slug: str, step: str) -> HttpResponse:
    if step == TALK_FIRST:
        return render(request, "home/public/talk_first.jinja", {"service": request.service})
    answers = hello.held(request)
    if answers is None:
        return _without_session(request, step)
    at, question = hello.question_at(answers, step)
    form = hello.form_of(answers, question, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        following = _take(request, answers, question, form)
        if following:
            return redirect(following)
    return _show_question(request, answers, at, form)


def _take(request: HttpRequest, answers: Answers, question: Question, form: Any) -> str:
    """Save what the page answered. The address to go to; '' when it must be mended first."""
    stops = "stop" in request.POST
    if "skip" in request.POST and question.may_skip:
        answers = hello.keep(answers, question, {})
    elif stops and not any(form.typed().values()):
        pass  # nothing was written here: the page stays open
    elif form.is_valid():
        answers = hello.keep(answers, question, form.answers())
    elif stops:
        hello.keep_unfinished(answers, question, form.typed())
    else:
        return ""
    if question.step == "agree" and not stops and not hello.agreed(answers):
        services.drop_draft(answers.id)
        hello.forget(request)
        return hello.step_url(request.service, TALK_FIRST)
    if stops:
        return reverse("hello_kept", args=[request.service.slug])
    return _following(request, answers, question)


def _following(request: HttpRequest, answers: Answers, question: Question) -> str:
    if request.GET.get("from") == "check":
        return answers.next_page()
    at = answers.questions.index(question)
    rest = answers.questions[at + 1 :]
    return answers.page(rest[0]) if rest else answers.next_page()


def _show_question(request: HttpRequest, answers: Answers, at: int, form: Any) -> HttpResponse:
    question = answers.questions[at]
    checking = request.GET.get("from") == "check"
    back = answers.page(answers.questions[at - 1]) if at else None
    start = reverse("hello_start", args=[request.service.slug])
    context = {
        "form": form,
        "step": _("Question {at} of about {all}", at=at + 1, all=len(answers.questions)),
        "heading": question.heading,
        "action": request.get_full_path(),
        "back_url": answers.check_page if checking else back or start,
        "skip_text": _("Skip this question") if question.may_skip else "",
        "stop_text": _("Stop here and keep my answers"),
        "code": answers.code if at == 0 else "",
        "days": clocks().draft_days,
        "shows_help": question.step == "safe",
    }
    return render(request, "home/public/question.jinja", context, status=form.status)


def _without_session(request: HttpRequest, step: str) -> HttpResponse:
    """This browser holds no answers: they were sent, or its session is over. A page that was
    posted all the same is saved where it belongs, and its code opens the rest."""
    answers = hello.sent_along(request) if request.method == "POST" else None
    if answers is None:
        return _elsewhere(request)
    question = hello.question_at(answers, step)[1]
    form = hello.form_of(answers, question, request.POST)
    if form.is_valid():
        hello.keep(answers, question, form.answers())
    else:
        hello.keep_unfinished(answers, question, form.typed())
    return redirect(address("hello_resume", said="saved"))


def _elsewhere(request: HttpRequest) -> HttpResponse:
    slug = request.service.slug
    facts = sent_facts(request.session.get(hello.SENT), request.service)
    if facts:
        return redirect(reverse("hello_sent", args=[slug]))
    return redirect(address("hello_start", slug, said="none"))


@rule(ANYONE)
def hello_check(request: HttpRequest, service_slug: str) -> HttpResponse:
    answers = hello.held(request)
    if answers is None:
        return _elsewhere(request)
    if questions.first_open(answers.questions, answers.given):
        return redirect(answers.next_page())
    ask, means = asked_to_agree(answers.route, hello.reachable(answers))
    form = form_for(request, SendForm, ask=ask, means=means)
    context = {
        "form": form,
        "rows": check_rows(answers),
        "asks": bool(ask),
        "is_other": answers.route == questions.OTHER,
        "back_url": answers.page(answers.questions[-1]),
    }
    return send(request, form, lambda: hello.deliver(request, answers, form)) or render(
        request, "home/public/check.jinja", context, status=form.status
    )


@rule(ANYONE)
def hello_kept(request: HttpRequest, service_slug: str) -> HttpResponse:
    answers = hello.held(request)
    if answers is None:
        return _elsewhere(request)
    if request.method == "POST":
        hello.forget(request)
        if request.POST.get("do") == "drop":
            services.drop_draft(answers.id)
            return redirect(address("hello_start", service_slug, said="dropped"))
        return redirect(address("hello_start", service_slug, said="left"))
    form = form_for(request, NoForm)
    context = {"keys": form, "answers": answers, "service": request.service}
    return render(request, "home/public/kept.jinja", context)


@rule(ANYONE)
def hello_sent(request: HttpRequest, service_slug: str) -> HttpResponse:
    facts = sent_facts(request.session.get(hello.SENT), request.service)
    if facts is None:
        return redirect(address("hello_start", service_slug, said="none"))
    context = {"facts": facts, "service": request.service}
    return render(request, "home/public/sent.jinja", context)


@rule(ANYONE)
def hello_resume(request: HttpRequest) -> HttpResponse:
    form = form_for(request, CodeForm)
    if request.method == "POST" and form.is_valid():
        try:  # outside any transaction, so that wrong tries are counted
            draft = services.find_draft(form.cleaned_data["code"], source=origin_of(request))
            return redirect(hello.resume(request, draft.id))
        except Refused as refused:
            form.add_error("code", refused.message)
    context = {"form": form, "notice": notice_of(request, NOTICES)}
    return render(request, "home/public/resume.jinja", context, status=form.status)
