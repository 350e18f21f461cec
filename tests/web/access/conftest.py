"""A house with one of everything, and everybody who might reach for it."""

from __future__ import annotations

import pytest

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role, system_viewer
from tests.cast import House, add_worker
from tests.web.access.things import build_things


@pytest.fixture
def things(house, alex):
    return build_things(house, alex)


@pytest.fixture
def bea(house):
    """Coordinates another service of the same organisation."""
    other = accounts.add_service(
        by=house.viewer("Ada"), name="Thornbeck Night Line", profile="standard", is_open=True
    )
    house.people["Bea"] = add_worker(House(house.organisation, other, {}), "Bea", Role.COORDINATOR)
    return house.viewer("Bea")


@pytest.fixture
def viewer_of(things, bea, elsewhere):
    """By name: the house's own people, `Bea`, `clock`, `nobody`, and of another organisation
    whoever ends in `elsewhere`."""
    elsewhere.people["Yan"] = add_worker(elsewhere, "Yan", Role.MEMBER)

    def viewer(who: str):
        name, _, place = who.partition(" ")
        if place == "elsewhere":
            return elsewhere.viewer(name)
        if who == "nobody":
            return things.house.public
        if who == "clock":
            return system_viewer("clock", things.house.organisation.id)
        return things.house.viewer(who)

    return viewer
