"""What every chapter of a story uses: when the next working moment is, and common turns."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.demo.building import World, viewer_as
from alongside.web.demo.content import stories
from alongside.web.demo.invented import SEED
from alongside.web.demo.planning import PLACE, ZONE, Plan, at, working_day
from alongside.web.demo.together import together
from alongside.web.people import selectors, services
from alongside.web.people.services import How
from alongside.web.people.working_days import is_working_day

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.web.people.models import Circle, Person, Referral, RoleHolding

Chapter = Generator[datetime, None, bool]
"""Gives the times of its deeds; returns whether the story goes on."""

ONLINE = How("online")
SPOKEN = How("spoken", read_back=True)


def today() -> date:
    return now().astimezone(ZONE).date()


class Turns:
    """One person's story so far, and the turns that many stories take."""

    referral: Referral
    person: Person
    holding: RoleHolding

    def __init__(self, world: World, plan: Plan, last_day: date) -> None:
        self.world, self.plan, self.last_day = world, plan, last_day
        self.source = Random(f"{SEED} story {plan.number}")
        self.service = world.services[plan.service]
        desks = world.desk[plan.service]
        self.desk_name, self.desk = desks[0] if plan.persona else self.source.choice(desks)
        self.agrees = dict(plan.invented.agrees)
        self.circle: Circle | None = None
        self.is_over = False
        self._own: Viewer | None = None

    @property
    def about(self) -> UUID:
        return self.referral.id

    def one(self, texts: str) -> str:
        return self.source.choice(stories().texts[texts])

    def said(self, texts: str) -> str:
        """Words of somebody who has somebody beside them, or of the other."""
        return self.source.choice(together().texts[texts])

    def own(self) -> Viewer | None:
        """The person on their own page, if they may sign in."""
        if self._own is None and self.person.user_id is not None:
            self._own = viewer_as(self.person, Role.MEMBER)
        return self._own

    def speaks(self, chance: float = 0.6) -> tuple[Viewer, How]:
        """They do it on their own page, or say it to somebody who writes it down."""
        own = self.own()
        if own is not None and self.source.random() < chance:
            return own, ONLINE
        return self.desk, SPOKEN

    def soon(self, days: int, earliest: int = 9, latest: int = 19) -> datetime:
        """A moment by day or in the evening, on whatever day of the week; always to come."""
        clock = time(self.source.randint(earliest, latest), self.source.randrange(60))
        moment = at(today() + timedelta(days=days), clock)
        return max(moment, now() + timedelta(minutes=self.source.randint(5, 50)))

    def note(self, texts: str) -> str:
        """What the desk writes about them: nothing, once they said no to a record."""
        text = self.one(texts)
        return text if self.agrees["record"] else ""

    def later(self, days: int) -> datetime:
        """A moment when the desk is open, `days` from now or on the next working day."""
        there = now().astimezone(ZONE)
        soon = there + timedelta(minutes=self.source.randint(25, 95))
        open_now = 9 <= soon.hour < 17 and soon.date() == there.date()
        if days == 0 and open_now and is_working_day(soon.date(), PLACE):
            return soon
        day = there.date() + timedelta(days=days)
        if day == there.date() and there.hour >= 9:
            day += timedelta(days=1)
        return self.on(day)

    def on(self, day: date) -> datetime:
        """A moment when the desk is open, on `day` or the next working day."""
        clock = time(self.source.randint(9, 16), self.source.randrange(60))
        return at(working_day(day), clock)

    def way(self) -> str:
        """A way to get in touch to which the person agreed; else they came by themselves."""
        ways = list(self.plan.invented.contact.ways)
        return self.source.choice(ways) if self.agrees["contact"] else "came_by"

    def may_write(self) -> bool:
        """Whether the program may send them an e-mail."""
        invented = self.plan.invented
        return (
            self.agrees["contact"]
            and "email" in invented.contact.ways
            and bool(invented.details.email)
        )

    def look(self, chance: float) -> None:
        if self.source.random() < chance:
            selectors.get_referral(self.desk, self.about)

    def try_to_reach(self, times: int) -> Chapter:
        for _ in range(times):
            yield self.later(self.source.randint(1, 4))
            way = self.way_that_rings()
            left = self.plan.invented.contact.may_leave_message and self.source.random() < 0.4
            services.log_contact(
                by=self.desk,
                referral=self.about,
                way=way,
                outcome="left_message" if left and way == "phone" else "no_answer",
                within_rules=True,
                note=self.note("not_reached") if way == "phone" else "",
            )
        return True

    def way_that_rings(self) -> str:
        ways = list(self.plan.invented.contact.ways)
        return "phone" if "phone" in ways else ways[0]

    def stop(self) -> None:
        """The person stops: on their own page, or in words that somebody writes down."""
        if self.person.user_id is not None and self.source.random() < 0.6:
            own = viewer_as(self.person, Role.MEMBER)
            services.withdraw_referral(by=own, referral=self.about, how=ONLINE)
        else:
            services.withdraw_referral(by=self.desk, referral=self.about, how=SPOKEN)

    def elsewhere(self) -> Chapter:
        """Not right here: somewhere better, and somebody there expects them."""
        theme = self.plan.invented.theme
        fits = [place for place in stories().elsewhere if theme in place.themes]
        fits = fits or [place for place in stories().elsewhere if not place.themes]
        place = self.source.choice(fits)
        services.say_not_right_here(
            by=self.desk,
            referral=self.about,
            reason=place.reason,
            elsewhere=place.where,
            spoke_to=place.spoke_to,
        )
        return (yield from self.close("not_right_here"))

    def close(self, reason: str, after: int = 12) -> Chapter:
        yield self.later(after)
        services.close_referral(by=self.desk, referral=self.about, reason=reason)
        self.is_over = True
        if not self.plan.persona:
            services.end_role(by=self.as_administrator, holding=self.holding.id)
        return False

    @property
    def as_administrator(self) -> Viewer:
        return self.world.viewers["ada"]
