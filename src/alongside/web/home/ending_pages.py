"""Pages that both sides share: looking back, and how they are some weeks later."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.home import ending_words as words
from alongside.web.home.ending_forms import AfterForm, LookBackForm
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.people.services import How
from alongside.web.support import selectors, services
from alongside.web.support.afterwards import After
from alongside.web.support.match_states import Side

ONLINE = How("online")


@dataclass(frozen=True)
class Area:
    """Whose pages these are, and the names of their routes."""

    side: Side
    beside: str
    ending: str
    after: str


def look_back_page(request: HttpRequest, match: UUID, area: Area) -> HttpResponse:
    """Words that both write and read, and those of one's own. Only words are left out or kept:
    nothing ends here."""
    own = selectors.own_ending(request.viewer, match, area.side)
    first = {name: getattr(own, name) for name in LookBackForm.base_fields}
    form = form_for(request, LookBackForm, initial=first)

    def save() -> str:
        services.write_ending(
            by=request.viewer, match=match, side=area.side, seen=request.POST.get("seen", ""),
            **form.cleaned_data,
        )  # fmt: skip
        return address(area.ending, match, said="ending")

    context = {
        "own": own,
        "form": form,
        "heading": words.heading(own),
        "lead": words.lead(own),
        "readers": words.readers(own),
        "written": words.written(own),
        "back_url": reverse(area.beside, args=[match]),
        "notice": notice_of(request, words.NOTICES),
    }
    return send(request, form, save) or render(
        request, "home/match/ending.jinja", context, status=form.status
    )


def after_page(request: HttpRequest, match: UUID, area: Area) -> HttpResponse:
    """One question, some weeks after an end."""
    own = selectors.own_ending(request.viewer, match, area.side)
    first = {
        "answer": _said(own.answer), "words": own.answer_words, "ring_me": own.wants_call,
    }  # fmt: skip
    form = form_for(request, AfterForm, initial=first)

    def save() -> str:
        services.record_after_check(
            by=request.viewer, match=match, side=area.side, how=ONLINE, **form.cleaned_data
        )
        calls = form.cleaned_data["ring_me"] and form.cleaned_data["answer"] == After.NOT_WELL
        return address(area.after, match, said="after_call" if calls else "after")

    context = {
        "own": own,
        "form": form,
        "lead": words.after_lead(own),
        "said": words.ANSWERS[own.answer] if own.answer else "",
        "too_early": words.too_early(own),
        "back_url": reverse(area.beside, args=[match]),
        "notice": notice_of(request, words.NOTICES),
    }
    return send(request, form, save) or render(
        request, "home/match/after.jinja", context, status=form.status
    )


def _said(answer: After | None) -> str:
    return answer if answer and answer != After.NOT_REACHED else ""
