"""What a person reads of their own record: all of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.selectors import Look, looks_at
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Circle, Consent, Person, Referral, RoleHolding
from alongside.web.people.referral_states import OVER_STATES, State
from alongside.web.people.selectors.desk import latest_consents
from alongside.web.people.selectors.pairing import is_beside
from alongside.web.people.selectors.viewers import is_current, names_of_users
from alongside.web.people.services.consents import is_live, live_consents


@dataclass(frozen=True)
class OwnRecord:
    person: Person
    referrals: Sequence[Referral]
    consents: dict[Purpose, Consent]

    @property
    def live(self) -> set[Purpose]:
        """What they agree to now."""
        return {purpose for purpose, row in self.consents.items() if is_live(row)}

    @property
    def may_come_back(self) -> list[Referral]:
        """The last one of each service in which all is over, or those who were beside each other
        have parted."""
        latest: dict[UUID, Referral] = {}
        for row in self.referrals:
            latest.setdefault(row.service_id, row)
        here = {row.service_id for row in self.referrals if not _is_over(row)}
        return [row for service, row in latest.items() if service not in here]

    @property
    def is_over(self) -> bool:
        """They came here once, and nothing goes on now."""
        return bool(self.referrals) and all(map(_is_over, self.referrals))


def _is_over(row: Any) -> bool:
    return row.state in OVER_STATES or (row.state == State.PLACED and not row.is_beside)


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
        person.referrals.select_related("service", "welcome")
        .annotate(is_beside=is_beside())
        .order_by("-received_at", "-id")
    )
    return OwnRecord(person, referrals, latest_consents(person.id))


@dataclass(frozen=True)
class Readers:
    """Who may read what the viewer writes, by first name: those beside them with the moment from
    which they are, and the coordinators of their services. Nobody, without a yes to a record."""

    supporters: list[tuple[str, datetime]]
    coordinators: list[str]
    keeps_record: bool


def who_may_read(viewer: Viewer, live: Collection[Purpose] | None = None) -> Readers:
    """`live`: what they agree to, where that is known already. Three queries, or two. Supporters
    stand in the circle from the moment of an introduction only."""
    beside = (
        Circle.objects.filter(
            Q(until_at__isnull=True) | Q(until_at__gt=now()),
            organisation_id=viewer.organisation,
            person_id=viewer.person,
            from_at__lte=now(),
        )
        .select_related("viewer")
        .order_by("from_at", "id")
    )
    staff = RoleHolding.objects.filter(
        is_current(),
        organisation_id=viewer.organisation,
        role=Role.COORDINATOR,
        service_id__in=viewer.services_as(Role.MEMBER),
    ).exclude(person_id=viewer.person)
    names = {row.person_id: _first_name(row.person) for row in staff.select_related("person")}
    if live is None:
        live = live_consents([viewer.person]).get(viewer.person, {})
    supporters = [(_first_name(row.viewer), row.from_at) for row in beside]
    return Readers(supporters, sorted(names.values()), Purpose.RECORD in live)


def _first_name(person: Person) -> str:
    return person.name.split()[0]


def who_looked(viewer: Viewer, limit: int = 100) -> list[tuple[Look, str]]:
    """Who looked at or changed the viewer's own record, with the name where there is one."""
    if viewer.person_id is None:
        raise Http404
    looks = looks_at(viewer, viewer.person_id, limit)
    names = names_of_users(viewer, {look.actor for look in looks})
    return [(look, names.get(look.actor, "")) for look in looks]
