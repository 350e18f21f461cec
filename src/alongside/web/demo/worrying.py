"""How a worry is worked: taken, sometimes handed on, decided and closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.accounts.viewer import Viewer
from alongside.web.clock import now
from alongside.web.demo.building import World
from alongside.web.demo.together import together
from alongside.web.safety import services as safety
from alongside.web.safety.selectors import open_concerns

if TYPE_CHECKING:
    from alongside.web.safety.models import Concern

STAGES = ("raised", "acknowledged", "decided", "closed")
DECISIONS = {"support": 50, "watch": 28, "refer": 14, "none": 8}


@dataclass
class Worry:
    """One concern that is worked by whoever has it, as far as `until`. `by_hand`: a person wrote
    it down, no rule."""

    world: World
    source: Random
    service: str
    concern: UUID
    has_it: UUID
    until: str = "closed"
    by_hand: bool = False

    def said(self, texts: str) -> str:
        return self.source.choice(together().texts[texts])

    def work(self) -> Iterator[datetime]:
        steps = STAGES.index(self.until)
        takes = self.world.worker(self.has_it)
        if steps < 1:
            return
        yield now() + timedelta(minutes=self.source.randint(8, 80))
        safety.acknowledge_concern(by=takes, concern=self.concern)
        if steps < 2:
            return
        yield now() + timedelta(minutes=self.source.randint(20, 70))
        if self.by_hand and self.source.random() < 0.3:
            takes = self._hand_on(takes)
        self._decide(takes)
        if steps < 3:
            return
        yield now() + timedelta(days=self.source.randint(1, 4), hours=self.source.randint(0, 3))
        safety.close_concern(by=takes, concern=self.concern, outcome=self.said("outcomes"))

    def _hand_on(self, takes: Viewer) -> Viewer:
        others = [desk for _, desk in self.world.desk[self.service] if desk != takes]
        assert others and others[0].user_id is not None
        safety.hand_on_concern(by=takes, concern=self.concern, to=others[0].user_id)
        return others[0]

    def _decide(self, takes: Viewer) -> None:
        told = self.source.random() < 0.93
        safety.decide_concern(
            by=takes,
            concern=self.concern,
            decision=self.source.choices([*DECISIONS], [*DECISIONS.values()])[0],
            why=self.said("decided_why"),
            person_told="yes" if told else "no",
            told_why="" if told else self.said("told_why"),
        )


def newest_about(desk: Viewer, person: UUID) -> Concern:
    """The one that was raised about somebody just now."""
    found = [row for row in open_concerns(desk) if row.about_id == person]
    return max(found, key=lambda row: row.raised_at)


def open_worries(world: World, service: str, writer: Viewer, ends: datetime) -> Iterator[datetime]:
    """Today one stands that nobody has taken yet, and one that its writer has not sent."""
    where, texts = world.services[service].id, together().texts
    yield ends - timedelta(hours=7)
    safety.raise_concern(
        by=writer,
        service=where,
        about_words="Somebody who came to the walk on Sunday",
        urgency="routine",
        words=texts["worry_words"][3],
        wishes=texts["worry_wishes"][2],
        safe_now="not_known",
    )
    yield ends - timedelta(hours=3)
    safety.keep_unfinished(by=writer, service=where, words=texts["worry_words"][4])
