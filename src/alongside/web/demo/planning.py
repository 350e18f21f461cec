"""Who gets in touch when, and how it goes for each: decided before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from random import Random
from zoneinfo import ZoneInfo

from alongside.web.demo.content import house
from alongside.web.demo.fates import TOGETHER, Beside, Comes, draw_fate
from alongside.web.demo.invented import SEED, Invented, Inventor, Keeps, again, relative
from alongside.web.people.working_days import is_working_day

DAYS = 548  # eighteen months
PLACE = "gb-eng"
ZONE = ZoneInfo("Europe/London")
LAST_MINUTES = timedelta(minutes=40)  # the story ends this long after midnight of its last day

# How busy a month is, January first, and a day of the week, Monday first.
MONTHS = (1.35, 1.15, 1.05, 0.95, 1.0, 0.9, 0.8, 0.7, 1.1, 1.15, 1.05, 0.65)
WEEKDAYS = (1.3, 1.15, 1.1, 1.05, 0.95, 0.6, 0.75)
HOURS = (2, 2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 7, 6, 5, 5, 5, 5, 5, 6, 8, 9, 8, 6, 4)
SHORTER = {"side": 0.7, "kettle": 0.5, "home": 0.6}
ROUTES = {"self": 52, "other": 22, "phone": 15, "paper": 5, "in_person": 6}


class Path(StrEnum):
    """Where somebody's way leads."""

    STAYS = "stays"
    NOT_REACHED_FIRST = "not_reached_first"
    STOPS_EARLY = "stops_early"
    ELSEWHERE_EARLY = "elsewhere_early"
    ELSEWHERE_LATER = "elsewhere_later"
    STOPS_TALKING = "stops_talking"
    STOPS_AT_YES = "stops_at_yes"
    NOT_REACHED_AT_YES = "not_reached_at_yes"
    STOPS_ACCEPTED = "stops_accepted"


class Leaves(StrEnum):
    """How a wait ends without a match."""

    ENOUGH = "enough"
    STOPS = "stops"
    NOT_REACHED = "not_reached"


PATHS = {
    Path.STAYS: 60, Path.NOT_REACHED_FIRST: 9, Path.STOPS_EARLY: 7, Path.ELSEWHERE_EARLY: 4,
    Path.ELSEWHERE_LATER: 6, Path.STOPS_TALKING: 5, Path.STOPS_AT_YES: 4,
    Path.NOT_REACHED_AT_YES: 3, Path.STOPS_ACCEPTED: 2,
}  # fmt: skip
LEAVES = {Leaves.ENOUGH: 60, Leaves.STOPS: 25, Leaves.NOT_REACHED: 15}


@dataclass(frozen=True)
class Plan:
    """One person's way. Lengths are in days unless the name says otherwise.

    `meets_in` and `due_in` fix a date counted from the last day of the story: the planned talk,
    and the next contact of somebody who waits.
    """

    number: int
    arrives: datetime
    service: str
    route: str
    invented: Invented
    path: Path = Path.STAYS
    acknowledged_after: int = 1
    talk_planned_after: int = 2
    talk_after: int = 9
    talk_moved: bool = False
    answered_after: int = 2
    waits_after: int = 1
    wait_weeks: float = 9.0
    leaves: Leaves = Leaves.ENOUGH
    heard_again: bool = False
    takes_back: str = ""
    letter: bool = False
    rung_by_supporter: bool = False
    double: str = ""
    meets_in: int | None = None
    due_in: int | None = None
    persona: str = ""
    beside: Beside | None = None


@dataclass(frozen=True)
class Story:
    """The whole demo before it is told. `helpers` give support: name, pronouns, telephone."""

    begins: datetime
    ends: datetime
    plans: list[Plan]
    helpers: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def last_day(self) -> date:
        return self.ends.astimezone(ZONE).date()


def at(day: date, clock: time) -> datetime:
    """A time of day in the place, in UTC."""
    return datetime.combine(day, clock, ZONE).astimezone(ZoneInfo("UTC"))


def working_day(day: date) -> date:
    """`day`, or the next one on which people work."""
    while not is_working_day(day, PLACE):
        day += timedelta(days=1)
    return day


