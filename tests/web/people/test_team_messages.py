"""Telling somebody who works here: to their own address, without consents, by the one outbox."""

from __future__ import annotations

import pytest

from alongside.web.accounts.services import close_user
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.jobs.models import Job
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people import services
from alongside.web.people.models import Consent, Person, RoleHolding, SafeContact

LINK = "https://peers.example/desk/concerns/1/"


def tell(house, who="Bo", key="one", by="Dan"):
    return services.tell_team(
        by=house.viewer(by), user=house.people[who].user_id, message="concern_raised", key=key,
        link=LINK, time="Tuesday 24 November 2026, 2pm",
    )  # fmt: skip


def ways(house, who, *chosen):
    row = SafeContact.objects.get(person=house.people[who])
    row.ways = list(chosen)
    row.save()


def test_it_goes_to_their_own_address_with_foot_link_and_id_and_no_consent(house, mailoutbox):
    assert tell(house).way == "email"
    assert not Consent.objects.filter(person=house.people["Bo"]).exists()
    run_due_jobs()
    [message] = mailoutbox
    assert message.to == [house.people["Bo"].user.email]
    assert message.subject == "Something is waiting for you"
    assert "by Tuesday 24 November 2026, 2pm" in message.body and LINK in message.body
    assert "We are not a crisis service" in message.body and "999" in message.body
    assert message.extra_headers["Message-ID"] == "<one@alongside.invalid>"


def test_an_address_they_gave_as_their_own_comes_first(house, mailoutbox):
    bo = Person.objects.get(id=house.people["Bo"].id)
    bo.email = "bo@home.example"
    bo.save()
    ways(house, "Bo", "email")
    tell(house)
    run_due_jobs()
    assert mailoutbox[0].to == ["bo@home.example"]


def test_whoever_chose_other_ways_is_not_written_to(house):
    ways(house, "Bo", "phone")
    assert tell(house).way == "by hand"
    assert not Job.objects.exists()


def test_one_key_goes_once(house, mailoutbox):
    tell(house)
    tell(house)
    run_due_jobs()
    assert len(mailoutbox) == 1


def test_only_whoever_works_here_is_told_this_way(house, elsewhere, alex):
    assert tell(house, "Alex").way == "by hand"
    cy = elsewhere.people["Cy"].user_id
    told = services.tell_team(
        by=house.viewer("Dan"), user=cy, message="concern_raised", key="x", time="now"
    )
    assert told.way == "by hand"
    assert not Job.objects.exists()


@pytest.mark.parametrize("change", ["sign-in closed", "left the team", "other ways"])
def test_it_is_asked_again_as_it_leaves(house, mailoutbox, change):
    tell(house)
    if change == "sign-in closed":
        close_user(by=house.viewer("Ada"), user=house.people["Bo"].user_id)
    elif change == "left the team":
        RoleHolding.objects.filter(person=house.people["Bo"]).update(until_on=now().date())
    else:
        ways(house, "Bo", "phone")
    run_due_jobs()
    assert mailoutbox == []
    assert Event.objects.filter(deed="message.stopped").exists()
