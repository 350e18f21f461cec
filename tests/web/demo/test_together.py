"""What the demo tells of two people who meet: every state is there, and nothing lies ahead of
today but plans."""

from __future__ import annotations

from datetime import timedelta

from alongside.web.accounts.models import Service
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.demo.planning import ZONE
from alongside.web.people.models import Consent, Person, Referral
from alongside.web.people.selectors import viewer_of
from alongside.web.questionnaires.models import (
    GoalReview,
    MeasureRequest,
    MeasureResponse,
    MeasureSwitch,
)
from alongside.web.safety.concern_states import ConcernState
from alongside.web.safety.models import Concern
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import (
    Ending,
    Match,
    Meeting,
    PeerProfile,
    SessionLog,
    SharedNote,
    Wishes,
)
from alongside.web.support.namelessness import names_somebody
from alongside.web.support.selectors import asks, supporter_day
from alongside.web.workforce.selectors import gates


def person(town, key) -> Person:
    return Person.objects.get(user=town[key])


def reader(town, key):
    return viewer_of(person(town, key).user, has_second_factor=True)


def day_of(moment):
    return moment.astimezone(ZONE).date()


def test_every_state_of_a_match_a_meeting_and_a_worry_is_there(town):
    assert set(Match.objects.values_list("state", flat=True)) == {s.value for s in MatchState}
    assert set(Meeting.objects.values_list("state", flat=True)) == {s.value for s in MeetingState}
    assert set(Concern.objects.values_list("state", flat=True)) == {s.value for s in ConcernState}
    asked = set(MeasureRequest.objects.values_list("state", flat=True))
    assert asked == {state.value for state in MeasureRequest.State}


def test_nothing_lies_ahead_but_what_is_planned(town):
    end = now()
    ahead = Meeting.objects.filter(starts_at__gt=end)
    assert ahead.exists()
    assert set(ahead.values_list("state", flat=True)) <= {"planned", "cancelled", "moved"}
    late = end + timedelta(minutes=45)
    for rows, field in (
        (Match, "state_at"), (Concern, "raised_at"), (MeasureResponse, "answered_at"),
        (GoalReview, "said_at"), (SharedNote, "written_at"), (SessionLog, "written_at"),
        (Ending, "changed_at"), (Meeting, "state_at"), (Wishes, "changed_at"),
    ):  # fmt: skip
        assert not rows.objects.filter(**{f"{field}__gt": late}).exists()


def test_what_is_read_before_a_yes_names_nobody(town):
    for row in PeerProfile.objects.select_related("person"):
        assert not names_somebody(f"{row.heading} {row.sentence} {row.practical}", row.person.name)
    for row in Wishes.objects.select_related("person"):
        assert not names_somebody(f"{row.heading} {row.sentence}", row.person.name)


def test_nobody_is_supported_beyond_places_or_without_a_record(town):
    agreed = set(
        Consent.objects.filter(purpose="record", given=True).values_list("person_id", flat=True)
    )
    assert agreed >= set(Match.objects.values_list("member_id", flat=True))
    today = day_of(now())
    closed = set()
    for service in Service.objects.all():
        live = Match.objects.filter(service=service, state__in=LIVE_STATES)
        taken = {}
        for supporter in live.values_list("supporter_id", flat=True):
            taken[supporter] = taken.get(supporter, 0) + 1
        people = PeerProfile.objects.filter(service=service).values_list("person_id", flat=True)
        found = gates(service=service.id, persons=list(people), taken=taken, on=today)
        assert all(one.taken <= one.places for one in found.values())
        closed |= {gate.key for one in found.values() for gate in one.closed}
    assert closed - {"capacity"}, "somebody has something out of date"


def test_somebody_who_waits_is_asked_about_two_people(town):
    found = asks(reader(town, "robin"), Side.MEMBER)
    assert len(found) == 2
    assert Match.objects.filter(member=person(town, "robin"), state="asked").count() == 2


def test_alex_has_all_that_a_member_can_have(town):
    alex = person(town, "alex")
    match = Match.objects.get(member=alex, state="active")
    assert match.supporter == person(town, "dan")
    assert Meeting.objects.filter(match=match, state="planned", starts_at__gt=now()).exists()
    scores = MeasureResponse.objects.filter(person=alex, instrument="phq9", score__isnull=False)
    assert scores.count() >= 5
    assert GoalReview.objects.filter(goal__person=alex).count() >= 3
    notes = SharedNote.objects.filter(subject=alex)
    assert notes.filter(seen_at=None).exists() and notes.exclude(seen_at=None).exists()


def test_dan_meets_two_today_and_has_one_to_write_down(town):
    day = supporter_day(reader(town, "dan").acting(Role.PEER_SUPPORTER), "Europe/London")
    assert len(day.today) >= 2
    assert any(own.meeting.state == MeetingState.PLANNED for own in day.to_say)


def test_some_of_todays_meetings_were_cancelled(town):
    today = [row for row in Meeting.objects.all() if day_of(row.starts_at) == day_of(now())]
    assert len(today) >= 4
    assert any(row.state == MeetingState.CANCELLED for row in today)


def test_measures_say_why_and_some_forms_call_somebody(town):
    switches = MeasureSwitch.objects.filter(is_on=True)
    assert 2 <= switches.count() <= 4
    assert all(row.why for row in switches)
    forms = MeasureResponse.objects.filter(instrument="phq9").count()
    alerts = Concern.objects.exclude(rule="")
    assert 0.1 * forms <= alerts.count() <= 0.45 * forms
    assert {row.state for row in alerts} >= {"acknowledged", "decided", "closed"}


def test_some_came_back_and_what_was_before_is_kept(town):
    back = Referral.objects.exclude(returns=None)
    assert back.exists()
    assert {row.returns.state for row in back} == {"closed"}
