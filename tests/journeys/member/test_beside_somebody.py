"""Robin meets Dan, and asks for somebody else."""

from __future__ import annotations

from tests.journeys import beside_robin as walk
from tests.journeys.setting_up import COORDINATOR
from tests.journeys.signing_in import at_work


def test_robin_meets_dan_and_asks_for_somebody_else(world, robin_waits, june_beside_dan):
    bo = at_work(world, COORDINATOR)
    walk.given_bo_asks_her_about_two(world, bo)
    robin = walk.given_robin_on_her_phone(world, bo)
    walk.when_she_says_what_she_looks_for(robin)
    walk.when_she_reads_about_two_and_answers(robin)
    walk.then_nobody_else_reads_what_she_answered(world, bo)
    walk.when_dan_says_yes_too(world)
    walk.when_she_says_that_she_comes(robin)
    walk.when_dan_writes_a_note(world)
    walk.when_she_reads_the_note(robin)
    walk.then_bo_reads_when_she_saw_it(bo)
    walk.when_she_says_what_matters(robin)
    walk.when_she_answers_and_leaves_out_the_last(robin)
    walk.then_nobody_is_alerted(bo)
    walk.when_she_answers_about_worry(robin)
    walk.when_she_looks_back(robin)
    walk.when_she_ends_it_and_asks_for_somebody_else(robin)
    walk.then_dan_reads_only_what_she_agreed_to(world)
