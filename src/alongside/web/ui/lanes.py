"""Words beside each other in one lane of a chart, pushed apart so that they never meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE = 0.58
WIDE_BOLD = 0.64
"""Mean width of a letter of our face by its size, rounded up."""


@dataclass(frozen=True)
class Placed:
    """Words at a place. `y` is the middle of the line."""

    words: str
    x: float
    y: float
    width: float
    height: float


def text_width(words: str, size: float, *, bold: bool = False) -> float:
    return round(len(words) * size * (WIDE_BOLD if bold else WIDE), 1)


def push_apart(
    middles: Sequence[float], lengths: Sequence[float], start: float, end: float
) -> list[float]:
    """Where each goes so that no two overlap and all lie from `start` to `end`, as near as can be
    to `middles`, which are sorted. Together they must not be longer than the lane."""
    if sum(lengths) > end - start + 1e-6:
        raise ValueError("These words do not fit into their lane.")
    placed: list[float] = []
    edge = start
    for middle, length in zip(middles, lengths, strict=True):
        placed.append(max(middle, edge + length / 2))
        edge = placed[-1] + length / 2
    edge = end
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], edge - lengths[number] / 2)
        edge = placed[number] - lengths[number] / 2
    return [round(one, 2) for one in placed]


def thinned(
    wanted: Sequence[tuple[str, float]], size: float, start: float, end: float, gap: float
) -> list[Placed]:
    """As many of the words as fit, the last always among them, each near where it belongs."""
    for step in range(1, len(wanted) + 1):
        kept = list(wanted[(len(wanted) - 1) % step :: step])
        lengths = [text_width(words, size) + gap for words, _ in kept]
        if sum(lengths) <= end - start:
            break
    middles = push_apart([x for _, x in kept], lengths, start, end)
    return [
        Placed(words, x, 0, length - gap, 16)
        for (words, _), x, length in zip(kept, middles, lengths, strict=True)
    ]
