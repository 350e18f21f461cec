"""Answers on the way: which draft this browser holds, and what one page adds to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import public_viewer
from alongside.web.home.contact_form import reach_of
from alongside.web.home.public import questions
from alongside.web.home.public.forms import (
    PartForm,
    QuestionForm,
    SendForm,
    sign_draft,
    signed_draft,
)
from alongside.web.home.public.presenters import part_options
from alongside.web.home.public.questions import OTHER, UNFINISHED, Question
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import Details, Hello, How
from alongside.web.support.selectors import public_offers
from alongside.web.ui.words import say as _

HELD = "hello"
SENT = "hello_sent"


@dataclass(frozen=True)
class Answers:
    """A draft with the questions that are asked in it."""

    id: UUID
    route: str
    given: dict[str, Any]
    expires_at: Any
    service: Any
    offers: list[Any]
    questions: list[Question]

    @property
    def code(self) -> str:
        return str(self.given.get("code", ""))

    def page(self, question: Question) -> str:
        return step_url(self.service, question.step)

    def next_page(self) -> str:
        """Where somebody goes on: the first page that is open, or the one that checks all."""
        question = questions.first_open(self.questions, self.given)
        return self.page(question) if question else self.check_page

    @property
    def check_page(self) -> str:
        return reverse("hello_check", args=[self.service.slug])


def step_url(service: Any, step: str) -> str:
    return reverse("hello_step", args=[service.slug, step])


def begin(request: HttpRequest, route: str) -> Answers:
    """A new draft, held by this browser until it is closed."""
    draft, code = services.start_draft(service=request.service, route=route)
    draft = services.save_answers(draft=draft.id, answers={"code": code})
    hold(request, draft.id)
    return _with_questions(draft, request.service)


def hold(request: HttpRequest, draft: UUID) -> None:
    request.session[HELD] = str(draft)
    if not request.viewer.is_signed_in:
        request.session.set_expiry(0)


def forget(request: HttpRequest) -> None:
    request.session.pop(HELD, None)


def held(request: HttpRequest) -> Answers | None:
    """What this browser holds for the service of the page, if it is not sent or too old."""
    return _open(request, request.session.get(HELD, ""))


def resume(request: HttpRequest, draft: UUID) -> str:
    """Hold a draft that was found by its code. The address where it goes on."""
    row = services.open_draft(draft)
    if row is None:
        raise Http404
    if not row.service.is_open:
        raise Refused(_("This service takes nobody new just now. Your answers are still kept."))
    hold(request, row.id)
    return _with_questions(row, row.service).next_page()


def sent_along(request: HttpRequest) -> Answers | None:
    """The draft that a posted page names itself, for a browser that lost its session."""
    return _open(request, signed_draft(request.POST.get("draft", "")))


def _open(request: HttpRequest, draft: str) -> Answers | None:
    row = services.open_draft(UUID(draft)) if draft else None
    if row is None or row.service_id != request.service.id:
        return None
    return _with_questions(row, request.service)


def _with_questions(row: Any, service: Any) -> Answers:
    offers = public_offers(service.id)
    asked = questions.questions_for(row.route, len(offers))
    return Answers(row.id, row.route, row.answers, row.expires_at, service, offers, asked)


def question_at(answers: Answers, step: str) -> tuple[int, Question]:
    at = questions.find(answers.questions, step)
    if at is None:
        raise Http404
    return at, answers.questions[at]


def form_of(answers: Answers, question: Question, data: Any = None) -> QuestionForm:
    """The form of one page with what was answered there, or typed and not taken yet."""
    before = (answers.given.get(UNFINISHED) or {}).get(question.step)
    initial = dict(before or answers.given.get(question.step) or {})
    initial["draft"] = sign_draft(answers.id)
    if issubclass(question.form, PartForm):
        return question.form(data, initial=initial, offers=part_options(answers.offers))
    return question.form(data, initial=initial)


def keep(answers: Answers, question: Question, given: dict[str, Any]) -> Answers:
    """Save what one page answered; nothing is left unfinished there."""
    row = services.save_answers(draft=answers.id, answers={question.step: given, UNFINISHED: {}})
    return _with_questions_of(answers, row)


def keep_unfinished(answers: Answers, question: Question, typed: dict[str, Any]) -> None:
    services.save_answers(draft=answers.id, answers={UNFINISHED: {question.step: typed}})


def _with_questions_of(answers: Answers, row: Any) -> Answers:
    return Answers(
        row.id, row.route, row.answers, row.expires_at, answers.service, answers.offers,
        answers.questions,
    )  # fmt: skip


def agreed(answers: Answers) -> bool:
    """Somebody else may be written for only when they know and agree."""
    if answers.route != OTHER:
        return True
    return bool((answers.given.get("agree") or {}).get("agree") == "yes")


def hello_of(answers: Answers) -> Hello:
    given = questions.all_answers(answers.questions, answers.given)
    details, rules = reach_of(given)
    text = {
        name: str(given.get(name) or "")
        for name in (
            "what_would_help", "why_peer_support", "other_help", "keep_safe",
            "referrer_name", "referrer_role", "referrer_contact",
        )
    }  # fmt: skip
    return Hello(
        details=Details(
            name=str(given["name"]),
            pronouns=given.get("pronouns") or "",
            language=given.get("language") or "",
            access_needs=given.get("access_needs") or "",
            birth_year=str(given.get("birth_year") or ""),
            **details,
        ),
        contact=rules,
        preferred_offers=_still_there(answers, given.get("preferred_offers") or []),
        person_agrees=agreed(answers),
        **text,
    )


def _still_there(answers: Answers, chosen: list[str]) -> list[str]:
    there = {str(offer.id) for offer in answers.offers}
    return [one for one in chosen if one in there]


def reachable(answers: Answers) -> bool:
    return bool(hello_of(answers).contact.ways)


def deliver(request: HttpRequest, answers: Answers, form: SendForm) -> str:
    """Send it once; the browser forgets the answers and keeps the reference to show."""
    contact = form.cleaned_data.get("contact")
    stranger = public_viewer(answers.service.organisation_id, request.viewer.request_id)
    referral = services.send_draft(
        by=stranger,
        draft=answers.id,
        hello=hello_of(answers),
        consents={} if contact is None else {Purpose.CONTACT: contact},
        how=How("referrer" if answers.route == OTHER else "online"),
    )
    if referral is not None:
        request.session[SENT] = {
            "service": str(answers.service.id),
            "route": answers.route,
            "reference": referral.reference,
            "acknowledge_by": referral.acknowledge_by.isoformat(),
            "welcome_by": referral.welcome_by.isoformat(),
            "reachable": bool(contact),
        }
    forget(request)
    return reverse("hello_sent", args=[answers.service.slug])


def paper_forms(service: Any, route: str) -> list[tuple[Question, QuestionForm]]:
    """Every question as an empty form, to be drawn on paper."""
    offers = public_offers(service.id)
    asked = questions.questions_for(route, len(offers))
    options = {"offers": part_options(offers)}
    return [(one, one.form(**(options if issubclass(one.form, PartForm) else {}))) for one in asked]
