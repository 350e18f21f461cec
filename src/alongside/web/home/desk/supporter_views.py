"""Those who give support: who is ready, and who is kept apart from whom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.keeping import new_form_key
from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.accounts.services import Refused
from alongside.web.home.desk import supporter_presenters as presenters
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.supporter_forms import (
    AddLineForm,
    ApartForm,
    EndApartForm,
    EndLineForm,
)
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.people import selectors as people
from alongside.web.people import services
from alongside.web.support import selectors as support
from alongside.web.ui.forms import Form, Option
from alongside.web.workforce import selectors as workforce
from alongside.web.workforce.services import add_readiness, end_readiness

if TYPE_CHECKING:
    from alongside.web.workforce.selectors import Supporter


@rule(COORDINATOR)
def supporters(request: HttpRequest) -> HttpResponse:
    viewer, here = request.viewer, here_of(request)
    found = workforce.supporters(viewer, support.taken_places(viewer), here.today)
    context = {"rows": presenters.supporter_rows(found, here.today, several=here.several)}
    return render(
        request, "home/desk/supporters.jinja", frame(request, "supporters") | context
    )  # fmt: skip


@rule(COORDINATOR)
def supporter_one(request: HttpRequest, person: UUID) -> HttpResponse:
    viewer, today = request.viewer, here_of(request).today
    found = workforce.supporter(viewer, person, support.taken_places(viewer), today)
    add, end = _line_forms(request, found)
    sent = add if add.is_bound else end
    context = {
        "name": found[0].name,
        "found": [(one, presenters.parts(one, today), presenters.role_lines(one, today),
                   presenters.role_tag(one), presenters.places(one.gates),
                   presenters.state_of(one.gates)) for one in found],
        "add": add, "end": end, "form": sent, "several": len(found) > 1,
    }  # fmt: skip
    return send(request, sent, lambda: _write(request, found, sent)) or render(
        request, "home/desk/supporter.jinja", frame(request, "supporters") | context,
        status=sent.status,
    )  # fmt: skip


def _line_forms(request: HttpRequest, found: list[Supporter]) -> tuple[AddLineForm, EndLineForm]:
    today = here_of(request).today
    is_end = any(name.startswith("end-") for name in request.POST)
    return (
        form_for(
            request, AddLineForm, posted=not is_end, prefix="add", initial={"from_on": today},
            services=[Option(str(one.service.id), one.service.name) for one in found],
        ),
        form_for(
            request, EndLineForm, posted=is_end, prefix="end", initial={"until_on": today},
            rows=presenters.ending_options(found, today),
        ),
    )  # fmt: skip


def _write(request: HttpRequest, found: list[Supporter], form: Form) -> str:
    given, person = form.cleaned_data, found[0].person
    if isinstance(form, EndLineForm):
        end_readiness(by=request.viewer, row=UUID(given["row"]), until_on=given["until_on"])
        return address("supporter_one", person, said="line_ended")
    service = UUID(given["service"]) if "service" in given else found[0].service.id
    add_readiness(
        by=request.viewer, person=person, service=service, kind=given["kind"],
        from_on=given["from_on"], until_on=given["until_on"], places=given["places"],
        note=given["note"],
    )  # fmt: skip
    return address("supporter_one", person, said="line_added")


@rule(COORDINATOR)
def apart(request: HttpRequest) -> HttpResponse:
    viewer, today = request.viewer, here_of(request).today
    is_end = "pair" in request.POST
    form = form_for(request, ApartForm, posted=not is_end)
    end = form_for(request, EndApartForm, posted=is_end)

    def save() -> str:
        if is_end:
            services.end_keeping_apart(by=viewer, pair=_pair(end.cleaned_data["pair"]))
            return address("apart", said="together")
        given = form.cleaned_data
        services.keep_apart(
            by=viewer, one=_one(request, given["one"], "one"),
            other=_one(request, given["other"], "other"), reason=given["reason"],
            review_on=given["review_on"],
        )  # fmt: skip
        return address("apart", said="apart")

    sent = end if is_end else form
    context = {"form": sent, "add": form, "back_url": address("supporters")}
    return send(request, sent, save) or render(
        request, "home/desk/apart.jinja", frame(request, "supporters") | context | {
            "pairs": presenters.pairs(
                people.pairs_apart(viewer), today, lambda: new_form_key(viewer)
            ),
        }, status=sent.status,
    )  # fmt: skip


def _one(request: HttpRequest, words: str, field: str) -> UUID:
    """Whom the words mean."""
    found = people.find_people(request.viewer, words)
    unclear = presenters.which(found)
    if unclear:
        raise Refused(unclear, field=field)
    return found[0].id


def _pair(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None
