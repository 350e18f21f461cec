"""Telling all the stories of the demo in the order of time, in one transaction."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random

from django.db import transaction

from alongside.web.accounts.viewer import system_viewer
from alongside.web.clock import now, pretend
from alongside.web.demo.asking import switch_on
from alongside.web.demo.beside import TOLD_WHOLE
from alongside.web.demo.building import World, build_world
from alongside.web.demo.invented import SEED
from alongside.web.demo.planning import ZONE, Story, plan_story
from alongside.web.demo.quickly import room_for_many
from alongside.web.demo.supporting import name_helpers, supporter_story
from alongside.web.demo.telling import PersonStory
from alongside.web.demo.worrying import open_worries
from alongside.web.ids import seeded
from alongside.web.jobs.services import mark_gone
from alongside.web.people import services
from alongside.web.support.services import ask_after_endings, fill_patterns

MEMBERS = 400
SUPPORTERS_OF_400 = 58  # with Dan and Lorna, who are named, sixty
FEWEST, MOST = 1, 20_000

Progress = Callable[[float], None]


def supporters_for(members: int) -> int:
    return max(2, min(12, members // 4), round(members * SUPPORTERS_OF_400 / MEMBERS))


def seed(*, members: int, profile: str, progress: Progress = lambda part: None) -> dict[str, str]:
    """Write the whole demo, ending today. Returns the sign-ins of the personas by their keys.

    The past sends nothing: its messages are marked as gone, and no letter is laid anywhere.
    """
    today = now().astimezone(ZONE).date()
    story = plan_story(members, supporters_for(members), profile, today)
    with (
        room_for_many(),
        transaction.atomic(),
        seeded(Random(f"{SEED} ids")),
    ):
        with pretend(story.begins):
            world = build_world(profile)
            name_helpers(world, story.last_day)
            switch_on(world)
        _tell_all(world, story, progress)
    return world.persona_users


def _tell_all(world: World, story: Story, progress: Progress) -> None:
    queue: list[tuple[datetime, int, Iterator[datetime]]] = []
    orders = count()
    for told in _stories(world, story):
        _queue_next(queue, story, next(orders), told)
    outbox = story.begins
    while queue:
        moment, order, told = heapq.heappop(queue)
        with pretend(moment):
            if moment > outbox:
                mark_gone("email")
                outbox = moment + timedelta(days=7)
                progress((moment - story.begins) / (story.ends - story.begins))
            _queue_next(queue, story, order, told)
            while world.begun:
                _queue_next(queue, story, next(orders), world.begun.pop(0))
    with pretend(story.ends):
        mark_gone("email")
    progress(1.0)


def _stories(world: World, story: Story) -> Iterator[Iterator[datetime]]:
    for number, who in enumerate(story.helpers):
        yield supporter_story(world, number, who, story)
    for plan in story.plans:
        yield PersonStory(world, plan, story.last_day).tell()
    yield _half_written(world, story)
    yield _weeks(world, story)
    dan = next(helper for helper in world.helpers["side"] if helper.key == "dan")
    yield open_worries(world, "side", dan.viewer, story.ends)


def _queue_next(
    queue: list[tuple[datetime, int, Iterator[datetime]]],
    story: Story,
    order: int,
    told: Iterator[datetime],
) -> None:
    """Let a story do its deed and say when its next one is. What lies after the end is not told."""
    moment = next(told, None)
    if moment is not None and moment <= story.ends:
        heapq.heappush(queue, (moment, order, told))


def _weeks(world: World, story: Story) -> Iterator[datetime]:
    """What the clock of the program does while weekly times are told whole."""
    yield story.ends - timedelta(days=TOLD_WHOLE)
    while True:
        fill_patterns(by=system_viewer("meetings", world.organisation))
        ask_after_endings(by=system_viewer("clock", world.organisation))
        yield now() + timedelta(days=7)


def _half_written(world: World, story: Story) -> Iterator[datetime]:
    """A few people began to write to us and have not sent it."""
    drafts: tuple[tuple[int, str, dict[str, str], dict[str, str]], ...] = (
        (9, "side", {"name": "Marjorie"}, {"what_would_help": "Somebody to talk with on Sundays."}),
        (2, "kettle", {"name": "Deano"}, {}),
        (1, "side", {"name": "K."}, {"what_would_help": "I am not sure yet."}),
    )
    for days, service, name, wish in drafts:
        yield story.ends - timedelta(days=days, hours=4)
        draft, code = services.start_draft(service=world.services[service], route="self")
        answers = {"code": code, "name": name, **({"help": wish} if wish else {})}
        services.save_answers(draft=draft.id, answers=answers)
