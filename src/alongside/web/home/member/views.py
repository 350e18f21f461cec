"""A person's own pages: what happens next, who sees what, what was written, who looked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.rules import MEMBER, rule
from alongside.web.clock import now
from alongside.web.home.contact_form import answers_of, reach_of
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.member.first_page import home_of
from alongside.web.home.member.forms import MyDetailsForm, ShareForm, SureForm
from alongside.web.home.member.looks import look_rows
from alongside.web.home.member.presenters import (
    NO_MEANS,
    NOTICES,
    share_rows,
    written,
)
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.referral_states import OPEN_STATES, State
from alongside.web.people.services import Details, How
from alongside.web.people.wordings import wordings
from alongside.web.ui.words import say as _

ONLINE = How("online")
PLAIN = ("name", "pronouns", "language", "access_needs", "birth_year")


def _show(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    """An inner page: one link home, and the notice of what was just done."""
    form = context.get("form")
    frame = {"back_url": reverse("my_home"), "notice": notice_of(request, NOTICES)}
    status = form.status if form is not None else 200
    return render(request, f"home/member/{page}.jinja", frame | context, status=status)


@rule(MEMBER)
def my_home(request: HttpRequest) -> HttpResponse:
    """What is next, what matters, how it is going, who sees what, and the rest."""
    return _show(request, "my_home", **home_of(request.viewer, now()))


@rule(MEMBER)
def my_sharing(request: HttpRequest) -> HttpResponse:
    record = selectors.own_record(request.viewer)
    zone = record.person.organisation.time_zone
    shares = share_rows(record.consents, record.live, zone)
    return _show(request, "sharing", shares=shares)


@rule(MEMBER)
def my_sharing_change(request: HttpRequest, purpose: str) -> HttpResponse:
    if purpose not in list(Purpose):
        raise Http404
    asked = Purpose(purpose)
    record = selectors.own_record(request.viewer)
    agrees = asked in record.live
    wording = wordings()[asked]
    form = form_for(request, ShareForm, ask=_(wording.ask), means=_(wording.means), agrees=agrees)

    def change() -> str:
        said = _answer(request, record.person, asked, agrees, form.cleaned_data["answer"] == "yes")
        return address("my_sharing", said=said)

    context = {
        "form": form,
        "title": _(wording.title),
        "no_means": NO_MEANS[asked],
        "back_url": reverse("my_sharing"),
    }
    return send(request, form, change) or _show(request, "sharing_change", **context)


def _answer(
    request: HttpRequest, person: Any, purpose: Purpose, agrees: bool, says_yes: bool
) -> str:
    """Keep one answer. The key of the notice that says what it did."""
    if agrees and says_yes:
        return "same"
    if agrees:
        services.withdraw_consent(by=request.viewer, person=person, purpose=purpose, how=ONLINE)
        return "back"
    services.answer_consent(
        by=request.viewer, person=person, purpose=purpose, given=says_yes, how=ONLINE
    )
    return "yes" if says_yes else "no"


@rule(MEMBER)
def my_details(request: HttpRequest) -> HttpResponse:
    person = selectors.own_person(request.viewer)
    initial = answers_of(person) | {name: getattr(person, name) for name in PLAIN}
    form = form_for(request, MyDetailsForm, initial=initial)

    def change() -> str:
        reach, contact = reach_of(form.cleaned_data)
        plain = {name: str(form.cleaned_data[name] or "") for name in PLAIN}
        services.change_details(
            by=request.viewer, person=person, details=Details(**plain, **reach), contact=contact
        )
        return address("my_details", said="details")

    return send(request, form, change) or _show(request, "details", form=form)


@rule(MEMBER)
def my_words(request: HttpRequest) -> HttpResponse:
    record = selectors.own_record(request.viewer)
    zone = record.person.organisation.time_zone
    return _show(request, "words", written=written(record.referrals, zone))


@rule(MEMBER)
def my_looks(request: HttpRequest) -> HttpResponse:
    zone = selectors.own_person(request.viewer).organisation.time_zone
    looks = selectors.who_looked(request.viewer)
    return _show(request, "looks", rows=look_rows(looks, request.viewer, zone))


def _own_referral(request: HttpRequest, referral: UUID) -> Any:
    found = selectors.own_record(request.viewer).referrals
    own = next((row for row in found if row.id == referral), None)
    if own is None:
        raise Http404
    return own


@rule(MEMBER)
def my_stop(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Stop. No reason is asked."""
    own = _own_referral(request, referral)
    form = form_for(request, SureForm)

    def stop() -> str:
        services.withdraw_referral(by=request.viewer, referral=referral, how=ONLINE)
        return address("my_home", said="stopped")

    open_still = own.state in OPEN_STATES
    return send(request, form, stop) or _show(request, "stop", form=form, open_still=open_still)


@rule(MEMBER)
def my_yes(request: HttpRequest, referral: UUID) -> HttpResponse:
    """Take the place that was held out."""
    own = _own_referral(request, referral)
    form = form_for(request, SureForm)

    def accept() -> str:
        services.accept_place(by=request.viewer, referral=referral, how=ONLINE)
        return address("my_home", said="accepted")

    context = {"form": form, "asked": own.state == State.OFFERED, "own": own}
    return send(request, form, accept) or _show(request, "yes", **context)
