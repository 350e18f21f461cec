"""The cast of every web test. Alex is a member, Bo their coordinator, Cy belongs to another
organisation and must see nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from alongside.matching.suggest import Wish
from alongside.web.accounts import services as accounts
from alongside.web.accounts.models import Organisation, Service
from alongside.web.accounts.viewer import Role, Viewer, public_viewer, system_viewer
from alongside.web.clock import now
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Person, Referral
from alongside.web.people.services import ContactRules, Details, Hello, How
from alongside.web.safety.services import start_with_place
from alongside.web.support import services as support
from alongside.web.support.match_states import Answer, Side
from alongside.web.support.models import Match, Offer
from alongside.web.support.services import add_offer
from alongside.web.workforce.services import add_readiness

ONLINE = How("online")
SPOKEN = How("spoken", read_back=True)


@dataclass
class House:
    """One organisation with one open service and its people."""

    organisation: Organisation
    service: Service
    people: dict[str, Person]

    def viewer(self, name: str) -> Viewer:
        """Whoever is named, as they are when they have just signed in with both factors."""
        return selectors.viewer_of(self.people[name].user, has_second_factor=True)

    @property
    def public(self) -> Viewer:
        return public_viewer(self.organisation.id)


def build_house(name: str = "Thornbeck", place: str = "gb-eng") -> House:
    """Bo coordinates, Dan supports, Mo manages, Ada administers. No member yet."""
    organisation = accounts.add_organisation(
        by=system_viewer("test", None), name=f"{name} Commons", place=place
    )
    ours = system_viewer("test", organisation.id)
    start_with_place(by=ours, place=place)
    service = accounts.add_service(
        by=ours, name=f"{name} Peer Support", profile="standard", is_open=True
    )
    add_offer(
        by=ours, service=service.id, name="Side by side", model="one_to_one", mode="mixed",
        pay="unpaid", host=organisation.name, for_whom="Adults",
    )  # fmt: skip
    house = House(organisation, service, {})
    for who, role in (
        ("Bo", Role.COORDINATOR),
        ("Dan", Role.PEER_SUPPORTER),
        ("Mo", Role.MANAGER),
        ("Ada", Role.ADMINISTRATOR),
    ):
        house.people[who] = add_worker(house, who, role)
    return house


def add_worker(house: House, who: str, role: str) -> Person:
    ours = system_viewer("test", house.organisation.id)
    person = services.add_person(
        by=ours, organisation=house.organisation.id, details=Details(name=f"{who} Worker")
    )
    email = f"{who.lower()}@{house.service.slug}.example"
    services.give_sign_in(by=ours, person=person, email=email)
    service = None if role == Role.ADMINISTRATOR else house.service.id
    services.give_role(by=ours, person=person, role=role, service=service)
    return person


def say_hello(
    house: House, name: str = "Alex Member", consents: dict[Purpose, bool] | None = None,
    route: str = "self", **details: Any,
) -> Referral:  # fmt: skip
    """A first hello by its own writer, who may be rung and written to unless told otherwise."""
    details.setdefault("email", "alex@people.example")
    details.setdefault("phone", "07700 900123")
    hello = Hello(
        Details(name=name, **details),
        ContactRules(ways=["email", "phone"], may_say_who=True),
        what_would_help="Someone to walk with",
    )
    return services.send_referral(
        by=house.public,
        service=house.service,
        route=route,
        hello=hello,
        consents={Purpose.CONTACT: True} if consents is None else consents,
        how=ONLINE,
    )


def add_member(house: House, who: str = "Alex", **kwargs: Any) -> Referral:
    """A person who got in touch and can sign in to read their own record."""
    referral = say_hello(house, name=f"{who} Member", **kwargs)
    ours = system_viewer("test", house.organisation.id)
    person = referral.person
    services.give_sign_in(by=ours, person=person, email=f"{who.lower()}@people.example")
    services.give_role(by=ours, person=person, role=Role.MEMBER, service=house.service.id)
    house.people[who] = person
    return referral


def agree_to_all(house: House, person: Person, but: tuple[Purpose, ...] = ()) -> None:
    answers = {purpose: purpose not in but for purpose in Purpose}
    ours = system_viewer("test", house.organisation.id)
    services.answer_consents(by=ours, person=person, answers=answers, how=ONLINE)


def bring_to_waiting(house: House, referral: Referral) -> None:
    """Along the front door to the list of those who wait."""
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=referral.id, way="phone")
    plan = now() + timedelta(days=1)
    services.plan_welcome(by=bo, referral=referral.id, at=plan, way="phone")
    services.record_welcome(
        by=bo, referral=referral.id, words=services.Words(hopes="To get out more"),
        limits_explained=True, limits_understood=True,
        consents=dict.fromkeys(Purpose, True), how=SPOKEN,
    )  # fmt: skip
    services.say_yes_here(by=bo, referral=referral.id)
    services.accept_place(by=bo, referral=referral.id, how=SPOKEN)
    services.start_waiting(
        by=bo, referral=referral.id, next_contact_on=(now() + timedelta(days=14)).date()
    )


def ready_supporter(house: House, who: str, places: int = 2) -> Person:
    """Every line that makes `who` ready, from a year ago on. Adds them when they are new."""
    if who not in house.people:
        house.people[who] = add_worker(house, who, Role.PEER_SUPPORTER)
    bo, since = house.viewer("Bo"), (now() - timedelta(days=365)).date()
    for kind in ("training", "check", "supervision", "capacity"):
        add_readiness(
            by=bo, person=house.people[who].id, service=house.service.id, kind=kind,
            from_on=since, places=places if kind == "capacity" else None,
        )  # fmt: skip
    return house.people[who]


def own_words(
    house: House, who: str, heading: str = "Someone who gardens",
    has: tuple[tuple[str, str], ...] = (), cannot: tuple[tuple[str, str], ...] = (),
) -> None:  # fmt: skip
    """What `who` shows of themselves before a yes. Needed before they can be suggested."""
    support.save_profile(
        by=house.viewer(who), service=house.service.id, person=house.people[who].id,
        heading=heading, sentence="Growing things got me out of the house.",
        practical="Meets by phone, Thursdays.", has=has, cannot=cannot,
    )  # fmt: skip


def wish_for(house: House, referral: Referral, *wishes: Wish) -> None:
    """What somebody who waits wishes for, and what a supporter reads of them."""
    support.save_wishes(
        by=house.viewer("Bo"), service=house.service.id, person=referral.person_id,
        wishes=wishes, heading="Someone who walks", sentence="I like company that can be quiet.",
    )  # fmt: skip


def ask_both(house: House, referral: Referral, who: str = "Dan", because: str = "") -> Match:
    """Both are asked, `who` being ready. Brings the person to the list when they are not there."""
    referral.refresh_from_db()
    if referral.state != "waiting":
        bring_to_waiting(house, referral)
    if who not in house.people or not house.people[who].readiness.exists():
        ready_supporter(house, who)
    if not house.people[who].profiles.exists():
        own_words(house, who)
    if not referral.person.wishes.exists():
        wish_for(house, referral)
    return support.propose_match(
        by=house.viewer("Bo"), referral=referral.id, supporter=house.people[who].id,
        offer=Offer.objects.get(service=house.service).id, because=because,
    )  # fmt: skip


def introduce(house: House, referral: Referral, who: str = "Dan") -> Match:
    """Both said yes: they know each other's names, and their first meeting is to come."""
    match = ask_both(house, referral, who)
    for side in Side:
        support.answer_match(
            by=house.viewer("Bo"), match=match.id, side=side, answer=Answer.YES, how=SPOKEN
        )
    match.refresh_from_db()
    return match
