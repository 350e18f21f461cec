"""Meetings: the table of their life, who may do what, and what each side hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from django.http import Http404

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people.models import SafeContact
from alongside.web.support import selectors, services
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.meeting_states import MOVES, OUTCOMES, MeetingState, may_move
from alongside.web.support.models import Match, Meeting
from tests.cast import House, add_member, add_worker, introduce

MET, MISSED, WAITED = OUTCOMES
HOUR = timedelta(hours=1)


@pytest.fixture
def match(house, alex) -> Match:
    return introduce(house, alex)


def soon(hours: int = 48) -> datetime:
    return now() + timedelta(hours=hours)


def arrange(house, match, who="Dan", **more) -> Meeting:
    details = {"starts_at": soon(), "minutes": 60, "way": "in_person", "where": "Library café"}
    return services.arrange_meeting(by=house.viewer(who), match=match.id, **(details | more))


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.get(id=meeting.id)


def only_by_phone(person) -> None:
    rules = SafeContact.objects.get(person=person)
    rules.ways = ["phone"]
    rules.save()


def after(meeting: Meeting):
    return pretend(meeting.ends_at + HOUR)


# The table


def test_the_table_of_a_meeting_says_every_move_and_no_other():
    allowed = {
        (before, after, move.deed)
        for before, moves in MOVES.items()
        for after, ways in moves.items()
        for move in ways
    }
    deeds = {deed for _, _, deed in allowed} | {"arrange_meeting"}
    for before in MeetingState:
        for later in MeetingState:
            for deed in deeds:
                assert may_move(before, later, deed) == ((before, later, deed) in allowed)
    assert set(MOVES) == set(MeetingState)
    assert not MOVES[MeetingState.MOVED] and not MOVES[MeetingState.CANCELLED]
    assert all(before not in moves for before, moves in MOVES.items())


def bring_to(house, meeting: Meeting, state: MeetingState) -> None:
    dan = house.viewer("Dan")
    if state == MeetingState.CANCELLED:
        services.cancel_meeting(by=dan, meeting=meeting.id)
    elif state == MeetingState.MOVED:
        services.move_meeting(by=dan, meeting=meeting.id, starts_at=soon(72))
    elif state in OUTCOMES:
        with after(meeting):
            services.say_how_it_went(by=dan, meeting=meeting.id, says=state)


@pytest.mark.parametrize("state", MeetingState)
def test_what_is_moved_or_cancelled_or_said_is_not_moved_or_cancelled_again(house, match, state):
    meeting = arrange(house, match)
    bring_to(house, meeting, state)
    assert fresh(meeting).state == state
    for deed, changes in (
        (services.cancel_meeting, {}), (services.move_meeting, {"starts_at": soon(96)}),
    ):  # fmt: skip
        may = state == MeetingState.PLANNED
        if may:
            continue
        with pytest.raises(Refused):
            deed(by=house.viewer("Alex"), meeting=meeting.id, **changes)
        assert fresh(meeting).state == state


@pytest.mark.parametrize("state", MatchState)
def test_a_time_is_set_only_while_the_two_are_together(house, match, state):
    Match.objects.filter(id=match.id).update(state=state)
    if state in LIVE_STATES:
        assert arrange(house, match).state == MeetingState.PLANNED
    else:
        with pytest.raises(Refused):
            arrange(house, match)


@pytest.mark.parametrize(
    "details", [{"starts_at": datetime(2020, 1, 1, tzinfo=UTC)}, {"minutes": 0}]
)
def test_a_time_that_is_over_or_has_no_length_is_refused_beside_its_field(house, match, details):
    with pytest.raises(Refused) as refused:
        arrange(house, match, **details)
    assert refused.value.field in ("day", "minutes")


def test_no_time_after_the_last_day_that_was_set(house, match):
    Match.objects.filter(id=match.id).update(state="ending", last_day=soon(24).date())
    with pytest.raises(Refused):
        arrange(house, match, starts_at=soon(96))


# Who may


def test_either_side_and_a_coordinator_may(house, match):
    for who in ("Alex", "Dan", "Bo"):
        arrange(house, match, who)


@pytest.fixture
def strangers(house, elsewhere):
    """Everybody who is neither of the two nor coordinates that service."""
    other = accounts.add_service(
        by=house.viewer("Ada"), name="Night Line", profile="standard", is_open=True
    )
    night = House(house.organisation, other, {})
    house.people["Nia"] = add_worker(night, "Nia", Role.COORDINATOR)
    house.people["Flo"] = add_worker(house, "Flo", Role.PEER_SUPPORTER)
    add_member(house, "Kim", email="kim@people.example")
    named = [house.viewer(who) for who in ("Mo", "Ada", "Nia", "Flo", "Kim")]
    return [*named, *map(elsewhere.viewer, ("Cy", "Ada", "Dan")), house.public, elsewhere.public]


WEEKLY = {"weekday": 3, "starts": time(14), "minutes": 60, "way": "phone", "where": ""}
DEEDS = {
    "arrange_meeting": lambda by, m, p: services.arrange_meeting(
        by=by, match=m.match_id, starts_at=soon(), minutes=60, way="phone", where=""
    ),
    "set_pattern": lambda by, m, p: services.set_pattern(
        by=by, match=m.match_id, from_on=now().date(), **WEEKLY
    ),
    "end_pattern": lambda by, m, p: services.end_pattern(by=by, pattern=p.id),
    "cancel_meeting": lambda by, m, p: services.cancel_meeting(by=by, meeting=m.id),
    "move_meeting": lambda by, m, p: services.move_meeting(by=by, meeting=m.id, starts_at=soon(72)),
    "say_coming": lambda by, m, p: services.say_coming(by=by, meeting=m.id),
    "say_how_it_went": lambda by, m, p: services.say_how_it_went(by=by, meeting=m.id, says=MET),
    "settle_meeting": lambda by, m, p: services.settle_meeting(by=by, meeting=m.id, outcome=MET),
    "mark_told": lambda by, m, p: services.mark_told(by=by, meeting=m.id, side=Side.MEMBER),
    "fill_patterns": lambda by, m, p: services.fill_patterns(by=by),
}
READS = {
    "desk_meeting": lambda by, m: selectors.desk_meeting(by, m.id),
    "arranging": lambda by, m: selectors.arranging(by, m.match_id, None),
    "own_meeting": lambda by, m: selectors.own_meeting(by, m.id, Side.MEMBER),
    "as_supporter": lambda by, m: selectors.own_meeting(by, m.id, Side.SUPPORTER),
    "arranging_as_one": lambda by, m: selectors.arranging(by, m.match_id, Side.SUPPORTER),
}
LISTS = {
    "desk_today": lambda by: selectors.desk_today(by, "Europe/London").rows,
    "own_meetings": lambda by: selectors.own_meetings(by).coming,
    "supporter_day": lambda by: selectors.supporter_day(by, "Europe/London").coming,
}


def test_every_deed_and_read_of_a_meeting_is_nobody_elses(house, match, strangers):
    pattern = services.set_pattern(
        by=house.viewer("Dan"), match=match.id, from_on=now().date(), **WEEKLY
    )
    meeting = arrange(house, match, starts_at=soon(1))
    before = Event.objects.count()
    for viewer in strangers:
        for name, deed in DEEDS.items():
            with pytest.raises(Http404):
                deed(viewer, meeting, pattern)
            assert Event.objects.count() == before, name
        for name, read in READS.items():
            with pytest.raises(Http404):
                read(viewer, meeting)
            assert Event.objects.count() == before, name
        assert all(not list_of(viewer) for list_of in LISTS.values())
    assert selectors.own_meetings(house.viewer("Alex")).coming
    assert selectors.supporter_day(house.viewer("Dan"), "Europe/London").coming


def test_a_coordinator_who_is_one_of_the_two_is_not_the_desk_for_it(house, match):
    meeting = arrange(house, match, starts_at=soon(1))
    for who in ("Alex", "Dan"):
        me = replace(house.viewer("Bo"), person_id=house.people[who].id)
        with pytest.raises(Http404):
            selectors.desk_meeting(me, meeting.id)
        with pytest.raises(Http404):
            services.mark_told(by=me, meeting=meeting.id, side=Side.MEMBER)
        assert not selectors.desk_today(me, "Europe/London").rows


def test_a_side_does_not_do_what_is_the_desks(house, match):
    meeting = arrange(house, match)
    for who in ("Alex", "Dan"):
        with pytest.raises(Http404):
            services.settle_meeting(by=house.viewer(who), meeting=meeting.id, outcome=MET)
        with pytest.raises(Http404):
            services.mark_told(by=house.viewer(who), meeting=meeting.id, side=Side.MEMBER)
    with pytest.raises(Http404):
        services.say_coming(by=house.viewer("Dan"), meeting=meeting.id)


def test_a_supporter_reads_a_meeting_only_while_the_two_are_together(house, match):
    meeting = arrange(house, match)
    own = selectors.own_meeting(house.viewer("Dan"), meeting.id, Side.SUPPORTER)
    assert own.other == "Alex M"
    services.end_match(by=house.viewer("Alex"), match=match.id)
    with pytest.raises(Http404):
        selectors.own_meeting(house.viewer("Dan"), meeting.id, Side.SUPPORTER)
    mine = selectors.own_meeting(house.viewer("Alex"), meeting.id, Side.MEMBER)
    assert mine.other == "Dan" and mine.meeting.state == MeetingState.CANCELLED


def test_a_member_without_a_record_is_named_to_nobody(house, match):
    meeting = arrange(house, match)
    match.member.consents.filter(purpose="record").delete()
    assert selectors.own_meeting(house.viewer("Dan"), meeting.id, Side.SUPPORTER).other == ""


# Moving and cancelling


def test_what_is_moved_stands_at_the_new_time_and_the_old_points_to_it(house, match):
    meeting = arrange(house, match)
    later = soon(72)
    new = services.move_meeting(by=house.viewer("Alex"), meeting=meeting.id, starts_at=later)
    old = fresh(meeting)
    assert (old.state, old.moved_to_id, old.changed_by) == ("moved", new.id, "member")
    assert (new.starts_at, new.where, new.way) == (later, "Library café", "in_person")
    assert old.edition == meeting.edition + 1


def test_the_end_of_a_match_cancels_what_was_to_come_and_says_of_nobody_that_they_ended_it(
    house, match, mailoutbox
):
    meeting, over = arrange(house, match), arrange(house, match, starts_at=soon(1))
    with after(over):
        services.end_match(by=house.viewer("Dan"), match=match.id)
    found = fresh(meeting)
    assert (found.state, found.changed_by) == ("cancelled", "ended")
    assert fresh(over).state == "planned"
    told = Event.objects.filter(deed="message.queued", reason="meeting_cancelled")
    assert {event.actor for event in told} == {"system:meetings"}
    with after(over):
        run_due_jobs()
    cancelled = [m for m in mailoutbox if m.subject == "A time was cancelled"]
    assert {m.to[0] for m in cancelled} == {"alex@people.example", house.people["Dan"].user.email}


# Telling


def test_both_get_the_date_and_a_link_and_neither_a_name_nor_a_place(house, match, mailoutbox):
    arrange(house, match)
    run_due_jobs()
    found = [m for m in mailoutbox if m.subject == "A day and a time for you"]
    assert {m.to[0] for m in found} == {"alex@people.example", house.people["Dan"].user.email}
    for message in found:
        assert "/meet/" in message.body and "We are not a crisis service" in message.body
        for word in ("Alex", "Dan", "Worker", "Library", "person"):
            assert word not in message.subject + message.body
    links = {m.body.split("here: ")[1].split()[0] for m in found}
    assert len(links) == 2


def test_whoever_did_not_agree_that_we_say_who_we_are_gets_no_link(house, match, mailoutbox):
    SafeContact.objects.filter(person=match.member).update(may_say_who=False)
    arrange(house, match)
    run_due_jobs()
    [message] = [m for m in mailoutbox if m.to == ["alex@people.example"] and "time" in m.body]
    assert message.subject == "A message for you"
    assert "http" not in message.body.split("We are not")[0]


def test_one_who_takes_no_email_is_marked_for_the_desk_to_tell(house, match):
    only_by_phone(match.member)
    meeting = arrange(house, match)
    assert fresh(meeting).member_untold and not fresh(meeting).supporter_untold
    services.mark_told(by=house.viewer("Bo"), meeting=meeting.id, side=Side.MEMBER)
    assert not fresh(meeting).member_untold
    services.cancel_meeting(by=house.viewer("Dan"), meeting=meeting.id)
    assert fresh(meeting).member_untold


def test_one_who_took_back_their_yes_to_contact_is_not_written_to(house, match):
    match.member.consents.filter(purpose="contact").delete()
    assert fresh(arrange(house, match)).member_untold


def test_whoever_cancels_need_not_be_told(house, match, mailoutbox):
    only_by_phone(match.member)
    meeting = arrange(house, match, "Alex")
    services.cancel_meeting(by=house.viewer("Alex"), meeting=meeting.id)
    found = fresh(meeting)
    assert not found.member_untold and not found.supporter_untold
    run_due_jobs()
    assert [m.to[0] for m in mailoutbox if m.subject == "A time was cancelled"] == [
        house.people["Dan"].user.email
    ]


def test_a_coordinator_says_whom_they_told_already(house, match):
    only_by_phone(match.member)
    meeting = arrange(house, match, "Bo", known=[Side.MEMBER])
    assert not fresh(meeting).member_untold


# How it went


def test_the_first_word_stands_and_the_first_meeting_begins_the_trial(house, match):
    meeting = arrange(house, match)
    with after(meeting):
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=MET)
    assert fresh(meeting).state == MET
    assert Match.objects.get(id=match.id).state == MatchState.TRIAL


def test_a_missed_meeting_begins_no_trial(house, match):
    meeting = arrange(house, match)
    with after(meeting):
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=MISSED)
    assert Match.objects.get(id=match.id).state == MatchState.INTRODUCED


def test_nobody_says_how_it_went_before_it_began(house, match):
    meeting = arrange(house, match)
    with pytest.raises(Refused):
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=MET)


@pytest.mark.parametrize("says", set(MeetingState) - set(OUTCOMES))
def test_only_an_outcome_can_be_said(house, match, says):
    meeting = arrange(house, match)
    with after(meeting), pytest.raises(Refused):
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=says)


def test_whoever_spoke_alone_may_put_it_right(house, match):
    meeting = arrange(house, match)
    with after(meeting):
        for says in (MISSED, MET):
            services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=says)
    assert fresh(meeting).state == MET


def test_when_the_two_differ_both_are_kept_and_the_desk_settles_it(house, match):
    meeting = arrange(house, match)
    with after(meeting):
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=MISSED)
        services.say_how_it_went(by=house.viewer("Alex"), meeting=meeting.id, says=MET)
        found = fresh(meeting)
        assert (found.state, found.is_disputed) == (MISSED, True)
        services.settle_meeting(by=house.viewer("Bo"), meeting=meeting.id, outcome=MET)
        found = fresh(meeting)
        assert (found.state, found.is_disputed) == (MET, False)
        assert (found.member_says, found.supporter_says) == (MET, MISSED)
        with pytest.raises(Refused):
            services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=MISSED)
    assert Match.objects.get(id=match.id).state == MatchState.TRIAL


def test_when_one_comes_round_to_the_other_that_holds(house, match):
    meeting = arrange(house, match)
    with after(meeting):
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=MET)
        services.say_how_it_went(by=house.viewer("Alex"), meeting=meeting.id, says=WAITED)
        services.say_how_it_went(by=house.viewer("Dan"), meeting=meeting.id, says=WAITED)
        found = fresh(meeting)
    assert (found.state, found.is_disputed) == (WAITED, False)


def test_a_coordinator_writes_down_what_one_side_told_them(house, match):
    meeting = arrange(house, match)
    with after(meeting):
        with pytest.raises(Refused) as refused:
            services.say_how_it_went(by=house.viewer("Bo"), meeting=meeting.id, says=MET)
        assert refused.value.field == "side"
        services.say_how_it_went(
            by=house.viewer("Bo"), meeting=meeting.id, says=MET, side=Side.MEMBER
        )
    assert fresh(meeting).member_says == MET


def test_neither_speaks_for_the_other(house, match):
    meeting = arrange(house, match)
    with after(meeting), pytest.raises(Http404):
        services.say_how_it_went(
            by=house.viewer("Dan"), meeting=meeting.id, says=MET, side=Side.MEMBER
        )


def test_only_the_program_fills_weekly_times(house, match):
    with pytest.raises(Http404):
        services.fill_patterns(by=house.viewer("Bo"))
    assert services.fill_patterns(by=system_viewer("test", house.organisation.id)) == 0
