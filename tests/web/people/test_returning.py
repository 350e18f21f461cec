"""Coming back: a new beginning, with what was before kept and linked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Referral, SafeContact
from alongside.web.people.referral_states import OVER_STATES, State
from alongside.web.people.services import How
from alongside.web.support import selectors as support
from alongside.web.support import services as match_services
from tests.cast import ONLINE, SPOKEN, bring_to_waiting, introduce, wish_for

DAY = timedelta(days=1)


def put(referral, state):
    Referral.objects.filter(id=referral.id).update(state=state, next_contact_on=now().date())


def all_of(referral):
    return {field.attname: getattr(referral, field.attname) for field in Referral._meta.fields}


def come_back(house, referral, who="Alex", how=ONLINE):
    return services.return_person(by=house.viewer(who), referral=referral.id, how=how)


@pytest.mark.parametrize("who", ["Alex", "Bo"])
@pytest.mark.parametrize("state", [state for state in State if state is not State.PLACED])
def test_only_somebody_with_whom_all_is_over_comes_back(house, alex, state, who):
    put(alex, state)
    if state in OVER_STATES:
        new = come_back(house, alex, who)
        alex.refresh_from_db()
        assert (new.state, new.returns_id, alex.state) == ("received", alex.id, "closed")
        assert alex.steps.order_by("at").last().to_state == (
            "closed" if state != "closed" else "received"
        )
    else:
        with pytest.raises(Refused, match="here already"):
            come_back(house, alex, who)
        assert Referral.objects.count() == 1


@pytest.mark.parametrize("who", ["Alex", "Bo"])
def test_whoever_has_parted_and_wants_somebody_after_all_waits_again_at_once(house, alex, who):
    """They ended it and wanted nobody else; the next day they do, long before both are asked how
    they are."""
    match = introduce(house, alex)
    with pytest.raises(Refused, match="here already"):
        come_back(house, alex, who)
    first = Referral.objects.get(id=alex.id).received_at
    match_services.end_match(by=house.viewer("Alex"), match=match.id, wants_another=False)
    record = selectors.own_record(house.viewer("Alex"))
    assert (record.is_over, record.may_come_back) == (True, [alex])
    again = come_back(house, alex, who, ONLINE if who == "Alex" else SPOKEN)
    assert (again.id, again.state, again.received_at) == (alex.id, "waiting", first)
    assert again.next_contact_on is not None
    assert not selectors.own_record(house.viewer("Alex")).is_over


def test_nobody_reads_that_somebody_is_beside_them_after_they_parted(house, alex, as_person):
    match = introduce(house, alex)
    match_services.end_match(by=house.viewer("Alex"), match=match.id, wants_another=False)
    page = as_person("Alex").get("/my/").content.decode()
    assert "You have someone beside you" not in page
    assert "You can ask for somebody else at any time" in page and "/my/return/" in page
    page = as_person("Bo").get(f"/desk/record/{alex.id}/").content.decode()
    assert "They are together with" not in page
    assert f"/desk/record/{alex.id}/return/" in page


def test_what_was_before_stays_and_the_clocks_begin_anew(house, alex):
    alex.preferred_offers = ["one"]
    alex.save()
    bring_to_waiting(house, alex)
    wish_for(house, alex)
    rules = SafeContact.objects.get(person=alex.person)
    put(alex, State.CLOSED)
    alex.refresh_from_db()
    before = all_of(alex)
    steps = alex.steps.count()
    later = now() + 90 * DAY
    with pretend(later):
        new = come_back(house, alex)
    assert all_of(Referral.objects.get(id=alex.id)) == before
    assert (alex.steps.count(), alex.welcome.hopes) == (steps, "To get out more")
    assert new.reference != alex.reference
    assert (new.preferred_offers, new.route, new.person_id) == (["one"], "self", alex.person_id)
    assert new.received_at == later
    assert new.acknowledge_by > later.date()
    assert new.welcome_by > new.acknowledge_by
    assert new.what_would_help == ""
    kept = SafeContact.objects.get(person=alex.person)
    assert (kept.ways, kept.changed_at) == (rules.ways, rules.changed_at)
    assert support.wish_list(
        house.viewer("Bo"), house.service.id, alex.person_id
    ).heading == "Someone who walks"  # fmt: skip


def test_it_is_logged_for_the_person_and_linked_both_ways(house, alex):
    put(alex, State.CLOSED)
    new = come_back(house, alex, "Bo", SPOKEN)
    [event] = Event.objects.filter(deed="referral.returned")
    assert (event.subject, event.reason) == (str(alex.person_id), "phone")
    bo = house.viewer("Bo")
    assert selectors.get_referral(bo, new.id).referral.returns == alex
    later = selectors.get_referral(bo, alex.id).came_back
    assert later is not None
    assert (later.id, later.reference) == (new.id, new.reference)
    assert selectors.get_referral(bo, new.id).came_back is None


@pytest.mark.parametrize(
    ("method", "route"), [("spoken", "phone"), ("paper", "paper"), ("together", "in_person")]
)
def test_how_they_came_back_is_kept(house, alex, method, route):
    put(alex, State.CLOSED)
    new = come_back(house, alex, "Bo", How(method, helped_by="Their sister"))
    assert (new.route, new.helped_by) == (route, "Their sister")
    [step] = new.steps.all()
    assert (step.to_state, step.method, step.helped_by) == ("received", method, "Their sister")


def test_a_second_press_gives_what_the_first_one_made(house, alex):
    put(alex, State.CLOSED)
    first = come_back(house, alex)
    assert come_back(house, alex).id == first.id
    assert come_back(house, alex, "Bo").id == first.id
    assert Referral.objects.count() == 2
    assert Event.objects.filter(deed="referral.returned").count() == 1


def test_somebody_comes_back_from_the_last_time_only(house, alex):
    put(alex, State.CLOSED)
    second = come_back(house, alex)
    put(second, State.CLOSED)
    with pytest.raises(Refused, match="moved on"):
        come_back(house, alex)
    third = come_back(house, second)
    assert (third.returns_id, Referral.objects.count()) == (second.id, 3)


def test_the_one_of_two_that_was_too_many_is_not_the_one_to_come_back_from(house, alex):
    bo = house.viewer("Bo")
    put(alex, State.NOT_RIGHT_HERE)
    services.close_referral(by=bo, referral=alex.id, reason="duplicate")
    with pytest.raises(Refused, match="come twice"):
        come_back(house, alex, "Bo")


def test_in_another_service_nothing_stands_in_the_way(house, alex):
    """One open hello a service at a time, not one for all."""
    other = accounts.add_service(
        by=house.viewer("Ada"), name="Night Line", profile="standard", is_open=True
    )
    put(alex, State.CLOSED)
    elsewhere = Referral.objects.get(id=alex.id)
    elsewhere.pk, elsewhere.reference, elsewhere.state = None, "OTHER22", State.RECEIVED
    elsewhere.service = other
    elsewhere._state.adding = True
    elsewhere.save()
    assert come_back(house, alex).service_id == house.service.id


def test_what_they_agree_to_is_asked_afresh_and_holds_until_then(house, alex):
    bo = house.viewer("Bo")
    bring_to_waiting(house, alex)
    put(alex, State.CLOSED)
    new = come_back(house, alex)
    live = services.live_consents([alex.person_id])[alex.person_id]
    assert set(live) == set(Purpose)
    record = selectors.get_referral(bo, new.id)
    assert (record.asked, record.asked_all, record.live) == (set(), False, set(Purpose))
    services.acknowledge_referral(by=bo, referral=new.id, way="phone")
    services.plan_welcome(by=bo, referral=new.id, at=now() + DAY, way="phone")
    some = {Purpose.CONTACT: True, Purpose.RECORD: True}
    services.record_welcome(
        by=bo, referral=new.id, words=services.Words(), limits_explained=True,
        limits_understood=True, consents=some, how=SPOKEN,
    )  # fmt: skip
    assert selectors.get_referral(bo, new.id).asked == set(some)
    with pytest.raises(Refused, match="Ask every question"):
        services.say_yes_here(by=bo, referral=new.id)
    rest = {purpose: False for purpose in Purpose if purpose not in some}
    services.answer_consents(by=bo, person=alex.person, answers=rest, how=SPOKEN)
    services.say_yes_here(by=bo, referral=new.id)
    new.refresh_from_db()
    assert new.state == "offered"


def test_what_may_be_come_back_to_is_the_last_of_each_service(house, alex):
    def may():
        return selectors.own_record(house.viewer("Alex")).may_come_back

    assert may() == []
    put(alex, State.WITHDRAWN)
    assert may() == [alex]
    new = come_back(house, alex)
    assert may() == []
    put(new, State.CLOSED)
    assert may() == [new]
