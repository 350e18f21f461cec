"""What matters to somebody: theirs to write, to look back at, to show and to put away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.http import Http404

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.models import Event
from alongside.web.people import selectors as people
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import NoConsent, add_to_circle, end_circle, withdraw_consent
from alongside.web.questionnaires import selectors, services
from alongside.web.questionnaires.models import Goal, GoalReview
from tests.cast import ONLINE, add_worker, agree_to_all

WORDS = "Get back to the allotment without dreading it."


@pytest.fixture
def agreed(house, alex):
    """Alex agreed to everything that is asked."""
    agree_to_all(house, alex.person)
    return alex


def add(house, referral, who="Alex", **given):
    given = {"words": WORDS, "value": 2, "way": "online" if who == "Alex" else "spoken"} | given
    return services.add_goal(
        by=house.viewer(who), service=house.service.id, person=referral.person, **given
    )


def beside(house, referral, who="Dan"):
    return add_to_circle(
        by=house.viewer("Bo"), person=referral.person, viewer=house.people[who],
        relation="supports", service=house.service.id, why="match",
    )  # fmt: skip


def seen_by(house, who, person):
    viewer = house.viewer(who)
    return selectors.goals_beside(viewer, people.supporter_page(viewer, person))


# Writing it down


def test_it_is_kept_in_their_words_and_shown_to_nobody_beforehand(house, alex):
    add(house, alex, nought_means="I stay in", ten_means="I go every week")
    (found,) = selectors.own_goals(house.viewer("Alex"))
    assert (found.goal.words, found.goal.nought_means) == (WORDS, "I stay in")
    assert [value for _, value in found.numbers] == [2]
    assert found.reviews[0].verdict == "" and not found.goal.shown_to_supporter


def test_the_number_may_be_left_out(house, alex):
    add(house, alex, value=None)
    assert selectors.own_goals(house.viewer("Alex"))[0].numbers == []


@pytest.mark.parametrize(
    ("given", "field"),
    [({"words": "  "}, "words"), ({"value": 11}, "value"), ({"value": -1}, "value")],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(house, alex, given, field):
    with pytest.raises(Refused) as refused:
        add(house, alex, **given)
    assert refused.value.field == field
    assert not Goal.objects.exists()


def test_a_coordinator_writes_down_what_was_said(house, agreed):
    goal = add(house, agreed, who="Bo")
    assert goal.written_by == str(house.people["Bo"].user_id)
    assert GoalReview.objects.get(goal=goal).way == "spoken"


def test_nothing_is_written_down_about_somebody_who_does_not_agree_to_a_record(house, agreed):
    goal = add(house, agreed, who="Bo")
    withdraw_consent(
        by=house.viewer("Alex"), person=agreed.person, purpose=Purpose.RECORD, how=ONLINE
    )
    with pytest.raises(NoConsent):
        add(house, agreed, who="Bo")
    with pytest.raises(NoConsent):
        services.review_goal(by=house.viewer("Bo"), goal=goal.id, value=3, way="spoken")
    assert services.review_goal(by=house.viewer("Alex"), goal=goal.id, value=3, way="online")


# Looking back


def test_a_look_back_is_added_and_nothing_is_overwritten(house, alex):
    goal = add(house, alex)
    services.review_goal(
        by=house.viewer("Alex"), goal=goal.id, value=5, verdict="better", words="I went twice",
        way="online",
    )  # fmt: skip
    found = selectors.own_goal(house.viewer("Alex"), goal.id)
    assert [value for _, value in found.numbers] == [2, 5]
    assert (found.reviews[1].verdict, found.reviews[1].words) == ("better", "I went twice")


@pytest.mark.parametrize("part", [{"value": 0}, {"verdict": "worse"}, {"words": "Not yet"}])
def test_any_one_part_is_enough(house, alex, part):
    goal = add(house, alex)
    services.review_goal(by=house.viewer("Alex"), goal=goal.id, way="online", **part)
    assert GoalReview.objects.filter(goal=goal).count() == 2


@pytest.mark.parametrize("part", [{}, {"verdict": "improved"}, {"value": 12}, {"words": " "}])
def test_an_empty_or_odd_look_back_is_refused(house, alex, part):
    goal = add(house, alex)
    with pytest.raises(Refused):
        services.review_goal(by=house.viewer("Alex"), goal=goal.id, way="online", **part)
    assert GoalReview.objects.filter(goal=goal).count() == 1


def test_put_away_is_not_asked_about_and_can_be_taken_up_again(house, alex):
    goal, me = add(house, alex), house.viewer("Alex")
    services.put_goal_away(by=me, goal=goal.id)
    assert selectors.own_goal(me, goal.id).is_put_away
    with pytest.raises(Refused):
        services.review_goal(by=me, goal=goal.id, value=4, way="online")
    services.take_goal_up(by=me, goal=goal.id)
    services.review_goal(by=me, goal=goal.id, value=4, way="online")
    assert not selectors.own_goal(me, goal.id).is_put_away


def test_those_in_use_come_first(house, alex):
    first, second = add(house, alex), add(house, alex, words="Sleep through")
    services.put_goal_away(by=house.viewer("Alex"), goal=first.id)
    found = selectors.own_goals(house.viewer("Alex"))
    assert [one.goal.id for one in found] == [second.id, first.id]


# Who may see it


def test_a_supporter_sees_it_only_while_it_is_shown_and_they_are_beside_them(house, agreed):
    circle, me = beside(house, agreed), house.viewer("Alex")
    goal = add(house, agreed)
    assert seen_by(house, "Dan", agreed.person_id) == []
    services.share_goal(by=me, goal=goal.id, shown=True)
    assert [one.goal.words for one in seen_by(house, "Dan", agreed.person_id)] == [WORDS]
    services.share_goal(by=me, goal=goal.id, shown=False)
    assert seen_by(house, "Dan", agreed.person_id) == []
    services.share_goal(by=me, goal=goal.id, shown=True)
    page = people.supporter_page(house.viewer("Dan"), agreed.person_id)
    end_circle(by=house.viewer("Bo"), circle=circle)
    assert selectors.goals_beside(house.viewer("Dan"), page) == []


def test_two_circles_do_not_show_it_twice(house, agreed):
    beside(house, agreed)
    beside(house, agreed)
    add(house, agreed, shown=True)
    (found,) = seen_by(house, "Dan", agreed.person_id)
    assert len(found.reviews) == 1


def test_what_was_put_away_is_not_shown(house, agreed):
    beside(house, agreed)
    goal = add(house, agreed, shown=True)
    services.put_goal_away(by=house.viewer("Alex"), goal=goal.id)
    assert seen_by(house, "Dan", agreed.person_id) == []


def test_a_coordinator_reads_it_on_the_record(house, agreed):
    goal = add(house, agreed)
    record = people.get_referral(house.viewer("Bo"), agreed.id)
    assert selectors.goal_on_record(house.viewer("Bo"), record, goal.id).goal == goal
    withdraw_consent(
        by=house.viewer("Alex"), person=agreed.person, purpose=Purpose.RECORD, how=ONLINE
    )
    record = people.get_referral(house.viewer("Bo"), agreed.id)
    assert selectors.goals_on_record(house.viewer("Bo"), record) == []
    with pytest.raises(Http404):
        selectors.goal_on_record(house.viewer("Bo"), record, goal.id)


DEEDS = {
    "add_goal": lambda by, house, goal: services.add_goal(
        by=by, service=house.service.id, person=goal.person, words="Mine", way="spoken"
    ),
    "review_goal": lambda by, house, goal: services.review_goal(
        by=by, goal=goal.id, value=9, way="spoken"
    ),
    "share_goal": lambda by, house, goal: services.share_goal(by=by, goal=goal.id, shown=True),
    "put_goal_away": lambda by, house, goal: services.put_goal_away(by=by, goal=goal.id),
    "take_goal_up": lambda by, house, goal: services.take_goal_up(by=by, goal=goal.id),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["Dan", "Mo", "Ada", "Cy", "Bea", "stranger", "own"])
def test_nobody_else_touches_it(house, elsewhere, agreed, deed, who):
    beside(house, agreed)
    goal = add(house, agreed)
    actors = {
        "Cy": lambda: elsewhere.viewer("Cy"),
        "Bea": lambda: bea(house),
        "stranger": lambda: house.public,
        "own": lambda: replace(house.viewer("Bo"), person_id=agreed.person_id),
    }
    by = actors.get(who, lambda: house.viewer(who))()
    before = Event.objects.filter(is_read=False).count()
    with pytest.raises((Refused, Http404)):
        DEEDS[deed](by, house, goal)
    assert Event.objects.filter(is_read=False).count() == before
    with pytest.raises(Http404):
        selectors.own_goal(house.viewer("Dan") if who == "own" else by, goal.id)


def bea(house):
    """Coordinates another service of the same organisation."""
    from alongside.web.accounts import services as accounts
    from tests.cast import House

    other = accounts.add_service(
        by=house.viewer("Ada"), name="Night Line", profile="standard", is_open=True
    )
    house.people["Bea"] = add_worker(House(house.organisation, other, {}), "Bea", "coordinator")
    return house.viewer("Bea")


def test_every_deed_is_on_the_log_without_words_or_numbers(house, alex):
    goal, me = add(house, alex), house.viewer("Alex")
    services.review_goal(by=me, goal=goal.id, value=7, words="Went", way="online")
    services.share_goal(by=me, goal=goal.id, shown=True)
    services.share_goal(by=me, goal=goal.id, shown=False)
    services.put_goal_away(by=me, goal=goal.id)
    services.take_goal_up(by=me, goal=goal.id)
    rows = Event.objects.filter(thing=f"goal {goal.id}").order_by("at", "id")
    assert sorted(row.deed for row in rows) == [
        "goal.added", "goal.hidden", "goal.put_away", "goal.reviewed", "goal.shown",
        "goal.taken_up",
    ]  # fmt: skip
    assert {row.reason for row in rows} == {""}


def test_the_program_may_write_for_the_demo(house, agreed):
    ours = system_viewer("demo", house.organisation.id)
    assert services.add_goal(
        by=ours, service=house.service.id, person=agreed.person, words=WORDS, way="spoken"
    )
