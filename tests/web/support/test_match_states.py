"""Every state x every deed: what the table allows happens, everything else is refused. And every
order in which two people can answer in private."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.http import Http404

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.clock import now, pretend
from alongside.web.people.models import Circle
from alongside.web.people.services import How
from alongside.web.support import services
from alongside.web.support.match_states import LIVE_STATES, MOVES, Answer, MatchState, Side
from alongside.web.support.models import Match, MatchStep
from tests.cast import SPOKEN, add_member, ask_both, introduce

M, S = Side.MEMBER, Side.SUPPORTER
YES, NOT_NOW, NO = Answer.YES, Answer.NOT_NOW, Answer.NO


def today():
    return now().date()


def answer(by, match, side, what):
    services.answer_match(by=by, match=match, side=side, answer=what, how=SPOKEN)


def answer_both(by, match):
    answer(by, match, M, YES)
    answer(by, match, S, YES)


def lapse(by, match):
    program = system_viewer("clock", by.organisation_id)
    with pretend(now() + timedelta(days=30)):
        if services.let_matches_lapse(by=program) == 0:
            raise Refused("Nothing to let lapse.")


def confirm_both(by, match):
    for side in Side:
        services.confirm_match(by=by, match=match, side=side, goes_on=True)


def simply(deed, **more):
    return lambda by, match: getattr(services, deed)(by=by, match=match, **more)


DEEDS = {
    "answer_match": (answer_both, MatchState.INTRODUCED),
    "let_lapse": (lapse, MatchState.NOT_THIS_TIME),
    "take_back_match": (simply("take_back_match"), MatchState.NOT_THIS_TIME),
    "confirm_match": (confirm_both, MatchState.ACTIVE),
    "pause_match": (simply("pause_match"), MatchState.PAUSED),
    "resume_match": (simply("resume_match"), MatchState.ACTIVE),
    "plan_ending": (
        lambda by, match: services.plan_ending(
            by=by, match=match, last_day=today() + timedelta(days=14)
        ),
        MatchState.ENDING,
    ),
    "keep_going": (simply("keep_going"), MatchState.ACTIVE),
    "end_match": (simply("end_match"), MatchState.ENDED),
}


def put(match: Match, state: MatchState) -> None:
    """As if it had come there by its deeds."""
    if state not in (MatchState.ASKED, MatchState.NOT_THIS_TIME):
        answer_both(system_viewer("test", match.organisation_id), match.id)
    Match.objects.filter(id=match.id).update(state=state)


def table_allows(before: MatchState, deed: str, after: MatchState) -> bool:
    return any(move.deed == deed for move in MOVES[before].get(after, ()))


@pytest.mark.parametrize(("before", "deed"), list(itertools.product(MatchState, DEEDS)), ids=str)
def test_a_deed_moves_a_match_only_along_the_table(house, alex, before, deed):
    match = ask_both(house, alex)
    put(match, before)
    do, after = DEEDS[deed]
    again = before is MatchState.ENDING and deed == "plan_ending"
    steps = MatchStep.objects.count()
    if table_allows(before, deed, after):
        do(house.viewer("Bo"), match.id)
        match.refresh_from_db()
        assert match.state == after
        last = MatchStep.objects.order_by("at").last()
        assert (last.from_state, last.to_state) == (before, after)
    elif again:  # names another last day
        do(house.viewer("Bo"), match.id)
        match.refresh_from_db()
        assert match.state == before
        assert match.last_day == today() + timedelta(days=14)
    else:
        with pytest.raises(Refused):
            do(house.viewer("Bo"), match.id)
        match.refresh_from_db()
        assert match.state == before
        assert MatchStep.objects.count() == steps


def test_every_move_of_the_table_is_a_deed_that_was_tried_above():
    deeds = {move.deed for moves in MOVES.values() for some in moves.values() for move in some}
    assert deeds == set(DEEDS) | {"record_session", "record_after_check"}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["Mo", "Ada", "Eve"])
def test_nobody_but_the_two_and_their_coordinator_learns_that_it_exists(house, alex, deed, who):
    add_member(house, "Eve", email="eve@people.example", phone="")
    match = introduce(house, alex)
    if deed == "let_lapse":
        with pytest.raises(Http404):
            services.let_matches_lapse(by=house.viewer(who))
        return
    with pytest.raises(Http404):
        DEEDS[deed][0](house.viewer(who), match.id)


def test_nor_does_a_coordinator_elsewhere(house, elsewhere, alex):
    match = introduce(house, alex)
    for deed, (do, _) in DEEDS.items():
        if deed != "let_lapse":
            with pytest.raises(Http404):
                do(elsewhere.viewer("Bo"), match.id)


# Two private answers


ANSWERS = (YES, NOT_NOW, NO)
ORDERS = [(M, S), (S, M)]
CHANGES = [None, *ANSWERS]


@pytest.mark.parametrize(("first", "second"), ORDERS, ids=["member first", "supporter first"])
@pytest.mark.parametrize("changed", CHANGES, ids=lambda a: f"changed to {a}" if a else "kept")
@pytest.mark.parametrize(
    ("one", "other"), list(itertools.product(ANSWERS, [*ANSWERS, None])), ids=str
)
def test_only_two_yeses_bring_two_together(house, alex, first, second, one, other, changed):
    """`one` is the first answer, which may be changed; None as the other: they never answer."""
    match = ask_both(house, alex)
    bo = house.viewer("Bo")
    answer(bo, match.id, first, one)
    if changed:
        answer(bo, match.id, first, changed)
    match.refresh_from_db()
    assert match.state == MatchState.ASKED, "a first answer, whatever it is, closes nothing"
    if other:
        answer(bo, match.id, second, other)
    else:
        lapse(bo, match.id)
    match.refresh_from_db()
    alex.refresh_from_db()
    met = (changed or one) == other == YES
    assert match.state == (MatchState.INTRODUCED if met else MatchState.NOT_THIS_TIME)
    assert (match.introduced_at is not None) == met
    assert alex.state == ("placed" if met else "waiting")
    assert Circle.objects.filter(viewer=house.people["Dan"], until_at=None).exists() == met
    with pytest.raises(Refused):  # decided is decided
        answer(bo, match.id, first, YES)


def test_nobody_answers_for_the_other_side(house, alex):
    match = ask_both(house, alex)
    for who, side in (("Alex", S), ("Dan", M)):
        with pytest.raises(Http404):
            answer(house.viewer(who), match.id, side, YES)
    answer(house.viewer("Alex"), match.id, M, YES)
    answer(house.viewer("Dan"), match.id, S, YES)
    match.refresh_from_db()
    assert match.state == MatchState.INTRODUCED


def test_what_is_spoken_is_read_back(house, alex):
    match = ask_both(house, alex)
    with pytest.raises(Refused, match="Read it back"):
        services.answer_match(
            by=house.viewer("Bo"), match=match.id, side=M, answer=YES,
            how=How("spoken"),
        )  # fmt: skip


def test_after_the_last_day_no_answer_counts(house, alex):
    match = ask_both(house, alex)
    with pretend(now() + timedelta(days=8)), pytest.raises(Refused, match="last day"):
        answer(house.viewer("Bo"), match.id, M, YES)


def test_on_the_last_day_an_answer_counts(house, alex):
    match = ask_both(house, alex)
    with pretend(now() + timedelta(days=7)):
        assert services.let_matches_lapse(by=system_viewer("clock", None)) == 0
        answer(house.viewer("Bo"), match.id, M, YES)


# Ending


@pytest.mark.parametrize("state", LIVE_STATES)
@pytest.mark.parametrize("who", ["Alex", "Dan"])
def test_either_side_ends_it_at_any_time_without_a_reason(house, alex, state, who):
    match = introduce(house, alex)
    Match.objects.filter(id=match.id).update(state=state)
    services.end_match(by=house.viewer(who), match=match.id)
    match.refresh_from_db()
    assert match.state == MatchState.ENDED
    assert not Circle.objects.filter(viewer=house.people["Dan"], until_at=None).exists()


@pytest.mark.parametrize(
    ("who", "wants", "side", "state"),
    [
        ("Dan", None, None, "waiting"), ("Dan", False, None, "waiting"),
        ("Alex", None, None, "placed"), ("Alex", False, None, "placed"),
        ("Alex", True, None, "waiting"), ("Bo", None, None, "waiting"),
        ("Bo", False, None, "placed"), ("Bo", None, M, "placed"), ("Bo", True, M, "waiting"),
        ("Bo", False, S, "waiting"),
    ],
)  # fmt: skip
def test_whoever_was_left_goes_back_on_the_list_with_their_first_day(
    house, alex, who, wants, side, state
):
    match = introduce(house, alex)
    began = alex.received_at
    services.end_match(by=house.viewer(who), match=match.id, wants_another=wants, side=side)
    alex.refresh_from_db()
    assert (alex.state, alex.received_at) == (state, began)
    if state == "waiting":
        assert today() < alex.next_contact_on <= today() + timedelta(days=6)


def test_a_last_day_is_not_in_the_past(house, alex):
    match = introduce(house, alex)
    with pytest.raises(Refused):
        services.plan_ending(
            by=house.viewer("Alex"), match=match.id, last_day=today() - timedelta(days=1)
        )


def test_going_on_takes_two_who_want_to(house, alex):
    match = introduce(house, alex)
    Match.objects.filter(id=match.id).update(state="trial")
    services.confirm_match(by=house.viewer("Alex"), match=match.id, side=M, goes_on=True)
    services.confirm_match(by=house.viewer("Dan"), match=match.id, side=S, goes_on=False)
    match.refresh_from_db()
    assert match.state == "trial"
    services.confirm_match(by=house.viewer("Dan"), match=match.id, side=S, goes_on=True)
    match.refresh_from_db()
    assert match.state == "active"
