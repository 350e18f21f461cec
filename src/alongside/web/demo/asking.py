"""What people answer about themselves over the months: measures, and what matters to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.demo.building import World
from alongside.web.demo.invented import SEED
from alongside.web.demo.planning import at
from alongside.web.demo.together import together
from alongside.web.demo.turns import today
from alongside.web.demo.worrying import Worry
from alongside.web.questionnaires import services as questions
from alongside.web.questionnaires.instruments import is_in_date, shipped
from alongside.web.safety.selectors import alert_at_desk, on_duty_now

if TYPE_CHECKING:
    from alongside.web.demo.beside import BesideThem
    from alongside.web.questionnaires.models import Goal

ASKED = {"side": ("phq9", "gad7"), "home": ("phq9",)}
ITEMS = {"phq9": 9, "gad7": 7}
LAST = 9
"""The item of the longer one that calls somebody."""


def switch_on(world: World) -> None:
    for service, instruments in ASKED.items():
        for instrument in instruments:
            if not is_in_date(shipped(instrument), today()):
                continue
            questions.switch_measure(
                by=world.viewers["ada"],
                service=world.services[service].id,
                instrument=instrument,
                is_on=True,
                why=together().texts[f"why_{instrument}"][0],
                every_weeks=8,
            )


class Asked:
    """One person's answers: a first score, and how it moves while somebody is beside them."""

    def __init__(self, story: BesideThem) -> None:
        self.story, self.plan = story, story.plan
        self.fate = story.fate
        self.source = Random(f"{SEED} answers {story.plan.number}")
        self.first = {
            "phq9": self.source.triangular(5, 23, 13),
            "gad7": self.source.triangular(4, 18, 10),
        }
        if self.plan.persona:
            self.first = {"phq9": 17.0, "gad7": 13.0}
        self.both = bool(self.plan.persona) or self.source.random() < 0.42

    def tell(self) -> Iterator[datetime]:
        """At the start and every two or three months, as long as they are here."""
        story = self.story
        begins = self.source.randint(0, 3)
        yield story.soon(begins, 9, 16)
        while not story.is_over:
            instruments = ASKED[self.plan.service]
            for instrument in instruments if self.both else instruments[:1]:
                self._answer(instrument)
            yield from self._until_next()
            if self.fate.alert_in is None and not self.plan.persona and self.source.random() < 0.1:
                return

    def _until_next(self) -> Iterator[datetime]:
        every = self.fate.measured_every
        every += 0 if self.plan.persona else self.source.randint(-7, 9)
        fixed = self.fate.alert_in
        if fixed is not None:
            day = self.story.last_day + timedelta(days=fixed)
            if today() < day <= today() + timedelta(days=every + 40):
                yield at(day, time(self.source.randint(10, 15), self.source.randrange(60)))
                if self.story.is_over:
                    return
                self._answer("phq9", calls=True)
        yield self.story.soon(every, 9, 16)

    def _answer(self, instrument: str, calls: bool = False) -> None:
        story = self.story
        if not is_in_date(shipped(instrument), today()):
            return
        by, how = story.speaks(0.7)
        about = {"service": story.service.id, "person": story.person, "instrument": instrument}
        asked = questions.request_measure(by=by, **about)  # type: ignore[arg-type]
        chance = self.source.random()
        if chance < 0.14 and not (calls or self.plan.persona):
            if chance < 0.09:
                questions.skip_request(by=by, request=asked.id)
            return
        answers = self._answers(instrument, calls)
        kept = questions.submit_response(
            by=by,
            request=asked.id,
            answers=answers,
            way=how.method if how.method == "online" else "spoken",
        )
        if instrument == "phq9" and (answers.get(LAST) or 0) > 0:
            self._is_worked(kept.id, self.fate.worked if calls else "closed")

    def _is_worked(self, response: UUID, until: str) -> None:
        story = self.story
        found, duty = alert_at_desk(story.desk, response), on_duty_now(story.service.id)
        assert found is not None and duty is not None
        worry = Worry(story.world, self.source, self.plan.service, found.concern, duty.user, until)
        story.world.begun.append(worry.work())

    def _answers(self, instrument: str, calls: bool) -> dict[int, int | None]:
        """The score that fits the day, laid over the items; now and then one is left out."""
        total = self._score(instrument)
        numbers = list(range(1, ITEMS[instrument] + 1))
        plain = [number for number in numbers if number != LAST]
        answers: dict[int, int | None] = dict.fromkeys(numbers, 0)
        for _ in range(total):
            open_ = [number for number in plain if (answers[number] or 0) < 3]
            if open_:
                chosen = self.source.choice(open_)
                answers[chosen] = (answers[chosen] or 0) + 1
        if instrument == "phq9":
            chance = 0.0 if self.plan.persona else 0.04 + 0.019 * total
            above = calls or self.source.random() < chance
            answers[LAST] = self.source.choice((1, 1, 1, 2)) if above else 0
            if not above and self.source.random() < 0.12 and not self.plan.persona:
                answers[LAST] = None
        if self.source.random() < 0.08 and not self.plan.persona:
            answers[self.source.choice(plain)] = None
        return answers

    def _score(self, instrument: str) -> int:
        first = self.first[instrument]
        months = self.story.months_beside()
        part = self.fate.rises * min(1.0, months / 5)
        noise = 0.5 if self.plan.persona else 2.2
        return max(
            0,
            min(3 * ITEMS[instrument] - 3, round(first * (1 - part) + self.source.gauss(0, noise))),
        )


class Matters:
    """What matters to one person, and how it goes."""

    def __init__(self, story: BesideThem) -> None:
        self.story, self.plan = story, story.plan
        self.fate = story.fate
        self.source = Random(f"{SEED} matters {story.plan.number}")

    def tell(self) -> Iterator[datetime]:
        story = self.story
        yield story.soon(self.source.randint(4, 20))
        value = 2 if self.plan.persona else self.source.randint(1, 5)
        goal = self._add(value)
        for number in range(1, 7):
            yield story.soon(self.source.randint(30, 60))
            if story.is_over:
                return
            value = self._review(goal, value, number)
            if number > 2 and self.source.random() < 0.1:
                questions.put_goal_away(by=story.speaks()[0], goal=goal.id)
                return

    def _add(self, value: int) -> Goal:
        theme = together().themes[self.plan.invented.theme]
        own = self.plan.invented.words
        by, how = self.story.speaks()
        return questions.add_goal(
            by=by,
            service=self.story.service.id,
            person=self.story.person,
            words=own.get("goal") or theme.goal,
            nought_means=own.get("nought") or theme.nought,
            ten_means=own.get("ten") or theme.ten,
            shown=bool(self.plan.persona) or self.source.random() < 0.5,
            value=value,
            way=self._way(how.method),
        )

    def _review(self, goal: Goal, before: int, number: int) -> int:
        better = self.source.random() < 0.45 + 0.4 * self.fate.rises or self.plan.persona != ""
        step = self.source.choice((1, 1, 2)) if better else self.source.choice((0, 0, -1))
        if self.plan.persona:
            step = number % 2 or self.source.choice((0, 1))
        value = max(0, min(10, before + step))
        verdict = "better" if value > before else "worse" if value < before else "same"
        by, how = self.story.speaks()
        questions.review_goal(
            by=by,
            goal=goal.id,
            value=value if self.plan.persona or self.source.random() < 0.9 else None,
            verdict=verdict if number > 0 else "",
            words=self.story.said("goal_words"),
            way=self._way(how.method),
        )
        return value

    @staticmethod
    def _way(method: str) -> str:
        return "online" if method == "online" else "spoken"
