"""Looking back, asking both how they are, and what the other one reads of an end."""

from __future__ import annotations

import itertools
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.jobs.models import Job
from alongside.web.people import selectors as people
from alongside.web.people import services as people_services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import How
from alongside.web.support import selectors, services
from alongside.web.support.afterwards import OWN_ANSWERS, After
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Ending, Match
from tests.cast import ONLINE, SPOKEN, House, add_member, add_worker, introduce, ready_supporter

M, S = Side.MEMBER, Side.SUPPORTER
WHO = {M: "Alex", S: "Dan"}
NAME = {"Alex": M, "Dan": S}
SOON = timedelta(days=29)
ALL = list(After)


class Undo(Exception):
    """Leaves nothing of one example to the next."""


@contextmanager
def undone():
    with suppress(Undo), transaction.atomic():
        yield
        raise Undo


@pytest.fixture
def match(house, alex):
    return introduce(house, alex)


def end(house, match, who="Alex", **more):
    services.end_match(by=house.viewer(who), match=match.id, **more)


def plan(house, match, days=10):
    services.plan_ending(
        by=house.viewer("Alex"), match=match.id, last_day=(now() + timedelta(days=days)).date()
    )


def check(house, match, side, answer, by="", **more):
    """As they say it themselves; what only a coordinator can say, by Bo."""
    by = by or ("Bo" if answer is After.NOT_REACHED else WHO[side])
    how = SPOKEN if by == "Bo" else ONLINE
    services.record_after_check(
        by=house.viewer(by), match=match.id, side=side, answer=answer, how=how,
        tried=answer is After.NOT_REACHED, **more,
    )  # fmt: skip


def write(house, match, who, **words):
    return services.write_ending(by=house.viewer(who), match=match.id, side=NAME[who], **words)


def own(house, match, who):
    return selectors.own_ending(house.viewer(who), match.id, NAME[who])


def state_of(match):
    return Match.objects.get(id=match.id).state


# Looking back


def test_both_write_the_shared_words_and_each_their_own(house, match):
    plan(house, match)
    write(house, match, "Alex", looked_back="We walked.", gained="I go out.", feedback="More tea.")
    write(house, match, "Dan", other_support="The choir", gained="I listen.", feedback="Fine.")
    alex, dan = own(house, match, "Alex"), own(house, match, "Dan")
    for reads in (alex, dan):
        assert (reads.looked_back, reads.other_support) == ("We walked.", "The choir")
    assert (alex.gained, alex.other_gained, alex.feedback) == (
        "I go out.", "I listen.", "More tea.",
    )  # fmt: skip
    assert (dan.gained, dan.other_gained, dan.feedback) == ("I listen.", "I go out.", "Fine.")
    assert "More tea." not in repr(dan)
    assert "Fine." not in repr(alex)
    desk = selectors.desk_ending(house.viewer("Bo"), match.id)
    assert (desk.member.feedback, desk.supporter.feedback) == ("More tea.", "Fine.")


def test_nobody_writes_over_what_the_other_has_just_written(house, match):
    plan(house, match)
    seen = own(house, match, "Dan").mark
    write(house, match, "Alex", looked_back="We walked.")
    with pytest.raises(Refused, match="has written here since") as refused:
        write(house, match, "Dan", looked_back="We talked.", seen=seen)
    assert refused.value.field == "looked_back"
    write(house, match, "Dan", looked_back="", gained="Calm", seen=own(house, match, "Dan").mark)
    assert own(house, match, "Alex").other_gained == "Calm"
    write(house, match, "Dan", gained="Quiet", looked_back="", seen="old")  # nothing shared changes


@pytest.mark.parametrize("state", MatchState)
def test_words_are_written_from_a_last_day_until_both_are_asked(house, match, state):
    after = (now() + timedelta(days=5)).date()
    Match.objects.filter(id=match.id).update(state=state, after_check_on=after)
    if state in (MatchState.ENDING, MatchState.ENDED):
        write(house, match, "Alex", looked_back="We walked.")
    else:
        with pytest.raises(Refused):
            write(house, match, "Alex", looked_back="We walked.")
    if state is MatchState.ENDED:
        with pretend(now() + timedelta(days=7)), pytest.raises(Refused):
            write(house, match, "Alex", looked_back="We swam.")


