"""From a first hello to a yes: the chapters of the front door."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from alongside.web.accounts.viewer import Role, public_viewer
from alongside.web.demo.building import viewer_as
from alongside.web.demo.planning import Path, at, working_day
from alongside.web.demo.turns import ONLINE, SPOKEN, Chapter, Turns, today
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import Hello, How

BY_DESK = ("phone", "paper", "in_person")
HOWS = {
    "self": ONLINE,
    "other": How("referrer"),
    "phone": SPOKEN,
    "paper": How("paper"),
    "in_person": How("together"),
}
REFERRERS = ("Hilary", "Mark", "Priti", "Dee", "Ola", "Jonas", "Angela", "Moira", "Gethin", "Ayo")


class Arriving(Turns):
    """The first chapters of a story."""

    def hello(self) -> None:
        plan = self.plan
        helped = self.one("helpers") if plan.route in ("paper", "in_person") else ""
        self.referral = services.send_referral(
            by=self.desk if plan.route in BY_DESK else public_viewer(self.world.organisation),
            service=self.service,
            route=plan.route,
            hello=self._words(helped),
            consents={p: self.agrees[p] for p in (Purpose.CONTACT, Purpose.RECORD)},
            how=replace(HOWS[plan.route], helped_by=helped),
        )
        self.person = self.referral.person
        self.holding = services.give_role(
            by=self.desk, person=self.person, role=Role.MEMBER, service=self.service.id
        )

    def _words(self, helped: str) -> Hello:
        invented = self.plan.invented
        words = invented.words
        offers = self.world.offers[self.plan.service]
        hello = Hello(
            details=invented.details,
            contact=invented.contact,
            what_would_help=words["help"],
            why_peer_support=words["why"],
            other_help=words["other_help"],
            keep_safe=words["keep_safe"],
            preferred_offers=[offer for offer in offers if self.source.random() < 0.4],
            helped_by=helped,
        )
        if self.plan.route != "other":
            return hello
        return replace(
            hello,
            what_would_help=self.one("in_their_words") + words["help"],
            why_peer_support="",
            referrer_name=self.source.choice(REFERRERS),
            referrer_role=self.one("referrer_roles"),
            referrer_contact=f"07700 {self.source.randint(900_010, 900_999)}",
        )

    def reply(self) -> Chapter:
        """We write or ring back, or try in vain."""
        path = self.plan.path
        if path is Path.NOT_REACHED_FIRST:
            yield from self.try_to_reach(3)
            yield self.later(1)
            services.mark_could_not_reach(by=self.desk, referral=self.about)
            if not self.plan.heard_again:
                return (yield from self.close("could_not_reach", after=30))
            yield self.later(9)
            services.hear_again(by=self.desk, referral=self.about, way="rang_us")
            return True
        yield self.later(self.plan.acknowledged_after)
        self.look(0.2)
        way = "email" if self.may_write() and self.source.random() < 0.7 else self.way_by_hand()
        services.acknowledge_referral(by=self.desk, referral=self.about, way=way)
        if path is Path.STOPS_EARLY:
            yield self.later(3)
            self.stop()
            return (yield from self.close("withdrawn"))
        if path is Path.ELSEWHERE_EARLY:
            yield self.later(2)
            return (yield from self.elsewhere())
        return True

    def way_by_hand(self) -> str:
        way = self.way()
        return "post" if way == "email" and not self.may_write() else way

    def settle_double(self) -> Chapter:
        """Somebody looks whether two records are one person, and says so."""
        if not self.plan.double:
            return True
        yield self.later(1)
        same = self.plan.double == "twice"
        pairs = selectors.duplicates_to_decide(self.desk, self.about)
        for pair, _ in pairs:
            services.decide_duplicate(by=self.desk, pair=pair.id, same=same)
        if not (same and pairs):
            return True
        yield self.later(0)
        services.withdraw_referral(by=self.desk, referral=self.about, how=SPOKEN)
        return (yield from self.close("duplicate", after=1))

    def talk(self) -> Chapter:
        """The first real talk is planned, sometimes moved, and held."""
        yield self.later(self.plan.talk_planned_after)
        meets = self._meets_at()
        way = "phone" if "phone" in self.plan.invented.contact.ways else "in_person"
        self._plan(meets, way)
        moved = self.later(0)
        if self.plan.talk_moved and moved < meets:
            yield moved
            meets += timedelta(days=7)
            self._plan(meets, way)
        yield meets + timedelta(minutes=self.source.randint(35, 70))
        self.look(0.2)
        beside = replace(HOWS["in_person"], helped_by=self.desk_name)
        words = self.plan.invented.words
        services.record_welcome(
            by=self.desk,
            referral=self.about,
            words=services.Words(
                hopes=words["hopes"],
                shared_experience=words["shared"],
                wishes=words["wishes"],
                rather_not=words["rather_not"],
                bad_day=words["bad_day"],
                next_step=words["next_step"],
            ),
            limits_explained=True,
            limits_understood=True,
            consents={purpose: self.agrees[purpose] for purpose in Purpose},
            how=SPOKEN if way == "phone" else beside,
        )
        return (yield from self._after_talk())

    def _plan(self, meets: datetime, way: str) -> None:
        services.plan_welcome(
            by=self.desk, referral=self.about, at=meets, way=way, send_word=self.may_write()
        )

    def _meets_at(self) -> datetime:
        hour = time(self.source.randint(9, 16), self.source.choice((0, 0, 30)))
        if self.plan.meets_in is not None:
            return at(self.last_day + timedelta(days=self.plan.meets_in), hour)
        days = max(2, self.plan.talk_after - self.plan.talk_planned_after)
        return at(working_day(today() + timedelta(days=days)), hour)

    def _after_talk(self) -> Chapter:
        if self.plan.path is Path.STOPS_TALKING:
            yield self.later(2)
            self.stop()
            return (yield from self.close("withdrawn"))
        if self.plan.path is Path.ELSEWHERE_LATER:
            yield self.later(1)
            return (yield from self.elsewhere())
        return True

    def yes(self) -> Chapter:
        """We say yes, they can sign in if they like, and they say yes or no."""
        yield self.later(0)
        services.say_yes_here(by=self.desk, referral=self.about)
        self._give_sign_in()
        if self.plan.path is Path.NOT_REACHED_AT_YES:
            yield from self.try_to_reach(3)
            yield self.later(2)
            services.mark_could_not_reach(by=self.desk, referral=self.about)
            return (yield from self.close("could_not_reach", after=30))
        yield self.later(self.plan.answered_after)
        if self.plan.path is Path.STOPS_AT_YES:
            self.stop()
            return (yield from self.close("withdrawn"))
        if self.person.user_id is not None and self.source.random() < 0.5:
            own = viewer_as(self.person, Role.MEMBER)
            services.accept_place(by=own, referral=self.about, how=ONLINE)
        else:
            services.accept_place(by=self.desk, referral=self.about, how=SPOKEN)
        if self.plan.path is Path.STOPS_ACCEPTED:
            yield self.later(2)
            self.stop()
            return (yield from self.close("withdrawn"))
        return True

    def _give_sign_in(self) -> None:
        invented = self.plan.invented
        if not invented.may_sign_in or self.person.user_id is not None:
            return
        services.give_sign_in(by=self.desk, person=self.person, email=invented.sign_in)
        if self.plan.persona:
            self.world.persona_users[self.plan.persona] = str(self.person.user_id)
