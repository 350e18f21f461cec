"""The front door: every deed that moves a referral along its table of states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.selectors import get_organisation
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.ids import new_reference
from alongside.web.people.access import check_front_door, check_own_or_front_door, check_takes
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.local_time import local_date, say_date
from alongside.web.people.models import Consent, Contact, Referral, ReferralStep
from alongside.web.people.referral_states import State, may_move
from alongside.web.people.same_person import mark_own
from alongside.web.people.services.consents import How, keep_answers
from alongside.web.people.services.contacts import (
    check_note,
    check_way,
    keep_contact,
    tries_since_reached,
)
from alongside.web.people.services.duplicates import link_possible_duplicates
from alongside.web.people.services.messages import Told, tell_about
from alongside.web.people.services.persons import ContactRules, Details, make_person
from alongside.web.people.working_days import add_working_days, clocks
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.accounts.models import Service
    from alongside.web.people.same_person import MarkedReferral

NOT_HERE_REASONS = ("other_place", "other_need", "age", "they_chose", "full")
CLOSE_REASONS = ("completed", "not_right_here", "withdrawn", "could_not_reach", "duplicate")


@dataclass(frozen=True)
class Hello:
    """What a first hello says. Only the name must be there; everything else may be skipped."""

    details: Details
    contact: ContactRules = field(default_factory=ContactRules)
    what_would_help: str = ""
    why_peer_support: str = ""
    other_help: str = ""
    keep_safe: str = ""
    preferred_offers: Sequence[str] = ()
    referrer_name: str = ""
    referrer_role: str = ""
    referrer_contact: str = ""
    person_agrees: bool = True
    helped_by: str = ""


@transaction.atomic
def send_referral(
    *, by: Actor, service: Service, route: str, hello: Hello,
    consents: Mapping[Purpose, bool], how: How,
) -> Referral:  # fmt: skip
    """A hello reaches us: person, safe contact, consents, clocks and possible duplicates."""
    check_takes(by, service, route)
    if not hello.person_agrees:
        raise Refused(
            say("Ask them first. We can only start when they know and agree."),
            field="person_agrees",
        )
    person = make_person(
        by=by,
        organisation=service.organisation_id,
        details=hello.details,
        contact=hello.contact,
    )
    keep_answers(by=by, person=person, answers=consents, how=how)
    referral = new_referral(by, service, route, hello, person.id)
    keep_step(referral, by, "", State.RECEIVED, method=how.method, helped_by=hello.helped_by)
    record(
        "referral.received", by=by, subject=person.id, service=service.id, reason=route,
        thing=f"referral {referral.id}", organisation=service.organisation_id,
    )  # fmt: skip
    link_possible_duplicates(by=by, person=person)
    return referral


def new_referral(
    by: Actor, service: Service, route: str, hello: Hello, person: UUID,
    returns: Referral | None = None,
) -> Referral:  # fmt: skip
    """Received now, with clocks that begin now. Inside a deed that has checked who acts."""
    organisation = get_organisation(service.organisation_id)
    today = local_date(now(), organisation.time_zone)
    return Referral.objects.create(
        organisation_id=organisation.id,
        service=service,
        person_id=person,
        reference=_free_reference(organisation.id),
        route=Referral.Route(route),
        received_at=now(),
        state_at=now(),
        acknowledge_by=add_working_days(
            today, clocks().acknowledge_working_days, organisation.place
        ),
        welcome_by=add_working_days(today, clocks().welcome_working_days, organisation.place),
        preferred_offers=list(hello.preferred_offers),
        what_would_help=hello.what_would_help,
        why_peer_support=hello.why_peer_support,
        other_help=hello.other_help,
        keep_safe=hello.keep_safe,
        referrer_name=hello.referrer_name,
        referrer_role=hello.referrer_role,
        referrer_contact=hello.referrer_contact,
        helped_by=hello.helped_by,
        taken_by=by.user_id if isinstance(by, Viewer) and by.person_id != person else None,
        returns=returns,
    )


def _free_reference(organisation: UUID) -> str:
    while True:
        reference = new_reference()
        if not Referral.objects.filter(organisation_id=organisation, reference=reference).exists():
            return reference


def locked(by: Viewer, referral: UUID) -> MarkedReferral:
    found = (
        mark_own(by, Referral.objects.select_for_update(of=("self",)))
        .select_related("person", "organisation", "service")
        .filter(id=referral, organisation_id=by.organisation)
        .first()
    )
    if found is None:
        raise Http404
    return found


def keep_step(
    referral: Referral, by: Actor, before: str, after: str, *, method: str = "",
    reason: str = "", note: str = "", helped_by: str = "",
) -> None:  # fmt: skip
    ReferralStep.objects.create(
        organisation_id=referral.organisation_id,
        referral=referral,
        from_state=before,
        to_state=after,
        at=now(),
        done_by=by.actor,
        method=method,
        reason=reason,
        note=note,
        helped_by=helped_by,
    )


def move(
    referral: Referral, after: State, *, by: Actor, deed: str, method: str = "", reason: str = "",
    note: str = "", helped_by: str = "", **changes: Any,
) -> None:  # fmt: skip
    """Along the table only. The deeds around it check each move's own rule."""
    before = referral.state
    if not may_move(before, after, deed):
        raise Refused(say("This has moved on since you opened it. Look again, then decide."))
    referral.state = after
    referral.state_at = now()
    for name, value in changes.items():
        setattr(referral, name, value)
    referral.save(update_fields=["state", "state_at", *changes])
    keep_step(
        referral, by, before, after, method=method, reason=reason, note=note, helped_by=helped_by
    )
    record(
        f"referral.{after}", by=by, subject=referral.person_id, service=referral.service_id,
        thing=f"referral {referral.id}", reason=reason,
    )  # fmt: skip


