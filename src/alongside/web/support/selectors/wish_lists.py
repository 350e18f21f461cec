"""What somebody wishes for in another person, and what somebody who gives support shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.support.models import PeerProfile, Wishes
from alongside.web.support.wishes import Fact, read_facts, read_wishes

if TYPE_CHECKING:
    from alongside.matching.suggest import Wish


@dataclass(frozen=True)
class WishList:
    """`heading` and `sentence` are what a supporter reads before a yes, without a name."""

    wishes: tuple[Wish, ...] = ()
    heading: str = ""
    sentence: str = ""


def wish_list(viewer: Viewer, service: UUID, person: UUID) -> WishList:
    """Their own, or of somebody in a service that the viewer coordinates; empty until something
    is kept, and for everybody else. One query."""
    if viewer.person_id != person and service not in viewer.services_as(Role.COORDINATOR):
        return WishList()
    row = Wishes.objects.filter(
        organisation_id=viewer.organisation, service_id=service, person_id=person
    ).first()
    if row is None:
        return WishList()
    return WishList(read_wishes(row.wishes), row.heading, row.sentence)


@dataclass(frozen=True)
class Profile:
    """What people read of a supporter before a yes; `cannot` is for the search alone."""

    heading: str = ""
    sentence: str = ""
    practical: str = ""
    has: frozenset[Fact] = frozenset()
    cannot: frozenset[Fact] = frozenset()


def own_profile(viewer: Viewer, service: UUID) -> Profile:
    """The viewer's own; empty until they wrote it. One query."""
    row = PeerProfile.objects.filter(
        organisation_id=viewer.organisation, service_id=service, person_id=viewer.person
    ).first()
    if row is None:
        return Profile()
    return Profile(
        row.heading, row.sentence, row.practical, read_facts(row.has), read_facts(row.cannot)
    )
