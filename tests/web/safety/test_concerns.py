"""Worries and alerts: who gets them and by when, who may do what, and that nothing leaks."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.http import Http404

from alongside.web.accounts.models import User
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.services import close_user
from alongside.web.accounts.viewer import Role, system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import pretend
from alongside.web.jobs.models import Job
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people.services import add_to_circle
from alongside.web.safety import services
from alongside.web.safety.clocks import due_at
from alongside.web.safety.concern_states import MOVES, OPEN_STATES, ConcernState, may_move
from alongside.web.safety.models import Concern, ConcernStep
from tests.cast import add_member
from tests.web.safety.concerns_cast import (
    ALL_WORDS,
    TUESDAY_NOON,
    alert,
    also,
    second_coordinator,
    shift,
    worry,
)

DEEDS = (
    "raise_concern", "acknowledge_concern", "decide_concern", "close_concern", "hand_on_concern",
)  # fmt: skip


def named(house, concern):
    concern.refresh_from_db()
    return next(n for n, p in house.people.items() if p.user_id == concern.assigned_to)


def beside(house, person, who="Dan"):
    add_to_circle(
        by=house.viewer("Bo"), person=person, viewer=house.people[who], relation="supporter",
        service=house.service.id, why="match",
    )  # fmt: skip


def decide(house, concern, by="Bo", **more):
    said = {"decision": "support", "why": "We talked", "person_told": "yes", **more}
    services.decide_concern(by=house.viewer(by), concern=concern.id, **said)


# The table


@pytest.mark.parametrize(
    ("before", "after", "deed"), list(itertools.product(ConcernState, ConcernState, DEEDS))
)
def test_a_worry_moves_only_along_its_table(before, after, deed):
    move = MOVES[before].get(after)
    assert may_move(before, after, deed) == (move is not None and move.deed == deed)


def put(concern, state):
    Concern.objects.filter(id=concern.id).update(state=state)


DOES = {
    "acknowledge_concern": lambda h, c: services.acknowledge_concern(
        by=h.viewer("Bo"), concern=c.id
    ),
    "decide_concern": lambda h, c: decide(h, c),
    "close_concern": lambda h, c: services.close_concern(
        by=h.viewer("Bo"), concern=c.id, outcome="All is well"
    ),
}


@pytest.mark.parametrize(
    ("state", "deed"), list(itertools.product([s for s in ConcernState if s != "unfinished"], DOES))
)
def test_each_deed_is_refused_in_every_state_but_its_own(house, state, deed):
    concern = worry(house)
    put(concern, state)
    goes_to = [after for after in ConcernState if may_move(state, after, deed)]
    if goes_to:
        DOES[deed](house, concern)
    else:
        with pytest.raises(Refused):
            DOES[deed](house, concern)
    concern.refresh_from_db()
    assert concern.state == (goes_to or [state])[0]


# Routing


def test_whoever_is_on_duty_gets_it_and_is_told(house, mailoutbox):
    second_coordinator(house)
    shift(house, "Bea")
    with pretend(TUESDAY_NOON):
        concern = worry(house, urgency="same_day")
        assert named(house, concern) == "Bea"
        run_due_jobs()
    [message] = mailoutbox
    assert message.to == [house.people["Bea"].user.email]
    assert "Tuesday 26 November 2030, 2pm" in message.body


def test_a_shift_that_ends_in_ten_minutes_still_counts_and_then_it_is_passed_on(house):
    second_coordinator(house)
    shift(house, "Bo", ends=time(12, 10))
    shift(house, "Bea", starts=time(12, 10))
    with pretend(TUESDAY_NOON):
        concern = worry(house)
        assert named(house, concern) == "Bo"
        assert pass_on() == 0
    with pretend(TUESDAY_NOON + timedelta(minutes=11)):
        assert pass_on() == 1
        assert named(house, concern) == "Bea"
        assert pass_on() == 0


def pass_on():
    return services.pass_on_concerns(by=system_viewer("clock", None))


def test_what_somebody_took_stays_theirs_after_their_shift(house):
    second_coordinator(house)
    shift(house, "Bo", ends=time(12, 10))
    shift(house, "Bea", starts=time(12, 10))
    with pretend(TUESDAY_NOON):
        concern = worry(house)
        services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    with pretend(TUESDAY_NOON + timedelta(hours=1)):
        assert pass_on() == 0
        assert named(house, concern) == "Bo"


def test_with_nobody_on_duty_whoever_comes_next_gets_it(house):
    second_coordinator(house)
    shift(house, "Bea", weekday=3)
    with pretend(TUESDAY_NOON):
        assert named(house, worry(house)) == "Bea"


def test_without_a_rota_a_coordinator_gets_it(house):
    assert named(house, worry(house)) == "Bo"


def test_where_only_managers_are_left_a_manager_gets_it(house):
    close_user(by=house.viewer("Ada"), user=house.people["Bo"].user_id)
    assert named(house, worry(house)) == "Mo"


def test_where_nobody_else_is_left_an_administrator_gets_it(house):
    for who in ("Bo", "Mo"):
        close_user(by=house.viewer("Ada"), user=house.people[who].user_id)
    assert named(house, worry(house)) == "Ada"


def test_of_several_on_duty_the_one_who_stays_longest_gets_it(house):
    second_coordinator(house)
    shift(house, "Bo", ends=time(13))
    shift(house, "Bea", ends=time(18))
    with pretend(TUESDAY_NOON):
        assert named(house, worry(house)) == "Bea"


def test_whoever_raises_it_gets_it_only_when_nobody_else_can(house):
    shift(house, "Bo")
    with pretend(TUESDAY_NOON):
        assert named(house, worry(house, by="Bo")) == "Mo"
        for who in ("Mo", "Ada"):
            User.objects.filter(id=house.people[who].user_id).update(is_active=False)
        assert named(house, worry(house, by="Bo")) == "Bo"


def test_nobody_gets_a_worry_about_themselves(house, alex):
    also(house, "Bo", Role.MEMBER)
    shift(house, "Bo")
    with pretend(TUESDAY_NOON):
        concern = worry(house, by="Bo", about=house.people["Bo"])
        assert named(house, concern) == "Mo"
    with pytest.raises(Http404):
        services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    with pytest.raises(Refused):
        services.hand_on_concern(
            by=house.viewer("Mo"), concern=concern.id, to=house.people["Bo"].user_id
        )


def test_what_nobody_took_in_time_goes_to_somebody_else_once(house):
    shift(house, "Bo")
    with pretend(TUESDAY_NOON):
        concern = worry(house, urgency="emergency")
        assert pass_on() == 0
    with pretend(TUESDAY_NOON + timedelta(minutes=16)):
        assert pass_on() == 1
        assert named(house, concern) == "Mo"
    with pretend(TUESDAY_NOON + timedelta(hours=2)):
        assert pass_on() == 0
    assert list(ConcernStep.objects.values_list("what", flat=True).order_by("at")) == [
        "raised", "late",
    ]  # fmt: skip


def test_an_open_worry_always_has_somebody_who_exists_and_can_sign_in(house, alex):
    """Whatever happens to the rota and the team, after the next tick of the clock."""
    second_coordinator(house)
    shift(house, "Bea")
    with pretend(TUESDAY_NOON):
        concerns = [worry(house), alert(house, alex.person), worry(house, by="Bo")]
        services.acknowledge_concern(by=house.viewer("Bo"), concern=concerns[0].id)
        for gone in ("Bea", "Bo", "Mo"):
            close_user(by=house.viewer("Ada"), user=house.people[gone].user_id)
            pass_on()
            for row in Concern.objects.filter(state__in=OPEN_STATES):
                assert User.objects.get(id=row.assigned_to).is_active
                assert row.assigned_to != house.people["Alex"].user_id


# Clocks


TUESDAY_2026 = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FRIDAY_5PM = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
CHRISTMAS_EVE = datetime(2026, 12, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("urgency", "raised", "due"),
    [
        ("emergency", FRIDAY_5PM, FRIDAY_5PM),
        ("same_day", FRIDAY_5PM, FRIDAY_5PM + timedelta(hours=2)),
        ("same_day", CHRISTMAS_EVE + timedelta(days=1), CHRISTMAS_EVE + timedelta(hours=26)),
        ("routine", TUESDAY_2026, datetime(2026, 11, 26, 17, 0, tzinfo=UTC)),
        ("routine", FRIDAY_5PM, datetime(2026, 12, 1, 17, 0, tzinfo=UTC)),
        ("talk_over", CHRISTMAS_EVE, datetime(2026, 12, 30, 17, 0, tzinfo=UTC)),
    ],
)
def test_working_days_leave_out_weekends_and_holidays_and_hours_do_not(urgency, raised, due):
    assert due_at(urgency, raised, "gb-eng", "Europe/London") == due


def test_a_working_day_ends_by_the_clock_of_the_place_through_a_change_of_the_clock():
    thursday = datetime(2026, 3, 26, 12, 0, tzinfo=UTC)
    assert due_at("routine", thursday, "gb-eng", "Europe/London").astimezone(UTC) == datetime(
        2026, 3, 30, 16, 0, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({}, "same_day"),
        ({"urgency": "routine"}, "routine"),
        ({"urgency": "routine", "safe_now": "no"}, "same_day"),
        ({"urgency": "emergency", "safe_now": "no"}, "emergency"),
    ],
)
def test_who_did_not_say_how_soon_or_is_not_safe_is_looked_at_today(house, said, kept):
    assert worry(house, **said).urgency == kept


# Raising


def test_some_words_or_a_person_are_enough(house, alex):
    beside(house, alex.person)
    assert worry(house, words="", about=alex.person).state == "raised"
    assert worry(house, words="", about_words="The man at the café").state == "raised"
    with pytest.raises(Refused):
        worry(house, words="  ")


def test_nobody_names_a_person_whom_they_may_not_see(house, alex):
    with pytest.raises(Http404):
        worry(house, by="Dan", about=alex.person)
    assert not Concern.objects.exists()


def test_a_person_may_worry_about_themselves(house, alex):
    assert worry(house, by="Alex", about=alex.person).about_id == alex.person_id


def test_one_answer_raises_one_alert_for_today(house, alex):
    source = uuid4()
    with pretend(TUESDAY_NOON):
        first, again = alert(house, alex.person, source), alert(house, alex.person, source)
    assert first == again
    assert (first.urgency, first.due_at) == ("same_day", TUESDAY_NOON + timedelta(hours=2))
    assert (first.raised_by, first.rule) == (None, "phq9")
    assert Job.objects.count() == 1


def test_what_is_unfinished_is_nobodys_but_its_writers_and_nobody_is_told(house):
    kept = services.keep_unfinished(
        by=house.viewer("Dan"), service=house.service.id, words="I am not sure"
    )
    assert (kept.state, kept.assigned_to) == ("unfinished", None)
    assert not Job.objects.exists()
    for who in ("Bo", "Mo", "Ada"):
        with pytest.raises(Http404):
            services.acknowledge_concern(by=house.viewer(who), concern=kept.id)
    other = worry(house, by="Alex" if "Alex" in house.people else "Mo", unfinished=kept.id)
    assert other.id != kept.id
    sent = worry(house, words="Now I am", unfinished=kept.id)
    assert (sent.id, sent.state, sent.words) == (kept.id, "raised", "Now I am")
    again = worry(house, words="And more", unfinished=kept.id)
    assert again.id != kept.id
    kept.refresh_from_db()
    assert kept.words == "Now I am"


# Working on it


def test_handing_on_puts_another_name_on_it_and_tells_them(house, mailoutbox):
    second_coordinator(house)
    concern = worry(house)
    bea = house.people["Bea"].user_id
    services.hand_on_concern(by=house.viewer("Bo"), concern=concern.id, to=bea)
    assert named(house, concern) == "Bea"
    run_due_jobs()
    assert [m.to for m in mailoutbox] == [
        [house.people["Bo"].user.email], [house.people["Bea"].user.email]
    ]  # fmt: skip
    for to in (bea, house.people["Dan"].user_id, uuid4()):
        with pytest.raises(Refused):
            services.hand_on_concern(by=house.viewer("Bo"), concern=concern.id, to=to)


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"decision": "lock them up"}, "decision"),
        ({"why": " "}, "why"),
        ({"person_told": ""}, "person_told"),
        ({"person_told": "no"}, "told_why"),
    ],
)
def test_a_decision_says_why_and_whether_they_were_told_or_why_not(house, missing, field):
    concern = worry(house)
    services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    with pytest.raises(Refused) as refused:
        decide(house, concern, **missing)
    assert refused.value.field == field


def test_what_was_shared_stands_in_the_history(house):
    concern = worry(house)
    services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    decide(house, concern, shared="Her doctor, with her yes")
    assert ConcernStep.objects.get(what="shared").note == "Her doctor, with her yes"


def test_a_worry_is_not_closed_by_whoever_raised_it(house):
    second_coordinator(house)
    concern = worry(house, by="Bo")
    services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    decide(house, concern)
    with pytest.raises(Refused):
        services.close_concern(by=house.viewer("Bo"), concern=concern.id, outcome="Well again")
    services.close_concern(by=house.viewer("Bea"), concern=concern.id, outcome="Well again")
    concern.refresh_from_db()
    assert (concern.state, concern.closed_by) == ("closed", house.people["Bea"].user_id)


def test_an_alert_may_be_closed_by_whoever_worked_on_it(house, alex):
    concern = alert(house, alex.person)
    services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    decide(house, concern)
    services.close_concern(by=house.viewer("Bo"), concern=concern.id, outcome="We talked")
    concern.refresh_from_db()
    assert concern.state == "closed"


def test_nobody_but_the_team_works_on_it_not_even_whoever_raised_it(house, elsewhere, alex):
    concern = worry(house)
    strangers = [house.viewer(w) for w in ("Dan", "Alex", "Mo", "Ada")] + [elsewhere.viewer("Cy")]
    for by in [*strangers, house.public]:
        for deed in ("acknowledge_concern", "decide", "close", "hand_on"):
            with pytest.raises(Http404):
                _try(deed, by, concern)


def _try(deed, by, concern):
    if deed == "acknowledge_concern":
        services.acknowledge_concern(by=by, concern=concern.id)
    elif deed == "decide":
        services.decide_concern(
            by=by, concern=concern.id, decision="none", why="x", person_told="yes"
        )
    elif deed == "close":
        services.close_concern(by=by, concern=concern.id, outcome="x")
    else:
        services.hand_on_concern(by=by, concern=concern.id, to=concern.assigned_to)


# Nothing leaks


def test_no_name_and_no_word_reaches_a_message_or_the_log(house, mailoutbox):
    second_coordinator(house)
    add_member(house, "Zachary")
    person = house.people["Zachary"]
    beside(house, person)
    concern = worry(house, about=person, urgency="emergency", safe_now="no", **ALL_WORDS)
    services.hand_on_concern(
        by=house.viewer("Bo"), concern=concern.id, to=house.people["Bea"].user_id
    )
    services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    decide(house, concern, why="zeal", person_told="no", told_why="zero", shared="Dr Zhivago")
    services.close_concern(by=house.viewer("Bo"), concern=concern.id, outcome="zenith")
    run_due_jobs()
    assert len(mailoutbox) == 2
    mails = " ".join(m.subject + m.body for m in mailoutbox)
    jobs = " ".join(str(job.work) for job in Job.objects.all())
    log = " ".join(str(vars(event)) for event in Event.objects.all())
    private = [*ALL_WORDS.values(), "Zachary", "zeal", "zero", "Zhivago", "zenith", "Dan"]
    for text in (mails, jobs, log):
        assert not [word for word in private if word in text]
    for word in ("emergency", "safe", "worr", "concern"):
        assert word not in mails.split("We are not a crisis")[0].replace("/concerns/", "/")
