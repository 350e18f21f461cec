"""Asking, answering, keeping: what a measure does for whoever is asked, and never to them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.measures.loading import instruments
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.people import selectors as people
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import RoleHolding
from alongside.web.people.services import How, NoConsent, end_circle, withdraw_consent
from alongside.web.questionnaires import selectors, services
from alongside.web.questionnaires.models import MeasureRequest, MeasureResponse, MeasureSwitch
from alongside.web.safety.models import Concern
from alongside.web.safety.selectors import own_alert
from alongside.web.safety.services import pass_on_concerns
from tests.web.questionnaires.conftest import TUESDAY_NOON, WHY, on_duty, switch_on

pytestmark = pytest.mark.usefixtures("noon")
ALL_NOUGHT = dict.fromkeys(range(1, 10), 0)


def ask(house, instrument="phq9", by="Alex", person="Alex", **options):
    return services.request_measure(
        by=house.viewer(by), service=house.service.id, person=house.people[person],
        instrument=instrument, **options,
    )  # fmt: skip


def answer(house, answers, instrument="phq9", by="Alex", way="online"):
    request = ask(house, instrument, by)
    return services.submit_response(
        by=house.viewer(by), request=request.id, answers=answers, way=way
    )


@contextmanager
def at(hour, minute=0, days=0):
    with pretend(TUESDAY_NOON.replace(hour=hour, minute=minute) + timedelta(days=days)):
        yield


# Switching on


@pytest.mark.parametrize("who", ["Ada", "Mo"])
def test_administrators_and_the_managers_of_a_service_switch_its_measures(house, who):
    services.switch_measure(
        by=house.viewer(who), service=house.service.id, instrument="phq9", is_on=True, why=WHY,
        every_weeks=4,
    )  # fmt: skip
    row = MeasureSwitch.objects.get()
    assert (row.is_on, row.why, row.every_weeks) == (True, WHY, 4)
    assert row.switched_by == house.people[who].user_id
    assert Event.objects.filter(deed="measure.switched_on").count() == 1


@pytest.mark.parametrize("who", ["Bo", "Dan", "Alex"])
def test_nobody_else_switches_them(house, alex, who):
    with pytest.raises(Refused, match="You do not look after this service"):
        services.switch_measure(
            by=house.viewer(who), service=house.service.id, instrument="phq9", is_on=True,
            why=WHY, every_weeks=4,
        )  # fmt: skip
    with pytest.raises(Http404):
        selectors.switches(house.viewer(who), house.service.id)


@pytest.mark.parametrize("who", ["Ada", "Mo"])
def test_another_organisations_service_is_not_there(house, elsewhere, who):
    with pytest.raises(Http404):
        services.switch_measure(
            by=elsewhere.viewer(who), service=house.service.id, instrument="phq9", is_on=True,
            why=WHY, every_weeks=4,
        )  # fmt: skip
    with pytest.raises(Http404):
        selectors.switches(elsewhere.viewer(who), house.service.id)


def test_every_measure_is_off_until_somebody_switches_it_on(house):
    found = selectors.switches(house.viewer("Ada"), house.service.id)
    assert [one.instrument.code for one in found] == ["gad7", "phq9"]
    assert not any(one.is_on for one in found)


def test_switching_on_needs_a_why(house):
    with pytest.raises(Refused) as refused:
        services.switch_measure(
            by=house.viewer("Ada"), service=house.service.id, instrument="phq9", is_on=True,
            why="  ", every_weeks=4,
        )  # fmt: skip
    assert refused.value.field == "why"


@pytest.mark.parametrize("weeks", [0, 53])
def test_how_often_has_its_bounds(house, weeks):
    with pytest.raises(Refused) as refused:
        services.switch_measure(
            by=house.viewer("Ada"), service=house.service.id, instrument="phq9", is_on=True,
            why=WHY, every_weeks=weeks,
        )  # fmt: skip
    assert refused.value.field == "every_weeks"


def test_an_instrument_without_a_file_is_not_there(house):
    with pytest.raises(Http404):
        switch_on(house, "core10")


def test_past_its_review_an_instrument_is_neither_switched_on_nor_asked(house, asked):
    after = instruments()["gad7"].next_review + timedelta(days=1)
    late = TUESDAY_NOON + (after - TUESDAY_NOON.date())
    with pretend(late):
        with pytest.raises(Refused, match="review"):
            switch_on(house, "gad7")
        with pytest.raises(Refused, match="review"):
            ask(house, "gad7")
        assert selectors.offered_measures(house.viewer("Alex")) == []
        assert not any(
            one.is_on for one in selectors.switches(house.viewer("Ada"), house.service.id)
        )
        switch_on(house, "gad7", is_on=False)


def test_an_instrument_whose_file_is_not_in_use_is_refused(house, monkeypatch):
    off = replace(instruments()["gad7"], state="switched off")
    monkeypatch.setitem(instruments(), "gad7", off)
    with pytest.raises(Refused, match="not in use"):
        switch_on(house, "gad7")


# What is offered


def codes(house, who="Alex"):
    return [one.instrument.code for one in selectors.offered_measures(house.viewer(who))]


def test_with_somebody_there_for_two_hours_both_are_offered(house, asked):
    assert codes(house) == ["gad7", "phq9"]
    with at(15):
        assert codes(house) == ["gad7", "phq9"]


@pytest.mark.parametrize("when", [(8, 59), (15, 1), (17, 0), (22, 0)])
def test_without_cover_for_two_hours_only_what_calls_nobody_is_offered(house, asked, when):
    with at(*when):
        assert codes(house) == ["gad7"]
        with pytest.raises(Http404):
            selectors.offered_measure(house.viewer("Alex"), "phq9")
        with pytest.raises(Refused, match="Nobody is on duty"):
            ask(house)
        assert ask(house, "gad7")


def test_two_shifts_that_meet_are_cover(house, asked):
    on_duty(house, time(17), time(20), "Mo")
    with at(16):
        assert codes(house) == ["gad7", "phq9"]
    with at(18, 30):
        assert codes(house) == ["gad7"]


def test_what_is_switched_off_is_not_offered(house, asked):
    switch_on(house, "phq9", is_on=False)
    assert codes(house) == ["gad7"]
    with pytest.raises(Refused, match="does not ask"):
        ask(house)


def test_whoever_did_not_agree_to_a_record_is_not_asked(house, asked):
    withdraw_consent(
        by=house.viewer("Alex"), person=asked, purpose=Purpose.RECORD, how=How("online")
    )
    assert codes(house) == []
    with pytest.raises(NoConsent):
        ask(house)


@pytest.mark.parametrize("who", ["Bo", "Dan", "Mo", "Ada"])
def test_only_members_are_offered_anything(house, asked, who):
    assert codes(house, who) == []


def test_nobody_is_promised_themselves(house, asked):
    """Bo may be a member too. While Bo alone is on duty nobody would be there for Bo."""
    from alongside.web.safety.selectors import watch

    alone = watch(house.service.id, now(), timedelta(hours=2), about=house.people["Bo"].id)
    assert (alone.is_covered, alone.name) == (False, "")
    for_alex = watch(house.service.id, now(), timedelta(hours=2), about=asked.id)
    assert (for_alex.is_covered, for_alex.name) == (True, "Bo")


def test_what_was_answered_or_left_out_is_due_again_after_its_weeks(house, asked):
    alex = house.viewer("Alex")
    assert [one.instrument.code for one in selectors.due_measures(alex)] == ["gad7", "phq9"]
    answer(house, {1: 0}, "gad7")
    services.skip_request(by=alex, request=ask(house, "phq9").id)
    assert selectors.due_measures(alex) == []
    assert codes(house) == ["gad7", "phq9"]
    with at(12, days=28):
        assert len(selectors.due_measures(alex)) == 2


# Answering


def test_a_request_that_is_still_open_is_taken_up_again(house, asked):
    assert ask(house).id == ask(house).id
    answer(house, {})
    assert MeasureRequest.objects.count() == 1
    ask(house)
    assert MeasureRequest.objects.count() == 2


def test_all_answers_give_a_score_with_its_version(house, asked):
    response = answer(house, dict.fromkeys(range(1, 8), 1), "gad7")
    assert (response.score, response.unscored_why) == (7, "")
    assert response.version == instruments()["gad7"].scoring.version
    assert response.request.state == MeasureRequest.State.ANSWERED


def test_whoever_leaves_out_the_last_item_calls_nobody(house, asked):
    response = answer(house, dict.fromkeys(range(1, 9), 3))
    assert not Concern.objects.exists()
    assert (response.score, response.unscored_why) == (None, "items_missing")
    assert response.answers == {str(number): 3 for number in range(1, 9)}


def test_not_at_all_on_the_last_item_calls_nobody(house, asked):
    assert answer(house, ALL_NOUGHT).score == 0
    assert not Concern.objects.exists()


@pytest.mark.parametrize("points", [1, 2, 3])
@pytest.mark.parametrize("others", [{}, dict.fromkeys(range(1, 9), 0)])
def test_anything_else_on_the_last_item_calls_whoever_is_on_duty(house, asked, points, others):
    response = answer(house, {**others, 9: points})
    concern = Concern.objects.get()
    assert concern.about_id == asked.id
    assert concern.source == response.id
    assert concern.rule == "phq9_item_9"
    assert concern.assigned_to == house.people["Bo"].user_id
    assert concern.due_at == now() + timedelta(hours=2)


def test_the_answers_and_the_alert_stay_or_go_together(house, asked, monkeypatch):
    request = ask(house)
    with pytest.raises(RuntimeError), transaction.atomic():
        services.submit_response(
            by=house.viewer("Alex"), request=request.id, answers={9: 1}, way="online"
        )
        assert Concern.objects.exists() and MeasureResponse.objects.exists()
        raise RuntimeError
    assert not Concern.objects.exists()
    assert not MeasureResponse.objects.exists()

    def break_down(**_):
        raise RuntimeError

    monkeypatch.setattr("alongside.web.questionnaires.services.measures.raise_alert", break_down)
    with pytest.raises(RuntimeError):
        services.submit_response(
            by=house.viewer("Alex"), request=request.id, answers={9: 1}, way="online"
        )
    request.refresh_from_db()
    assert request.state == MeasureRequest.State.ASKED
    assert not MeasureResponse.objects.exists()


def test_cover_that_ended_meanwhile_loses_neither_answers_nor_alert(house, asked):
    with at(14, 59):
        request = ask(house)
    with at(17, 30):
        response = services.submit_response(
            by=house.viewer("Alex"), request=request.id, answers={9: 2}, way="online"
        )
        assert response.answers == {"9": 2}
        concern = Concern.objects.get()
        assert concern.assigned_to == house.people["Bo"].user_id
        alert = own_alert(house.viewer("Alex"), response.id)
    assert (alert.name, alert.here_until, alert.is_in_time) == ("Bo", None, False)
    assert alert.here_from.date() == date(2026, 12, 1)


def test_with_nobody_left_in_the_team_the_answers_stay_and_wait_for_who_comes(house, asked):
    request = ask(house)
    workers = RoleHolding.objects.exclude(role="member")
    workers.update(until_on=now().date())
    response = services.submit_response(
        by=house.viewer("Alex"), request=request.id, answers={9: 2}, way="online"
    )
    assert response.answers == {"9": 2}
    concern = Concern.objects.get()
    assert (concern.state, concern.assigned_to) == ("raised", None)
    assert own_alert(house.viewer("Alex"), response.id).name == ""
    workers.update(until_on=None)
    assert pass_on_concerns(by=system_viewer("test", None)) == 1
    concern.refresh_from_db()
    assert concern.assigned_to == house.people["Bo"].user_id


@pytest.mark.parametrize("answers", [{1: 7}, {12: 1}, {9: 99}, {0: 0, 3: -1}])
def test_answers_that_cannot_be_scored_are_kept_as_they_came(house, asked, answers):
    response = answer(house, answers)
    assert response.answers == {str(number): given for number, given in answers.items()}
    assert (response.score, response.unscored_why) == (None, "fault")
    assert Concern.objects.exists() == (9 in answers)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.integers(1, 9), st.sampled_from([None, 0, 1, 2, 3])))
def test_any_part_of_the_items_is_kept_exactly_as_answered(house, asked, answers):
    before = Concern.objects.count()
    response = answer(house, answers)
    kept = MeasureResponse.objects.get(id=response.id)
    given = {number: points for number, points in answers.items() if points is not None}
    assert {int(number): points for number, points in kept.answers.items()} == given
    assert (kept.score is not None) == (len(given) == 9)
    assert Concern.objects.count() - before == ((answers.get(9) or 0) >= 1)


def test_nothing_is_answered_twice(house, asked):
    response = answer(house, {1: 0})
    for deed in (
        lambda by, request: services.submit_response(
            by=by, request=request, answers={1: 3}, way="online"
        ),
        lambda by, request: services.skip_request(by=by, request=request),
    ):
        with pytest.raises(Refused, match="sent already"):
            deed(house.viewer("Alex"), response.request_id)
    assert MeasureResponse.objects.get().answers == {"1": 0}


def test_not_now_can_still_become_an_answer(house, asked):
    request = ask(house)
    services.skip_request(by=house.viewer("Alex"), request=request.id)
    services.submit_response(
        by=house.viewer("Alex"), request=request.id, answers={1: 1}, way="online"
    )
    assert MeasureResponse.objects.get().answers == {"1": 1}


# At the desk


def test_what_was_filled_in_on_paper_is_kept_whoever_is_on_duty(house, asked):
    with at(20):
        with pytest.raises(Refused, match="Nobody is on duty"):
            ask(house, by="Bo")
        request = ask(house, by="Bo", is_on_paper=True)
        services.submit_response(
            by=house.viewer("Bo"), request=request.id, answers={9: 1}, way="paper", helped_by="Sam"
        )
    row = MeasureResponse.objects.get()
    assert (row.way, row.helped_by) == ("paper", "Sam")
    assert row.written_by == str(house.people["Bo"].user_id)
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("who", ["Dan", "Mo", "Ada"])
def test_nobody_but_the_person_and_their_coordinators_asks_or_answers(house, asked, who):
    request = ask(house)
    by = house.viewer(who)
    deeds = [
        lambda: ask(house, by=who),
        lambda: services.submit_response(by=by, request=request.id, answers={9: 1}, way="online"),
        lambda: services.skip_request(by=by, request=request.id),
    ]
    if who == "Ada":
        deeds = deeds[:1]
    for deed in deeds:
        with pytest.raises(Refused, match="You do not look after"):
            deed()
    assert not MeasureResponse.objects.exists()


def test_strangers_find_nothing(house, asked, elsewhere):
    request = ask(house)
    response = answer(house, {1: 0}, "gad7")
    cy = elsewhere.viewer("Cy")
    for deed in (
        lambda: services.submit_response(by=cy, request=request.id, answers={}, way="online"),
        lambda: services.skip_request(by=cy, request=request.id),
        lambda: services.share_response(by=cy, response=response.id, shown=True),
        lambda: selectors.own_request(cy, request.id),
        lambda: selectors.own_response(cy, response.id),
        lambda: selectors.own_answer_to(cy, response.request_id),
        lambda: services.request_measure(
            by=cy, service=house.service.id, person=asked, instrument="gad7"
        ),
    ):
        with pytest.raises(Http404):
            deed()


@pytest.mark.parametrize("who", ["Bo", "Dan", "Mo", "Ada"])
def test_own_pages_are_ones_own(house, asked, who):
    response = answer(house, {1: 0})
    by = house.viewer(who)
    for read in (
        lambda: selectors.own_request(by, response.request_id),
        lambda: selectors.own_response(by, response.id),
        lambda: selectors.own_answer_to(by, response.request_id),
    ):
        with pytest.raises(Http404):
            read()
    assert selectors.own_responses(by) == []
    assert own_alert(by, response.id) is None


@pytest.mark.parametrize("who", ["Dan", "Mo"])
def test_only_the_person_and_their_coordinators_show_a_number(house, asked, who):
    response = answer(house, {1: 0})
    with pytest.raises(Refused, match="You do not look after"):
        services.share_response(by=house.viewer(who), response=response.id, shown=True)
    for may in ("Alex", "Bo"):
        services.share_response(by=house.viewer(may), response=response.id, shown=True)


def test_a_coordinator_reads_what_was_answered_and_the_person_can_read_that(house, asked, alex):
    answer(house, {1: 0})
    record = people.get_referral(house.viewer("Bo"), alex.id)
    assert len(selectors.responses_on_record(house.viewer("Bo"), record)) == 1
    assert Event.objects.filter(deed="referral.read", subject=str(asked.id)).count() == 1
    said_no = replace(record, consents={})
    assert selectors.responses_on_record(house.viewer("Bo"), said_no) == []


def test_the_program_may_ask_and_answer_for_the_demo(house, asked):
    ours = system_viewer("demo", house.organisation.id)
    request = services.request_measure(
        by=ours, service=house.service.id, person=asked, instrument="phq9"
    )
    services.submit_response(by=ours, request=request.id, answers=ALL_NOUGHT, way="online")
    assert MeasureResponse.objects.get().score == 0


# Who supports them


def shared(house, who="Dan"):
    page = people.supporter_page(house.viewer(who), house.people["Alex"].id)
    return selectors.shared_with_supporter(house.viewer(who), page)


def test_a_supporter_sees_a_number_only_while_the_person_shows_it(house, beside):
    response = answer(house, ALL_NOUGHT | {9: 1})
    assert shared(house) == []
    services.share_response(by=house.viewer("Alex"), response=response.id, shown=True)
    (one,) = shared(house)
    assert (one.score, one.answered_at) == (1, response.answered_at)
    assert not {"answers", "alert"} & set(vars(one))
    services.share_response(by=house.viewer("Alex"), response=response.id, shown=False)
    assert shared(house) == []


def test_what_has_no_number_shows_nothing(house, beside):
    response = answer(house, {1: 3})
    services.share_response(by=house.viewer("Alex"), response=response.id, shown=True)
    assert shared(house) == []


def test_when_the_two_part_it_is_seen_no_longer(house, beside):
    response = answer(house, ALL_NOUGHT)
    services.share_response(by=house.viewer("Alex"), response=response.id, shown=True)
    page = people.supporter_page(house.viewer("Dan"), house.people["Alex"].id)
    end_circle(by=house.viewer("Bo"), circle=beside)
    with at(13):
        assert selectors.shared_with_supporter(house.viewer("Dan"), page) == []


def test_what_is_not_there_looks_like_what_is_not_yours(house, asked):
    alex = house.viewer("Alex")
    for deed in (
        lambda: services.submit_response(by=alex, request=uuid4(), answers={}, way="online"),
        lambda: services.share_response(by=alex, response=uuid4(), shown=True),
        lambda: selectors.own_request(alex, uuid4()),
    ):
        with pytest.raises(Http404):
            deed()
