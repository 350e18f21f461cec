"""How it goes with two people once somebody is found: decided before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from random import Random
from typing import Any


class Ends(StrEnum):
    """Why and by whom it ends."""

    PLANNED = "planned"
    MEMBER_STOPS = "member_stops"
    MEMBER_WANTS_ANOTHER = "member_wants_another"
    SUPPORTER_STOPS = "supporter_stops"


class Comes(StrEnum):
    """What comes of asking two people. Anything but `YES` brings nobody together."""

    YES = "yes"
    NO = "no"
    NOT_NOW = "not_now"
    LAPSES = "lapses"
    TAKEN_BACK = "taken_back"
    NOT_ANSWERED_YET = "not_answered_yet"


@dataclass(frozen=True)
class Beside:
    """One person's way with somebody beside them. `asks_in` fixes the day on which the two are
    asked, counted from the last day of the story, `helper` whom they are
    put to; `alert_in` that of an answer that calls somebody,
    and `worked` how far that is taken. `rises`: the part of a first score that goes over time."""

    firsts: tuple[Comes, ...] = ()
    weeks: float = 26.0
    ends: Ends = Ends.PLANNED
    helper: str = ""
    asks_in: int | None = None
    asks_two: bool = False
    is_quick: bool = False
    is_weekly: bool = False
    weekday_in: int | None = None
    clock: time = time(14)
    today: str = ""
    pauses: bool = False
    rises: float = 0.4
    is_measured: bool = True
    measured_every: int = 70
    has_goal: bool = True
    alert_in: int | None = None
    worked: str = "closed"
    comes_back: bool = False


LONG = 70.0
"""Weeks: longer than it has been for anybody."""
CHANCES = {"side": 0.78, "home": 0.74, "kettle": 0.2}
ENDS = {
    Ends.PLANNED: 66, Ends.MEMBER_STOPS: 11, Ends.MEMBER_WANTS_ANOTHER: 8, Ends.SUPPORTER_STOPS: 15,
}  # fmt: skip
FIRSTS = {
    (): 68, (Comes.NO,): 8, (Comes.NOT_NOW,): 8, (Comes.LAPSES,): 8, (Comes.TAKEN_BACK,): 3,
    (Comes.NO, Comes.NOT_NOW): 5,
}  # fmt: skip


def draw_fate(source: Random, service: str) -> Beside | None:
    """Nobody for those who find enough elsewhere."""
    if source.random() > CHANCES[service]:
        return None
    early = source.random() < 0.14
    ends = source.choices(list(ENDS), list(ENDS.values()))[0]
    usual = source.lognormvariate(3.15, 0.4)
    return Beside(
        firsts=source.choices(list(FIRSTS), list(FIRSTS.values()))[0],
        weeks=source.uniform(3, 8) if early and ends != Ends.PLANNED else min(60.0, usual),
        ends=ends,
        is_weekly=source.random() < 0.27,
        weekday_in=0 if source.random() < 0.25 else None,
        clock=time(source.randint(10, 17), source.choice((0, 0, 30))),
        pauses=source.random() < 0.12,
        rises=source.gauss(0.32, 0.3),
        is_measured=source.random() < 0.72,
        measured_every=source.choice((56, 63, 70, 84)),
        has_goal=source.random() < 0.75,
        comes_back=source.random() < 0.14,
    )


def _kept(**special: Any) -> Beside:
    """They are put to one of those who are kept for them."""
    return replace(Beside(helper="kept"), **special)


def _weekly(clock: time, **special: Any) -> Beside:
    """As `_kept`, every week on the weekday of today."""
    usual = Beside(helper="kept", weekday_in=0, weeks=LONG, is_weekly=True, clock=clock)
    return replace(usual, **special)


# Somebody for each thing that two people's pages should show today: how many days ago they came,
# to which service, and how it goes. As the other examples, there are as many of them as a quarter
# of everybody, at most.
TOGETHER: tuple[tuple[int, str, Beside], ...] = (
    (150, "side", _weekly(time(10, 30), asks_in=-95, helper="dan")),
    (190, "side", _weekly(time(11), asks_in=-140, today="cancels")),
    (130, "side", _weekly(time(15), asks_in=-90, weekday_in=-1, helper="dan")),
    (70, "side", _kept(asks_in=-3, weeks=LONG, is_quick=True)),
    (90, "side", _kept(asks_in=-11, weeks=LONG, alert_in=-1, worked="acknowledged")),
    (45, "side", _kept(asks_in=-4, firsts=(Comes.NOT_ANSWERED_YET,), helper="dan")),
    (200, "side", _kept(asks_in=-150, weeks=LONG, pauses=True, alert_in=-2, worked="decided")),
    (260, "side", _kept(asks_in=-210, weeks=29, is_weekly=True)),
    (230, "side", _kept(asks_in=-190, weeks=21.5)),
    (120, "side", _kept(asks_in=-75, weeks=6, ends=Ends.SUPPORTER_STOPS)),
    (210, "home", _weekly(time(16), asks_in=-160, today="cancels")),
    (300, "side", _kept(asks_in=-270, weeks=22, comes_back=True)),
    (160, "side", _weekly(time(13, 30), asks_in=-110, today="disputed")),
    (85, "side", _kept(asks_in=-50, firsts=(Comes.NO,), weeks=4, ends=Ends.MEMBER_WANTS_ANOTHER)),
    (95, "home", _weekly(time(9, 30), asks_in=-60)),
    (140, "kettle", _weekly(time(12), asks_in=-90)),
)
