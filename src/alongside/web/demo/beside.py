"""Two people who meet: the first times, going on, a rhythm, pauses, and what is written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.accounts.viewer import Viewer
from alongside.web.clock import now
from alongside.web.demo.matching import Matching, Pair
from alongside.web.demo.planning import at
from alongside.web.demo.turns import Chapter, today
from alongside.web.demo.worrying import Worry, newest_about
from alongside.web.support import selectors as support_reads
from alongside.web.support import services as support
from alongside.web.support.kinds_of_work import kinds_of_work
from alongside.web.support.match_states import MatchState, Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.services import Log

if TYPE_CHECKING:
    from alongside.web.support.models import MeetingPattern

TOLD_WHOLE = 49
"""So many days back every time two people met is told; before that only now and then."""
NOW_AND_THEN = {TOLD_WHOLE: 14, 270: 70}
SELDOM = 90
BEFORE_A_PAUSE = timedelta(days=105)
DISPUTED = 7
"""So many days ago two of them remember it differently, and nobody has asked them yet."""
OUTCOMES = {
    MeetingState.MET: 84, MeetingState.MISSED_BY_MEMBER: 7, MeetingState.MISSED_BY_SUPPORTER: 3,
    MeetingState.MOVED: 3, MeetingState.CANCELLED: 3,
}  # fmt: skip
SHOWN = (
    MeetingState.MET, MeetingState.MOVED, MeetingState.MISSED_BY_MEMBER, MeetingState.MET,
    MeetingState.MISSED_BY_SUPPORTER, MeetingState.MET, MeetingState.CANCELLED,
)  # fmt: skip
TIMES = (time(10), time(11), time(13, 30), time(14), time(15, 30), time(17), time(18))
WAYS = {"in_person": 62, "phone": 30, "video": 8}
FEELINGS = {"fine": 62, "heavy": 16, "hard": 3, "": 19}
WORRIES = {"no": 86, "": 10, "not_sure": 2, "yes": 2}


class BesideThem(Matching):
    """The chapters from an introduction until there is a reason to part."""

    pair: Pair
    to_show: list[MeetingState]
    introduced_on: date | None = None

    def months_beside(self) -> float:
        return (today() - self.introduced_on).days / 30 if self.introduced_on else 0.0

    def begin(self) -> Chapter:
        """The first times, until both say that they want to go on."""
        self.introduced_on = self.introduced_on or today()
        self.pair.match.refresh_from_db()
        self.to_show = list(SHOWN)
        self.usual_way = self.source.choices([*WAYS], [*WAYS.values()])[0]
        self.usual_place = self.said("places") if self.usual_way == "in_person" else ""
        first = True
        while first or self.pair.state() == MatchState.INTRODUCED:
            yield self.soon(1)
            yield from self.meet(self.source.randint(2, 4), MeetingState.MET if first else None)
            first = False
        ago = (self.last_day - today()).days
        for _ in range(2 if ago <= TOLD_WHOLE else self.source.randint(0, 1) if ago <= 270 else 0):
            yield self.soon(1)
            yield from self.meet(self.source.randint(3, 8))
        for side in self.source.sample([*Side], 2):
            yield self.soon(self.source.randint(0, 2))
            by = self.pair.helper.viewer if side is Side.SUPPORTER else self.speaks()[0]
            support.confirm_match(by=by, match=self.pair.id, side=side, goes_on=True)
        return True

    def go_on(self, until: date) -> Chapter:
        """Meet in their rhythm until a day; weekly where they like and it is told whole."""
        half = min((until - today()) / 2, BEFORE_A_PAUSE)
        pauses = today() + half if self.fate.pauses else until
        while today() < until:
            if pauses <= today():
                pauses = until
                yield from self._pause()
                continue
            stop, days = min(until, pauses), self._interval()
            if self.fate.is_weekly and not self._is_told_whole():
                stop = min(stop, self.last_day - timedelta(days=TOLD_WHOLE))
            elif self.fate.is_weekly:
                yield from self._weekly(stop)
                continue
            if today() + timedelta(days=days) >= stop:
                yield self.soon(max(1, (stop - today()).days))
            else:
                yield self.soon(max(1, days - self.source.randint(2, 6)))
                yield from self.meet(min(days, self.source.randint(2, 6)))
        return True

    def _is_told_whole(self) -> bool:
        return (self.last_day - today()).days <= TOLD_WHOLE

    def _interval(self) -> int:
        if self.plan.persona:
            return self.source.randint(12, 16)
        ago = (self.last_day - today()).days
        usual = next((days for within, days in NOW_AND_THEN.items() if ago <= within), SELDOM)
        return usual + self.source.randint(-3, 6)

    def _pause(self) -> Chapter:
        yield self.soon(1)
        by = self.pair.helper.viewer if self.source.random() < 0.4 else self.speaks()[0]
        support.pause_match(by=by, match=self.pair.id)
        yield self.soon(self.source.randint(25, 40) if not self._is_told_whole() else 90)
        support.resume_match(by=by, match=self.pair.id)
        return True

    # One time

    def meet(self, days: int, comes: MeetingState | None = None) -> Chapter:
        """One of the two, or the desk, sets a time; they meet, or do not."""
        starts = at(today() + timedelta(days=days), self.source.choice(TIMES))
        arranges = (self.pair.helper.viewer, self.speaks()[0], self.desk)
        meeting = support.arrange_meeting(
            by=self.source.choices(arranges, (5, 3, 2))[0],
            match=self.pair.id,
            starts_at=starts,
            minutes=self.source.choice((45, 60, 60, 90)),
            way=self.usual_way,
            where=self.usual_place,
        )
        return (yield from self._happens(meeting.id, starts, comes))

    def _happens(
        self, meeting: UUID, starts: datetime, comes: MeetingState | None = None
    ) -> Chapter:
        comes = comes or self._comes()
        moves = self.own() if self.source.random() < 0.5 else None
        by = moves or self.pair.helper.viewer
        if comes in (MeetingState.MOVED, MeetingState.CANCELLED):
            yield max(
                now() + timedelta(minutes=5), starts - timedelta(hours=self.source.randint(2, 20))
            )
            if comes is MeetingState.CANCELLED:
                support.cancel_meeting(by=by, meeting=meeting)
                return True
            starts += timedelta(days=self.source.randint(1, 3))
            meeting = support.move_meeting(by=by, meeting=meeting, starts_at=starts).id
            comes = MeetingState.MET
        yield starts + timedelta(minutes=self.source.randint(70, 300))
        self.tell_how_it_went(meeting, comes)
        return True

    def _comes(self) -> MeetingState:
        """As it comes; a persona shows each once."""
        if self.plan.persona and self.to_show:
            return self.to_show.pop(0)
        return self.source.choices([*OUTCOMES], [*OUTCOMES.values()])[0]

    def tell_how_it_went(self, meeting: UUID, comes: MeetingState) -> None:
        """Whoever gives support writes it down; or one of the two says it with one tap."""
        own = self.own()
        ago = (self.last_day - today()).days
        is_open = self.fate.today == "disputed" and ago == DISPUTED
        writes = is_open or self.source.random() < (0.6 if ago <= TOLD_WHOLE else 0.4)
        if writes:
            self._write_down(meeting, comes)
        elif own is not None and self.source.random() < 0.4:
            support.say_how_it_went(by=own, meeting=meeting, says=comes)
        else:
            support.say_how_it_went(by=self.pair.helper.viewer, meeting=meeting, says=comes)
        if own is not None and (is_open or (writes and self.source.random() < 0.04)):
            self._remember_differently(own, meeting, comes, is_open)

    def _remember_differently(
        self, own: Viewer, meeting: UUID, comes: MeetingState, is_open: bool
    ) -> None:
        other = MeetingState.MISSED_BY_SUPPORTER
        says = other if comes is not other else MeetingState.MISSED_BY_MEMBER
        support.say_how_it_went(by=own, meeting=meeting, says=says)
        if not is_open:
            self.world.begun.append(self._settle(meeting, comes))

    def _settle(self, meeting: UUID, comes: MeetingState) -> Iterator[datetime]:
        yield self.later(1)
        support.settle_meeting(by=self.desk, meeting=meeting, outcome=comes)

    def _write_down(self, meeting: UUID, comes: MeetingState) -> None:
        met = comes is MeetingState.MET
        worry = self.source.choices([*WORRIES], [*WORRIES.values()])[0]
        feeling = self.source.choices([*FEELINGS], [*FEELINGS.values()])[0] if met else ""
        has_note = met and (self.plan.persona != "" or self.source.random() < 0.6)
        log = Log(
            outcome=comes,
            minutes=self.source.choice((40, 60, 60, 75, 90)) if met else None,
            way=self.usual_way if met else "",
            kinds=self.source.sample([*kinds_of_work()], self.source.randint(1, 3)) if met else (),
            note=self.said("notes") if has_note else "",
            together=self.source.random() < 0.3,
            worry=worry if met and not self.plan.persona else "no",
            feeling=feeling,
        )
        kept = support.log_session(by=self.pair.helper.viewer, meeting=meeting, log=log)
        if log.worry in ("yes", "not_sure"):
            self._is_worked()
        if kept.wants_call:
            self.world.begun.append(self._ring(kept.id))
        if has_note and self.own() is not None and self._reads_notes():
            self.world.begun.append(self._read_notes())

    def _is_worked(self) -> None:
        concern = newest_about(self.desk, self.person.id)
        assert concern.assigned_to is not None
        worry = Worry(
            self.world, self.source, self.plan.service, concern.id, concern.assigned_to,
            by_hand=True,
        )  # fmt: skip
        self.world.begun.append(worry.work())

    def _ring(self, log: UUID) -> Iterator[datetime]:
        yield self.later(1)
        support.mark_rung(by=self.desk, log=log)

    def _reads_notes(self) -> bool:
        """The newest words about a persona are still to be read."""
        if self.plan.persona:
            return (self.last_day - today()).days > 12
        return self.source.random() < 0.4

    def _read_notes(self) -> Iterator[datetime]:
        yield self.soon(self.source.randint(0, 4))
        own = self.own()
        if own is None or self.is_over:
            return
        for thread in support_reads.my_notes(own):
            if thread.is_new:
                support.see_note(by=own, note=thread.first.id)
                if self.source.random() < 0.06:
                    support.add_to_note(by=own, note=thread.first.id, text=self.said("own_words"))

    # Every week

    def _weekly(self, until: date) -> Chapter:
        clock, weekday = self._rhythm()
        yield self.soon(1)
        pattern = support.set_pattern(
            by=self.pair.helper.viewer,
            match=self.pair.id,
            weekday=weekday,
            starts=clock,
            minutes=60,
            way=self.usual_way,
            where=self.usual_place,
            from_on=today() + timedelta(days=1),
        )
        day = today() + timedelta(days=1)
        day += timedelta(days=(weekday - day.weekday()) % 7)
        while day < until:
            yield from self._on_its_day(pattern, day)
            day += timedelta(days=7)
        if self.pair.state() in (MatchState.ACTIVE, MatchState.ENDING):
            yield self.soon(max(1, (until - today()).days))
            support.end_pattern(by=self.pair.helper.viewer, pattern=pattern.id)
        return True

    def _rhythm(self) -> tuple[time, int]:
        if self.fate.weekday_in is None:
            return self.fate.clock, self.source.randint(0, 6)
        return self.fate.clock, (self.last_day + timedelta(days=self.fate.weekday_in)).weekday()

    def _on_its_day(self, pattern: MeetingPattern, day: date) -> Chapter:
        starts = at(day, pattern.starts)
        yield max(now() + timedelta(minutes=3), starts - timedelta(hours=26))
        meeting = self.pair.match.meetings.filter(pattern=pattern.id, starts_at=starts).first()
        if meeting is None:
            return True
        is_today, was_yesterday = day == self.last_day, (self.last_day - day).days == 1
        if is_today and self.fate.today == "cancels":
            yield at(day, time(0, self.source.randint(4, 30)))
            by = self.own() if self.source.random() < 0.5 else None
            support.cancel_meeting(by=by or self.pair.helper.viewer, meeting=meeting.id)
            return True
        own = self.own()
        if is_today and own is not None and self.source.random() < 0.5:
            support.say_coming(by=own, meeting=meeting.id)
        if was_yesterday and self.fate.helper == "dan":
            return True
        comes = MeetingState.MET if self.plan.persona or (self.last_day - day).days < 8 else None
        yield from self._happens(meeting.id, starts, comes)
        return True
