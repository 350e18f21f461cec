"""Who is told of what, each time anew; and what people read who are kept apart."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role, system_viewer
from alongside.web.clock import now, pretend
from alongside.web.jobs.models import Job
from alongside.web.people import services as people
from alongside.web.support import selectors, services
from alongside.web.support.afterwards import After
from alongside.web.support.match_states import Answer, Side
from alongside.web.support.models import Match, Meeting
from alongside.web.support.selectors.pairing import candidates_for
from tests.cast import ONLINE, SPOKEN, add_member, ask_both, introduce, own_words
from tests.web.support.logs_cast import log, meet
from tests.web.support.test_last_place import at_once

PROGRAM = system_viewer("clock", None)


def told(house, who: str, words: str) -> int:
    """How many messages with these words go to somebody."""
    person = str(house.people[who].id)
    return sum(
        job.work["person"] == person and words in job.work["body"] for job in Job.objects.all()
    )


def in_days(days: int) -> date:
    return (now() + timedelta(days=days)).date()


def test_each_pause_each_going_on_and_each_other_last_day_is_news(house, alex):
    match = introduce(house, alex)
    Match.objects.filter(id=match.id).update(state="active")
    dan, before = house.viewer("Dan"), told(house, "Alex", "news on your page")
    ours = {"by": dan, "match": match.id}
    for number, deed in enumerate(
        [
            lambda: services.pause_match(**ours),
            lambda: services.resume_match(**ours),
            lambda: services.pause_match(**ours),
            lambda: services.resume_match(**ours),
            lambda: services.plan_ending(**ours, last_day=in_days(20)),
            lambda: services.plan_ending(**ours, last_day=in_days(10)),
            lambda: services.keep_going(**ours),
        ],
        start=1,
    ):
        deed()
        assert told(house, "Alex", "news on your page") == before + number


def test_who_is_kept_apart_reads_what_they_read_when_a_question_is_taken_back(house, alex):
    """Else only the two who are kept apart would find a message without news."""
    matches = {}
    for who in ("Dan", "Eli"):
        matches[who] = ask_both(house, alex, who)
    services.take_back_match(by=house.viewer("Bo"), match=matches["Eli"].id)
    people.keep_apart(
        by=house.viewer("Bo"), one=alex.person_id, other=house.people["Dan"].id, reason="",
        review_on=in_days(100),
    )  # fmt: skip
    assert services.let_matches_lapse(by=PROGRAM) == 1
    read = selectors.not_this_time(house.viewer("Alex"), Side.MEMBER)
    assert {one.match for one in read} == {match.id for match in matches.values()}
    for who, match in matches.items():
        [one] = selectors.not_this_time(house.viewer(who), Side.SUPPORTER)
        assert one.match == match.id
        assert told(house, who, "news on your page") == 1
    assert told(house, "Alex", "news on your page") == 2


def test_nobody_is_put_to_the_one_whom_they_support(house, alex):
    """Whoever supports may be supported too, but not by each other."""
    introduce(house, alex)
    dan = house.people["Dan"]
    ours = system_viewer("test", house.organisation.id)
    alex_too = house.people["Alex"]
    people.give_role(by=ours, person=alex_too, role=Role.PEER_SUPPORTER, service=house.service.id)
    own_words(house, "Alex")
    fit = candidates_for(house.organisation.id, house.service.id, dan.id)
    assert not fit.filter(person=alex_too).exists()
    eve = add_member(house, "Eve", email="eve@people.example", phone="")
    fit = candidates_for(house.organisation.id, house.service.id, eve.person_id)
    assert fit.filter(person=alex_too).exists()


def always_on_duty(house, who: str) -> None:
    for weekday in range(7):
        accounts.add_cover(
            by=house.viewer("Ada"), service=house.service.id, user=house.people[who].user_id,
            weekday=weekday, starts=time(0), ends=time(23, 59),
        )  # fmt: skip


@pytest.fixture
def dan_on_duty(house, alex):
    """Dan gives support and coordinates too, and is the one on duty; Bo comes next."""
    match = introduce(house, alex)
    ours = system_viewer("test", house.organisation.id)
    people.give_role(
        by=ours, person=house.people["Dan"], role=Role.COORDINATOR, service=house.service.id
    )
    always_on_duty(house, "Dan")
    always_on_duty(house, "Bo")
    return match


def test_nobody_is_asked_to_ring_themselves_after_a_meeting(house, dan_on_duty):
    log(house, meet(house, dan_on_duty), feeling="hard")
    assert (told(house, "Dan", "ring them"), told(house, "Bo", "ring them")) == (0, 1)


def test_nobody_is_asked_to_ring_themselves_after_an_end(house, dan_on_duty):
    services.end_match(by=house.viewer("Alex"), match=dan_on_duty.id, wants_another=False)
    with pretend(now() + timedelta(days=29)):
        services.record_after_check(
            by=house.viewer("Dan"), match=dan_on_duty.id, side=Side.SUPPORTER,
            answer=After.NOT_WELL, how=ONLINE, ring_me=True,
        )  # fmt: skip
    assert (told(house, "Dan", "ring them"), told(house, "Bo", "ring them")) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_an_end_and_the_clock_that_plans_weeks_never_wait_for_each_other(house, alex):
    """Both lock the referral first, so that the database breaks neither off."""
    for who in ("Dan", "Eli", "Fay", "Gus"):
        referral = alex if who == "Dan" else add_member(
            house, f"With{who}", email=f"{who.lower()}@people.example", phone=""
        )  # fmt: skip
        match = ask_both(house, referral, who)
        for side in Side:
            services.answer_match(
                by=house.viewer("Bo"), match=match.id, side=side, answer=Answer.YES, how=SPOKEN
            )
        services.set_pattern(
            by=house.viewer(who), match=match.id, weekday=now().weekday(), starts=time(14),
            minutes=60, way="phone", where="", from_on=in_days(7),
        )  # fmt: skip
    bo = house.viewer("Bo")
    ends = [
        lambda match=match: services.end_match(by=bo, match=match.id)
        for match in Match.objects.order_by("-id")
    ]
    Meeting.objects.all().delete()  # so that the clock has all of it to plan
    assert at_once(lambda: services.fill_patterns(by=PROGRAM), *ends) == []
    assert not Meeting.objects.filter(state="planned").exists()
