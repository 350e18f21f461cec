"""Where everything stands in two figures of outcomes: shares of a whole, and means with interval.

Each is drawn at the widths at which it is shown; `bars.jinja` draws what is worked out here.
Lengths are in the drawing's own pixels. Nothing here counts people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from alongside.web.ui.lanes import text_width

LINE = 17
BAR = 30
ROOM = 12
"""Free space that words need inside a piece, both sides together."""

HATCH = 22
"""As much more in a hatched piece, so that the hatch stays to be seen beside their plate."""


@dataclass(frozen=True)
class Width:
    """`lane` is the room for names at the left; 0 puts them above."""

    name: str
    width: float
    text: float
    lane: float = 0
    value_lane: float = 0


PHONE = Width("phone", 294, 13)
DESKTOP = Width("desktop", 572, 14.5, 150, 176)
WIDE = Width("wide", 1140, 14.5, 170, 190)
PRINT = Width("print", 672, 13.5, 150, 170)


@dataclass(frozen=True)
class Piece:
    """A part of a bar. `words`: what may stand in it, the longest first; the first that fits is
    written. `kind` is better, same, worse, not_known or hidden."""

    kind: str
    people: int
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class BarRow:
    """One bar. `pieces` together are the whole; without pieces `instead` is written. `said` is
    the same for whoever does not see it."""

    name: str
    note: str
    said: str
    pieces: tuple[Piece, ...] = ()
    instead: str = ""


@dataclass(frozen=True)
class Text:
    words: str
    x: float
    y: float
    kind: str = ""


@dataclass(frozen=True)
class Block:
    """A drawn piece; `plate` is the width of paper behind its words on a hatch, else 0."""

    kind: str
    x: float
    y: float
    width: float
    label: Text | None = None
    plate: float = 0


@dataclass(frozen=True)
class Key:
    kind: str
    x: float
    y: float
    words: str


@dataclass(frozen=True)
class BarsDrawing:
    id: str
    size: Width
    title: str
    desc: str
    height: float
    keys: list[Key] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def bars(
    key: str, title: str, rows: Sequence[BarRow], kinds: Sequence[tuple[str, str]]
) -> list[BarsDrawing]:
    """One drawing a width. `key` is unique in the page; `kinds` are pieces with their names."""
    return [_bars(key, title, rows, kinds, size) for size in (PHONE, DESKTOP, WIDE, PRINT)]


def _bars(
    key: str, title: str, rows: Sequence[BarRow], kinds: Sequence[tuple[str, str]], size: Width
) -> BarsDrawing:
    keys, top = _keys(kinds, size)
    texts: list[Text] = []
    blocks: list[Block] = []
    for row in rows:
        names, height = _names(row.name, row.note, size, top)
        bar_top = top + height if not size.lane else top
        texts += names
        blocks += _blocks(row, size, bar_top)
        if not row.pieces:
            texts.append(Text(row.instead, size.lane, bar_top + BAR / 2))
        top = max(top + height, bar_top + BAR) + 16
    desc = " ".join(row.said for row in rows)
    return BarsDrawing(f"{key}-{size.name}", size, title, desc, top - 8, keys, texts, blocks)


def _keys(kinds: Sequence[tuple[str, str]], size: Width) -> tuple[list[Key], float]:
    """The key in as many lines as it needs, and where the bars begin."""
    found = []
    x, y = size.lane, 10.0
    for kind, words in kinds:
        length = 22 + text_width(words, size.text) + 14
        if x > size.lane and x + length - 14 > size.width:
            x, y = size.lane, y + 22
        found.append(Key(kind, x, y, words))
        x += length
    return found, y + 24


def _names(name: str, note: str, size: Width, top: float) -> tuple[list[Text], float]:
    """The words at the head of a row, from `top` downwards, and their height."""
    room = (size.lane or size.width) - 8
    lines = [(words, "strong") for words in wrapped(name, size.text, room, bold=True)]
    lines += [(words, "second") for words in wrapped(note, size.text, room)]
    texts = [Text(words, 0, top + LINE * (n + 0.5), kind) for n, (words, kind) in enumerate(lines)]
    return texts, LINE * len(lines) + (5 if not size.lane else 0)


def _blocks(row: BarRow, size: Width, top: float) -> list[Block]:
    whole = sum(piece.people for piece in row.pieces)
    found = []
    x, room = size.lane, size.width - size.lane
    for piece in row.pieces:
        width = room * piece.people / whole if whole else 0
        if width:
            label = _label(piece, x, width, top, size)
            plate = text_width(label.words, size.text, bold=True) + 8 if label else 0
            hatched = piece.kind == "worse"
            found.append(
                Block(piece.kind, round(x, 1), top, round(max(width - 2, 1), 1), label,
                      plate if hatched else 0)
            )  # fmt: skip
        x += width
    return found


def _label(piece: Piece, x: float, width: float, top: float, size: Width) -> Text | None:
    whole = piece.words[:-1] if piece.kind == "worse" else piece.words
    for words in piece.words:
        room = ROOM + (HATCH if piece.kind == "worse" and words in whole else 0)
        if text_width(words, size.text, bold=True) + room <= width:
            return Text(words, round(x + width / 2 - 1, 1), top + BAR / 2, piece.kind)
    return None


def wrapped(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """In lines no longer than `room`; a word that is too long by itself is broken."""
    lines: list[str] = []
    for word in words.split():
        fits = lines and text_width(f"{lines[-1]} {word}", size, bold=bold) <= room
        if fits:
            lines[-1] = f"{lines[-1]} {word}"
            continue
        most = max(1, int(room // text_width("n", size, bold=bold)))
        lines += [word[at : at + most] for at in range(0, len(word), most)]
    return lines


# Means with their interval


@dataclass(frozen=True)
class IntervalRow:
    """`mean`, `low` and `high` in standard deviations, to the right of nought is better. `words`
    are in points."""

    name: str
    note: str
    words: str
    said: str
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Reach:
    y: float
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class IntervalsDrawing:
    id: str
    size: Width
    title: str
    desc: str
    height: float
    top: float
    bottom: float
    zero: float
    texts: list[Text] = field(default_factory=list)
    grid: list[float] = field(default_factory=list)
    reaches: list[Reach] = field(default_factory=list)


STEPS = (0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100, 1000, 1e4, 1e6)


def intervals(
    key: str, title: str, rows: Sequence[IntervalRow], worse: str, better: str
) -> list[IntervalsDrawing]:
    """Raises ValueError without a row: then there is nothing to draw."""
    if not rows:
        raise ValueError("A figure of means needs one at least.")
    return [_intervals(key, title, rows, worse, better, size) for size in (PHONE, DESKTOP, PRINT)]


def _intervals(
    key: str, title: str, rows: Sequence[IntervalRow], worse: str, better: str, size: Width
) -> IntervalsDrawing:
    scale = _Scale(rows, size)
    texts = [
        Text(worse, scale.zero - 8, 10, "end"),
        Text(better, scale.zero + 8, 10, ""),
    ]
    reaches = []
    top = 26.0
    for row in rows:
        names, height = _names(row.name, row.note, size, top)
        texts += names
        if size.lane:
            y = top + LINE
            texts.append(Text(row.words, size.width - size.value_lane + 14, y))
        else:
            texts.append(Text(row.words, 0, top + height + 4))
            y = top + height + 26
        reaches.append(Reach(y, scale.x(row.mean), scale.x(row.low), scale.x(row.high)))
        top = max(top + height, y + LINE) + 8
    texts += [Text(words, x, top + 14, "second mid") for x, words in scale.labels()]
    desc = " ".join(row.said for row in rows)
    return IntervalsDrawing(
        f"{key}-{size.name}", size, title, desc, top + 24, 20, top, scale.zero, texts,
        [x for x, _ in scale.ticks], reaches,
    )  # fmt: skip


class _Scale:
    """Standard deviations as places, with round ticks around everything that is drawn."""

    def __init__(self, rows: Sequence[IntervalRow], size: Width) -> None:
        lowest = min(0.0, *(row.low for row in rows))
        highest = max(0.0, *(row.high for row in rows))
        most = 4 if not size.lane else 6
        step = next((s for s in STEPS if (highest - lowest) / s <= most - 2), STEPS[-1])
        self.low = min(math.floor(lowest / step), -1) * step
        self.high = max(math.ceil(highest / step), 1) * step
        self.left = size.lane + 20 if size.lane else 20
        self.right = size.width - (size.value_lane or 20)
        count = round((self.high - self.low) / step)
        self.ticks = [
            (self.x(self.low + n * step), round(self.low + n * step, 2)) for n in range(count + 1)
        ]

    def x(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.left + share * (self.right - self.left), 1)

    @property
    def zero(self) -> float:
        return self.x(0)

    def labels(self) -> list[tuple[float, str]]:
        return [(x, f"{value:g}".replace("-", "−")) for x, value in self.ticks]