def test_a_supporter_reads_no_more_when_the_time_to_look_back_is_over(house, match):
    plan(house, match)
    write(house, match, "Alex", looked_back="We walked.", gained="I go out.")
    write(house, match, "Dan", gained="I listen.")
    end(house, match)
    assert own(house, match, "Dan").looked_back == "We walked."
    assert own(house, match, "Dan").name == ""
    with pretend(now() + SOON):
        later = own(house, match, "Dan")
        assert (later.looked_back, later.other_gained) == ("", "")
        assert later.gained == "I listen."
        assert own(house, match, "Alex").looked_back == "We walked."


def test_no_words_are_kept_of_somebody_who_agrees_to_no_record(house, alex, match):
    plan(house, match)
    write(house, match, "Dan", gained="I listen.")
    people_services.withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.RECORD, how=ONLINE
    )
    for who in WHO.values():
        with pytest.raises(Refused, match="No words are kept"):
            write(house, match, who, looked_back="We walked.")
    reads = own(house, match, "Dan")
    assert (reads.name, reads.gained, reads.may_write) == ("", "", False)
    write(house, match, "Dan", gained="")
    assert Ending.objects.get().supporter_gained == ""
    end(house, match)
    with pretend(now() + SOON):
        with pytest.raises(Refused, match="No words are kept"):
            check(house, match, M, After.WELL, words="Better")
        check(house, match, M, After.WELL)
        check(house, match, S, After.WELL, words="Better")


def test_a_coordinator_writes_for_whoever_tells_it(house, match):
    plan(house, match)
    services.write_ending(by=house.viewer("Bo"), match=match.id, side=M, gained="I go out.")
    assert own(house, match, "Alex").gained == "I go out."


# Asking afterwards


@pytest.mark.parametrize("order", [(M, S), (S, M)], ids=["member first", "supporter first"])
def test_it_is_over_when_both_were_asked_and_not_before(house, alex, match, order):
    """Every pair of answers, in both orders. The member wants nobody else."""
    end(house, match, wants_another=False)
    first, second = order
    for one, other in itertools.product(ALL, ALL):
        with undone(), pretend(now() + SOON):
            check(house, match, first, one)
            alex.refresh_from_db()
            assert (state_of(match), alex.state) == ("ended", "placed")
            check(house, match, second, other)
            alex.refresh_from_db()
            assert (state_of(match), alex.state) == ("checked", "closed")
            assert selectors.own_matches(house.viewer("Alex"), M)[0].asks_after is False


def test_who_answers_may_change_it_until_both_have(house, match):
    end(house, match)
    with pretend(now() + SOON):
        check(house, match, M, After.WELL)
        check(house, match, M, After.UP_AND_DOWN)
        assert own(house, match, "Alex").answer is After.UP_AND_DOWN
        check(house, match, S, After.WELL)
        with pytest.raises(Refused):
            check(house, match, M, After.WELL)


def test_who_could_not_be_reached_may_still_say_how_they_are(house, alex, match):
    end(house, match)
    with pretend(now() + SOON):
        check(house, match, M, After.NOT_REACHED)
        check(house, match, S, After.WELL)
        assert own(house, match, "Alex").may_answer
        check(house, match, M, After.NOT_WELL, ring_me=True)
        assert own(house, match, "Alex").answer is After.NOT_WELL
        assert [one.not_well for one in selectors.after_checks_due(house.viewer("Bo"))] == [(M,)]


@pytest.mark.parametrize("state", [s for s in MatchState if s is not MatchState.ENDED])
def test_nobody_is_asked_in_any_other_state(house, match, state):
    Match.objects.filter(id=match.id).update(state=state, after_check_on=now().date())
    with pytest.raises(Refused):
        check(house, match, M, After.WELL)


def test_nobody_is_asked_too_early(house, match):
    end(house, match)
    with pretend(now() + timedelta(days=26)), pytest.raises(Refused, match="too early"):
        check(house, match, M, After.WELL)


