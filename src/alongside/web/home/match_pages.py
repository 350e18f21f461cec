"""Pages that a member and a supporter share: private answers, and going on or ending."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.match_forms import (
    AsksForm,
    EndForm,
    GoOnForm,
    LastDayForm,
    MemberEndForm,
    PressForm,
)
from alongside.web.home.match_words import (
    ASKED_NOTICES,
    WITH_NOTICES,
    act_rows,
    acts_of,
    ask_cards,
    news_lines,
    say_take_until,
    stands,
)
from alongside.web.people.services import How
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Answer, Side
from alongside.web.ui.forms import Form

if TYPE_CHECKING:
    from alongside.web.support.selectors import SideMatch
    from alongside.web.ui.parts import LinkRow

ONLINE = How("online")


@dataclass(frozen=True)
class Area:
    """Whose pages these are. `asked` and `beside` are the names of their routes."""

    side: Side
    home: str
    asked: str
    beside: str


def asked_page(
    request: HttpRequest, area: Area, *, heading: Callable[[int], str], **more: Any
) -> HttpResponse:
    """Everybody whom the viewer is asked about, each with an answer of its own."""
    asks = selectors.asks(request.viewer, area.side)
    form = form_for(request, AsksForm, asks=asks)

    def answer() -> str:
        for match, said in form.answers:
            _answer(request, area.side, match, said)
        return _afterwards(request, area, {match for match, _ in form.answers})

    zone = request.user.organisation.time_zone
    context = {
        "form": form,
        "cards": ask_cards(form, area.side),
        "news": news_lines(selectors.not_this_time(request.viewer, area.side), area.side, zone),
        "heading": heading(len(asks)),
        "until": say_take_until(form) if form.asks else "",
        "back_url": reverse(area.home),
        "notice": notice_of(request, ASKED_NOTICES),
    }
    return send(request, form, answer) or render(
        request, "home/match/asked.jinja", context | more, status=form.status
    )


def _answer(request: HttpRequest, side: Side, match: UUID, said: Answer) -> None:
    """Unless an answer a moment before has settled this one too: whoever found somebody waits no
    longer."""
    if any(ask.match == match for ask in selectors.asks(request.viewer, side)):
        services.answer_match(by=request.viewer, match=match, side=side, answer=said, how=ONLINE)


def _afterwards(request: HttpRequest, area: Area, answered: set[UUID]) -> str:
    """To whoever has a name from now on; else to those who are still to answer."""
    known = selectors.own_matches(request.viewer, area.side)
    met = [own.match for own in known if own.is_live and own.match in answered]
    if met:
        return address(area.beside, met[0], said="both_yes")
    still = answered & {ask.match for ask in selectors.asks(request.viewer, area.side)}
    return address(area.asked, said="answered" if still else "settled")


def with_page(
    request: HttpRequest, match: UUID, area: Area, *, links_of: Callable[[SideMatch], list[LinkRow]]
) -> HttpResponse:
    """Two people who know each other, for one of them: how it stands and what they may do."""
    own = selectors.own_match(request.viewer, match, area.side)
    zone = request.user.organisation.time_zone
    context = {
        "own": own,
        "stands": stands(own, zone),
        "acts": acts_of(own, area.beside),
        "rows": act_rows(acts_of(own, area.beside)),
        "back_url": reverse(area.home),
        "links": links_of(own),
        "notice": notice_of(request, WITH_NOTICES),
    }
    do = request.POST.get("do") or request.GET.get("do", "")
    if not do:
        return render(request, "home/match/with.jinja", context)
    if do not in {act.do for act in context["acts"]}:
        return _moved_on(request, context)
    form, save = _act(request, own, area, do)
    back = {"back_url": reverse(area.beside, args=[match])}
    return send(request, form, save) or render(
        request, "home/match/act.jinja", context | back | {"form": form, "do": do},
        status=form.status,
    )  # fmt: skip


def _moved_on(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What was held out a moment ago is no longer there to do: the page as it is now."""
    return render(request, "home/match/with.jinja", context | {"moved_on": True})


def _act(request: HttpRequest, own: Any, area: Area, do: str) -> tuple[Form, Callable[[], str]]:
    """The form of one act, and its deed."""
    ours = {"by": request.viewer, "match": own.match}
    done = address(area.beside, own.match, said=do)
    presses = {
        "pause": services.pause_match,
        "resume": services.resume_match,
        "keep_going": services.keep_going,
    }
    if do in presses:
        return form_for(request, PressForm), lambda: presses[do](**ours) or done
    if do == "go_on":
        form = form_for(request, GoOnForm, initial={"goes_on": own.goes_on})
        return (
            form,
            lambda: (
                services.confirm_match(
                    **ours, side=area.side, goes_on=bool(form.cleaned_data["goes_on"])
                )
                or done
            ),
        )
    if do == "plan":
        form = form_for(request, LastDayForm, initial={"last_day": own.last_day})
        return (
            form,
            lambda: services.plan_ending(**ours, last_day=form.cleaned_data["last_day"]) or done,
        )
    if do == "end":
        kind = MemberEndForm if area.side is Side.MEMBER else EndForm
        form = form_for(request, kind)
        return form, lambda: services.end_match(**ours, **form.cleaned_data) or done
    raise Http404
