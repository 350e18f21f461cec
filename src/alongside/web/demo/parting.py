"""How two people part: planned with looking back, or early by either side; and what comes after."""

from __future__ import annotations

from datetime import timedelta

from alongside.web.clock import now
from alongside.web.demo.beside import BesideThem
from alongside.web.demo.fates import Ends
from alongside.web.demo.matching import Pair
from alongside.web.demo.turns import ONLINE, SPOKEN, Chapter, today
from alongside.web.people import services
from alongside.web.support import services as support
from alongside.web.support.afterwards import After
from alongside.web.support.match_states import Side

NOTICE = (17, 24)
"""Days between saying it and the last day."""
ANSWERS = {After.WELL: 50, After.UP_AND_DOWN: 28, After.NOT_WELL: 8, After.RATHER_NOT_SAY: 14}


class Parting(BesideThem):
    """The chapters from the wish to part until both were asked how they are."""

    def together(self) -> Chapter:
        """All that happens while somebody is beside them. True when they are on the list again."""
        fate, pair = self.fate, self.pair
        ends_on = today() + timedelta(days=round(fate.weeks * 7))
        yield from self.begin()
        yield from self.go_on(ends_on)
        if fate.ends is Ends.PLANNED:
            yield from self._look_back()
        else:
            yield self.soon(1)
        self._end()
        pair.helper.live -= 1
        if fate.ends in (Ends.SUPPORTER_STOPS, Ends.MEMBER_WANTS_ANOTHER):
            self.world.begun.append(self._ask_after(pair))
            return True
        yield from self._ask_after(pair)
        self.is_over = True
        return False

    def _look_back(self) -> Chapter:
        last = today() + timedelta(days=self.source.randint(*NOTICE))
        by = self.pair.helper.viewer if self.source.random() < 0.4 else self.speaks()[0]
        support.plan_ending(by=by, match=self.pair.id, last_day=last)
        yield self.soon(3)
        yield from self.meet(self.source.randint(2, 6))
        if not self.agrees["record"]:
            yield self.soon(max(1, (last - today()).days))
            return True
        support.write_ending(
            by=self.pair.helper.viewer,
            match=self.pair.id,
            side=Side.SUPPORTER,
            looked_back=self.said("looked_back"),
            gained=self.said("supporter_gained"),
        )
        yield self.soon(1)
        support.write_ending(
            by=self.speaks()[0],
            match=self.pair.id,
            side=Side.MEMBER,
            other_support=self.said("other_support"),
            gained=self.said("gained"),
            feedback=self.said("feedback") if self.source.random() < 0.4 else "",
        )
        yield self.soon(max(1, (last - today()).days), 9, 18)
        return True

    def _end(self) -> None:
        fate, pair = self.fate, self.pair
        may_say = self.said("may_say")
        if fate.ends is Ends.SUPPORTER_STOPS:
            support.end_match(by=pair.helper.viewer, match=pair.id, may_say=may_say)
            return
        by, _ = self.speaks()
        support.end_match(
            by=by,
            match=pair.id,
            side=Side.MEMBER if by == self.desk else None,
            wants_another=fate.ends is Ends.MEMBER_WANTS_ANOTHER,
            may_say=may_say,
            how="" if fate.ends is not Ends.PLANNED else "planned",
        )

    def _ask_after(self, pair: Pair) -> Chapter:
        """Four weeks later both are asked how they are."""
        for side, days in ((Side.MEMBER, 28), (Side.SUPPORTER, 29)):
            pair.match.refresh_from_db()
            assert pair.match.ended_at is not None
            day = pair.match.ended_at.date() + timedelta(days=days + self.source.randint(1, 5))
            yield max(self.on(day), now() + timedelta(minutes=10))
            self._asked_after(pair, side)
        return True

    def _asked_after(self, pair: Pair, side: Side) -> None:
        answer = self.source.choices([*ANSWERS], [*ANSWERS.values()])[0]
        by, how = (pair.helper.viewer, ONLINE) if side is Side.SUPPORTER else (self.desk, SPOKEN)
        if side is Side.SUPPORTER and pair.helper.leaves:
            by, how = self.desk, SPOKEN
        tried = side is Side.MEMBER and self.source.random() < 0.12
        is_member = side is Side.MEMBER
        keeps = self.agrees["record"] or not is_member
        support.record_after_check(
            by=by,
            match=pair.id,
            side=side,
            answer=After.NOT_REACHED if tried else answer,
            words=self.said("after_words") if keeps and not tried else "",
            how=how,
            tried=tried,
        )

    def return_later(self) -> Chapter:
        """Some weeks later they are back, with all that was kept."""
        yield self.later(self.source.randint(20, 60))
        by, how = self.speaks(0.5)
        self.referral = services.return_person(by=by, referral=self.about, how=how)
        self.is_over = False
        self.wishes = ()
        self.without_fixed_day()
        return True