def test_only_a_coordinator_who_tried_says_that_somebody_was_not_reached(house, match):
    end(house, match)
    with pretend(now() + SOON):
        for side, who in WHO.items():
            with pytest.raises(Refused):
                check(house, match, side, After.NOT_REACHED, by=who)
        with pytest.raises(Refused, match="Try to reach them"):
            services.record_after_check(
                by=house.viewer("Bo"), match=match.id, side=M, answer=After.NOT_REACHED, how=SPOKEN
            )
        with pytest.raises(Refused, match="Read it back"):
            services.record_after_check(
                by=house.viewer("Bo"), match=match.id, side=M, answer=After.WELL, how=How("spoken")
            )


def test_nobody_answers_for_the_other(house, match):
    end(house, match)
    with pretend(now() + SOON):
        for side, who in ((M, "Dan"), (S, "Alex"), (M, "Mo"), (S, "Ada")):
            with pytest.raises(Http404):
                check(house, match, side, After.WELL, by=who)


def test_the_way_stays_open_when_the_supporter_ended_it(house, alex, match):
    """They wait again with the day on which they first came, and asking afterwards closes
    nothing."""
    began = alex.received_at
    end(house, match, "Dan")
    with pretend(now() + SOON):
        check(house, match, M, After.WELL)
        check(house, match, S, After.WELL)
    alex.refresh_from_db()
    assert (state_of(match), alex.state, alex.received_at) == ("checked", "waiting", began)


def test_an_old_end_closes_nothing_while_somebody_new_is_beside_them(house, alex, match):
    end(house, match, "Dan")
    again = introduce(house, alex, "Eli")
    with pretend(now() + SOON):
        check(house, match, M, After.WELL)
        check(house, match, S, After.WELL)
        alex.refresh_from_db()
        assert alex.state == "placed"
        end(house, again, wants_another=False)
    with pretend(now() + SOON * 2):
        check(house, again, M, After.WELL)
        alex.refresh_from_db()
        assert alex.state == "placed"
        services.record_after_check(
            by=house.viewer("Eli"), match=again.id, side=S, answer=After.WELL, how=ONLINE
        )
    alex.refresh_from_db()
    assert alex.state == "closed"


def test_the_log_of_a_person_does_not_say_who_answered_last(house, alex, match):
    end(house, match, wants_another=False)
    with pretend(now() + SOON):
        check(house, match, M, After.WELL)
        check(house, match, S, After.WELL)
    acted = Event.objects.filter(subject=str(alex.person_id), deed="referral.closed")
    assert [event.actor for event in acted] == ["system:matches"]
    said = Event.objects.filter(deed="ending.asked_after")
    assert {(e.subject, e.actor) for e in said} == {
        (str(house.people[who].id), str(house.people[who].user_id)) for who in WHO.values()
    }


# Who is not well


def mails(house, who):
    return [
        job.work["body"]
        for job in Job.objects.order_by("made_at", "id")
        if job.work["person"] == str(house.people[who].id)
    ]


@pytest.mark.parametrize("side", Side)
def test_whoever_asks_for_a_call_gets_one(house, match, side):
    accounts.add_cover(
        by=house.viewer("Ada"), service=house.service.id, user=house.people["Bo"].user_id,
        weekday=(now() + SOON).weekday(), starts=_time(0, 0), ends=_time(23, 59),
    )  # fmt: skip
    end(house, match)
    with pretend(now() + SOON):
        check(house, match, side, After.NOT_WELL, ring_me=True, words="Zither")
        [mail] = [body for body in mails(house, "Bo") if "ring them" in body]
        assert "Alex" not in mail and "Zither" not in mail
        [due] = selectors.after_checks_due(house.viewer("Bo"))
        assert (due.not_well, due.wants_call) == ((side,), True)
        services.mark_asked_back(by=house.viewer("Bo"), match=match.id, side=side)
        [due] = selectors.after_checks_due(house.viewer("Bo"))
        assert due.not_well == ()


def _time(hour, minute):
    return (now()).replace(hour=hour, minute=minute, second=0, microsecond=0).time()


