"""The public pages around getting in touch."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.web.accounts.rules import ANYONE, rule
from alongside.web.accounts.selectors import open_services
from alongside.web.home.menus import landing
from alongside.web.home.public import questions
from alongside.web.home.public.hello import paper_forms
from alongside.web.home.public.keeping_words import kept_kinds, who_sees
from alongside.web.home.public.presenters import happens_next, parts, say_wait, what_it_is
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.selectors import typical_wait_weeks
from alongside.web.people.wordings import wordings
from alongside.web.people.working_days import clocks
from alongside.web.support.selectors import public_offers


@rule(ANYONE)
def home(request: HttpRequest) -> HttpResponse:
    """One open service: its page. Several: a list. Who is signed in begins at their own page."""
    if request.viewer.is_signed_in:
        begins = landing(request.viewer)
        return redirect(begins) if begins else render(request, "home/public/no_pages.jinja")
    found = open_services()
    if len(found) == 1:
        return redirect("service", service_slug=found[0].slug)
    return render(request, "home/public/home.jinja", {"services": found})


@rule(ANYONE)
def service(request: HttpRequest, service_slug: str) -> HttpResponse:
    ours = request.service
    wait = say_wait(typical_wait_weeks(ours.id) or ours.wait_weeks)
    context = {
        "service": ours,
        "organisation": ours.organisation,
        "steps": happens_next(wait),
        "wait": wait,
        "points": what_it_is(),
        "parts": parts(public_offers(ours.id)),
    }
    return render(request, "home/public/landing.jinja", context)


@rule(ANYONE)
def paper_form(request: HttpRequest, service_slug: str) -> HttpResponse:
    """Every question on A4, to be filled in by pen and typed in by us."""
    is_other = request.GET.get("for") == "other"
    wording = wordings()[Purpose.CONTACT]
    context = {
        "pages": paper_forms(request.service, questions.OTHER if is_other else questions.SELF),
        "is_other": is_other,
        "service": request.service,
        "organisation": request.service.organisation,
        "wording": wording,
    }
    return render(request, "home/public/paper.jinja", context)


@rule(ANYONE)
def help_lines(request: HttpRequest) -> HttpResponse:
    return render(request, "home/public/help_lines.jinja")


@rule(ANYONE)
def what_we_keep(request: HttpRequest) -> HttpResponse:
    context = {
        "kinds": kept_kinds(),
        "who_sees": who_sees(),
        "wordings": wordings().values(),
        "days": clocks().draft_days,
    }
    return render(request, "home/public/what_we_keep.jinja", context)


@rule(ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/public/accessibility.jinja")
