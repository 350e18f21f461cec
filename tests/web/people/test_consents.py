"""What is kept of an answer about sharing, and what taking it back does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.web.accounts.services import Refused
from alongside.web.clock import now, pretend
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent
from alongside.web.people.services import How
from alongside.web.people.wordings import wordings
from tests.cast import ONLINE, SPOKEN, bring_to_waiting


def answer(house, who, given=True, how=ONLINE, purpose=Purpose.STORIES, **more):
    return services.answer_consent(
        by=house.viewer(who), person=house.people["Alex"], purpose=purpose, given=given, how=how,
        **more,
    )  # fmt: skip


def live(house):
    person = house.people["Alex"].id
    return set(services.live_consents([person]).get(person, {}))


def test_a_spoken_answer_must_be_read_back(house, alex):
    with pytest.raises(Refused) as refused:
        answer(house, "Bo", how=How("spoken"))
    assert refused.value.field == "read_back"
    assert answer(house, "Bo", how=SPOKEN).read_back


def test_the_database_refuses_a_spoken_answer_that_was_not_read_back(house, alex):
    row = answer(house, "Bo")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(id=row.id).update(method="spoken")


def test_an_answer_keeps_its_wording_who_wrote_it_down_and_who_helped(house, alex):
    row = answer(house, "Bo", how=How("together", helped_by="Ruth, her sister"))
    row.refresh_from_db()
    assert row.wording == wordings()[Purpose.STORIES].version
    assert row.recorded_by == str(house.people["Bo"].user_id)
    assert row.helped_by == "Ruth, her sister"


def test_an_answer_keeps_its_wording_when_the_wording_changes(house, alex, monkeypatch):
    from dataclasses import replace

    from alongside.web.people.services import consents

    before = answer(house, "Alex")
    newer = {p: replace(w, version=f"{p}-2") for p, w in wordings().items()}
    monkeypatch.setattr(consents, "wordings", lambda: newer)
    after = answer(house, "Alex")
    before.refresh_from_db()
    assert (before.wording, after.wording) == ("stories-1", "stories-2")


def test_taking_back_dates_the_answer_and_keeps_the_history(house, alex):
    with pretend(datetime(2030, 3, 2, 9, 0, tzinfo=UTC)):
        given = answer(house, "Alex", how=How("together", helped_by="Ruth"))
    with pretend(datetime(2030, 3, 9, 9, 0, tzinfo=UTC)):
        services.withdraw_consent(
            by=house.viewer("Bo"), person=house.people["Alex"], purpose=Purpose.STORIES,
            how=How("spoken", helped_by="Omar"),
        )  # fmt: skip
    given.refresh_from_db()
    assert given.given is True
    assert given.asked_at == datetime(2030, 3, 2, 9, 0, tzinfo=UTC)
    assert given.withdrawn_at == datetime(2030, 3, 9, 9, 0, tzinfo=UTC)
    assert given.withdrawn_by == str(house.people["Bo"].user_id)
    assert given.withdrawn_method == "spoken"
    assert (given.helped_by, given.withdrawn_helped_by) == ("Ruth", "Omar")
    assert Purpose.STORIES not in live(house)


def test_the_later_answer_counts_and_the_earlier_stays(house, alex):
    for number, given in enumerate([True, False, True, False]):
        with pretend(datetime(2030, 3, 2, 9, number, tzinfo=UTC)):
            answer(house, "Alex", given)
            assert (Purpose.STORIES in live(house)) is given
    assert Consent.objects.filter(purpose=Purpose.STORIES).count() == 4


@pytest.mark.parametrize("first", [True, False])
def test_of_two_answers_at_one_moment_the_no_counts(house, alex, first):
    with pretend(datetime(2030, 3, 2, 9, 0, tzinfo=UTC)):
        for _ in range(8):
            answer(house, "Alex", first)
            answer(house, "Alex", not first)
        assert Purpose.STORIES not in live(house)


def test_agreeing_again_after_taking_back_counts(house, alex):
    answer(house, "Alex")
    services.withdraw_consent(
        by=house.viewer("Alex"), person=house.people["Alex"], purpose=Purpose.STORIES, how=ONLINE
    )
    answer(house, "Alex")
    assert Purpose.STORIES in live(house)


def test_what_was_not_agreed_cannot_be_taken_back(house, alex):
    with pytest.raises(Refused, match="nothing to take back"):
        services.withdraw_consent(
            by=house.viewer("Alex"), person=house.people["Alex"], purpose=Purpose.GP, how=ONLINE
        )


def test_a_refusal_cannot_be_dated_as_taken_back(house, alex):
    row = answer(house, "Alex", given=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(id=row.id).update(withdrawn_at=now())


@pytest.mark.parametrize(("days", "holds"), [(1, True), (0, True), (-1, False)])
def test_an_answer_holds_through_its_last_day(house, alex, days, holds):
    answer(house, "Alex", expires_on=(now() + timedelta(days=days)).date())
    assert (Purpose.STORIES in live(house)) is holds


def test_a_person_reads_every_answer_they_gave(house, alex):
    answer(house, "Alex", given=False)
    consents = selectors.own_record(house.viewer("Alex")).consents
    assert consents[Purpose.STORIES].given is False
    assert list(consents) == [Purpose.CONTACT, Purpose.STORIES]


def test_without_consent_to_a_record_the_welcome_keeps_no_words(house, alex):
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=alex.id, way="phone")
    plan = now() + timedelta(days=1)
    services.plan_welcome(by=bo, referral=alex.id, at=plan, way="phone")
    answers = dict.fromkeys(Purpose, True) | {Purpose.RECORD: False}
    welcome = services.record_welcome(
        by=bo, referral=alex.id, words=services.Words(hopes="To sleep", bad_day="I hide"),
        limits_explained=True, limits_understood=True, consents=answers, how=SPOKEN,
    )  # fmt: skip
    welcome.refresh_from_db()
    assert (welcome.hopes, welcome.bad_day) == ("", "")
    assert welcome.held_by == house.people["Bo"].user_id


def test_with_consent_the_welcome_keeps_their_words_and_the_limits_told(house, alex):
    bring_to_waiting(house, alex)
    welcome = selectors.get_referral(house.viewer("Bo"), alex.id).referral.welcome
    assert welcome.hopes == "To get out more"
    assert welcome.limits_explained and welcome.limits_understood


def test_the_welcome_needs_the_limits_explained_and_understood(house, alex):
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=alex.id, way="phone")
    plan = now() + timedelta(days=1)
    services.plan_welcome(by=bo, referral=alex.id, at=plan, way="phone")
    with pytest.raises(Refused) as refused:
        services.record_welcome(
            by=bo, referral=alex.id, words=services.Words(hopes="To sleep"),
            limits_explained=True, limits_understood=False,
            consents=dict.fromkeys(Purpose, True), how=SPOKEN,
        )  # fmt: skip
    assert refused.value.field == "limits_explained"
    assert set(live(house)) == {Purpose.CONTACT}
