"""June has neither email nor smartphone: from her first call to the end, and back again."""

from __future__ import annotations

from tests.journeys.pairing import JUNE
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work


def test_everything_is_spoken_from_the_first_call_to_coming_back(world, junes_way):
    with world.in_days(57):
        bo = at_work(world, COORDINATOR)
        bo.presses("Front door", within="Front door")
        assert bo.has_row_of(JUNE.split()[0])
