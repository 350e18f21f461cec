"""Who may do what: every deed, tried by those who may not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.web.access import other_deeds as others
from tests.web.access import people_deeds as people
from tests.web.access import set_up_deeds as set_up
from tests.web.access import support_deeds as support
from tests.web.access.things import decide_same
from tests.web.access.trying import (
    all_names,
    is_barred,
    outcome,
    plain,
    went_through,
    with_parameter,
)

NEW = support.DEEDS | others.WORKFORCE | others.QUESTIONNAIRES | others.CONCERNS
DEEDS = people.DEEDS | set_up.SET_UP | NEW
INSIDE = people.INSIDE | set_up.INSIDE | support.INSIDE | others.INSIDE
NO_ACTOR = people.NO_ACTOR | set_up.NO_ACTOR | others.NO_ACTOR
OURS_ONLY = people.ACTS_ON_OWN_ORGANISATION | set_up.ACTS_ON_OWN_ORGANISATION
MAY = {who: support.MAY.get(who, set()) | others.MAY.get(who, set())
       for who in {*support.MAY, *others.MAY}}  # fmt: skip


def but(names):
    return {name: deed for name, deed in DEEDS.items() if name not in names}


def short(names):
    return [name.partition(".")[2] for name in names]


def test_no_two_apps_call_a_deed_by_one_name():
    names = short(all_names("services"))
    assert len(names) == len(set(names))


def test_every_deed_is_tried_here_or_named_with_a_reason():
    tried = plain(DEEDS) - {"issue_code"}
    assert set(short(with_parameter("services", "by"))) == tried | set(INSIDE)
    assert not tried & set(INSIDE)


def test_every_deed_without_an_actor_is_named_with_a_reason():
    without = all_names("services") - with_parameter("services", "by")
    assert set(short(without)) == set(NO_ACTOR)


@pytest.mark.parametrize("who", ["Cy", "Ada", "Mo", "Dan", "Yan"])
def test_nobody_of_another_organisation_can_do_anything(things, viewer_of, who):
    assert went_through(but(OURS_ONLY), viewer_of(f"{who} elsewhere"), things) == {}


def test_the_coordinator_of_another_service_can_do_nothing(things, viewer_of):
    assert went_through(but(set_up.ABOUT_SIGN_INS), viewer_of("Bea"), things) == {}


def test_a_stranger_can_do_nothing(things, viewer_of):
    assert went_through(DEEDS, viewer_of("nobody"), things) == {}


@pytest.mark.parametrize("who", ["Zoe", "Sam"])
def test_a_member_or_a_supporter_can_do_nothing_to_somebody_else(things, viewer_of, who):
    assert went_through(DEEDS, viewer_of(who), things) == {}


def test_a_peer_supporter_can_do_only_what_is_theirs(things, viewer_of):
    own = MAY["Dan"] | set_up.WITH_ONESELF
    assert went_through(but(own), viewer_of("Dan"), things) == {}


def test_a_member_can_do_only_what_is_theirs(things, viewer_of):
    assert went_through(but(people.OWN | MAY["Alex"]), viewer_of("Alex"), things) == {}
    assert went_through(but(MAY["Wim"] | {"lock_waiting"}), viewer_of("Wim"), things) == {}


@pytest.mark.parametrize("who", ["Mo", "Ada"])
def test_whoever_manages_or_sets_up_does_not_do_the_desks_work(things, viewer_of, who):
    deeds = {name: deed for name, deed in NEW.items() if name not in MAY[who]}
    assert went_through(deeds, viewer_of(who), things) == {}


@pytest.mark.parametrize("who", sorted(MAY))
def test_whoever_may_is_not_turned_away(things, viewer_of, who):
    """So that what is refused above is refused for who acts, and nothing else."""
    turned_away = {name: said for name in sorted(MAY[who])
                   if is_barred(said := outcome(NEW[name], viewer_of(who), things))}  # fmt: skip
    assert turned_away == {}


def as_if_alex(things):
    """Bo, as if Bo were the person who got in touch."""
    return replace(things.house.viewer("Bo"), person_id=things.person.id)


def test_a_coordinator_does_not_work_on_their_own_record(things):
    deeds = {
        name: deed for name, deed in people.DEEDS.items()
        if name not in people.OWN | people.ABOUT_OTHERS | {"lock_waiting"}
    }  # fmt: skip
    assert went_through(deeds, as_if_alex(things), things) == {}


OF_OTHERS = {"save_profile", "count_heads", "mark_rung"}
ABOUT_WIM = {"propose_match", "take_back_match", "answer_match", "answer_match:supporter"}


def test_a_coordinator_is_not_the_desk_of_their_own_match(things):
    deeds = {
        name: deed for name, deed in support.DEEDS.items()
        if name not in MAY["Alex"] | ABOUT_WIM | OF_OTHERS
    }  # fmt: skip
    assert went_through(deeds, as_if_alex(things), things) == {}


def test_nor_of_a_match_of_somebody_decided_to_be_the_same(things):
    decide_same(things, things.house.people["Bo"])
    deeds = {
        name: deed for name, deed in NEW.items()
        if name not in ABOUT_WIM | OF_OTHERS | others.WORRIES | set(others.WORKFORCE)
    }  # fmt: skip
    assert went_through(deeds, things.house.viewer("Bo"), things) == {}
