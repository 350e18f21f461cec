"""What the pages below a record share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.web.accounts.services import Refused
from alongside.web.home.desk.deeds import allowed_pages
from alongside.web.home.desk.notices import NOTICES
from alongside.web.home.desk.pages import frame
from alongside.web.home.desk.record_presenters import calls, contact_rules
from alongside.web.home.forms_flow import address, send
from alongside.web.people import selectors as people
from alongside.web.people.consent_rules import Purpose
from alongside.web.ui.forms import Form

if TYPE_CHECKING:
    from alongside.web.people.selectors import ReferralRecord


def open_record(
    request: HttpRequest, referral: UUID, *, history: bool = False, consents: bool = True
) -> ReferralRecord:
    return people.get_referral(request.viewer, referral, history=history, consents=consents)


def is_allowed(request: HttpRequest, record: ReferralRecord) -> bool:
    """Whether the page may be shown now. What is sent is judged by its service, and kept."""
    return request.method == "POST" or request.resolver_match.url_name in allowed_pages(record)


def check_allowed(request: HttpRequest, record: ReferralRecord) -> None:
    """Where the service of a deed does not know the state of the record."""
    if request.resolver_match.url_name not in allowed_pages(record):
        raise Refused(str(NOTICES["moved_on"]))


def moved_on(record: ReferralRecord) -> HttpResponse:
    return redirect(address("record", record.referral.id, said="moved_on"))


def ways_to_use(record: ReferralRecord) -> list[str]:
    """The ways the person ticked, none when they have not agreed that we get in touch."""
    if Purpose.CONTACT not in record.live:
        return []
    return list(record.person.safe_contact.ways)


def leave_out_note(form: Form, record: ReferralRecord) -> None:
    """No box for words about somebody who said no to a record. One that was sent stands, so that
    its service can say why it is not kept."""
    if record.said_no_to_record and not form["note"].data:
        del form.fields["note"]


def deed_page(
    request: HttpRequest,
    record: ReferralRecord,
    form: Form,
    deed: Callable[[], str],
    *,
    heading: str,
    submit: str = "",
    template: str = "home/desk/deed.jinja",
    **context: Any,
) -> HttpResponse:
    """Draw the form of a deed, or do it once and go on. `deed` returns the address to show."""
    given = {
        "form": form,
        "heading": heading,
        "submit_text": submit,
        "record": record,
        "person": calls(record),
        "rules": contact_rules(record),
        "back_url": address("record", record.referral.id),
        **context,
    }
    return send(request, form, deed) or render(
        request, template, frame(request, "") | given, status=form.status
    )
