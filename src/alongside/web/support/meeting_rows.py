"""What the reads of meetings give: rows for each side, for the desk and for a link."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from alongside.web.support.match_states import LIVE_STATES, Side

if TYPE_CHECKING:
    from alongside.web.accounts.viewer import Viewer
    from alongside.web.support.models import Match, Meeting, MeetingPattern


@dataclass(frozen=True)
class Reach:
    """How somebody may be rung: the rules they set."""

    name: str
    phone: str
    ways: list[str]
    times: str
    may_leave_message: bool
    may_say_who: bool
    may_contact: bool
    works_here: bool = False


@dataclass(frozen=True)
class OwnMeeting:
    """A meeting as one of the two reads it. `other` is the other's name, '' when it may not be
    shown."""

    meeting: Meeting
    side: Side
    other: str

    @property
    def says(self) -> str:
        """What this side said of it."""
        return str(getattr(self.meeting, f"{self.side}_says"))


@dataclass(frozen=True)
class OwnMeetings:
    """`coming` soonest first; `to_say`: over, and this side has not said how it went."""

    coming: list[OwnMeeting] = field(default_factory=list)
    to_say: list[OwnMeeting] = field(default_factory=list)


@dataclass(frozen=True)
class SupporterDay:
    """Today in the order of the clock, what is over and not said, and what comes after today."""

    today: list[OwnMeeting] = field(default_factory=list)
    to_say: list[OwnMeeting] = field(default_factory=list)
    coming: list[OwnMeeting] = field(default_factory=list)


class Rank(IntEnum):
    """Whom to ring first."""

    TELL = 0  # it changed and one of them does not know
    SILENT = 1  # it is over and nobody has said anything
    DISPUTED = 2  # the two remember it differently
    COMING = 3
    DONE = 4


@dataclass(frozen=True)
class DeskMeeting:
    """One meeting on the desk with both people and how each may be rung."""

    meeting: Meeting
    member: Reach
    supporter: Reach
    rank: Rank
    is_today: bool = True

    def reach(self, side: Side) -> Reach:
        return self.member if side is Side.MEMBER else self.supporter

    @property
    def is_live(self) -> bool:
        """Whether the two are still together, so that another time may be set."""
        return self.meeting.match.state in LIVE_STATES

    @property
    def untold(self) -> list[Side]:
        """Who has still to hear of it from a person."""
        return [side for side in Side if getattr(self.meeting, f"{side}_untold")]


@dataclass(frozen=True)
class DayCounts:
    """Meetings of one day. `planned` is the sum of all that follow; never one figure with
    what was delivered, `met`."""

    planned: int = 0
    met: int = 0
    missed: int = 0
    cancelled: int = 0
    moved: int = 0
    silent: int = 0
    coming: int = 0


@dataclass(frozen=True)
class DeskToday:
    """Whom to ring first comes first: by rank, then by the clock. Only ranks up to DISPUTED hold
    meetings of other days too."""

    rows: list[DeskMeeting]
    counts: DayCounts

    def ranked(self, *ranks: Rank) -> list[DeskMeeting]:
        return [row for row in self.rows if row.rank in ranks]


@dataclass(frozen=True)
class Linked:
    """What a link in a message leads to. `is_void`: it opens nothing any more. `latest` is the
    meeting that stands in its place, or itself."""

    meeting: Meeting
    latest: Meeting
    side: Side
    is_void: bool
    actor: Viewer


@dataclass(frozen=True)
class Arranging:
    """Two people between whom a time may be set, as the viewer may name them."""

    match: Match
    side: Side | None
    other: str
    member: Reach
    supporter: Reach
    pattern: MeetingPattern | None
    coming: list[Meeting]
