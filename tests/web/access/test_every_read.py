"""Who may see what: every read, tried by those who may not."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.http import Http404

from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.models import Event
from alongside.web.people import selectors
from tests.web.access import desk_reads, other_reads, support_reads
from tests.web.access.things import decide_same
from tests.web.access.trying import all_names, gave_something, plain, with_parameter

TABLES = (desk_reads, support_reads, other_reads)
NAMED = {name: entry for table in TABLES for name, entry in {**table.GETS, **table.LISTS}.items()}
READ = {name: read for name, (_, read) in NAMED.items()}
OURS = {name: read for table in TABLES for name, read in table.OURS.items()}
OWN = {name for table in TABLES for name in table.OWN}
NO_VIEWER = {name for table in TABLES for name in table.NO_VIEWER}
DEEPER = {"own_outcomes", "outcome_cohort", "take_outcome_rows"}
"""Not offered by `selectors` itself; tried here all the same."""


def readers(name):
    return NAMED[name][0].split()


def test_every_read_is_tried_here_or_named_with_a_reason():
    tried = plain(READ) | set(OURS) | set(other_reads.OFFERED)
    assert with_parameter("selectors", "viewer", "by") == (tried - DEEPER) | OWN
    assert not tried & OWN


def test_every_read_without_a_viewer_is_named_with_a_reason():
    assert all_names("selectors") - with_parameter("selectors", "viewer", "by") == NO_VIEWER


@pytest.mark.parametrize("who", ["Bo", "Dan", "Mo", "Ada", "Alex"])
def test_each_role_reads_what_is_its_own_and_nothing_else(things, viewer_of, who):
    own = {name: read for name, read in READ.items() if who in readers(name)}
    others = {name: read for name, read in READ.items() if name not in own}
    assert gave_something(others, viewer_of(who), things) == []
    assert set(gave_something(own, viewer_of(who), things)) == set(own)


@pytest.mark.parametrize("who", ["Bea", "Zoe", "Sam"])
def test_whoever_is_not_theirs_reads_nothing(things, viewer_of, who):
    """The coordinator of another service, another member, a supporter who is not beside them."""
    assert gave_something(READ, viewer_of(who), things) == []


@pytest.mark.parametrize("who", ["Cy", "Ada", "Mo", "Dan", "Yan"])
def test_nobody_of_another_organisation_reads_anything(things, viewer_of, who):
    reads = READ | OURS | other_reads.OFFERED
    assert gave_something(reads, viewer_of(f"{who} elsewhere"), things) == []


def test_a_stranger_reads_nothing(things, viewer_of):
    """But what pages of the organisation itself are drawn from."""
    reads = READ | other_reads.OFFERED
    assert gave_something(reads, viewer_of("nobody"), things) == []


@pytest.mark.parametrize("who", ["Dan", "Sam", "Mo", "Bo", "Bea"])
def test_only_a_member_is_asked_measures(things, viewer_of, who):
    assert gave_something(other_reads.OFFERED, viewer_of(who), things) == []


DESK = {name: read for name, read in READ.items() if readers(name) == ["Bo"]}
ABOUT_OTHERS = {
    # Wim and Dan, who are somebody else
    "people.front_door", "people.waiting", "people.waiting_rows", "people.match_rows",
    "people.counted", "people.worklist", "people.desk_counts", "people.members_to_help",
    "people.peer_supporter", "people.peer_supporters", "people.find_people",
    "people.rota_with_names", "workforce.supporter", "workforce.supporters", "support.asking",
    "support.shortlist", "support.suggestions", "support.desk_match:asked", "support.board",
    "support.desk_counts", "support.taken_places", "support.calls_wanted", "support.drop_ins",
    "support.head_counts", "questionnaires.desk_measure", "questionnaires.desk_measures",
}  # fmt: skip


OF_AN_OPEN_RECORD = {
    # take what get_referral gave, which opens no record of their own
    "questionnaires.goal_on_record", "questionnaires.goals_on_record",
    "questionnaires.responses_on_record", "support.notes_on_record",
}  # fmt: skip


@pytest.mark.parametrize("how", ["the same person", "decided to be the same"])
def test_a_coordinator_is_not_the_desk_of_their_own(things, how):
    """Neither as the person themselves, nor once somebody decided that they are the same."""
    bo = things.house.viewer("Bo")
    if how == "the same person":
        bo = replace(bo, person_id=things.person.id)
    else:
        decide_same(things, things.house.people["Bo"])
    kept_out = ABOUT_OTHERS | (set() if how == "the same person" else OF_AN_OPEN_RECORD)
    about_them = {name: read for name, read in DESK.items() if name not in kept_out}
    assert gave_something(about_them, bo, things) == []


def test_what_does_not_exist_looks_the_same_as_what_is_not_yours(things, elsewhere):
    bo = things.house.viewer("Bo")
    with pytest.raises(Http404) as missing:
        selectors.get_referral(bo, uuid4())
    with pytest.raises(Http404) as foreign:
        selectors.get_referral(elsewhere.viewer("Bo"), things.referral.id)
    assert str(missing.value) == str(foreign.value)


def test_counts_hold_only_ones_own_service(things, viewer_of):
    assert selectors.desk_counts(viewer_of("Bo")).new == 3
    for who in ("Bea", "Cy elsewhere", "nobody"):
        counts = selectors.desk_counts(viewer_of(who))
        assert (counts.new, counts.waiting) == (0, 0)


def test_a_person_reads_only_their_own_record(things, elsewhere):
    own = selectors.own_record(things.house.viewer("Alex"))
    assert [row.id for row in own.referrals] == [things.referral.id]
    for house, who in ((things.house, "Bo"), (things.house, "Ada"), (elsewhere, "Cy")):
        viewer = house.viewer(who)
        assert selectors.own_record(viewer).referrals == []
        assert selectors.own_person(viewer).id == house.people[who].id
        events = Event.objects.filter(subject=str(house.people[who].id))
        assert len(selectors.who_looked(viewer)) == events.count() > 0


def test_who_is_nobody_has_no_record(things):
    for viewer in (things.house.public, system_viewer("jobs", things.house.organisation.id)):
        for read in (selectors.own_record, selectors.own_person, selectors.who_looked):
            with pytest.raises(Http404):
                read(viewer)
