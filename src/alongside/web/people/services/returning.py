"""Coming back after it was over. What was before stays as it is, and is linked."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer, system_viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.access import check_own_or_front_door, is_own
from alongside.web.people.local_time import local_date
from alongside.web.people.models import Person, Referral, ReferralStep
from alongside.web.people.referral_states import OVER_STATES, State
from alongside.web.people.selectors.pairing import is_beside
from alongside.web.people.services.consents import How
from alongside.web.people.services.persons import Details
from alongside.web.people.services.referrals import (
    Hello,
    keep_step,
    locked,
    move,
    new_referral,
)
from alongside.web.people.working_days import add_working_days, clocks
from alongside.web.ui.words import say

_ROUTES = {"spoken": "phone", "paper": "paper"}
"""How somebody of the team heard of it; otherwise in person."""


@transaction.atomic
def return_person(*, by: Viewer, referral: UUID, how: How) -> Referral:
    """A new beginning with new clocks for somebody who was here before, in the same service. What
    they prefer, wish for and how they may be reached stays; what they agree to is asked afresh,
    and holds until then. A second press gives what the first one made. Whoever has just parted
    from somebody waits again, on the day on which they first came."""
    row = locked(by, referral)
    check_own_or_front_door(by, row)
    Person.objects.select_for_update().get(id=row.person_id)
    if _have_parted(row):
        return _wait_again(by, row, how)
    now_open = (
        Referral.objects.filter(person_id=row.person_id, service_id=row.service_id)
        .exclude(state__in=OVER_STATES)
        .first()
    )
    if now_open is not None and now_open.returns_id == row.id:
        return now_open
    _check(row, now_open)
    if row.state != State.CLOSED:
        ours = system_viewer("returns", row.organisation_id)
        move(
            row, State.CLOSED, by=ours, deed="close_referral", reason=row.state,
            next_contact_on=None,
        )  # fmt: skip
    route = "self" if is_own(by, row) else _ROUTES.get(how.method, "in_person")
    hello = Hello(
        Details(row.person.name), preferred_offers=row.preferred_offers, helped_by=how.helped_by
    )
    new = new_referral(by, row.service, route, hello, row.person_id, returns=row)
    keep_step(new, by, "", State.RECEIVED, method=how.method, helped_by=how.helped_by)
    record(
        "referral.returned", by=by, subject=row.person_id, service=row.service_id, reason=route,
        thing=f"referral {new.id}",
    )  # fmt: skip
    return new


def _have_parted(row: Referral) -> bool:
    placed = Referral.objects.filter(id=row.id, state=State.PLACED)
    return placed.exclude(is_beside()).exists()


def _wait_again(by: Viewer, row: Referral, how: How) -> Referral:
    place = row.organisation
    today = local_date(now(), place.time_zone)
    on = add_working_days(today, clocks().acknowledge_working_days, place.place)
    move(
        row, State.WAITING, by=by, deed="look_again", method=how.method, helped_by=how.helped_by,
        next_contact_on=on,
    )  # fmt: skip
    return row


def _check(row: Referral, now_open: Referral | None) -> None:
    if now_open is not None:
        raise Refused(say("They are here already: {reference}.", reference=now_open.reference))
    if row.state not in OVER_STATES or row.later.exists():
        raise Refused(say("This has moved on since you opened it. Look again, then decide."))
    if ReferralStep.objects.filter(referral=row, reason="duplicate").exists():
        raise Refused(say("This one was closed because they had come twice. Use the other one."))