@transaction.atomic
def acknowledge_referral(*, by: Viewer, referral: UUID, way: str, note: str = "") -> Told:
    """Write back. By e-mail the program sends it; every other way a person has just used."""
    row = locked(by, referral)
    check_front_door(by, row)
    check_way(row, way)
    check_note(row, note)
    told = Told("by hand")
    if way == "email":
        told = tell_about(
            by=by, referral=row, message="acknowledged", date=say_date(row.welcome_by)
        )
        if told.way != "email":
            raise Refused(say("There is no e-mail address. Choose another way."), field="way")
    else:
        keep_contact(by, row, way=way, outcome=Contact.Outcome.REACHED, note=note)
    move(
        row,
        State.ACKNOWLEDGED,
        by=by,
        deed="acknowledge_referral",
        method=way,
        note=note,
        acknowledged_at=now(),
    )
    return told


@transaction.atomic
def log_contact(
    *, by: Viewer, referral: UUID, way: str, outcome: str, within_rules: bool, note: str = ""
) -> Contact:
    """A call, letter or visit, or a try at one, whatever the state."""
    row = locked(by, referral)
    check_front_door(by, row)
    check_note(row, note)
    return keep_contact(by, row, way=way, outcome=outcome, within_rules=within_rules, note=note)


@transaction.atomic
def mark_could_not_reach(*, by: Viewer, referral: UUID) -> None:
    """Only after enough tries in ways and at times the person agreed to."""
    row = locked(by, referral)
    check_front_door(by, row)
    needed = clocks().tries_before_could_not_reach
    made = tries_since_reached(row)
    if made < needed:
        raise Refused(
            say(
                "{made} of {needed} tries were made in the ways they agreed to. Try again first.",
                made=made,
                needed=needed,
            )
        )
    move(row, State.COULD_NOT_REACH, by=by, deed="mark_could_not_reach", next_contact_on=None)


@transaction.atomic
def hear_again(*, by: Viewer, referral: UUID, way: str) -> None:
    """Somebody we could not reach got in touch, or answered at last in a way they ticked."""
    row = locked(by, referral)
    check_front_door(by, row)
    check_way(row, way)
    keep_contact(by, row, way=way, outcome=Contact.Outcome.REACHED)
    move(
        row, State.ACKNOWLEDGED, by=by, deed="hear_again", method=way,
        acknowledged_at=row.acknowledged_at or now(),
    )  # fmt: skip


@transaction.atomic
def say_not_right_here(
    *, by: Viewer, referral: UUID, reason: str, elsewhere: str, spoke_to: str
) -> None:
    """Never a closed door: a reason, somewhere better, and who there has been spoken to."""
    row = locked(by, referral)
    check_front_door(by, row)
    if reason not in NOT_HERE_REASONS:
        raise Refused(say("Choose the reason."), field="reason")
    if not elsewhere.strip():
        raise Refused(say("Say where else they can turn."), field="elsewhere")
    if not spoke_to.strip():
        raise Refused(
            say("Say who there you spoke to, so that they are expected."), field="spoke_to"
        )
    note = f"{elsewhere.strip()}\n{spoke_to.strip()}"
    move(row, State.NOT_RIGHT_HERE, by=by, deed="say_not_right_here", reason=reason, note=note)


