"""A record, and the deeds that move it along."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk import forms
from alongside.web.home.desk import record_presenters as presenters
from alongside.web.home.desk.deeds import main_and_others, next_sentence
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.record_pages import (
    deed_page,
    is_allowed,
    leave_out_note,
    moved_on,
    open_record,
    ways_to_use,
)
from alongside.web.home.forms_flow import address, form_for
from alongside.web.people import services
from alongside.web.people.local_time import say_date
from alongside.web.people.working_days import clocks
from alongside.web.support import selectors as support
from alongside.web.ui.words import say as _

TALKS = ("phone", "text", "in_person")
"""Ways in which two people can talk at a time they agreed."""


@rule(COORDINATOR)
def record(request: HttpRequest, referral: UUID) -> HttpResponse:
    viewer, here = request.viewer, here_of(request)
    found = open_record(request, referral, history=True)
    main, others = main_and_others(found)
    wanted = found.referral.preferred_offers
    offers = [o.name for o in support.offers(viewer) if str(o.id) in wanted] if wanted else []
    context = {
        "record": found,
        "person": presenters.calls(found),
        "state": presenters.state_words(found),
        "clock": presenters.record_clock(found, here),
        "next": next_sentence(found),
        "planned": presenters.planned_talk(found, here),
        "main": main,
        "others": others,
        "facts": presenters.facts(found, here),
        "offers": offers,
        "rules": presenters.contact_rules(found),
        "likes": presenters.reach_sentence(found),
        "reach": presenters.reach_rows(found),
        "own_words": presenters.own_words(found),
        "welcome_words": presenters.welcome_words(found),
        "sharing": presenters.sharing_rows(found, here),
        "contacts": presenters.contact_rows(found, viewer, here),
        "steps": presenters.step_rows(found, viewer, here),
    }
    return render(request, "home/desk/record.jinja", frame(request, "") | context)


@rule(COORDINATOR)
def reply(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.ReplyForm, ways=ways_to_use(found))
    leave_out_note(form, found)

    def save() -> str:
        typed = form.cleaned_data
        told = services.acknowledge_referral(
            by=request.viewer, referral=referral, way=typed["way"], note=typed.get("note", "")
        )
        return address("record", referral, said=_by_email("answered", told.way))

    intro = _("By email we send a short message. In any other way: do it first, then keep it here.")
    return deed_page(request, found, form, save, heading=_("Write back"), intro=intro)


def _by_email(key: str, way: str) -> str:
    return f"{key}_email" if way == "email" else key


@rule(COORDINATOR)
def contact(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.ContactForm)
    leave_out_note(form, found)

    def save() -> str:
        services.log_contact(by=request.viewer, referral=referral, **form.cleaned_data)
        return address("record", referral, said="contact")

    heading = _("Write down a contact or a try")
    return deed_page(request, found, form, save, heading=heading)


@rule(COORDINATOR)
def plan(request: HttpRequest, referral: UUID) -> HttpResponse:
    found, here = open_record(request, referral), here_of(request)
    if not is_allowed(request, found):
        return moved_on(found)
    ways = ways_to_use(found)
    may_write = "email" in ways and found.person.email != ""
    form = form_for(
        request, forms.PlanForm, zone=here.zone, today=here.today, may_write=may_write,
        ways=[way for way in (*ways, "in_person") if way in TALKS],
    )  # fmt: skip

    def save() -> str:
        typed = form.cleaned_data
        told = services.plan_welcome(
            by=request.viewer, referral=referral, at=form.moment, way=typed["way"],
            send_word=bool(typed.get("send_word")),
        )  # fmt: skip
        return address("record", referral, said=_by_email("planned", told.way))

    heading = _("Plan the {welcome conversation}")
    return deed_page(request, found, form, save, heading=heading)


@rule(COORDINATOR)
def say_yes(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.Form)

    def save() -> str:
        services.say_yes_here(by=request.viewer, referral=referral)
        return address("record", referral, said="yes")

    return deed_page(
        request, found, form, save, heading=_("Say yes"), submit=_("Yes, we can support them"),
        intro=_("You have talked and asked about sharing. After this it is theirs to decide."),
    )  # fmt: skip


@rule(COORDINATOR)
def accept(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.HowForm)

    def save() -> str:
        services.accept_place(by=request.viewer, referral=referral, how=form.how)
        return address("record", referral, said="accepted")

    return deed_page(request, found, form, save, heading=_("They say yes"))


def _latest_contact(request: HttpRequest) -> str:
    return say_date(here_of(request).today + timedelta(days=clocks().next_contact_days))


@rule(COORDINATOR)
def wait(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.NextContactForm, latest=_latest_contact(request))

    def save() -> str:
        services.start_waiting(by=request.viewer, referral=referral, **form.cleaned_data)
        return address("record", referral, said="waiting")

    intro = _("Nobody waits without a day on which they hear from us.")
    return deed_page(request, found, form, save, heading=_("Put them on the list"), intro=intro)


@rule(COORDINATOR)
def keep_in_touch(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    latest = _latest_contact(request)
    form = form_for(request, forms.KeepForm, ways=ways_to_use(found), latest=latest)
    leave_out_note(form, found)

    def save() -> str:
        told = services.keep_in_touch(by=request.viewer, referral=referral, **form.cleaned_data)
        return address("record", referral, said=_by_email("in_touch", told.way))

    intro = _("By email we send a short message. In any other way: do it first, then keep it here.")
    return deed_page(request, found, form, save, heading=_("Keep in touch"), intro=intro)


@rule(COORDINATOR)
def elsewhere(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.ElsewhereForm)

    def save() -> str:
        services.say_not_right_here(by=request.viewer, referral=referral, **form.cleaned_data)
        return address("record", referral, said="elsewhere")

    intro = _("Nobody is sent away: say where they can turn, and who there expects them.")
    return deed_page(
        request, found, form, save, heading=_("Show them somewhere better"), intro=intro
    )


@rule(COORDINATOR)
def not_reached(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral, history=True)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.Form)

    def save() -> str:
        services.mark_could_not_reach(by=request.viewer, referral=referral)
        return address("record", referral, said="not_reached")

    needed = clocks().tries_before_could_not_reach
    return deed_page(
        request, found, form, save, heading=_("We could not reach them"),
        template="home/desk/not_reached.jinja", submit=_("We could not reach them"),
        needed=needed, enough=found.tries >= needed,
        contacts=presenters.contact_rows(found, request.viewer, here_of(request)),
    )  # fmt: skip


@rule(COORDINATOR)
def back(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.BackForm, ways=ways_to_use(found))

    def save() -> str:
        services.hear_again(by=request.viewer, referral=referral, way=form.cleaned_data["way"])
        return address("record", referral, said="back")

    return deed_page(request, found, form, save, heading=_("They got in touch again"))


@rule(COORDINATOR)
def stop(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.HowForm)

    def save() -> str:
        services.withdraw_referral(by=request.viewer, referral=referral, how=form.how)
        return address("record", referral, said="stopped")

    intro = _("They can stop at any time, and come back at any time. Do not ask why.")
    return deed_page(request, found, form, save, heading=_("They want to stop"), intro=intro)


@rule(COORDINATOR)
def close(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, forms.CloseForm)

    def save() -> str:
        services.close_referral(by=request.viewer, referral=referral, **form.cleaned_data)
        return address("record", referral, said="closed")

    return deed_page(request, found, form, save, heading=_("Close"), submit=_("Close"))
