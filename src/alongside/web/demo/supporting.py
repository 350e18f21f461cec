"""The people of the demo who give support: when they begin, what makes them ready, what they say
of themselves, and whether they have a place for one more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.demo.building import World, viewer_as
from alongside.web.demo.invented import SEED
from alongside.web.demo.planning import ZONE, Story
from alongside.web.demo.together import Shared, together
from alongside.web.people import services
from alongside.web.people.services import ContactRules, Details
from alongside.web.support.services import save_profile
from alongside.web.support.wishes import wish_kinds
from alongside.web.workforce.services import add_readiness

if TYPE_CHECKING:
    from alongside.web.people.models import Person

QUESTIONS = (
    ("What was your first pet called?", "Biscuit"),
    ("In which street was your first school?", "Quarry Bank"),
    ("What did your gran call you?", "Pickle"),
    ("What colour was your first bicycle?", "Green"),
)
NAMED = {"dan": ("side", 4, "work"), "lorna": ("side", 2, "loss")}
"""Of the team: where they give support, to how many, and what they have been through."""
KEPT = ("side", "home", "side", "side", "kettle", "side", "home", "side")
"""Of the others the first: there from the first day, for those who show something today."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
YEAR = timedelta(days=365)


@dataclass(eq=False)
class Helper:
    """Somebody who gives support in one service. `shut_from` is the day from which one of their
    gates is shut; `known` are those whom they were asked about."""

    person: Person
    viewer: Viewer
    places: int
    has: frozenset[tuple[str, str]]
    key: str = ""
    shut_from: date | None = None
    leaves: bool = False
    live: int = 0
    asked: int = 0
    known: set[UUID] = field(default_factory=set)

    def may_be_asked(self, on: date, about: UUID) -> bool:
        is_ready = not self.leaves and (self.shut_from is None or on < self.shut_from)
        has_place = self.live + self.asked < self.places
        return is_ready and has_place and about not in self.known and about != self.person.id


def name_helpers(world: World, last_day: date) -> None:
    """Dan and Lorna are ready from the first day to the last."""
    for number, (key, (service, places, theme)) in enumerate(NAMED.items()):
        source = Random(f"{SEED} named {number}")
        helper = _ready(world, source, world.workers[key], service, places, theme, last_day)
        helper.key = "dan" if key == "dan" else ""


def supporter_story(
    world: World, number: int, who: tuple[str, str, str], story: Story
) -> Iterator[datetime]:
    """Somebody begins to give support on a day, and a few of them stop again."""
    source = Random(f"{SEED} supporter {number}")
    whole = (story.ends - story.begins).days
    is_kept = number < len(KEPT)
    starts_after = 1 if is_kept or source.random() < 0.4 else source.randint(2, whole - 10)
    yield story.begins + timedelta(days=starts_after, hours=source.randint(1, 8))
    service = KEPT[number] if is_kept else source.choice(("side", "side", "kettle", "home"))
    person = _join(world, source, who)
    holding = services.give_role(
        by=world.viewers["ada"],
        person=person,
        role=Role.PEER_SUPPORTER,
        service=world.services[service].id,
    )
    places = 3 if is_kept else source.choice((1, 2, 3, 3))
    theme = source.choice([*together().themes])
    shut = _shuts(number, story.last_day)
    helper = _ready(world, source, person, service, places, theme, story.last_day, shut)
    helper.key = "kept" if is_kept else ""
    if source.random() < 0.15 and not is_kept:
        yield now() + timedelta(days=source.randint(60, 260))
        helper.leaves = True
        while helper.live + helper.asked:
            yield now() + timedelta(days=9)
        services.end_role(by=world.viewers["ada"], holding=holding.id)


def _join(world: World, source: Random, who: tuple[str, str, str]) -> Person:
    name, pronouns, phone = who
    email = f"{_plain(name)}@thornbeck.example" if phone and source.random() < 0.9 else None
    person = services.add_person(
        by=world.viewers["ada"],
        organisation=world.organisation,
        details=Details(name=name, pronouns=pronouns, phone=phone, email=email or ""),
        contact=ContactRules(ways=["phone", "email"] if phone else ["in_person"]),
    )
    services.give_sign_in(by=world.viewers["ada"], person=person, email=email)
    if email is None or source.random() < 0.3:
        question, answer = source.choice(QUESTIONS)
        assert person.user_id is not None
        accounts.agree_question(
            by=world.viewers["ada"], user=person.user_id, question=question, answer=answer
        )
    return person


def _plain(name: str) -> str:
    letters = name.lower().replace(" ", ".")
    return "".join(letter for letter in letters if letter.isalnum() or letter == ".")


def _shuts(number: int, last_day: date) -> tuple[str, date] | None:
    """A few of them have something out of date today, or just before."""
    out = {8: ("supervision", 20), 11: ("check", 6), 15: ("training", 33)}.get(number % 17)
    return (out[0], last_day - timedelta(days=out[1])) if out else None


def _ready(
    world: World, source: Random, person: Person, service: str, places: int, theme: str,
    last_day: date, shut: tuple[str, date] | None = None,
) -> Helper:  # fmt: skip
    """Four dated lines by the desk, and their own words by themselves."""
    today = now().astimezone(ZONE).date()
    if shut is not None and shut[1] <= today:
        shut = None
    for kind in ("training", "check", "supervision", "capacity"):
        until = last_day + YEAR * 2 if kind == "check" else None
        add_readiness(
            by=world.desk[service][0][1],
            person=person.id,
            service=world.services[service].id,
            kind=kind,
            from_on=today,
            until_on=shut[1] if shut and shut[0] == kind else until,
            places=places if kind == "capacity" else None,
        )
    helper = Helper(
        person, viewer_as(person, Role.PEER_SUPPORTER), places, _has(source, theme),
        shut_from=shut[1] if shut else None,
    )  # fmt: skip
    _say_of_themselves(world, source, helper, service, together().themes[theme])
    world.helpers.setdefault(service, []).append(helper)
    return helper


def _say_of_themselves(
    world: World, source: Random, helper: Helper, service: str, theme: Shared
) -> None:
    boundaries = [("experience", value) for value in ("self_harm", "eating", "voices")]
    save_profile(
        by=helper.viewer,
        service=world.services[service].id,
        person=helper.person.id,
        heading=theme.gives,
        sentence=theme.gives_more,
        practical=source.choice(together().texts["practical"]),
        has=sorted(helper.has),
        cannot=[source.choice(boundaries)] if source.random() < 0.3 else [],
    )


def _has(source: Random, theme: str) -> frozenset[tuple[str, str]]:
    interests = source.sample([*wish_kinds()["interest"].values], 3)
    return frozenset(
        [
            ("experience", together().themes[theme].experience),
            *(("interest", value) for value in interests),
            *(("day", day) for day in source.sample(DAYS, 3)),
            ("part_of_day", source.choice(("morning", "afternoon", "evening"))),
            *(("way", way) for way in source.sample(("in_person", "phone", "video"), 2)),
        ]
    )


def become_helper(world: World, person: Person, service: str, theme: str, last_day: date) -> None:
    """Somebody who came for support gives it too."""
    _ready(world, Random(f"{SEED} helper {person.id}"), person, service, 1, theme, last_day)