def test_who_is_not_well_and_wants_no_call_is_still_read_at_the_desk(house, match):
    end(house, match)
    with pretend(now() + SOON):
        check(house, match, M, After.NOT_WELL)
        check(house, match, S, After.WELL, ring_me=True)  # nothing to ring about
        [due] = selectors.after_checks_due(house.viewer("Bo"))
        assert (due.not_well, due.wants_call) == ((M,), False)
        assert not [body for body in mails(house, "Bo") if "ring them" in body]


def test_what_was_told_to_a_coordinator_in_person_is_told_to_nobody_else(house, match):
    end(house, match)
    with pretend(now() + SOON):
        check(house, match, M, After.NOT_WELL, by="Bo")
        [due] = selectors.after_checks_due(house.viewer("Bo"))
        assert (due.to_ask, due.not_well) == ((S,), ())
        for side in Side:
            with pytest.raises(Http404):
                services.mark_asked_back(by=house.viewer("Dan"), match=match.id, side=side)
        with pytest.raises(Http404):
            services.mark_asked_back(by=house.viewer("Bo"), match=match.id, side=S)


# The clock and the lists


def test_both_are_told_once_that_there_is_a_question(house, match):
    end(house, match)
    clock = system_viewer("clock", None)
    assert services.ask_after_endings(by=clock) == 0
    with pretend(now() + SOON):
        assert services.ask_after_endings(by=clock) == 1
        assert services.ask_after_endings(by=clock) == 0
        assert len([body for body in mails(house, "Alex") if "how you are" in body]) == 1
    with pytest.raises(Http404):
        services.ask_after_endings(by=house.viewer("Bo"))


def test_nothing_ends_by_itself(house, match):
    """A last day that has passed is shown at the desk; a person decides."""
    plan(house, match, days=10)
    with pretend(now() + timedelta(days=40)):
        services.ask_after_endings(by=system_viewer("clock", None))
        services.let_matches_lapse(by=system_viewer("clock", None))
        assert state_of(match) == "ending"
        [due] = selectors.endings_due(house.viewer("Bo"))
        assert due.is_past


def test_a_last_day_is_due_two_weeks_before(house, match):
    plan(house, match, days=20)
    assert selectors.endings_due(house.viewer("Bo")) == []
    with pretend(now() + timedelta(days=7)):
        [due] = selectors.endings_due(house.viewer("Bo"))
        assert (due.is_past, due.has_words) == (False, False)
        write(house, match, "Alex", looked_back="We walked.")
        assert selectors.endings_due(house.viewer("Bo"))[0].has_words


@pytest.mark.parametrize("who", ["Dan", "Alex", "Mo", "Ada"])
def test_nobody_else_reads_what_is_due(house, match, who):
    plan(house, match)
    assert selectors.endings_due(house.viewer(who)) == []
    with pytest.raises(Http404):
        selectors.desk_ending(house.viewer(who), match.id)
    end(house, match)
    with pretend(now() + SOON):
        assert selectors.after_checks_due(house.viewer(who)) == []


def test_nor_does_anybody_elsewhere_or_who_is_one_of_the_two(house, elsewhere, alex, match):
    plan(house, match)
    bo = house.viewer("Bo")
    for viewer in (
        elsewhere.viewer("Bo"),
        replace(bo, person_id=alex.person_id),
        replace(bo, person_id=house.people["Dan"].id),
    ):
        assert selectors.endings_due(viewer) == []
        with pytest.raises(Http404):
            selectors.desk_ending(viewer, match.id)
    eve = add_member(house, "Eve", email="eve@people.example", phone="")
    for who in ("Dan", "Eve"):
        with pytest.raises(Http404):
            selectors.own_ending(house.viewer(who), match.id, M)
    assert eve.person_id != alex.person_id


def test_lists_take_one_query_however_long(house, alex, match, django_assert_num_queries):
    plan(house, match)
    other = add_member(house, "Eve", email="eve@people.example", phone="")
    second = introduce(house, other, "Dan")
    services.plan_ending(by=house.viewer("Eve"), match=second.id, last_day=now().date())
    bo = house.viewer("Bo")
    with django_assert_num_queries(1):
        assert len(selectors.endings_due(bo)) == 2
    end(house, match)
    services.end_match(by=house.viewer("Eve"), match=second.id)
    with pretend(now() + SOON), django_assert_num_queries(1):
        assert len(selectors.after_checks_due(bo)) == 2


