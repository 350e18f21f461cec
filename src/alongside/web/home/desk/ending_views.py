"""Looking back and asking afterwards, for whoever tells it to a coordinator; and coming back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk import ending_presenters as words
from alongside.web.home.desk.forms import HowForm
from alongside.web.home.desk.pages import frame, here_of
from alongside.web.home.desk.record_pages import deed_page, is_allowed, moved_on, open_record
from alongside.web.home.ending_forms import SpokenAfterForm, SpokenLookBackForm
from alongside.web.home.forms_flow import address, form_for, send
from alongside.web.people import services as people
from alongside.web.people.services import How
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Side
from alongside.web.support.selectors import DeskEnding
from alongside.web.ui.forms import Form
from alongside.web.ui.words import say as _

TALKED = {f"talked_{side}": side for side in Side}


@rule(COORDINATOR)
def match_ending(request: HttpRequest, match: UUID) -> HttpResponse:
    """What both wrote; more of it in the words of the one whom the address names."""
    found = selectors.desk_ending(request.viewer, match)
    given = request.GET.get("side", "")
    side = Side(given) if given in list(Side) else Side.MEMBER
    one = found.of(side)
    first = {
        "looked_back": found.looked_back, "other_support": found.other_support,
        "gained": one.gained, "feedback": one.feedback,
    }  # fmt: skip
    form = form_for(request, SpokenLookBackForm, name=one.name, initial=first)

    def save() -> str:
        services.write_ending(
            by=request.viewer, match=match, side=side, seen=request.POST.get("seen", ""),
            **form.cleaned_data,
        )  # fmt: skip
        return address("match_ending", match, said="ending_kept")

    return send(request, form, save) or _show_ending(request, found, side, form)


def _show_ending(request: HttpRequest, found: DeskEnding, side: Side, form: Form) -> HttpResponse:
    other = next(one for one in found.sides if one.side != side)
    context = {
        "found": found,
        "form": form,
        "one": found.of(side),
        "other": other,
        "other_url": f"{reverse('match_ending', args=[found.match])}?side={other.side}",
        "heading": words.pair(found),
        "stands": words.stands(found, here_of(request)),
        "written": words.shared_words(found),
        "feedback": words.feedback(found),
    }
    return render(
        request, "home/desk/match_ending.jinja", frame(request, "match_board") | context,
        status=form.status,
    )  # fmt: skip


@rule(COORDINATOR)
def match_after(request: HttpRequest, match: UUID) -> HttpResponse:
    """How each of the two is, as they say it to us or wrote it themselves."""
    found = selectors.desk_ending(request.viewer, match)
    do = request.POST.get("do", "")
    forms: dict[str, Any] = {name: form_for(request, Form, posted=do == name) for name in TALKED}
    for one in found.sides:
        forms[one.side.value] = form_for(
            request, SpokenAfterForm, posted=do == one.side, side=one,
            keeps_words=found.keeps_words or one.side is Side.SUPPORTER,
        )  # fmt: skip
    sent = forms.get(do)
    answer = send(request, sent, lambda: _keep(request, match, do, sent)) if sent else None
    return answer or _show_after(request, found, forms, sent)


def _keep(request: HttpRequest, match: UUID, do: str, form: Form) -> str:
    ours = {"by": request.viewer, "match": match}
    if do in TALKED:
        services.mark_asked_back(**ours, side=TALKED[do])
        return address("match_after", match, said="after_talked")
    said = dict(form.cleaned_data)
    how = How("spoken", read_back=bool(said.pop("read_back")))
    services.record_after_check(**ours, side=Side(do), how=how, **said)
    return address("match_after", match, said="after_kept")


def _show_after(
    request: HttpRequest, found: DeskEnding, forms: dict[str, Any], sent: Form | None
) -> HttpResponse:
    here = here_of(request)
    context = {
        "found": found,
        "form": sent,
        "heading": words.pair(found),
        "stands": words.stands(found, here),
        "cards": [
            (one, forms[one.side.value], forms[f"talked_{one.side}"], words.answered(one),
             words.reach_rows(one))
            for one in found.sides
        ],
    }  # fmt: skip
    return render(
        request, "home/desk/match_after.jinja", frame(request, "match_board") | context,
        status=sent.status if sent else 200,
    )  # fmt: skip


@rule(COORDINATOR)
def record_return(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    form = form_for(request, HowForm)

    def save() -> str:
        new = people.return_person(by=request.viewer, referral=referral, how=form.how)
        return address("record", new.id, said="returned")

    intro = (
        _("They wait again, on the day on which they first came. Nobody asks why.")
        if found.referral.state == "placed"
        else _("What was before stays and is linked. Later ask every question about sharing "
               "afresh. Until then their answers hold.")
    )  # fmt: skip
    return deed_page(
        request, found, form, save, heading=_("They have come back"), submit=_("Begin again"),
        intro=intro,
    )  # fmt: skip
