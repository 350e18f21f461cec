"""The organisation of the demo: its services, team, rota, and the people who give support."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role, Viewer, system_viewer
from alongside.web.clock import now
from alongside.web.demo.content import House, ServiceFacts, Worker, house
from alongside.web.demo.invented import SEED
from alongside.web.demo.planning import PLACE
from alongside.web.people import selectors, services
from alongside.web.people.services import ContactRules, Details
from alongside.web.safety.services import start_with_place
from alongside.web.support.services import add_offer

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.web.accounts.models import Service
    from alongside.web.people.models import Person

QUESTIONS = (
    ("What was your first pet called?", "Biscuit"),
    ("In which street was your first school?", "Quarry Bank"),
    ("What did your gran call you?", "Pickle"),
    ("What colour was your first bicycle?", "Green"),
)


@dataclass
class World:
    """What every story of the demo may use. `desk` holds the coordinators of each service."""

    organisation: UUID
    services: dict[str, Service] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)
    workers: dict[str, Person] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    desk: dict[str, list[tuple[str, Viewer]]] = field(default_factory=dict)
    supporters: list[Person] = field(default_factory=list)
    persona_users: dict[str, str] = field(default_factory=dict)

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
    if Role.PEER_SUPPORTER in worker.roles:
        world.supporters.append(person)


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


def supporter_story(
    world: World, number: int, who: tuple[str, str, str], begins: datetime, ends: datetime
) -> Iterator[datetime]:
    """Somebody begins to give support on a day, and a few of them stop again."""
    source = Random(f"{SEED} supporter {number}")
    whole = (ends - begins).days
    starts_after = 1 if source.random() < 0.45 else source.randint(2, whole - 10)
    yield begins + timedelta(days=starts_after, hours=source.randint(1, 8))
    name, pronouns, phone = who
    service = source.choice(("side", "side", "kettle", "home"))
    email = f"{_plain(name)}@thornbeck.example" if phone and source.random() < 0.9 else None
    person = services.add_person(
        by=world.viewers["ada"],
        organisation=world.organisation,
        details=Details(name=name, pronouns=pronouns, phone=phone, email=email or ""),
        contact=ContactRules(ways=["phone", "email"] if phone else ["in_person"]),
    )
    services.give_sign_in(by=world.viewers["ada"], person=person, email=email)
    holding = services.give_role(
        by=world.viewers["ada"],
        person=person,
        role=Role.PEER_SUPPORTER,
        service=world.services[service].id,
    )
    if service == "side":
        world.supporters.append(person)
    if email is None or source.random() < 0.3:
        question, answer = source.choice(QUESTIONS)
        assert person.user_id is not None
        accounts.agree_question(
            by=world.viewers["ada"], user=person.user_id, question=question, answer=answer
        )
    if source.random() < 0.15:
        yield now() + timedelta(days=source.randint(60, 260))
        if person in world.supporters:
            world.supporters.remove(person)
        services.end_role(by=world.viewers["ada"], holding=holding.id)


def _plain(name: str) -> str:
    letters = name.lower().replace(" ", ".")
    return "".join(letter for letter in letters if letter.isalnum() or letter == ".")
