"""Rotas and worries for the tests of concerns. The house of `tests.cast`: Bo coordinates."""

from __future__ import annotations

from datetime import UTC, datetime, time
from uuid import uuid4

from alongside.web.accounts.services import add_cover
from alongside.web.accounts.viewer import Role
from alongside.web.people.services import give_role
from alongside.web.safety import services
from tests.cast import add_worker

TUESDAY_NOON = datetime(2030, 11, 26, 12, 0, tzinfo=UTC)
"""After every role of the house began, whenever the tests run."""
ALL_WORDS = {
    "about_words": "Zebedee from the café",
    "words": "He zigzagged over the road",
    "when_and_where": "Zennor bridge at noon",
    "wishes": "He wants zero fuss",
    "spoken_to": "Aunt Zelda",
}


def shift(house, who: str, weekday: int = 1, starts=time(9), ends=time(17)):
    return add_cover(
        by=house.viewer("Ada"), service=house.service.id, user=house.people[who].user_id,
        weekday=weekday, starts=starts, ends=ends,
    )  # fmt: skip


def second_coordinator(house, who: str = "Bea"):
    house.people[who] = add_worker(house, who, Role.COORDINATOR)
    return house.people[who]


def also(house, who: str, role: str) -> None:
    give_role(by=house.viewer("Ada"), person=house.people[who], role=role, service=house.service.id)


def alert(house, person, source=None):
    return services.raise_alert(
        by=house.viewer("Alex"), service=house.service.id, person=person, rule="phq9",
        source=source or uuid4(),
    )  # fmt: skip


def worry(house, by: str = "Dan", **said):
    said.setdefault("words", "She said she cannot go on")
    return services.raise_concern(by=house.viewer(by), service=house.service.id, **said)
