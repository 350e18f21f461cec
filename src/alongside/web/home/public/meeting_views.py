"""The page behind the link in a message: whoever holds it says that they come, moves or cancels.
It shows a date and a way, no name and no place. Looking changes nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.web.accounts.rules import ANYONE, rule
from alongside.web.home.forms_flow import address, form_for, notice_of, send
from alongside.web.home.meeting_forms import PressForm
from alongside.web.home.meeting_pages import CANCEL, COMING, press, time_form
from alongside.web.home.meeting_words import NOTICES, linked_page
from alongside.web.support import services
from alongside.web.support.selectors import linked_meeting


@rule(ANYONE)
def meeting_link(request: HttpRequest, token: str) -> HttpResponse:
    linked = linked_meeting(token, request.request_id)
    do = "" if linked.is_void else request.POST.get("do", "")
    pressed = form_for(request, PressForm, posted=do in (COMING, CANCEL))
    move = time_form(request, linked.meeting.organisation.time_zone, do=do)

    def act() -> str:
        return address("meeting_link", token, said=press(linked.actor, linked.meeting.id, do))

    def change() -> str:
        services.move_meeting(by=linked.actor, meeting=linked.meeting.id, starts_at=move.moment)
        return address("meeting_link", token, said="moved")

    context = {
        "page": linked_page(linked),
        "form": pressed if pressed.is_bound else move,
        "pressed": pressed,
        "move": move,
        "notice": notice_of(request, NOTICES),
    }
    return (
        send(request, pressed, act)
        or send(request, move, change)
        or render(request, "home/public/meeting_link.jinja", context, status=context["form"].status)
    )
