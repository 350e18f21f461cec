"""The first pages of set-up: the list of what is there, the place, the words, the help lines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from alongside.web.accounts import selectors as accounts
from alongside.web.accounts.codes import setup_address_is_live
from alongside.web.accounts.keeping import new_form_key
from alongside.web.accounts.methods import SET_UP
from alongside.web.accounts.rules import ADMINISTRATOR, ANYONE, rule
from alongside.web.accounts.services import change_words
from alongside.web.home.entry.sessions import start_session
from alongside.web.home.setup.forms import ActForm, FirstForm, PlaceForm
from alongside.web.home.setup.list_forms import HelpLinesForm, WordsForm
from alongside.web.home.setup.pages import key_for, said, sent, show
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
    form = FirstForm(request.POST or None, key=key_for(request))
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
        return reverse("second_factor")

    address = sent(request, form, found)
    if made:
        start_session(request, made[0], method=SET_UP)
    if address:
        return redirect(address)
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
    form = PlaceForm(request.POST or None, initial=initial, key=key_for(request))

    def change() -> str:
        change_place(by=request.viewer, **form.cleaned_data)
        return said("place", "set_up")

    address = sent(request, form, change)
    if address:
        return redirect(address)
    return show(request, "home/setup/place.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_words(request: HttpRequest) -> HttpResponse:
    form = WordsForm(
        request.POST or None, words=request.user.organisation.words, key=key_for(request)
    )

    def change() -> str:
        change_words(by=request.viewer, words=form.words())
        return said("words", "set_up_words")

    address = sent(request, form, change)
    if address:
        return redirect(address)
    return show(request, "home/setup/words.jinja", form, form=form)


@rule(ADMINISTRATOR)
def set_up_help_lines(request: HttpRequest) -> HttpResponse:
    organisation = request.user.organisation
    lines = safety.crisis_contacts(organisation.id)
    starting_again = request.POST.get("do") == "standard"
    given = None if starting_again else request.POST or None
    initial = {"checked_on": lines[0].checked_on if lines else None}
    form = HelpLinesForm(given, lines=lines, initial=initial, key=key_for(request))
    again = ActForm(
        request.POST if starting_again else None,
        initial={"do": "standard"},
        key=key_for(request) if starting_again else new_form_key(request.viewer),
    )

    def change() -> str:
        if starting_again:
            start_with_place(by=request.viewer, place=organisation.place)
        else:
            set_crisis_contacts(
                by=request.viewer, contacts=form.contacts(),
                checked_on=form.cleaned_data["checked_on"],
            )  # fmt: skip
        return said("help-lines", "set_up_help_lines")

    address = sent(request, again if starting_again else form, change)
    if address:
        return redirect(address)
    place = place_name(organisation.place)
    return show(request, "home/setup/help_lines.jinja", form, form=form, again=again, place=place)