def last_working_day(day: date) -> date:
    """`day`, or the last one before it on which people worked."""
    while not is_working_day(day, PLACE):
        day -= timedelta(days=1)
    return day


def plan_story(members: int, helpers: int, profile: str, today: date) -> Story:
    """Everybody's way over the eighteen months that end today."""
    inventor = Inventor(today.year, Keeps.of(profile))
    plans = list(_personas(inventor, today))[:members]
    plans += list(_examples(inventor, today, len(plans), members))
    plans += list(_together(inventor, today, len(plans), members))
    days = _arrival_days(today, members - len(plans))
    while len(plans) < members:
        number = len(plans)
        plans.append(_ordinary(inventor, number, days[number - members]))
    return Story(
        begins=at(last_working_day(today - timedelta(days=DAYS)), time(8)),
        ends=at(today, time(0)) + LAST_MINUTES,
        plans=sorted(_with_doubles(plans, today), key=lambda plan: (plan.arrives, plan.number)),
        helpers=[inventor.helper() for _ in range(helpers)],
    )


def _personas(inventor: Inventor, today: date) -> Iterator[Plan]:
    for number, came in enumerate(house().came):
        invented = inventor.persona(came, house().persona(came.key).email)
        day = working_day(today - timedelta(days=came.days_ago))
        yield Plan(
            number=number,
            arrives=at(day, time(19, 12)),
            service=came.service,
            route="self",
            invented=invented,
            wait_weeks=came.wait_weeks,
            takes_back="therapy",
            letter=True,
            rung_by_supporter=came.service == "side",
            persona=came.key,
            beside=PERSONAS.get(came.key),
        )


PERSONAS = {
    "alex": Beside(
        weeks=90, helper="dan", is_weekly=True, weekday_in=0, clock=time(17, 30), rises=0.5,
        measured_every=63,
    ),
    "robin": Beside(helper="kept", firsts=(Comes.NOT_ANSWERED_YET,), asks_in=-3, asks_two=True),
}  # fmt: skip


# Somebody for each thing that a front door should show today: days ago, time, service, route and
# what is special. There are as many of them as a quarter of everybody, at most.
AT_ONCE = {"acknowledged_after": 0, "talk_planned_after": 0}
EXAMPLES: tuple[tuple[int, time, str, str, dict[str, object]], ...] = (
    (0, time(0, 11), "side", "self", {}),
    (80, time(20, 5), "side", "self", {"wait_weeks": 40.0, "due_in": 0}),
    (6, time(10, 20), "side", "phone", {**AT_ONCE, "meets_in": 0}),
    (74, time(13, 40), "side", "other", {"wait_weeks": 40.0, "due_in": -4}),
    (9, time(9, 30), "side", "other", {"acknowledged_after": 60}),
    (8, time(21, 15), "kettle", "self", {**AT_ONCE, "meets_in": 1}),
    (20, time(11, 5), "side", "self", {"answered_after": 60, "talk_after": 6}),
    (24, time(15, 0), "side", "in_person", {"waits_after": 60, "talk_after": 6}),
    (60, time(16, 10), "side", "paper", {"wait_weeks": 40.0, "due_in": 1, "takes_back": "gp"}),
    (1, time(22, 48), "kettle", "self", {}),
    (3, time(12, 12), "side", "self", {"double": "twice", "acknowledged_after": 60}),
    (5, time(14, 31), "home", "other", {**AT_ONCE, "meets_in": 2}),
    (4, time(17, 45), "kettle", "self", {"double": "family", "acknowledged_after": 3}),
    (55, time(18, 20), "home", "self", {"wait_weeks": 40.0, "due_in": -1}),
    (0, time(0, 23), "home", "self", {}),
    (66, time(9, 50), "kettle", "phone", {"wait_weeks": 40.0, "due_in": 0}),
)


