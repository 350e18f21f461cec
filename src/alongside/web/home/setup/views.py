"""The first pages of set-up: the list of what is there, the place, the words, the help lines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.codes import setup_address_is_live
from alongside.web.accounts.methods import SET_UP
from alongside.web.accounts.rules import ADMINISTRATOR, ANYONE, rule
from alongside.web.accounts.services import change_words
from alongside.web.home.entry.sessions import start_session
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.home.setup.forms import ActForm, FirstForm, PlaceForm
from alongside.web.home.setup.list_forms import HelpLinesForm, WordsForm
from alongside.web.home.setup.pages import show
from alongside.web.home.setup.presenters import Loaded, place_name, service_cards, tasks
from alongside.web.people import selectors as people
from alongside.web.safety import selectors as safety
from alongside.web.safety.services import (
    Founder,
    change_place,
    found_organisation,
    set_crisis_contacts,
    start_with_place,
)
from alongside.web.support import selectors as support


@rule(ANYONE)
def first_administrator(request: HttpRequest, token: str) -> HttpResponse:
    """The one-time address: an organisation and the first person who may set it up."""
    form = form_for(request, FirstForm)
    made = []

    def found() -> str:
        given = form.cleaned_data
        founder = Founder(given["name"], given["email"])
        made.append(
            found_organisation(
                by=request.viewer, token=token, name=given["organisation"],
                place=given["place"], founder=founder,
            )
        )  # fmt: skip
        return address("second_factor")

    answer = send(request, form, found)
    if made:
        start_session(request, made[0], method=SET_UP)
    if answer:
        return answer
    if not setup_address_is_live(token):
        return render(request, "home/setup/used.jinja", {}, status=404)
    return render(request, "home/setup/first.jinja", {"form": form}, status=form.status)


@rule(ADMINISTRATOR)
def set_up(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    loaded = Loaded(
        organisation=request.user.organisation,
        site=request.dressing.site,
        services=accounts.services(viewer),
        parts=support.offers(viewer),
        shifts=accounts.cover_shifts(viewer),
        team=people.team(viewer),
    )
    return show(
        request, "home/setup/set_up.jinja", tasks=tasks(loaded), services=service_cards(loaded)
    )


@rule(ADMINISTRATOR)
def set_up_place(request: HttpRequest) -> HttpResponse:
    organisation = request.user.organisation
    names = ("name", "place", "run_by", "phone", "email", "exit_url")
    initial = {name: getattr(organisation, name) for name in names}
    form = form_for(request, PlaceForm, initial=initial)

    def change() -> str:
        change_place(by=request.viewer, **form.cleaned_data)
        return address("set_up", said="place")

    return send(request, form, change) or show(request, "home/setup/place.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_words(request: HttpRequest) -> HttpResponse:
    form = form_for(request, WordsForm, words=request.user.organisation.words)

    def change() -> str:
        change_words(by=request.viewer, words=form.words())
        return address("set_up_words", said="words")

    return send(request, form, change) or show(request, "home/setup/words.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_help_lines(request: HttpRequest) -> HttpResponse:
    organisation = request.user.organisation
    lines = safety.crisis_contacts(organisation.id)
    starting_again = "again-do" in request.POST
    initial = {"checked_on": lines[0].checked_on if lines else None}
    form = form_for(request, HelpLinesForm, posted=not starting_again, lines=lines, initial=initial)
    again = form_for(
        request, ActForm, posted=starting_again, prefix="again", initial={"do": "standard"}
    )

    def change() -> str:
        if starting_again:
            start_with_place(by=request.viewer, place=organisation.place)
        else:
            set_crisis_contacts(
                by=request.viewer, contacts=form.contacts(),
                checked_on=form.cleaned_data["checked_on"],
            )  # fmt: skip
        return address("set_up_help_lines", said="help-lines")

    place = place_name(organisation.place)
    return send(request, again if starting_again else form, change) or show(
        request, "home/setup/help_lines.jinja", form, form=form, again=again, place=place
    )
