"""What the tests of logs and notes share: two who met an hour ago, and a quick log."""

from __future__ import annotations

from datetime import timedelta

from alongside.web.accounts.models import Service
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import withdraw_consent
from alongside.web.support import services
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Meeting, SharedNote
from alongside.web.support.services import Log
from tests.cast import ONLINE

HOUR = timedelta(hours=1)


def meet(house, match, ago: timedelta = HOUR, minutes: int = 60) -> Meeting:
    """A meeting that began a while ago."""
    meeting = services.arrange_meeting(
        by=house.viewer("Dan"), match=match.id, starts_at=now() + HOUR, minutes=minutes,
        way="in_person", where="Library café",
    )  # fmt: skip
    Meeting.objects.filter(id=meeting.id).update(starts_at=now() - ago)
    return Meeting.objects.get(id=meeting.id)


def met(**more) -> Log:
    return Log(**({"outcome": MeetingState.MET, "minutes": 60, "way": "in_person"} | more))


def log(house, meeting, **more):
    return services.log_session(by=house.viewer("Dan"), meeting=meeting.id, log=met(**more))


def note(house, meeting, text: str = "We walked to the gate") -> SharedNote:
    log(house, meeting, note=text)
    return SharedNote.objects.get(meeting=meeting, corrects=None)


def keep_attendance_only(house) -> None:
    Service.objects.filter(id=house.service.id).update(switches={"documentation": "light"})


def take_back_record(house) -> None:
    withdraw_consent(
        by=house.viewer("Alex"), person=house.people["Alex"], purpose=Purpose.RECORD, how=ONLINE
    )
