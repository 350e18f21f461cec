"""Worries and alerts: the list, and one with what is done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import Rule, rule
from alongside.web.accounts.viewer import Role
from alongside.web.home.desk import concern_forms as forms
from alongside.web.home.desk import concern_presenters as presenters
from alongside.web.home.desk.pages import here_of
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.menus import hats, staff_nav
from alongside.web.safety import selectors as safety
from alongside.web.safety import services
from alongside.web.safety.concern_states import OPEN_STATES, ConcernState

if TYPE_CHECKING:
    from alongside.web.safety.selectors import ConcernPage
    from alongside.web.ui.forms import Form

TEAM = Rule("team", roles=(Role.COORDINATOR, Role.MANAGER, Role.SUPERVISOR, Role.ADMINISTRATOR))
"""Whom a worry may be given to. Which ones each of them reads is asked by `safety.access`."""


def _frame(request: HttpRequest, count: int | None = None) -> dict[str, Any]:
    viewer = request.viewer
    return {
        "nav": staff_nav(viewer, "concerns", concerns=count),
        "hats": hats(viewer, viewer.acting_as),
        "notice": notice_of(request, presenters.NOTICES),
    }


@rule(TEAM)
def concerns(request: HttpRequest) -> HttpResponse:
    rows = safety.concerns(request.viewer)
    context = {"groups": presenters.groups(rows, here_of(request))}
    frame = _frame(request, sum(row.is_open for row in rows))
    return render(request, "home/desk/concerns.jinja", frame | context)


@rule(TEAM)
def concern(request: HttpRequest, concern: UUID) -> HttpResponse:
    page = safety.get_concern(request.viewer, concern)
    do = request.POST.get("do", "")
    main = _main_form(request, page, do)
    hand = form_for(
        request, forms.HandForm, posted=do == "hand",
        to=[(one.user, one.name) for one in page.may_have],
    )  # fmt: skip
    sent = hand if do == "hand" else main
    return (sent and send(request, sent, lambda: _save(request, concern, do, sent))) or render(
        request, "home/desk/concern.jinja", _context(request, page, main, hand),
        status=max(hand.status, main.status if main else 200),
    )  # fmt: skip


_MAIN = {
    ConcernState.RAISED: ("take", forms.TakeForm),
    ConcernState.ACKNOWLEDGED: ("decide", forms.DecideForm),
    ConcernState.DECIDED: ("close", forms.CloseForm),
}


def _main_form(request: HttpRequest, page: ConcernPage, do: str) -> Form | None:
    """The next step of its table. None when it is closed, or not the reader's to close."""
    name, make = _MAIN.get(ConcernState(page.concern.state), ("", None))
    if make is None or (name == "close" and not page.may_close):
        return None
    return form_for(request, make, posted=do == name)


def _save(request: HttpRequest, concern: UUID, do: str, form: Form) -> str:
    told = {"by": request.viewer, "concern": concern}
    typed = form.cleaned_data
    if do == "take":
        services.acknowledge_concern(**told)
        return address("concern", concern, said="concern_taken")
    if do == "hand":
        services.hand_on_concern(**told, to=UUID(typed["to"]))
        return address("concerns", said="concern_handed")
    if do == "decide":
        services.decide_concern(**told, **typed)
        return address("concern", concern, said="concern_decided")
    services.close_concern(**told, **typed)
    return address("concern", concern, said="concern_closed")


def _context(
    request: HttpRequest, page: ConcernPage, main: Form | None, hand: Form
) -> dict[str, Any]:
    here, row = here_of(request), page.concern
    is_open = row.state in OPEN_STATES
    return _frame(request) | {
        "heading": presenters.heading(page),
        "lead": presenters.lead(page, request.viewer),
        "clock": presenters.hours_left(row, here) if is_open else None,
        "words": presenters.own_words(row),
        "facts": presenters.facts(row, here),
        "decided": presenters.decided(row),
        "steps": presenters.step_rows(page, here),
        "form": main,
        "do": _MAIN[ConcernState(row.state)][0] if main else "",
        "hand": hand if is_open and page.may_have else None,
        "must_be_closed_by_another": row.state == ConcernState.DECIDED and not page.may_close,
        "has_faults": bool((main and main.errors) or hand.errors),
    }
