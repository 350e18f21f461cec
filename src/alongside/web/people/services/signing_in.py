"""Codes handed over in person or by phone: to whom, by whom, and both are told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.access import may_set_up
from alongside.web.accounts.codes import check_attempts, count_attempt, issue_code
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.people.access import check_front_door
from alongside.web.people.models import Person, RoleHolding
from alongside.web.people.same_person import is_reader
from alongside.web.people.services.consents import NoConsent
from alongside.web.people.services.messages import Told, tell
from alongside.web.people.services.persons import give_role, give_sign_in, minds
from alongside.web.people.services.referrals import locked
from alongside.web.ui.words import say

WRONG_ANSWER = "agreed answer"


@transaction.atomic
def hand_over_code(
    *, by: Viewer, person: UUID, for_new_phone: bool = False, answer: str | None = None
) -> tuple[str, Told]:
    """A code to read out or write down for somebody who cannot sign in by themselves, valid ten
    minutes, once. For a new phone they are told too, by e-mail or by hand.

    `answer`: what they said to the agreed question, over the telephone; None in person. When it
    is wrong (Refused with field `answer`) the caller counts it, outside of this transaction.
    """
    found = Person.objects.filter(id=person, organisation_id=by.organisation).first()
    if found is None or found.user_id is None:
        raise Http404
    if not may_be_helped(by, found):
        raise Refused(say("You do not look after this person."))
    check_attempts(WRONG_ANSWER, str(found.id))
    code = issue_code(by=by, user=found.user_id, for_new_phone=for_new_phone, answer=answer)
    if not for_new_phone:
        return code, Told("by hand")
    try:
        return code, tell(by=by, person=found, message="new_phone_code", key=f"code:{new_id()}")
    except NoConsent:
        return code, Told("by hand")


def count_wrong_answer(person: UUID) -> None:
    """After five of them the telephone will not do for ten minutes."""
    count_attempt(WRONG_ANSWER, str(person))


def may_be_helped(by: Viewer, person: Person) -> bool:
    """A coordinator helps those they look after and the supporters of their service. Whoever
    works here as staff, or supports people of another service too, is helped by set-up only: a
    code opens all that they may open. Roles that begin later count, roles that ended do not."""
    if may_set_up(by):
        return True
    if Person.objects.filter(is_reader(by, "id"), id=person.id).exists():
        return False  # they themselves, under another hello
    ours = by.services_as(Role.COORDINATOR)
    today = now().date()
    held = RoleHolding.objects.filter(person=person).exclude(until_on__lte=today)
    roles = set(held.values_list("role", "service_id"))
    if any(role in Role.STAFF for role, _ in roles):
        return False
    if any(role == Role.PEER_SUPPORTER and service not in ours for role, service in roles):
        return False  # the code would open a service that the giver does not look after
    return any(service in ours for _, service in roles) or minds(by, person)


@transaction.atomic
def open_member_pages(*, by: Viewer, referral: UUID, email: str | None) -> None:
    """Let a person read their own record: by a code to their address, or one handed over."""
    row = locked(by, referral)
    check_front_door(by, row)
    give_sign_in(by=by, person=row.person, email=email)
    give_role(by=by, person=row.person, role=Role.MEMBER, service=row.service_id)
