"""Signing in by what we hand over ourselves, and the second proof that some of us need."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from alongside.web.accounts.codes import TooManyAttempts, use_code
from alongside.web.accounts.keeping import new_form_key, submit_once
from alongside.web.accounts.methods import HANDED_OVER
from alongside.web.accounts.rules import ANYONE, FACTOR_SETUP, Rule, rule
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.home.entry.factors import factors_of
from alongside.web.home.entry.forms import EnterCodeForm, GiveCodeForm
from alongside.web.home.entry.origin import origin_of
from alongside.web.home.entry.presenters import factors_page, people_rows, told_words
from alongside.web.home.entry.sessions import start_session
from alongside.web.home.menus import staff_nav
from alongside.web.people import selectors, services

GIVES_CODES = Rule("gives codes", roles=(Role.COORDINATOR, Role.ADMINISTRATOR))


def _wanted(request: HttpRequest) -> str:
    """Where they were going before they had to sign in, if that lies here."""
    url = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if safe else ""


@rule(FACTOR_SETUP)
def second_factor(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    page = factors_page(
        factors_of(viewer.user),
        must=viewer.must_have_second_factor,
        proven=viewer.has_second_factor,
        go_on=_wanted(request),
    )
    return render(request, "home/entry/second_factor.jinja", {"page": page})


@rule(ANYONE)
def enter_code(request: HttpRequest) -> HttpResponse:
    """The code that somebody handed over."""
    form = EnterCodeForm(request.POST or None, key=new_form_key(request.viewer))
    if request.method == "POST" and form.is_valid():
        try:
            handed = use_code(form.cleaned_data["code"], source=origin_of(request))
        except TooManyAttempts:
            return render(request, "home/entry/wait.jinja", {}, status=429)
        except Refused as fault:
            form.add_error(fault.field or None, fault.message)
        else:
            start_session(request, handed.user, method=HANDED_OVER)
            return redirect(_after_code(request))
    return render(request, "home/entry/enter_code.jinja", {"form": form}, status=form.status)


def _after_code(request: HttpRequest) -> str:
    """Members go on. Whoever must have two proofs sets up the phone they have now."""
    wanted = _wanted(request)
    if not selectors.viewer_of(request.user).must_have_second_factor:
        return wanted or reverse("home")
    asked = f"?{urlencode({'next': wanted})}" if wanted else ""
    return reverse("second_factor") + asked


@rule(GIVES_CODES)
def give_code(request: HttpRequest) -> HttpResponse:
    """Whom the viewer can help to sign in, and the rule by which they do."""
    viewer = request.viewer
    members = selectors.members_to_help(viewer, request.GET.get("after", ""))
    asked = f"?{urlencode({'after': members.more})}" if members.more else ""
    return _staff_page(
        request,
        "home/entry/give_code.jinja",
        {
            "team": people_rows(selectors.team_to_help(viewer)),
            "members": people_rows(members.rows),
            "more_url": asked,
        },
    )


@rule(GIVES_CODES)
def give_code_to(request: HttpRequest, person: UUID) -> HttpResponse:
    """Make a code for one person. It is shown once, on the answer to this very post."""
    helped = selectors.person_to_help(request.viewer, person)
    key = request.POST.get("form_key") or new_form_key(request.viewer)
    form = GiveCodeForm(request.POST or None, key=key, helped=helped)
    shown = {"form": form, "helped": helped, "again": request.GET.get("said") == "made"}
    if request.method == "POST" and form.is_valid():
        made: list[tuple[str, services.Told]] = []
        try:
            address = submit_once(key, lambda: _make(request, form, person, made))
        except TooManyAttempts:
            return render(request, "home/entry/wait.jinja", {}, status=429)
        except Refused as fault:
            if fault.field == "answer":
                services.count_wrong_answer(person)
            form.add_error(fault.field or None, fault.message)
        else:
            if not made:
                return redirect(address)
            code, told = made[0]
            words = {"helped": helped, "code": code, "told": told_words(told)}
            return _staff_page(request, "home/entry/code_made.jinja", words)
    return _staff_page(request, "home/entry/give_code_to.jinja", shown, form.status)


def _make(
    request: HttpRequest,
    form: GiveCodeForm,
    person: UUID,
    made: list[tuple[str, services.Told]],
) -> str:
    made.append(
        services.hand_over_code(
            by=request.viewer, person=person, for_new_phone=True, answer=form.answer_given
        )
    )
    return f"{reverse('give_code_to', args=[person])}?said=made"


def _staff_page(
    request: HttpRequest, template: str, shown: dict[str, object], status: int = 200
) -> HttpResponse:
    nav = staff_nav(request.viewer, "give_code")
    return render(request, template, {"nav": nav, **shown}, status=status)
