"""The organisation of the demo: its services, team, rota, and the people who give support."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role, Viewer, system_viewer
from alongside.web.demo.content import House, ServiceFacts, Worker, house
from alongside.web.demo.planning import PLACE
from alongside.web.people import selectors, services
from alongside.web.people.services import ContactRules, Details
from alongside.web.safety.services import start_with_place
from alongside.web.support.services import add_offer

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.web.accounts.models import Service
    from alongside.web.demo.supporting import Helper
    from alongside.web.people.models import Person


@dataclass
class World:
    """What every story of the demo may use. `desk` holds the coordinators of each service, and
    `helpers` those who give support there; `begun` are stories that another story began."""

    organisation: UUID
    services: dict[str, Service] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)
    workers: dict[str, Person] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    desk: dict[str, list[tuple[str, Viewer]]] = field(default_factory=dict)
    helpers: dict[str, list[Helper]] = field(default_factory=dict)
    begun: list[Iterator[datetime]] = field(default_factory=list)
    persona_users: dict[str, str] = field(default_factory=dict)

    def worker(self, user: UUID) -> Viewer:
        """Whoever of the team signs in as `user`."""
        return next(viewer for viewer in self.viewers.values() if viewer.user_id == user)

    @property
    def demo(self) -> Viewer:
        return system_viewer("demo", self.organisation)


def build_world(profile: str) -> World:
    facts = house()
    organisation = accounts.add_organisation(
        by=system_viewer("demo", None), place=PLACE, **facts.organisation
    )
    world = World(organisation.id)
    start_with_place(by=world.demo, place=PLACE)
    for service in facts.services:
        _add_service(world, service, profile)
    for worker in facts.workers:
        _add_worker(world, worker, facts)
    for service in facts.services:
        world.desk[service.key] = [
            (worker.name.split()[0], world.viewers[worker.key])
            for worker in facts.workers
            if Role.COORDINATOR in worker.roles and service.key in worker.services
        ]
    _add_rota(world, facts)
    return world


def _add_service(world: World, facts: ServiceFacts, profile: str) -> None:
    service = accounts.add_service(
        by=world.demo,
        name=facts.name,
        profile=profile,
        about=facts.about,
        for_whom=facts.for_whom,
        wait_weeks=facts.wait_weeks,
        is_open=True,
    )
    world.services[facts.key] = service
    world.offers[facts.key] = [
        str(
            add_offer(
                by=world.demo,
                service=service.id,
                name=offer.name,
                model=offer.model,
                mode=offer.mode,
                pay=offer.pay,
                host=offer.host,
                for_whom=offer.for_whom,
            ).id
        )
        for offer in facts.offers
    ]


def _add_worker(world: World, worker: Worker, facts: House) -> None:
    emails = {persona.key: persona.email for persona in facts.personas}
    email = emails.get(worker.key, f"{worker.key}@thornbeck.example")
    person = services.add_person(
        by=world.demo,
        organisation=world.organisation,
        details=Details(name=worker.name, pronouns=worker.pronouns, email=email),
        contact=ContactRules(ways=["email"], may_say_who=True),
    )
    services.give_sign_in(by=world.demo, person=person, email=email)
    for role in worker.roles:
        held_in: list[UUID | None] = [world.services[key].id for key in worker.services]
        for service in held_in or [None]:
            services.give_role(by=world.demo, person=person, role=role, service=service)
    world.workers[worker.key] = person
    world.viewers[worker.key] = viewer_as(person, worker.roles[0])
    if worker.key in emails:
        world.persona_users[worker.key] = str(person.user_id)


def viewer_as(person: Person, role: str) -> Viewer:
    """A person of the demo as they are when signed in with both factors, in one of their roles."""
    assert person.user is not None
    return selectors.viewer_of(person.user, has_second_factor=True).acting(role)


def _add_rota(world: World, facts: House) -> None:
    for shift in facts.shifts:
        user = world.workers[shift.worker].user_id
        assert user is not None
        for day in shift.days:
            accounts.add_cover(
                by=world.viewers["ada"],
                service=world.services[shift.service].id,
                user=user,
                weekday=day,
                starts=time.fromisoformat(shift.starts),
                ends=time.fromisoformat(shift.ends),
            )
