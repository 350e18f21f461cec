"""A whole story, told through the services one deed after the other.

A story is a generator: it gives the time of its next deed and is called again when that time
has come.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.demo.asking import ASKED, Asked, Matters
from alongside.web.demo.building import viewer_as
from alongside.web.demo.content import stories
from alongside.web.demo.fates import Comes, Ends
from alongside.web.demo.parting import Parting
from alongside.web.demo.planning import PLACE, Leaves, at, last_working_day
from alongside.web.demo.supporting import become_helper
from alongside.web.demo.turns import ONLINE, SPOKEN, Chapter, today
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.working_days import add_working_days, clocks

MOST_TRIES = 6
"""So often we look for somebody; after that they find enough elsewhere, or stop."""


class PersonStory(Parting):
    """Everything that happens with one person who got in touch."""

    left_alone = False

    def tell(self) -> Iterator[datetime]:
        yield self.plan.arrives
        self.hello()
        while True:
            for chapter in (self.reply, self.settle_double, self.talk, self.yes, self.wait):
                goes_on = yield from chapter()
                if not goes_on:
                    return
            yield from self.return_later()

    def wait(self) -> Chapter:
        """On the list, with a date for the next contact, until they leave it."""
        yield self.later(self.plan.waits_after)
        leaves = now() + timedelta(weeks=self.plan.wait_weeks)
        due = self._next_date()
        services.start_waiting(by=self.desk, referral=self.about, next_contact_on=due)
        if self.plan.letter:
            self._send_letter()
        if self.plan.rung_by_supporter:
            self._ask_supporter()
        if self._may_be_matched() and self.fate.is_measured and self.plan.service in ASKED:
            self.world.begun.append(Asked(self).tell())
        if self.agrees.get(self.plan.takes_back) and not self.left_alone:
            yield self.later(6)
            self._take_back(Purpose(self.plan.takes_back))
        if self._may_be_matched():
            return (yield from self._until_somebody(due, self._asks_at(leaves)))
        if not (yield from self._kept_in_touch(due, leaves)):
            return False
        return (yield from self._leave(leaves))

    def _kept_in_touch(self, due: date, until: datetime) -> Chapter:
        """A word from us by each date that was named; False when they are left alone today."""
        while not self.left_alone:
            rings = self.on(due + timedelta(days=self._late()))
            if rings >= until:
                return True
            yield rings
            due = self._next_date()
            self._keep_in_touch(due)
        return False

    def _may_be_matched(self) -> bool:
        return self.plan.beside is not None and self.agrees["record"]

    def _asks_at(self, leaves: datetime) -> datetime:
        fixed = self.fate.asks_in
        if fixed is None:
            return max(leaves, now() + timedelta(days=1))
        return max(at(self.last_day + timedelta(days=fixed), time(10)), now() + timedelta(days=1))

    def _until_somebody(self, due: date, asks_at: datetime) -> Chapter:
        """They wait until two said yes, and wait again where it ended early. True when it was
        looked after to its end and they come back."""
        tries, firsts = 0, [*self.fate.firsts]
        while True:
            if not (yield from self._kept_in_touch(due, asks_at)):
                return False
            yield max(self.soon(0), asks_at)
            comes = firsts.pop(0) if firsts else Comes.YES
            found = yield from self.find(comes)
            due = today() + timedelta(days=self.source.randint(14, 24))
            if found:
                self._end_circle()
                if self.fate.has_goal:
                    self.world.begun.append(Matters(self).tell())
                again = yield from self.together()
                if not again:
                    return self._after_all()
                due = add_working_days(today(), 2, PLACE)
                self.without_fixed_day()
                self.plan = replace(
                    self.plan,
                    beside=replace(self.fate, ends=Ends.PLANNED, weeks=20, has_goal=False),
                )
            elif comes is Comes.NOT_ANSWERED_YET:
                asks_at = now() + timedelta(weeks=40)
            elif tries > MOST_TRIES:
                return (yield from self._leave(now()))
            tries += not found
            wait_more = (
                self.source.randint(4, 12) if found or firsts else self.source.randint(6, 16)
            )
            asks_at = max(asks_at, now() + timedelta(days=wait_more))

    def _after_all(self) -> bool:
        """Both were asked how they are: it is over, unless they come back."""
        if self.fate.comes_back:
            return True
        if not self.plan.persona:
            services.end_role(by=self.as_administrator, holding=self.holding.id)
        return False

    def _late(self) -> int:
        return self.source.randint(1, 4) if self.source.random() < 0.15 else 0

    def _next_date(self) -> date:
        """A working day in three to four weeks, or the day that the plan fixes."""
        latest = today() + timedelta(days=clocks().next_contact_days)
        usual = today() + timedelta(days=self.source.randint(20, 27))
        if self.plan.due_in is not None:
            fixed = self.last_day + timedelta(days=self.plan.due_in)
            if today() < fixed <= latest:
                self.left_alone = True
                return fixed
            usual = min(usual, fixed - timedelta(days=14))
        return last_working_day(usual)

    def _keep_in_touch(self, due: date) -> None:
        self.look(0.12)
        writes = self.may_write() and self.source.random() < 0.3
        way = "email" if writes else self.way_by_hand()
        reached = self.source.random() < 0.8
        services.keep_in_touch(
            by=self.desk,
            referral=self.about,
            way=way,
            outcome="reached" if reached else "no_answer",
            next_contact_on=due,
            note="" if writes else self.note("reached" if reached else "not_reached"),
        )

    def _send_letter(self) -> None:
        """A letter to the doctor or the therapy service, if both may be."""
        fits = [letter for letter in stories().letters if self.agrees[letter.to]]
        if fits and self.agrees["record"]:
            letter = self.source.choice(fits)
            services.send_on(
                by=self.desk,
                referral=self.about,
                to=letter.to,
                recipient=letter.recipient,
                shared=letter.shared,
            )

    def _ask_supporter(self) -> None:
        """Somebody who gives support rings while they wait, if they agree to a record."""
        if not (self.agrees["record"] and self.agrees["contact"]):
            return
        here = [helper for helper in self.world.helpers["side"] if not helper.leaves]
        rings = next(helper for helper in here if helper.key == "dan").person
        if self.source.random() < 0.85 and not self.plan.persona:
            rings = self.source.choice(here).person
        self.circle = services.add_to_circle(
            by=self.desk,
            person=self.person,
            viewer=rings,
            relation="rings_while_waiting",
            service=self.service.id,
            why="keeps in touch while they wait",
        )
        selectors.supporter_page(viewer_as(rings, Role.PEER_SUPPORTER), self.person.id)

    def _take_back(self, purpose: Purpose) -> None:
        by, how = self.desk, SPOKEN
        if self.person.user_id is not None:
            by, how = viewer_as(self.person, Role.MEMBER), ONLINE
        services.withdraw_consent(by=by, person=self.person, purpose=purpose, how=how)
        self.agrees[purpose] = False

    def _leave(self, leaves: datetime) -> Chapter:
        """Off the list without a match: enough found elsewhere here, stopped, or not reached."""
        if self.plan.leaves is Leaves.NOT_REACHED:
            yield from self.try_to_reach(3)
            yield self.later(2)
            services.mark_could_not_reach(by=self.desk, referral=self.about)
            self._end_circle()
            return (yield from self.close("could_not_reach", after=30))
        yield self.on(max(leaves.date(), today() + timedelta(days=1)))
        enough = self.plan.leaves is Leaves.ENOUGH
        if enough:
            services.log_contact(
                by=self.desk,
                referral=self.about,
                way=self.way_by_hand(),
                outcome="reached",
                within_rules=True,
                note=self.note("found_enough"),
            )
        self.stop()
        self._end_circle()
        yield from self.close("completed" if enough else "withdrawn", after=8)
        return (yield from self._give_support_too())

    def _end_circle(self) -> None:
        if self.circle is not None:
            services.end_circle(by=self.desk, circle=self.circle)
            self.circle = None

    def _give_support_too(self) -> Chapter:
        """A persona who came for support gives it too, after a time."""
        if self.plan.persona:
            yield self.later(100)
            services.give_role(
                by=self.as_administrator,
                person=self.person,
                role=Role.PEER_SUPPORTER,
                service=self.service.id,
            )
            theme = self.plan.invented.theme
            become_helper(self.world, self.person, self.plan.service, theme, self.last_day)
        return False
