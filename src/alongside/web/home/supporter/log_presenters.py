"""Words around what is written down after a meeting. No queries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alongside.web.clock import now
from alongside.web.home.log_forms import LENGTHS, MET, OTHER
from alongside.web.home.meeting_words import WAYS, say_length, say_when
from alongside.web.home.supporter.today_presenters import WORRIED
from alongside.web.people.local_time import local, local_date, say_time
from alongside.web.support.kinds_of_work import kinds_of_work
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.ui.parts import SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.safety.selectors import Cover
    from alongside.web.support.models import Meeting, SharedNote
    from alongside.web.support.selectors import ToLog
    from alongside.web.support.services import Log

FEELINGS = {
    "fine": _l("Fine"),
    "heavy": _l("A bit heavy"),
    "hard": _l("Hard. You asked for a call"),
}
WORRIES = {
    "no": _l("No"),
    "yes": _l("Yes. A named person has it"),
    "not_sure": _l("Not sure. A named person talks it over with you"),
}


def heading(found: ToLog, zone: str) -> str:
    """`With Priya, today 2pm`."""
    moment = found.meeting.starts_at
    when = say_when(moment, zone)
    if local_date(moment, zone) == local_date(now(), zone):
        when = _("today {time}", time=say_time(local(moment, zone)))
    return _("With {name}, {when}", name=found.name or _("someone you are beside"), when=when)


def who_hears(cover: Cover) -> str:
    """Who would get a worry now: whoever is on duty, else whoever comes next; '' when unknown."""
    first = next(iter(cover.now), cover.next)
    return first.name if first is not None else ""


def usual(meeting: Meeting) -> dict[str, Any]:
    """What comes chosen: that they met, for as long and in the way they had planned."""
    said = meeting.supporter_says
    known = meeting.minutes in LENGTHS
    return {
        "outcome": said if said in list(OUTCOMES) else MET,
        "length": str(meeting.minutes) if known else OTHER,
        "minutes": None if known else meeting.minutes,
        "way": meeting.way,
    }


def said(log: Log) -> str:
    """The key of the notice that the next page shows."""
    if log.worry in ("yes", "not_sure"):
        return WORRIED
    return "called" if log.feeling == "hard" else "logged"


def log_rows(found: ToLog) -> list[SummaryRow]:
    """What the writer wrote, for the writer."""
    log = found.log
    if log is None:
        return []
    rows = [SummaryRow(_("Did you meet?"), _outcome(found))]
    if log.minutes:
        way = f"{WAYS[log.way]}. " if log.way in WAYS else ""
        rows.append(SummaryRow(_("How long?"), f"{way}{say_length(log.minutes)}"))
    known = kinds_of_work()
    kinds = [_(known[key].words) for key in log.kinds if key in known]
    if kinds:
        rows.append(SummaryRow(_("What did you do?"), ", ".join(kinds)))
    if log.worry in WORRIES:
        rows.append(SummaryRow(_("Anything that worries you?"), WORRIES[log.worry]))
    if log.feeling in FEELINGS:
        rows.append(SummaryRow(_("And you, after that?"), FEELINGS[log.feeling]))
    return rows


def _outcome(found: ToLog) -> str:
    state, name = found.meeting.supporter_says or found.meeting.state, found.name
    words = {
        MeetingState.MET.value: _("Yes"),
        MeetingState.MISSED_BY_SUPPORTER.value: _("You couldn't"),
        MeetingState.MISSED_BY_MEMBER.value: _("{name} couldn't", name=name or _("They")),
        MeetingState.MOVED.value: _("It was moved"),
    }
    return words.get(state, _("No"))


def note_words(found: ToLog, actor: str) -> list[tuple[str, str, bool]]:
    """Each with whose words they are, and whether both wrote them."""
    return [(note.text, _author(note, found, actor), note.written_together) for note in found.notes]


def _author(note: SharedNote, found: ToLog, actor: str) -> str:
    if note.written_together:
        return _("Written together")
    return _("You") if note.written_by == actor else _whose(note.side, found)


def _whose(side: str, found: ToLog) -> str:
    return found.name if side == Side.MEMBER and found.name else _("They")