def _examples(inventor: Inventor, today: date, first: int, members: int) -> Iterator[Plan]:
    for offset, example in enumerate(EXAMPLES[: members // 4]):
        days_ago, clock, service, route, special = example
        day = today - timedelta(days=days_ago)
        plan = Plan(
            number=first + offset,
            arrives=at(day if route == "self" else last_working_day(day), clock),
            service=service,
            route=route,
            invented=inventor.person(first + offset, service, may_be_reached=route != "in_person"),
        )
        yield replace(plan, **special)  # type: ignore[arg-type]


def _together(inventor: Inventor, today: date, first: int, members: int) -> Iterator[Plan]:
    for offset, (days_ago, service, beside) in enumerate(TOGETHER[: members // 4]):
        day = last_working_day(today - timedelta(days=days_ago))
        invented = inventor.person(first + offset, service)
        yield Plan(
            number=first + offset,
            arrives=at(day, time(9 + offset % 8, 17)),
            service=service,
            route="phone" if offset % 3 else "self",
            invented=replace(
                invented,
                agrees={**invented.agrees, "contact": True, "record": True, "evaluation": True},
                may_sign_in=True,
            ),
            talk_after=5,
            beside=beside,
        )


def _arrival_days(today: date, count: int) -> list[date]:
    """Days on which people get in touch: more in winter and on Mondays, and more as it grows."""
    days = [today - timedelta(days=DAYS - n) for n in range(1, DAYS)]
    weights = [
        MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] * (0.8 + 0.4 * n / DAYS)
        for n, day in enumerate(days)
    ]
    return sorted(Random(f"{SEED} days").choices(days, weights, k=count)) if count > 0 else []


def _ordinary(inventor: Inventor, number: int, day: date) -> Plan:
    source = Random(f"{SEED} plan {number}")
    services = house().services
    service = source.choices(services, [facts.share for facts in services])[0].key
    route = source.choices(list(ROUTES), list(ROUTES.values()))[0]
    slow = source.random() < 0.12
    beside = draw_fate(source, service)
    purposes = ("gp", "stories", "evaluation", "therapy", *(() if beside else ("record",)))
    return Plan(
        number=number,
        arrives=_arrives(source, day, route),
        service=service,
        route=route,
        invented=inventor.person(number, service),
        path=source.choices(list(PATHS), list(PATHS.values()))[0],
        acknowledged_after=source.randint(3, 5) if slow else source.choice((0, 1, 1, 2)),
        talk_planned_after=source.randint(0, 3),
        talk_after=source.randint(24, 34) if slow else source.randint(5, 17),
        talk_moved=source.random() < 0.14,
        answered_after=source.choice((0, 0, 1, 3, 5, 8)),
        waits_after=source.choice((0, 0, 1, 2)),
        wait_weeks=SHORTER.get(service, 1.0) * min(24.0, max(2.0, source.lognormvariate(2.0, 0.5))),
        leaves=source.choices(list(LEAVES), list(LEAVES.values()))[0],
        heard_again=source.random() < 0.2,
        takes_back=source.choice(purposes) if source.random() < 0.09 else "",
        letter=source.random() < 0.2,
        rung_by_supporter=service == "side" and source.random() < 0.2,
        beside=beside,
    )


def _arrives(source: Random, day: date, route: str) -> datetime:
    if route == "self":
        return at(day, time(source.choices(range(24), HOURS)[0], source.randrange(60)))
    return at(last_working_day(day), time(source.randint(9, 16), source.randrange(60)))


def _with_doubles(plans: list[Plan], today: date) -> Iterator[Plan]:
    """Some write twice, and some share a telephone with somebody who came before."""
    source = Random(f"{SEED} doubles")
    end = at(today, time(0)) + LAST_MINUTES
    with_phone = [p for p in plans if p.invented.details.phone and not p.persona and not p.double]
    firsts = [p for p in with_phone if p.number % 16 == 5]
    doubled = {p.number: source.choice(("twice", "family")) for p in plans if p.number % 33 == 32}
    for plan in plans:
        kind = plan.double or doubled.get(plan.number, "")
        if not (kind and firsts) or plan in firsts or plan.persona:
            yield replace(plan, double="")
            continue
        first = firsts.pop()
        invented = (
            again(first.invented) if kind == "twice" else relative(first.invented, plan.invented)
        )
        arrives = plan.arrives if plan.double else first.arrives + timedelta(days=8, hours=3)
        later = max(arrives, first.arrives + timedelta(hours=1))
        yield replace(plan, double=kind, invented=invented, arrives=min(later, end))
