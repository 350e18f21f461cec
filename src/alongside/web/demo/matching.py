"""From the list to somebody beside them: wishes, asking both, and what each answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.matching.suggest import Wish
from alongside.web.accounts.viewer import system_viewer
from alongside.web.demo.arriving import Arriving
from alongside.web.demo.fates import Beside, Comes
from alongside.web.demo.supporting import DAYS, Helper
from alongside.web.demo.together import together
from alongside.web.demo.turns import ONLINE, SPOKEN, Chapter, today
from alongside.web.support import services as support
from alongside.web.support.match_states import Answer, MatchState, Side
from alongside.web.support.wishes import wish_kinds

if TYPE_CHECKING:
    from alongside.web.support.models import Match

NEAREST = 4
"""Of those who could be asked, so many of the nearest are thought about."""


@dataclass
class Pair:
    """Two people who are asked, or who meet."""

    match: Match
    helper: Helper

    @property
    def id(self) -> UUID:
        return self.match.id

    def state(self) -> str:
        self.match.refresh_from_db(fields=["state"])
        return self.match.state


class Matching(Arriving):
    """The chapters in which two people are brought together."""

    wishes: tuple[Wish, ...] = ()

    @property
    def fate(self) -> Beside:
        assert self.plan.beside is not None
        return self.plan.beside

    def wish(self) -> None:
        """What they wish for in another person, and what is read of them before a yes."""
        theme = together().themes[self.plan.invented.theme]
        interests = self.source.sample([*wish_kinds()["interest"].values], 2)
        facts = [
            ("experience", theme.experience),
            *(("interest", value) for value in interests),
            *(("day", day) for day in self.source.sample(DAYS, self.source.randint(1, 2))),
            ("way", self.source.choice(("in_person", "in_person", "phone"))),
        ]
        self.wishes = tuple(Wish(*fact) for fact in facts if self.source.random() < 0.85)
        by, _ = self.speaks(0.5)
        support.save_wishes(
            by=by,
            service=self.service.id,
            person=self.person.id,
            wishes=self.wishes,
            heading=theme.seeks,
            sentence=theme.seeks_more,
        )

    def find(self, comes: Comes) -> Chapter:
        """Ask one or two people, and hear from both sides. True when somebody is beside them."""
        if not self.wishes:
            self.wish()
        asked = [pair for _ in range(2 if self.fate.asks_two else 1) if (pair := self._ask())]
        if not asked:
            return False
        if comes is Comes.NOT_ANSWERED_YET:
            yield from self._wait_for_them(asked[0])
            return False
        found = yield from self._hear(asked[0], comes)
        for pair in asked:
            pair.helper.asked -= 1
        if found:
            asked[0].helper.live += 1
            self.pair = asked[0]
        return found

    def _ask(self) -> Pair | None:
        helper = self._choose()
        if helper is None:
            return None
        match = support.propose_match(
            by=self.desk,
            referral=self.about,
            supporter=helper.person.id,
            offer=self._offer(),
            because=self.said("because"),
        )
        helper.asked += 1
        helper.known.add(self.person.id)
        return Pair(match, helper)

    def _choose(self) -> Helper | None:
        """One of the nearest who are ready and have a place. Some are kept for a few."""
        wanted = {(wish.kind, wish.value) for wish in self.wishes}
        free = [
            helper
            for helper in self.world.helpers.get(self.plan.service, [])
            if helper.may_be_asked(today(), self.person.id)
        ]
        meant = [helper for helper in free if helper.key == self.fate.helper]
        if not meant and self.fate.helper != "dan":
            meant = [helper for helper in free if not helper.key]
        near = sorted(meant, key=lambda helper: -len(wanted & helper.has))[:NEAREST]
        return self.source.choice(near) if near else None

    def _offer(self) -> UUID:
        """By phone for whoever wishes so; the other offers by how many choose them."""
        offers = [UUID(offer) for offer in self.world.offers[self.plan.service]]
        if self.plan.service == "side":
            by_phone = Wish("way", "phone") in self.wishes or self.source.random() < 0.12
            return offers[1 if by_phone and not self.plan.persona else 0]
        if self.plan.service == "kettle":
            return offers[1]
        is_family = self.plan.invented.theme == "carer" and self.source.random() < 0.6
        return offers[1 if is_family else 0]

    def _hear(self, pair: Pair, comes: Comes) -> Chapter:
        sides = self.source.sample([*Side], 2)
        shy = self.source.choice(sides)
        days = (
            (0, 1) if self.fate.is_quick else (self.source.randint(0, 2), self.source.randint(1, 3))
        )
        for side, after in zip(sides, days, strict=True):
            yield self.soon(after)
            if comes is Comes.TAKEN_BACK:
                support.take_back_match(by=self.desk, match=pair.id)
                return False
            if comes is Comes.LAPSES and side == shy:
                continue
            says = comes.value if comes in (Comes.NO, Comes.NOT_NOW) and side == shy else "yes"
            self.answer(pair, side, Answer(says))
        if comes is Comes.LAPSES:
            yield self.on(pair.match.answer_by + timedelta(days=1))
            support.let_matches_lapse(by=system_viewer("clock", self.world.organisation))
        return pair.state() == MatchState.INTRODUCED

    def answer(self, pair: Pair, side: Side, says: Answer) -> None:
        by, how = self.speaks()
        if side is Side.SUPPORTER:
            is_own = self.source.random() < 0.85
            by, how = (pair.helper.viewer, ONLINE) if is_own else (self.desk, SPOKEN)
        support.answer_match(by=by, match=pair.id, side=side, answer=says, how=how)

    def _wait_for_them(self, pair: Pair) -> Chapter:
        """It is still open today: the other has answered, or nobody has."""
        if pair.helper.key != "dan":
            yield self.soon(1)
            self.answer(pair, Side.SUPPORTER, Answer.YES)
        return False

    def without_fixed_day(self) -> None:
        """What was fixed for one day is over; the next time it goes as it goes."""
        fate = replace(self.fate, asks_in=None, firsts=(), helper="", asks_two=False, today="")
        self.plan = replace(self.plan, beside=replace(fate, alert_in=None, comes_back=False))
