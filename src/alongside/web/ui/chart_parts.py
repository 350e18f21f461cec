"""What a line chart is given, and what its drawings consist of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from alongside.web.ui.lanes import Placed


@dataclass(frozen=True)
class Mark:
    """One answer: its day, its number, and the number as it is written."""

    on: date
    value: float
    words: str


@dataclass(frozen=True)
class Stretch:
    """A named stretch of the scale, both ends included."""

    name: str
    lowest: float
    highest: float


@dataclass(frozen=True)
class Happening:
    """Something that happened meanwhile, in the person's words, with its day."""

    on: date
    words: str


@dataclass(frozen=True)
class Series:
    """What one chart shows. `key` is unique in the page; `title` is a sentence; `ticks` are the
    numbers written at the left, unless there are `bands`."""

    key: str
    title: str
    marks: Sequence[Mark]
    lowest: float
    highest: float
    ticks: Sequence[float] = ()
    bands: Sequence[Stretch] = ()
    happenings: Sequence[Happening] = ()


@dataclass(frozen=True)
class Size:
    """A width at which a chart is shown. `text` is the size of its letters."""

    name: str
    width: float
    text: float
    plot_height: float
    band_height: float


PHONE = Size("phone", 294, 13, 140, 40)
DESKTOP = Size("desktop", 572, 14.5, 190, 44)
PRINT = Size("print", 672, 13.5, 180, 40)


@dataclass(frozen=True)
class Box:
    """A rectangle: a band, or the plot."""

    left: float
    top: float
    width: float
    height: float
    is_wash: bool = False

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Event:
    """A numbered circle under a dotted line; pushed aside where two would touch."""

    number: int
    line_x: float
    x: float


@dataclass(frozen=True)
class Drawing:
    """One chart at one width. `plot` is where the line may be; nothing else enters it but the
    first value."""

    id: str
    size: Size
    title: str
    desc: str
    height: float
    plot: Box
    bands: list[Box] = field(default_factory=list)
    grid: list[float] = field(default_factory=list)
    scale: list[Placed] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    first: Placed | None = None
    latest: Placed | None = None
    events: list[Event] = field(default_factory=list)
    event_y: float = 0
    months: list[Placed] = field(default_factory=list)
    month_y: float = 0


@dataclass(frozen=True)
class LineChart:
    """A chart for every screen and paper. `phone` holds one drawing of the latest answers, and
    after "show earlier" one for each twelve before."""

    phone: list[Drawing]
    desktop: Drawing
    printed: Drawing
    happenings: list[Happening]
    has_earlier: bool

    @property
    def drawings(self) -> list[Drawing]:
        return [*self.phone, self.desktop, self.printed]
