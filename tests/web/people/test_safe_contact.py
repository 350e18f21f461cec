"""We use only ways that a person ticked, and only while they agree; they may come as they like."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.web.accounts.services import Refused
from alongside.web.clock import now
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Contact, Referral, SafeContact
from alongside.web.people.services import CAME_TO_US, NoConsent
from tests.cast import ONLINE, say_hello


def soon():
    return now() + timedelta(days=7)


# Deed and the state in which it may be done. Alex ticked e-mail and phone.
DEEDS = {
    "acknowledge_referral": ("received", lambda by, r, way: services.acknowledge_referral(
        by=by, referral=r, way=way)),
    "keep_in_touch": ("waiting", lambda by, r, way: services.keep_in_touch(
        by=by, referral=r, way=way, outcome="reached", next_contact_on=soon().date())),
    "hear_again": ("could_not_reach", lambda by, r, way: services.hear_again(
        by=by, referral=r, way=way)),
    "plan_welcome": ("acknowledged", lambda by, r, way: services.plan_welcome(
        by=by, referral=r, at=soon(), way=way)),
}  # fmt: skip


@pytest.fixture(params=DEEDS)
def deed(house, alex, request):
    state, do = DEEDS[request.param]
    Referral.objects.filter(id=alex.id).update(state=state, next_contact_on=soon().date())

    def run(way):
        return do(house.viewer("Bo"), alex.id, way)

    run.state = state
    run.name = request.param
    return run


def take_back_contact(house, alex):
    services.withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.CONTACT, how=ONLINE
    )


def tick(row, *ways):
    rules = SafeContact.objects.get(person=row.person)
    rules.ways = list(ways)
    rules.save()


def test_a_way_they_ticked_is_used(alex, deed):
    deed("phone")
    alex.refresh_from_db()
    assert (alex.state != deed.state) or deed.name == "keep_in_touch"


@pytest.mark.parametrize("way", ["text", "post", "pigeon"])
def test_a_way_they_did_not_tick_is_refused(alex, deed, way):
    with pytest.raises(Refused) as refused:
        deed(way)
    assert refused.value.field == "way"
    assert not Contact.objects.exists()
    alex.refresh_from_db()
    assert alex.state == deed.state


@pytest.mark.parametrize("way", ["phone", "email"])
def test_no_way_is_used_once_they_do_not_agree(house, alex, deed, way):
    take_back_contact(house, alex)
    with pytest.raises(NoConsent) as refused:
        deed(way)
    assert refused.value.field == "way"
    assert refused.value.purposes == [Purpose.CONTACT]
    alex.refresh_from_db()
    assert alex.state == deed.state


@pytest.mark.parametrize("way", CAME_TO_US)
def test_that_they_came_to_us_is_kept_whatever_was_agreed(house, alex, deed, way):
    take_back_contact(house, alex)
    tick(alex)
    deed(way)
    alex.refresh_from_db()
    assert (alex.state != deed.state) or deed.name == "keep_in_touch"


def test_they_may_always_come_to_talk_with_us(house, alex):
    Referral.objects.filter(id=alex.id).update(state="acknowledged")
    take_back_contact(house, alex)
    services.plan_welcome(by=house.viewer("Bo"), referral=alex.id, at=soon(), way="in_person")


def test_word_of_a_talk_goes_by_email_only_where_that_is_ticked(house, alex):
    Referral.objects.filter(id=alex.id).update(state="acknowledged")
    tick(alex, "phone")
    with pytest.raises(Refused) as refused:
        services.plan_welcome(
            by=house.viewer("Bo"), referral=alex.id, at=soon(), way="phone", send_word=True
        )
    assert refused.value.field == "send_word"
    alex.refresh_from_db()
    assert alex.state == "acknowledged"


def try_once(house, row):
    return services.log_contact(
        by=house.viewer("Bo"), referral=row.id, way="phone", outcome="no_answer", within_rules=True
    ).within_rules


def test_a_try_counts_only_while_they_agree_that_we_get_in_touch(house, alex):
    assert try_once(house, alex)
    take_back_contact(house, alex)
    assert not try_once(house, alex)
    assert not try_once(house, say_hello(house, "Sam", consents={}, phone="", email=""))
