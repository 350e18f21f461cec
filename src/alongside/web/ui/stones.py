"""Ten stepping stones: where somebody puts themselves on their own scale from 0 to 10."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.web.ui.lanes import Placed, push_apart, text_width

MOST = 10
_TEXT = 13
_STEP = 29.2
_RISE = (0, 2, -2, -5, -8, -7, -3, 1, 3, 1)
"""Stones lie as they would in a brook, not along a ruler."""


@dataclass(frozen=True)
class Stone:
    x: float
    y: float
    is_full: bool


@dataclass(frozen=True)
class Tick:
    """A short line under a stone with words beneath, pushed aside where two would meet."""

    from_x: float
    from_y: float
    label: Placed
    is_now: bool


@dataclass(frozen=True)
class Stones:
    id: str
    title: str
    stones: list[Stone]
    ticks: list[Tick]


def ten_stones(
    *, id: str, title: str, now: tuple[int, str], start: tuple[int, str] | None = None
) -> Stones:
    """`now` and `start` are a number from 0 to 10 with its words, like `2 in Nov`. `id` is unique
    in the page; `title` is a sentence."""
    stones = [
        Stone(round(15.6 + n * _STEP, 1), 19 + _RISE[n], is_full=n < now[0]) for n in range(MOST)
    ]
    wanted = sorted(
        [(*now, True)] + ([(*start, False)] if start and start[0] != now[0] else []),
        key=lambda one: one[0],
    )
    widths = [text_width(words, _TEXT, bold=is_now) + 8 for _, words, is_now in wanted]
    tops = [_top(stones, number) for number, _, _ in wanted]
    places = push_apart([x for x, _ in tops], widths, 0, 294)
    ticks = [
        Tick(x, y, Placed(words, place, 51, width - 8, 16), is_now)
        for (_, words, is_now), (x, y), place, width in zip(
            wanted, tops, places, widths, strict=True
        )
    ]
    return Stones(id, title, stones, ticks)


def _top(stones: list[Stone], number: int) -> tuple[float, float]:
    """Where a tick begins: under its stone; 0 stands before the first."""
    if number == 0:
        return 2, 28
    stone = stones[min(number, MOST) - 1]
    return stone.x, stone.y + 9