# What the other one reads of an end


def reads(house, match, who):
    """All that one of the two can see of an end, and was ever sent."""
    viewer, side = house.viewer(who), NAME[who]
    return repr([
        selectors.own_match(viewer, match.id, side),
        selectors.own_ending(viewer, match.id, side),
        sorted(map(repr, people.who_looked(viewer) if who == "Alex" else [])),
        [row.state for row in people.own_record(viewer).referrals] if who == "Alex" else [],
        sorted(mails(house, who)),
    ])  # fmt: skip


ENDERS = {
    "Dan": [
        ("Alex", {"wants_another": True}), ("Alex", {"wants_another": False}), ("Alex", {}),
        ("Bo", {"side": M, "wants_another": True}), ("Bo", {"side": M, "wants_another": False}),
        ("Bo", {}),
    ],
    "Alex": [("Dan", {}), ("Bo", {"side": S}), ("Bo", {"wants_another": True})],
}  # fmt: skip


@pytest.mark.parametrize("state", LIVE_STATES)
@pytest.mark.parametrize("reader", ["Alex", "Dan"])
@pytest.mark.parametrize("words", ["", "Thank you for the walks"])
def test_the_other_reads_what_was_agreed_and_nothing_of_who_ended_it(
    house, match, state, reader, words
):
    """For every live state and whoever ended it: the same, to the letter."""
    Match.objects.filter(id=match.id).update(state=state, last_day=now().date())
    seen = []
    moment = now()
    for who, more in ENDERS[reader]:
        with undone(), pretend(moment):
            end(house, match, who, may_say=words, how="secretly", **more)
            seen.append(reads(house, match, reader))
            assert "secretly" not in seen[-1]
            assert words in seen[-1]
            assert selectors.own_match(house.viewer(reader), match.id, NAME[reader]).words == words
    assert len(set(seen)) == 1


@pytest.mark.parametrize("reader", ["Alex", "Dan"])
def test_the_other_reads_nothing_of_how_one_is_nor_of_what_one_told_us(house, match, reader):
    other = "Dan" if reader == "Alex" else "Alex"
    plan(house, match)
    write(house, match, other, feedback="Zither")
    end(house, match)
    with pretend(now() + SOON):
        before = reads(house, match, reader)
        check(house, match, NAME[other], After.NOT_WELL, words="Zumba", ring_me=True)
        assert reads(house, match, reader) == before
        assert "Zither" not in before


def test_every_own_answer_is_one_of_the_words_we_ask_for():
    assert set(ALL) - set(OWN_ANSWERS) == {After.NOT_REACHED}


@pytest.fixture(autouse=True)
def eli(house: House):
    """Another who is ready."""
    house.people["Eli"] = add_worker(house, "Eli", "peer_supporter")
    ready_supporter(house, "Eli")


def test_what_was_planned_after_the_last_day_falls_away(house, alex):
    match, bo = introduce(house, alex), house.viewer("Bo")
    days = [now() + timedelta(days=days) for days in (3, 12)]
    near, far = [
        services.arrange_meeting(
            by=bo, match=match.id, starts_at=day, minutes=60, way="phone", where=""
        )
        for day in days
    ]
    services.plan_ending(by=bo, match=match.id, last_day=(now() + timedelta(days=7)).date())
    near.refresh_from_db()
    far.refresh_from_db()
    assert (near.state, far.state) == (MeetingState.PLANNED, MeetingState.CANCELLED)


def test_a_last_day_that_has_passed_is_not_taken_back(house, alex):
    match = introduce(house, alex)
    dan, day = house.viewer("Dan"), (now() + timedelta(days=2)).date()
    services.plan_ending(by=dan, match=match.id, last_day=day)
    with pretend(now() + timedelta(days=4)), pytest.raises(Refused, match="has passed"):
        services.keep_going(by=dan, match=match.id)
