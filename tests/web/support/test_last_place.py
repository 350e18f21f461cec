"""Two yeses in the same second: one meeting comes out, and one kind sentence."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from alongside.web.support import selectors, services
from alongside.web.support.match_states import Answer, MatchState, Side
from alongside.web.support.models import Match
from tests.cast import SPOKEN, add_member, ask_both, own_words, ready_supporter


def say_yes(by, match, side):
    services.answer_match(by=by, match=match.id, side=side, answer=Answer.YES, how=SPOKEN)


def at_once(*deeds):
    """Each in a thread with a connection of its own; gives what went wrong."""
    ready, troubles = threading.Barrier(len(deeds)), []

    def press(deed):
        try:
            ready.wait(10)
            deed()
        except Exception as trouble:  # told by the test, in its own thread
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return troubles


@pytest.fixture
def one_place(house, alex):
    """Alex and Eve are asked about Dan, who has one place and said yes to both."""
    eve = add_member(house, "Eve", email="eve@people.example", phone="")
    ready_supporter(house, "Dan", places=1)
    matches = [ask_both(house, referral) for referral in (alex, eve)]
    for match in matches:
        say_yes(house.viewer("Dan"), match, Side.SUPPORTER)
    return matches


@pytest.mark.django_db(transaction=True)
def test_two_members_say_yes_to_one_last_place_in_the_same_second(house, one_place):
    alex, eve = (house.viewer(who) for who in ("Alex", "Eve"))
    troubles = at_once(
        lambda: say_yes(alex, one_place[0], Side.MEMBER),
        lambda: say_yes(eve, one_place[1], Side.MEMBER),
    )
    assert troubles == []
    states = sorted(Match.objects.values_list("state", "no_place_left"))
    assert states == [(MatchState.INTRODUCED, False), (MatchState.NOT_THIS_TIME, True)]
    late = Match.objects.get(no_place_left=True)
    who = alex if alex.person_id == late.member_id else eve
    assert [one.no_place_left for one in selectors.not_this_time(who, Side.MEMBER)] == [True]
    late.referral.refresh_from_db()
    assert late.referral.state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_two_supporters_say_yes_to_one_person_in_the_same_second(house, alex):
    ready_supporter(house, "Fay")
    own_words(house, "Fay")
    matches = [ask_both(house, alex, who) for who in ("Dan", "Fay")]
    for match in matches:
        say_yes(house.viewer("Alex"), match, Side.MEMBER)
    dan, fay = house.viewer("Dan"), house.viewer("Fay")
    troubles = at_once(
        lambda: say_yes(dan, matches[0], Side.SUPPORTER),
        lambda: say_yes(fay, matches[1], Side.SUPPORTER),
    )
    assert all("moved on" in str(trouble) for trouble in troubles)  # one may find it decided
    states = sorted(Match.objects.values_list("state", "no_place_left"))
    assert states == [(MatchState.INTRODUCED, False), (MatchState.NOT_THIS_TIME, False)]


@pytest.mark.django_db(transaction=True)
def test_one_yes_pressed_twice_brings_two_together_once(house, alex):
    match = ask_both(house, alex)
    say_yes(house.viewer("Dan"), match, Side.SUPPORTER)
    viewer = house.viewer("Alex")
    at_once(*[lambda: say_yes(viewer, match, Side.MEMBER)] * 2)
    assert Match.objects.get().state == MatchState.INTRODUCED
    assert house.people["Alex"].circle.count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_an_end_never_wait_for_each_other(house, alex):
    """Both lock the referral first."""
    match = ask_both(house, alex)
    say_yes(house.viewer("Alex"), match, Side.MEMBER)
    dan, bo = house.viewer("Dan"), house.viewer("Bo")
    troubles = at_once(
        lambda: say_yes(dan, match, Side.SUPPORTER),
        lambda: services.take_back_match(by=bo, match=match.id),
    )
    assert len(troubles) == 1
    assert "moved on" in str(troubles[0])
