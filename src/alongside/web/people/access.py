"""Who may do what with whom. No queries here: what is needed comes with the thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.ui.words import say

if TYPE_CHECKING:
    from alongside.web.people.models import Referral


def may_work_front_door(viewer: Viewer, referral: Referral) -> bool:
    """A coordinator of that service, but never on their own record: that is what `My` is for."""
    return (
        referral.organisation_id == viewer.organisation_id
        and referral.service_id in viewer.services_as(Role.COORDINATOR)
        and referral.person_id != viewer.person_id
    )


def check_front_door(viewer: Viewer, referral: Referral) -> None:
    if not may_work_front_door(viewer, referral):
        raise Refused(say("You do not look after this {referral}."))


def is_own(viewer: Viewer, referral: Referral) -> bool:
    """The person the referral is about."""
    return viewer.person_id is not None and referral.person_id == viewer.person_id


def check_own_or_front_door(viewer: Viewer, referral: Referral) -> None:
    if not is_own(viewer, referral):
        check_front_door(viewer, referral)