@transaction.atomic
def withdraw_referral(*, by: Viewer, referral: UUID, how: How) -> None:
    """The person stops, or somebody writes down that they said so. No reason is asked."""
    row = locked(by, referral)
    check_own_or_front_door(by, row)
    move(
        row, State.WITHDRAWN, by=by, deed="withdraw_referral", method=how.method,
        helped_by=how.helped_by, next_contact_on=None,
    )  # fmt: skip


@transaction.atomic
def say_yes_here(*, by: Viewer, referral: UUID) -> None:
    """We can support them. The welcome conversation was held and every purpose was asked."""
    row = locked(by, referral)
    check_front_door(by, row)
    welcome = getattr(row, "welcome", None)
    if welcome is None or welcome.held_at is None:
        raise Refused(say("Hold the {welcome conversation} first."))
    answers = Consent.objects.filter(person_id=row.person_id)
    if row.returns_id is not None:  # whoever comes back is asked afresh
        answers = answers.filter(asked_at__gte=row.received_at)
    asked = set(answers.values_list("purpose", flat=True))
    missing = [purpose for purpose in Purpose if purpose not in asked]
    if missing:
        raise Refused(say("Ask every question about sharing first. Any answer will do."))
    move(row, State.OFFERED, by=by, deed="say_yes_here")


@transaction.atomic
def accept_place(*, by: Viewer, referral: UUID, how: How) -> None:
    """The person says yes, on their own page or in words that somebody writes down."""
    row = locked(by, referral)
    check_own_or_front_door(by, row)
    move(
        row, State.ACCEPTED, by=by, deed="accept_place", method=how.method, helped_by=how.helped_by
    )


@transaction.atomic
def start_waiting(*, by: Viewer, referral: UUID, next_contact_on: date) -> None:
    row = locked(by, referral)
    check_front_door(by, row)
    _check_next_contact(row, next_contact_on)
    move(row, State.WAITING, by=by, deed="start_waiting", next_contact_on=next_contact_on)


@transaction.atomic
def keep_in_touch(
    *, by: Viewer, referral: UUID, way: str, outcome: str, next_contact_on: date, note: str = ""
) -> Told:
    """Somebody who waits hears from us, and the next date is set in the same deed."""
    row = locked(by, referral)
    check_front_door(by, row)
    if row.state != State.WAITING:
        raise Refused(say("They are not waiting any more. Look again, then decide."))
    check_way(row, way)
    check_note(row, note)
    _check_next_contact(row, next_contact_on)
    told = Told("by hand")
    if way == "email":
        told = tell_about(
            by=by, referral=row, message="still_waiting", date=say_date(next_contact_on)
        )
        if told.way != "email":
            raise Refused(say("There is no e-mail address. Choose another way."), field="way")
    else:
        keep_contact(by, row, way=way, outcome=outcome, note=note)
    row.next_contact_on = next_contact_on
    row.save(update_fields=["next_contact_on"])
    record(
        "referral.next_contact_set", by=by, subject=row.person_id, service=row.service_id,
        thing=f"referral {row.id}",
    )  # fmt: skip
    return told


def _check_next_contact(referral: Referral, day: date) -> None:
    today = local_date(now(), referral.organisation.time_zone)
    latest = today + timedelta(days=clocks().next_contact_days)
    if day <= today:
        raise Refused(say("Choose a day after today."), field="next_contact_on")
    if day > latest:
        raise Refused(
            say("Choose a day up to {date}, so that nobody is forgotten.", date=say_date(latest)),
            field="next_contact_on",
        )


@transaction.atomic
def close_referral(*, by: Viewer, referral: UUID, reason: str) -> None:
    row = locked(by, referral)
    check_front_door(by, row)
    if reason not in CLOSE_REASONS:
        raise Refused(say("Choose the reason."), field="reason")
    move(row, State.CLOSED, by=by, deed="close_referral", reason=reason, next_contact_on=None)
