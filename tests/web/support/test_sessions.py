"""The log of a meeting: what it asks, what it keeps and for whom, and whom it calls."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.http import Http404

from alongside.web.accounts.services import Refused, add_cover
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.jobs.models import Job
from alongside.web.people.local_time import local
from alongside.web.safety.models import Concern
from alongside.web.support import selectors, services
from alongside.web.support.kinds_of_work import kinds_of_work
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.support.models import Meeting, SessionLog, SharedNote
from alongside.web.support.services import Log
from tests.cast import introduce
from tests.web.support.logs_cast import (
    HOUR,
    keep_attendance_only,
    log,
    meet,
    met,
    take_back_record,
)


@pytest.fixture
def match(house, alex):
    return introduce(house, alex)


@pytest.fixture
def meeting(house, match) -> Meeting:
    return meet(house, match)


@pytest.fixture
def on_duty(house):
    """Bo is on duty at this hour."""
    weekday = local(now(), house.organisation.time_zone).weekday()
    for day in range(7):
        add_cover(
            by=house.viewer("Ada"), service=house.service.id, user=house.people["Bo"].user_id,
            weekday=(weekday + day) % 7, starts=time(0), ends=time(23, 59),
        )  # fmt: skip
    return house.people["Bo"]


# What is asked


def test_only_whether_they_met_and_how_long_is_needed(house, meeting):
    log(house, meeting)
    kept = SessionLog.objects.get()
    assert (kept.minutes, kept.way, kept.kinds, kept.worry, kept.feeling) == (
        60, "in_person", [], "", "",
    )  # fmt: skip
    assert Meeting.objects.get().state == MeetingState.MET
    assert not SharedNote.objects.exists() and not Concern.objects.exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"minutes": None}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 100_000}, "minutes"),
        ({"way": ""}, "way"),
        ({"way": "shouting"}, "way"),
        ({"worry": "perhaps"}, "worry"),
        ({"feeling": "blue"}, "feeling"),
        ({"outcome": MeetingState.CANCELLED}, "outcome"),
        ({"outcome": MeetingState.MOVED}, "moved_day"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(house, meeting, more, field):
    with pytest.raises(Refused) as refused:
        log(house, meeting, **more)
    assert refused.value.field == field
    assert not SessionLog.objects.exists()
    assert Meeting.objects.get().state == MeetingState.PLANNED


@pytest.mark.parametrize("outcome", OUTCOMES[1:])
def test_whoever_could_not_leaves_no_length_no_kinds_and_no_note(house, meeting, outcome):
    log(house, meeting, outcome=outcome, kinds=["listened"], note="Waited")
    kept = SessionLog.objects.get()
    assert (kept.minutes, kept.way, kept.kinds) == (None, "", [])
    assert Meeting.objects.get().state == outcome
    assert not SharedNote.objects.exists()


def test_moving_it_arranges_the_new_time(house, meeting):
    log(house, meeting, outcome=MeetingState.MOVED, moved_to=now() + 48 * HOUR)
    old = Meeting.objects.get(id=meeting.id)
    assert old.state == MeetingState.MOVED
    assert old.moved_to.state == MeetingState.PLANNED


def test_a_meeting_is_written_down_once(house, meeting):
    log(house, meeting)
    with pytest.raises(Refused):
        log(house, meeting, feeling="fine")
    assert SessionLog.objects.get().feeling == ""


def test_it_cannot_be_written_down_before_it_began(house, match):
    meeting = meet(house, match, ago=-HOUR)
    with pytest.raises(Refused):
        log(house, meeting)
    assert not SessionLog.objects.exists()


def test_what_a_coordinator_settled_stays(house, meeting):
    bo = house.viewer("Bo")
    missed = MeetingState.MISSED_BY_MEMBER
    services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=missed)
    services.say_how_it_went(by=house.viewer("Alex"), meeting=meeting.id, says=MeetingState.MET)
    services.settle_meeting(by=bo, meeting=meeting.id, outcome=MeetingState.MET)
    with pytest.raises(Refused):
        log(house, meeting, outcome=missed)
    log(house, meeting)
    assert Meeting.objects.get().supporter_says == missed


def test_unknown_kinds_are_left_out_and_known_ones_stand_in_the_order_of_the_file(house, meeting):
    log(house, meeting, kinds=["company", "juggling", "listened"])
    assert SessionLog.objects.get().kinds == ["listened", "company"]


def test_the_kinds_are_few_and_each_stands_for_some_of_the_16_roles():
    kinds = kinds_of_work().values()
    assert [kind.words for kind in kinds] == [
        "Listened", "Shared my story", "Out and about", "Practical things", "Made a plan",
        "Linked to a group", "Just company",
    ]  # fmt: skip
    meant = {role for kind in kinds for role in kind.roles}
    assert len(meant) == 15 and "advocate_recovery_to_staff" not in meant


# What is kept


def test_attendance_only_keeps_no_note_and_no_kinds(house, meeting):
    keep_attendance_only(house)
    log(house, meeting, kinds=["listened"], note="We walked")
    kept = SessionLog.objects.get()
    assert (kept.mode, kept.minutes, kept.kinds) == ("A", 60, [])
    assert not SharedNote.objects.exists()


def test_whoever_agrees_to_no_record_has_attendance_only(house, meeting):
    take_back_record(house)
    log(house, meeting, kinds=["listened"], note="We walked")
    assert SessionLog.objects.get().mode == "A"
    assert not SharedNote.objects.exists()


def test_the_note_is_there_for_the_other_at_once(house, meeting):
    log(house, meeting, note=" We walked to the gate ", together=True)
    kept = SharedNote.objects.get()
    assert (kept.text, kept.side, kept.written_together, kept.seen_at) == (
        "We walked to the gate", "supporter", True, None,
    )  # fmt: skip
    assert selectors.unread_notes(house.viewer("Alex")) == 1


def test_how_the_supporter_feels_is_sealed_and_read_by_its_writer_only(house, meeting):
    log(house, meeting, feeling="heavy")
    with connection.cursor() as cursor:
        cursor.execute("SELECT feeling FROM support_sessionlog")
        (stored,) = cursor.fetchone()
    assert "heavy" not in str(stored)
    assert selectors.meeting_to_log(house.viewer("Dan"), meeting.id).log.feeling == "heavy"
    for who in ("Alex", "Bo", "Mo", "Ada"):
        with pytest.raises(Http404):
            selectors.meeting_to_log(house.viewer(who), meeting.id)
    assert selectors.calls_wanted(house.viewer("Bo")) == []
    assert not Event.objects.filter(reason__contains="heavy").exists()


# Whom it calls


@pytest.mark.parametrize(("worry", "urgency"), [("yes", "same_day"), ("not_sure", "talk_over")])
def test_a_worry_goes_to_whoever_is_on_duty(house, meeting, on_duty, worry, urgency):
    log(house, meeting, worry=worry)
    concern = Concern.objects.get()
    assert (concern.urgency, concern.assigned_to) == (urgency, on_duty.user_id)
    assert concern.about_id == house.people["Alex"].id
    assert concern.raised_by == house.people["Dan"].user_id


@pytest.mark.parametrize("worry", ["", "no"])
def test_no_worry_raises_nothing(house, meeting, worry):
    log(house, meeting, worry=worry)
    assert not Concern.objects.exists()


def test_a_worry_that_nobody_can_take_keeps_nothing_else_either(house, meeting, monkeypatch):
    def nobody(**_):
        raise Refused("Nobody here can take this.")

    monkeypatch.setattr("alongside.web.support.services.sessions.raise_concern", nobody)
    with pytest.raises(Refused):
        log(house, meeting, worry="yes", note="We walked")
    assert not SessionLog.objects.exists() and not SharedNote.objects.exists()
    assert Meeting.objects.get().state == MeetingState.PLANNED


def test_a_missed_meeting_can_be_a_worry_too(house, meeting):
    log(house, meeting, outcome=MeetingState.MISSED_BY_MEMBER, worry="yes")
    assert Concern.objects.get().about_id == house.people["Alex"].id


def test_hard_asks_whoever_is_on_duty_for_a_call_without_a_name(house, meeting, on_duty):
    log(house, meeting, feeling="hard")
    call = selectors.calls_wanted(house.viewer("Bo"))
    assert [one.name for one in call] == ["Dan W"]
    work = Job.objects.get(work__isnull=False, key__startswith="call:").work
    assert work["person"] == str(on_duty.id)
    assert not any(name in str(work) for name in ("Dan", "Alex", "hard"))


def test_a_call_that_nobody_is_on_duty_for_still_stands_on_the_desk(house, meeting):
    log(house, meeting, feeling="hard")
    assert len(selectors.calls_wanted(house.viewer("Bo"))) == 1


@pytest.mark.parametrize("feeling", ["", "fine", "heavy"])
def test_no_other_feeling_asks_for_a_call(house, meeting, on_duty, feeling):
    log(house, meeting, feeling=feeling)
    assert selectors.calls_wanted(house.viewer("Bo")) == []


def test_whoever_was_rung_waits_no_longer(house, elsewhere, meeting):
    kept = log(house, meeting, feeling="hard")
    for by in (house.viewer("Dan"), house.viewer("Mo"), elsewhere.viewer("Cy")):
        with pytest.raises(Http404):
            services.mark_rung(by=by, log=kept.id)
    services.mark_rung(by=house.viewer("Bo"), log=kept.id)
    assert selectors.calls_wanted(house.viewer("Bo")) == []
    assert selectors.calls_wanted(elsewhere.viewer("Cy")) == []


# Who may


def test_only_the_one_who_gives_support_writes_it_down(house, elsewhere, meeting):
    for by in (*map(house.viewer, ("Alex", "Bo", "Mo", "Ada")), elsewhere.viewer("Cy")):
        with pytest.raises(Http404):
            services.log_session(by=by, meeting=meeting.id, log=met())
    assert not SessionLog.objects.exists()


def test_after_the_end_it_is_there_for_nobody(house, match, meeting):
    services.end_match(by=house.viewer("Alex"), match=match.id, wants_another=False)
    dan = house.viewer("Dan")
    with pytest.raises(Http404):
        log(house, meeting)
    with pytest.raises(Http404):
        selectors.meeting_to_log(dan, meeting.id)
    today = selectors.supporters_today(dan, "Europe/London")
    assert (today.today, today.to_log, today.people) == ([], [], [])


# The day of somebody who gives support


def test_the_day_takes_two_queries_however_many_meet(
    house, match, meeting, django_assert_num_queries
):
    for hours in range(1, 4):
        meet(house, match, ago=timedelta(days=hours))
    dan = house.viewer("Dan")
    with django_assert_num_queries(2):
        day = selectors.supporters_today(dan, "Europe/London")
        assert all(not one.is_logged for one in (*day.today, *day.to_log))
    assert len(day.today) + len(day.to_log) == 4
    assert [one.name for one in day.people] == ["Alex M"]


def test_what_is_written_down_is_asked_no_more(house, match):
    before = meet(house, match, ago=timedelta(days=2))
    dan = house.viewer("Dan")
    assert len(selectors.supporters_today(dan, "Europe/London").to_log) == 1
    log(house, before)
    assert selectors.supporters_today(dan, "Europe/London").to_log == []


def test_whoever_is_asked_and_nobody_else_counts_as_asked(house, alex):
    from tests.cast import ask_both

    ask_both(house, alex)
    day = selectors.supporters_today(house.viewer("Dan"), "Europe/London")
    assert (day.asks, day.people, day.today) == (1, [], [])


def test_ways_and_names_stand_there_only_as_they_agreed(house, meeting):
    take_back_record(house)
    (person,) = selectors.supporters_today(house.viewer("Dan"), "Europe/London").people
    assert (person.name, person.ways, person.shows_contact) == ("", [], False)


def test_a_log_needs_an_outcome_that_the_form_knows():
    assert Log(outcome=MeetingState.MET).minutes is None
