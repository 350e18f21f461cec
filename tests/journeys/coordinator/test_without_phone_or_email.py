"""June has neither email nor smartphone: from her first call to the end, and back again."""

from __future__ import annotations

from tests.journeys import spoken
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work


def test_everything_is_spoken_from_the_first_call_to_coming_back(world, june_beside_dan):
    bo = at_work(world, COORDINATOR)
    spoken.when_bo_arranges_a_call(bo)
    spoken.when_dan_rings_and_writes_it_down(world)
    spoken.when_bo_types_in_a_paper_form(bo)
    spoken.then_the_desk_shows_it_at_once_and_bo_works_it(world)
    spoken.when_june_says_what_matters(bo)
    spoken.when_june_looks_at_it_again(bo)
    spoken.when_a_last_day_is_set_and_they_look_back(bo)
    with world.in_days(28):
        spoken.when_the_last_day_has_come(world)
    with world.in_days(57):
        bo = spoken.when_both_are_asked_how_they_are(world)
        spoken.then_it_is_closed_and_she_may_come_back(bo)
