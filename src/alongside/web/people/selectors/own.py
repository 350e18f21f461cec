"""What a person reads of their own record: all of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.selectors import Look, looks_at
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent, Person, Referral
from alongside.web.people.selectors.desk import latest_consents
from alongside.web.people.selectors.viewers import names_of_users
from alongside.web.people.services.consents import is_live


@dataclass(frozen=True)
class OwnRecord:
    person: Person
    referrals: list[Referral]
    consents: dict[Purpose, Consent]

    @property
    def live(self) -> set[Purpose]:
        """What they agree to now."""
        return {purpose for purpose, row in self.consents.items() if is_live(row)}


def own_person(viewer: Viewer) -> Person:
    """The viewer's own person with their safe-contact rules. One query."""
    found = (
        Person.objects.filter(id=viewer.person, organisation_id=viewer.organisation)
        .select_related("safe_contact", "organisation")
        .first()
    )
    if found is None:
        raise Http404
    return found


def own_record(viewer: Viewer) -> OwnRecord:
    """What the viewer told us, or somebody told us for them, and what they agreed to. Three
    queries."""
    person = own_person(viewer)
    referrals = list(
        person.referrals.select_related("service", "welcome").order_by("-received_at", "-id")
    )
    return OwnRecord(person, referrals, latest_consents(person.id))


def who_looked(viewer: Viewer, limit: int = 100) -> list[tuple[Look, str]]:
    """Who looked at or changed the viewer's own record, with the name where there is one."""
    if viewer.person_id is None:
        raise Http404
    looks = looks_at(viewer, viewer.person_id, limit)
    names = names_of_users(viewer, {look.actor for look in looks})
    return [(look, names.get(look.actor, "")) for look in looks]
