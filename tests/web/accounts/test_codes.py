"""The one-time address and the codes that a person hands over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.http import Http404

from alongside.web.accounts import codes
from alongside.web.accounts import services as accounts
from alongside.web.accounts.models import Attempt, SetupAddress, SignInCode
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now, pretend
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people import services
from tests.cast import add_worker, agree_to_all, say_hello

HOME = "192.0.2.7"


def hand(house, who="Dan", by="Bo", **more):
    return services.hand_over_code(by=house.viewer(by), person=house.people[who].id, **more)[0]


def use(code, source=HOME):
    return codes.use_code(code, source=source)


# The set-up address


def test_the_address_works_once(db):
    token = codes.issue_setup_address()
    assert codes.setup_address_is_live(token)
    codes.use_setup_address(token)
    assert not codes.setup_address_is_live(token)
    with pytest.raises(Refused, match="used or is out of date"):
        codes.use_setup_address(token)


@pytest.mark.parametrize(("hours", "live"), [(23.9, True), (24.1, False)])
def test_the_address_lasts_a_day(db, hours, live):
    token = codes.issue_setup_address()
    with pretend(now() + timedelta(hours=hours)):
        assert codes.setup_address_is_live(token) is live
        if not live:
            with pytest.raises(Refused):
                codes.use_setup_address(token)


def test_a_new_address_replaces_the_one_before(db):
    first = codes.issue_setup_address()
    second = codes.issue_setup_address()
    assert not codes.setup_address_is_live(first)
    assert codes.setup_address_is_live(second)


def test_a_wrong_address_opens_nothing(db):
    codes.issue_setup_address()
    for wrong in ("", "x", "A" * 32):
        assert not codes.setup_address_is_live(wrong)


def test_the_address_itself_is_never_stored(db):
    token = codes.issue_setup_address()
    row = SetupAddress.objects.get()
    assert token not in (row.digest, str(row.id))
    assert len(row.digest) == 64


def test_of_two_at_once_only_one_makes_the_administrator(db, monkeypatch):
    token = codes.issue_setup_address()
    address = codes._live_address(token)
    codes.use_setup_address(token)
    monkeypatch.setattr(codes, "_live_address", lambda _: address)  # read before it was spent
    with pytest.raises(Refused):
        codes.use_setup_address(token)


# Codes handed over


def test_a_code_signs_its_person_in_once(house):
    code = hand(house)
    assert use(code).user.id == house.people["Dan"].user_id
    with pytest.raises(Refused):
        use(code)


def test_a_code_may_be_typed_in_any_way_it_is_heard(house):
    code = hand(house)
    assert use(f" {code.lower().replace('-', ' ')} ").user.id == house.people["Dan"].user_id


@pytest.mark.parametrize(("minutes", "works"), [(9.9, True), (10.1, False)])
def test_a_code_lasts_ten_minutes(house, minutes, works):
    code = hand(house)
    with pretend(now() + timedelta(minutes=minutes)):
        if works:
            assert use(code)
        else:
            with pytest.raises(Refused, match="does not work"):
                use(code)


def test_a_new_code_cancels_the_older(house):
    older, newer = hand(house), hand(house)
    with pytest.raises(Refused):
        use(older)
    assert use(newer)


def test_a_code_itself_is_never_stored(house):
    code = hand(house)
    assert code.replace("-", "") not in str(SignInCode.objects.values_list().get())


def test_five_wrong_tries_shut_the_door_for_ten_minutes_even_to_the_right_code(house):
    code = hand(house)
    for _ in range(5):
        with pytest.raises(Refused, match="does not work"):
            use("WRONG-CODE")
    with pytest.raises(codes.TooManyAttempts):
        use(code)
    assert use(code, source="192.0.2.8")  # another place is not shut out


def test_the_door_opens_again_after_ten_minutes(house):
    for _ in range(5):
        with pytest.raises(Refused):
            use("WRONG-CODE")
    with pretend(now() + timedelta(minutes=10, seconds=1)):
        assert use(hand(house))


def test_where_tries_came_from_is_kept_only_as_a_digest(house):
    with pytest.raises(Refused):
        use("WRONG-CODE")
    assert HOME not in str(Attempt.objects.values_list().get())


def test_tries_of_yesterday_are_forgotten(house):
    with pytest.raises(Refused):
        use("WRONG-CODE")
    with pretend(now() + timedelta(days=1, minutes=1)), pytest.raises(Refused):
        use("WRONG-CODE")
    assert Attempt.objects.count() == 1


def test_a_closed_sign_in_cannot_use_a_code_nor_get_one(house):
    code = hand(house)
    accounts.close_user(by=house.viewer("Ada"), user=house.people["Dan"].user_id)
    with pytest.raises(Refused, match="does not work"):
        use(code)
    with pytest.raises(Refused, match="closed"):
        hand(house)


# A new phone, over the telephone


@pytest.fixture
def agreed(house):
    accounts.agree_question(
        by=house.viewer("Dan"), user=house.people["Dan"].user_id, question="First pet?",
        answer="Rex the  Dog",
    )  # fmt: skip


def test_over_the_telephone_the_agreed_answer_is_asked(house, agreed):
    with pytest.raises(Refused) as refused:
        hand(house, for_new_phone=True, answer="Rover")
    assert refused.value.field == "answer"
    assert not SignInCode.objects.exists()
    assert use(hand(house, for_new_phone=True, answer="rex THE dog")).for_new_phone


@pytest.mark.parametrize("answer", ["", " ", "anything"])
def test_where_nothing_was_agreed_no_answer_is_right(house, answer):
    with pytest.raises(Refused):
        hand(house, for_new_phone=True, answer=answer)


def test_question_and_answer_are_sealed_at_rest(house, agreed):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT agreed_question, agreed_answer FROM accounts_user")
        assert "Rex" not in str(cursor.fetchall())


def test_whoever_gets_a_code_for_a_new_phone_is_told(house, alex):
    agree_to_all(house, alex.person)
    _, told = services.hand_over_code(
        by=house.viewer("Bo"), person=alex.person_id, for_new_phone=True
    )
    assert told.way == "email"
    run_due_jobs()
    assert "new phone" in mail.outbox[0].body


def test_without_a_way_to_write_they_are_told_by_hand(house):
    _, told = services.hand_over_code(
        by=house.viewer("Bo"), person=house.people["Dan"].id, for_new_phone=True
    )
    assert told.way == "by hand"


# To whom


def test_a_coordinator_hands_no_code_to_staff(house):
    for who in ("Ada", "Mo"):
        with pytest.raises(Refused, match="do not look after"):
            hand(house, who)
    assert hand(house, "Mo", by="Ada")


def test_nobody_hands_a_code_to_themselves(house):
    with pytest.raises(Refused, match="somebody else"):
        hand(house, "Ada", by="Ada")


def test_a_coordinator_of_another_service_hands_no_code(house):
    other = accounts.add_service(by=house.viewer("Ada"), name="Nights", profile="standard")
    house.people["Bea"] = add_worker(house, "Bea", Role.PEER_SUPPORTER)
    services.give_role(
        by=house.viewer("Ada"), person=house.people["Bea"], role=Role.COORDINATOR,
        service=other.id,
    )  # fmt: skip
    with pytest.raises(Refused):
        hand(house, "Dan", by="Bea")


def test_a_person_without_a_sign_in_is_not_found(house):
    row = say_hello(house)
    with pytest.raises(Http404):
        services.hand_over_code(by=house.viewer("Bo"), person=row.person_id)


def test_people_without_email_can_sign_in_by_code(house):
    row = say_hello(house, email="")
    bo = house.viewer("Bo")
    services.give_sign_in(by=bo, person=row.person, email=None)
    code, _ = services.hand_over_code(by=bo, person=row.person_id)
    assert use(code).user.email is None


def test_two_people_never_share_an_address(house):
    with pytest.raises(Refused) as refused:
        services.give_sign_in(
            by=house.viewer("Bo"), person=say_hello(house).person,
            email=f" BO@{house.service.slug}.example",
        )  # fmt: skip
    assert refused.value.field == "email"
