"""What somebody wishes for, written down by a coordinator with them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from alongside.web.accounts.rules import COORDINATOR, rule
from alongside.web.home.desk.record_pages import (
    check_allowed,
    deed_page,
    is_allowed,
    moved_on,
    open_record,
)
from alongside.web.home.desk.record_presenters import welcome_words
from alongside.web.home.forms_flow import address, form_for
from alongside.web.home.wishes_form import WishesForm, initial_of
from alongside.web.support import selectors as support
from alongside.web.support.services import save_wishes
from alongside.web.ui.words import say as _


@rule(COORDINATOR)
def wishes(request: HttpRequest, referral: UUID) -> HttpResponse:
    found = open_record(request, referral)
    if not is_allowed(request, found):
        return moved_on(found)
    row = found.referral
    known = support.wish_list(request.viewer, row.service_id, row.person_id)
    form = form_for(request, WishesForm, initial=initial_of(known))

    def save() -> str:
        check_allowed(request, found)
        save_wishes(
            by=request.viewer, service=row.service_id, person=row.person_id, wishes=form.wishes,
            heading=form.cleaned_data["heading"], sentence=form.cleaned_data["sentence"],
        )  # fmt: skip
        return address("record", referral, said="wishes")

    return deed_page(
        request, found, form, save, heading=_("What they wish for"),
        template="home/desk/wishes.jinja", said=welcome_words(found),
    )  # fmt: skip
