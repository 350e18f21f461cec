"""A form sent after the session ended stands there again after signing in."""

from __future__ import annotations

from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work, sign_in_by_mail


def test_what_bo_typed_waits_behind_the_sign_in(world, open_service):
    bo = at_work(world, COORDINATOR)
    bo.presses("Write it down")
    bo.fills("Name", "Ray Moss")
    bo.chooses("On the phone", of="How is this reaching you?")
    bo.chooses("For the person who is talking or writing")
    bo.fills("What would help?", "A lift to the hospital, and someone there")
    bo.loses_the_session()
    bo.presses("Keep it")
    bo.sees("We kept what you wrote. Sign in to see it again.")
    bo.does_not_see("Ray Moss", "A lift to the hospital")
    sign_in_by_mail(world, bo, COORDINATOR)
    world.left_open[COORDINATOR] = bo.context.storage_state()
    bo.sees("What you wrote is still here.")
    assert bo.value_of("Name") == "Ray Moss"
    assert bo.value_of("What would help?") == "A lift to the hospital, and someone there"
    bo.presses("Keep it")
    bo.sees("Written down.", "Ray Moss")
