"""Invented people who began, answered and looked back: rows straight into the tables, for speed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent, Person, Referral
from alongside.web.questionnaires.models import (
    Goal,
    GoalReview,
    MeasureRequest,
    MeasureResponse,
    MeasureSwitch,
)
from alongside.web.support.models import Match, Offer

YEAR = now().date().year
"""The year in which the house is built: nobody has a role before."""

MEASURES = {"phq9": 27, "gad7": 21}
DAY = timedelta(days=1)


def at(year=YEAR, month=6, day=1, hour=12):
    return datetime(year, month, day, hour, tzinfo=UTC)


class Cast:
    """People of one service. Each method makes one row and says nothing of counting."""

    def __init__(self, house):
        self.house = house
        self.organisation = house.organisation
        self.service = house.service
        self.offers = list(Offer.objects.filter(service=house.service).order_by("made_at", "id"))

    def add_offer(self, name):
        offer = Offer.objects.create(
            organisation=self.organisation, service=self.service, name=name, model="one_to_one",
            mode="mixed", pay="unpaid", host="Us", for_whom="Adults",
        )  # fmt: skip
        self.offers.append(offer)
        return offer

    def switch_on(self, *codes):
        for code in codes:
            MeasureSwitch.objects.create(
                organisation=self.organisation, service=self.service, instrument=code, is_on=True,
                why="To see", switched_by=UUID(int=1),
            )  # fmt: skip

    def person(self, agrees=True, record=True):
        person = Person.objects.create(organisation=self.organisation, name="Invented Person")
        for purpose, given in ((Purpose.EVALUATION, agrees), (Purpose.RECORD, record)):
            Consent.objects.create(
                organisation=self.organisation, person=person, purpose=purpose, wording="1",
                given=given, method="online", recorded_by="test", asked_at=at(YEAR - 1),
            )  # fmt: skip
        return person

    def match(self, person, offer, when, state="active"):
        referral = Referral.objects.create(
            organisation=self.organisation, service=self.service, person=person, route="self",
            state="placed", acknowledge_by=when.date(), welcome_by=when.date(),
        )  # fmt: skip
        return Match.objects.create(
            organisation=self.organisation, service=self.service, offer=offer, referral=referral,
            member=person, supporter=self.house.people["Dan"], state=state,
            asked_by=UUID(int=1), answer_by=when.date(), introduced_at=when,
            member_answer="yes", supporter_answer="yes",
        )  # fmt: skip

    def ask(self, person, code, when):
        return MeasureRequest.objects.create(
            organisation=self.organisation, service=self.service, person=person, instrument=code,
            asked_at=when, asked_by="test",
        )  # fmt: skip

    def answer(self, person, code, when, score):
        """`score` None: kept, but no number came of it."""
        request = self.ask(person, code, when)
        return MeasureResponse.objects.create(
            organisation=self.organisation, service=self.service, person=person, request=request,
            instrument=code, version="1", answers={"1": 1}, score=score,
            unscored_why="" if score is not None else "items_missing", way="online",
            written_by="test", answered_at=when,
        )  # fmt: skip

    def goal(self, person, when, *verdicts):
        """A goal with a first look, and one a week for each verdict ('' says a number only)."""
        goal = Goal.objects.create(
            organisation=self.organisation, service=self.service, person=person, words="To walk",
            made_at=when, written_by="test",
        )  # fmt: skip
        for week, verdict in enumerate(("", *verdicts)):
            GoalReview.objects.create(
                organisation=self.organisation, goal=goal, value=week, verdict=verdict,
                said_at=when + 7 * week * DAY, way="online", written_by="test",
            )  # fmt: skip
        return goal


def fill(cast, people, seed=1, names=("Walking group", "Drop-in"), weights=(6, 3, 1)):
    """A service with everything that can happen, by chance but always the same."""
    chance = random.Random(seed)
    for name in names:
        cast.add_offer(name)
    cast.switch_on(*MEASURES)
    for _ in range(people):
        person = cast.person(agrees=chance.random() < 0.9, record=chance.random() < 0.95)
        _begin(cast, chance, person, weights)
        _answer(cast, chance, person)
        if chance.random() < 0.75:
            verdicts = ("better", "better", "better", "same", "worse", "")
            cast.goal(person, at(day=2), *chance.choices(verdicts, k=chance.randint(0, 2)))


def _begin(cast, chance, person, weights):
    first = at(YEAR, 1, 1, 0) + chance.randint(-20, 380) * DAY
    for n in range(chance.choice((1, 1, 1, 2, 3))):
        offer = chance.choices(cast.offers, weights=weights[: len(cast.offers)])[0]
        cast.match(person, offer, first + 30 * n * DAY)


def _answer(cast, chance, person):
    for code, highest in MEASURES.items():
        if chance.random() < 0.2:
            continue
        if chance.random() < 0.15:
            cast.ask(person, code, at())
            continue
        score = chance.randint(highest // 3, highest)
        day = at(YEAR, 2, 1, chance.randint(0, 23))
        for _ in range(chance.choice((1, 2, 2, 3, 4))):
            missing = chance.random() < 0.15
            cast.answer(person, code, day, None if missing else score)
            score = max(0, min(highest, score + chance.randint(-9, 4)))
            day += chance.choice((timedelta(hours=2), 9 * DAY, 40 * DAY))
