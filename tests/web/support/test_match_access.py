"""Every deed and read of a match, tried by everybody whom it is not for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404

from alongside.web.accounts import services as accounts
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Role, public_viewer, system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.people import selectors as people
from alongside.web.people import services as people_deeds
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Answer, Side
from alongside.web.support.models import Offer
from tests.cast import (
    SPOKEN,
    add_member,
    add_worker,
    ask_both,
    bring_to_waiting,
    introduce,
    own_words,
    ready_supporter,
)

OUTSIDERS = ("Mo", "Ada", "Eve", "Fay", "Bea", "Cy", "nobody")


@pytest.fixture
def world(house, elsewhere, alex):
    """Alex met Dan; Kim waits and is asked about him. Bea coordinates another service."""
    kim = add_member(house, "Kim", email="kim@people.example", phone="")
    add_member(house, "Eve", email="eve@people.example", phone="")
    ready_supporter(house, "Fay")
    own_words(house, "Fay")
    bring_to_waiting(house, kim)
    met, asked = introduce(house, alex), ask_both(house, kim)
    ours = system_viewer("test", house.organisation.id)
    other = accounts.add_service(by=ours, name="Other", profile="standard", is_open=True)
    house.people["Bea"] = add_worker(house, "Bea", Role.MEMBER)
    people_deeds.give_role(
        by=ours, person=house.people["Bea"], role=Role.COORDINATOR, service=other.id
    )
    return house, elsewhere, met, asked


def viewer(world, who):
    house, elsewhere, *_ = world
    if who == "nobody":
        return public_viewer(house.organisation.id)
    return elsewhere.viewer("Cy") if who == "Cy" else house.viewer(who)


def speak(by, match, side):
    services.answer_match(by=by, match=match.id, side=side, answer=Answer.YES, how=SPOKEN)


DEEDS = {
    "propose_match": lambda by, house, met, asked: services.propose_match(
        by=by, referral=asked.referral_id, supporter=house.people["Fay"].id,
        offer=Offer.objects.get(service=house.service).id,
    ),
    "take_back_match": lambda by, house, met, asked: services.take_back_match(
        by=by, match=asked.id
    ),
    "answer_match": lambda by, house, met, asked: speak(by, asked, Side.MEMBER),
    "answer_match for the other": lambda by, house, met, asked: speak(by, asked, Side.SUPPORTER),
    "let_matches_lapse": lambda by, house, met, asked: services.let_matches_lapse(by=by),
    "confirm_match": lambda by, house, met, asked: services.confirm_match(
        by=by, match=met.id, side=Side.MEMBER, goes_on=True
    ),
    "plan_ending": lambda by, house, met, asked: services.plan_ending(
        by=by, match=met.id, last_day=now().date() + timedelta(days=9)
    ),
    "save_profile": lambda by, house, met, asked: services.save_profile(
        by=by, service=house.service.id, person=house.people["Dan"].id, heading="Other",
        sentence="", practical="", has=[], cannot=[],
    ),
    "save_wishes": lambda by, house, met, asked: services.save_wishes(
        by=by, service=house.service.id, person=asked.member_id, wishes=[], heading="Other",
        sentence="",
    ),
    **{
        name: lambda by, house, met, asked, name=name: getattr(services, name)(
            by=by, match=met.id
        )
        for name in ("pause_match", "resume_match", "keep_going", "end_match")
    },
}  # fmt: skip


class WentThrough(Exception):
    """It was not refused. What it did is undone."""


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_deed_is_done_by_whoever_it_is_not_for(world, who):
    house, _, met, asked = world
    before, by = Event.objects.count(), viewer(world, who)
    for name, deed in DEEDS.items():
        with pytest.raises((Http404, Refused)) as stopped, transaction.atomic():
            deed(by, house, met, asked)
            raise WentThrough(name)
        if stopped.type is Refused:  # a coordinator of nobody here is told so at the front door
            assert name == "propose_match"
            assert "do not look after" in stopped.value.message
        assert Event.objects.count() == before, name


READS = {
    "asks": lambda by, met, asked: selectors.asks(by, Side.MEMBER),
    "asks as a supporter": lambda by, met, asked: selectors.asks(by, Side.SUPPORTER),
    "not_this_time": lambda by, met, asked: selectors.not_this_time(by, Side.MEMBER),
    "own_matches": lambda by, met, asked: selectors.own_matches(by, Side.MEMBER),
    "own_match": lambda by, met, asked: selectors.own_match(by, met.id, Side.MEMBER),
    "own_match as a supporter": lambda by, met, asked: selectors.own_match(
        by, met.id, Side.SUPPORTER
    ),
    "board": lambda by, met, asked: selectors.board(by, now().date()).rows,
    "desk_counts": lambda by, met, asked: selectors.desk_counts(by).waiting,
    "shortlist": lambda by, met, asked: selectors.shortlist(by, asked.referral_id, now().date()),
    "suggestions": lambda by, met, asked: selectors.suggestions(
        by, asked.referral_id, now().date()
    ),
    "asking": lambda by, met, asked: selectors.asking(by, asked.referral_id, met.supporter_id),
    "pairs_together": lambda by, met, asked: selectors.pairs_together(by),
    "desk_match": lambda by, met, asked: selectors.desk_match(by, met.id),
    "live_match": lambda by, met, asked: selectors.live_match(by, met.referral_id),
    "waiting_rows": lambda by, met, asked: list(people.waiting_rows(by)),
    "match_rows": lambda by, met, asked: list(people.match_rows(by)),
    "counted": lambda by, met, asked: list(people.counted(by, people.waiting_rows(by))),
    "speaks_for": lambda by, met, asked: people.speaks_for(
        by, asked.member_id, asked.service_id, Role.MEMBER
    ),
}


def reads(name, by, met, asked):
    try:
        return READS[name](by, met, asked)
    except Http404:
        return None


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_is_read_by_whoever_it_is_not_for(world, who):
    _, _, met, asked = world
    looks, by = Event.objects.filter(is_read=True).count(), viewer(world, who)
    for name in READS:
        assert not reads(name, by, met, asked), name
        assert Event.objects.filter(is_read=True).count() == looks, name


def test_whom_it_is_for_reads_it(world):
    """So that the test above is not empty."""
    _, _, met, asked = world
    own = {
        "own_match": "Alex", "own_matches": "Alex", "own_match as a supporter": "Dan",
        "asks": "Kim", "asks as a supporter": "Dan",
    }  # fmt: skip
    for name in READS:
        if name not in ("not_this_time", "asking"):
            assert reads(name, viewer(world, own.get(name, "Bo")), met, asked), name
    fay = viewer(world, "Fay").person_id
    assert selectors.asking(viewer(world, "Bo"), asked.referral_id, fay)
    services.take_back_match(by=viewer(world, "Bo"), match=asked.id)
    assert reads("not_this_time", viewer(world, "Kim"), met, asked)


def test_a_coordinator_who_is_one_of_the_two_is_only_that(world):
    """What they may do for themselves they may; the desk's part is somebody else's."""
    house, _, met, _ = world
    ours = system_viewer("test", house.organisation.id)
    people_deeds.give_role(
        by=ours, person=house.people["Dan"], role=Role.COORDINATOR, service=house.service.id
    )
    dan = house.viewer("Dan")
    for read in (
        lambda: selectors.desk_match(dan, met.id),
        lambda: services.confirm_match(by=dan, match=met.id, side=Side.MEMBER, goes_on=True),
    ):
        with pytest.raises(Http404):
            read()
    assert selectors.live_match(dan, met.referral_id) is None
