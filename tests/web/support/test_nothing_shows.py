"""No name before two yeses, nothing of the other's answer before both are in, and no trace of one
match in the next: whatever people do, in whatever order."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.matching.suggest import Wish
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.clock import now, pretend
from alongside.web.jobs.models import Job
from alongside.web.people import selectors as people
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Answer, MatchState, Side
from alongside.web.support.models import Match
from tests.cast import SPOKEN, add_member, ask_both, introduce, own_words, ready_supporter, wish_for

M, S = Side.MEMBER, Side.SUPPORTER
MEMBER, FIRST, SECOND = "Quillon", "Xanthe", "Yolanda"
SUPPORTERS = (FIRST, SECOND)
WISHES = (Wish("interest", "gardening"), Wish("day", "thu", must=True))
MANY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Undo(Exception):
    """Leaves nothing of one example to the next."""


@contextmanager
def undone():
    with suppress(Undo), transaction.atomic():
        yield
        raise Undo


@pytest.fixture
def referral(house):
    """Somebody who waits, and two who could be beside them. Their names are nobody else's."""
    row = add_member(house, MEMBER, email="q@people.example", phone="")
    for who in SUPPORTERS:
        ready_supporter(house, who, places=3)
        own_words(house, who, has=(("interest", "gardening"), ("day", "thu")))
    wish_for(house, row, *WISHES)
    return row


def sees(house, who):
    """All that somebody reads of their matches, their log and their record, and was ever sent."""
    viewer, side = house.viewer(who), M if who == MEMBER else S
    return {
        "asks": selectors.asks(viewer, side),
        "not this time": selectors.not_this_time(viewer, side),
        "matches": selectors.own_matches(viewer, side),
        "log": sorted(people.who_looked(viewer), key=repr),  # several at one moment have no order
        "record": [(r.state, r.next_contact_on) for r in people.own_record(viewer).referrals],
        "sent": [
            job.work
            for job in Job.objects.order_by("made_at", "id")
            if job.work.get("person") == str(viewer.person_id)
        ],
    }


def strangers(house, who):
    """Whom `who` was never introduced to."""
    own = house.people[who].id
    pairs = Match.objects.filter(introduced_at__isnull=False)
    both = [pair for pair in pairs.values_list("member_id", "supporter_id") if own in pair]
    known = {one for pair in both for one in pair}
    return [name for name in (MEMBER, *SUPPORTERS)
            if name != who and house.people[name].id not in known]  # fmt: skip


def check_no_name_shows(house):
    for who in (MEMBER, *SUPPORTERS):
        said = repr(sees(house, who))
        for name in strangers(house, who):
            assert name.lower() not in said.lower()
            assert str(house.people[name].id) not in said


def open_ask(house, who):
    return Match.objects.filter(supporter=house.people[who], state=MatchState.ASKED).first()


def ask(house, referral, who):
    ask_both(house, referral, who)


def answer(house, referral, who, side, what, spoken):
    match = open_ask(house, who)
    by = "Bo" if spoken else MEMBER if side is M else who
    if match:
        services.answer_match(
            by=house.viewer(by), match=match.id, side=side, answer=what, how=SPOKEN
        )


def take_back(house, referral, who):
    match = open_ask(house, who)
    if match:
        services.take_back_match(by=house.viewer("Bo"), match=match.id)


def end(house, referral, who, wants_another, words):
    live = Match.objects.filter(state=MatchState.INTRODUCED).first()
    if live:
        services.end_match(
            by=house.viewer(who), match=live.id, wants_another=wants_another, may_say=words
        )


def read(house, referral):
    with suppress(Http404):
        selectors.shortlist(house.viewer("Bo"), referral.id, now().date())


SOMEBODY = st.sampled_from(SUPPORTERS)
ANSWERS = st.tuples(
    st.just(answer), SOMEBODY, st.sampled_from(list(Side)), st.sampled_from(list(Answer)),
    st.booleans(),
)  # fmt: skip
DEEDS = st.one_of(
    st.tuples(st.just(ask), SOMEBODY),
    ANSWERS,
    ANSWERS,
    st.tuples(st.just(take_back), SOMEBODY),
    st.tuples(st.just(end), st.sampled_from([MEMBER, *SUPPORTERS, "Bo"]), st.booleans(),
              st.sampled_from(["", "Thank you"])),
    st.tuples(st.just(read)),
    st.integers(1, 40),  # so many days go by
)  # fmt: skip


@MANY
@given(deeds=st.lists(DEEDS, max_size=14))
def test_no_name_before_two_yeses(house, referral, deeds):
    with undone():
        clock = now()
        for deed in deeds:
            with pretend(clock):
                if isinstance(deed, int):
                    clock += timedelta(days=deed)
                    with pretend(clock):
                        services.let_matches_lapse(by=system_viewer("clock", None))
                        check_no_name_shows(house)
                    continue
                with suppress(Refused, Http404), transaction.atomic():
                    deed[0](house, referral, *deed[1:])
                check_no_name_shows(house)


@MANY
@given(
    side=st.sampled_from(list(Side)),
    own=st.sampled_from([None, *Answer]),
    others=st.lists(st.tuples(st.sampled_from(list(Answer)), st.booleans()), max_size=4),
    days=st.integers(0, 7),
)
def test_nothing_a_side_sees_tells_what_or_whether_the_other_answered(
    house, referral, side, own, others, days
):
    """Until both have answered; `others` are the other's answers, changed again and again."""
    reader = MEMBER if side is M else FIRST
    other = S if side is M else M
    with undone(), pretend(now()):
        ask(house, referral, FIRST)
        with pretend(now() + timedelta(days=days)):
            if own and not others:
                answer(house, referral, FIRST, side, own, False)
            before = repr(sees(house, reader))
            for what, spoken in others:
                answer(house, referral, FIRST, other, what, spoken)
                assert repr(sees(house, reader)) == before


def test_what_is_read_before_a_yes_has_no_place_for_a_name():
    held = {field.name for field in fields(selectors.Ask)}
    assert held == {
        "match", "side", "heading", "sentence", "practical", "offer", "met", "missed",
        "own_answer", "answer_by",
    }  # fmt: skip


@pytest.mark.parametrize("ender", [MEMBER, FIRST, "Bo"])
def test_the_next_match_shows_no_trace_of_the_one_before(house, referral, ender):
    """Both sides of the next match read the same as if there had been none before."""
    with undone():
        ask(house, referral, SECOND)
        fresh = [_asks(house, who) for who in (MEMBER, SECOND)]
    match = introduce(house, referral, FIRST)
    services.end_match(
        by=house.viewer(ender), match=match.id, wants_another=True, may_say="Thank you"
    )
    ask(house, referral, SECOND)
    assert [_asks(house, who) for who in (MEMBER, SECOND)] == fresh
    read_by_next = repr(sees(house, SECOND))
    assert FIRST not in read_by_next
    assert "Thank you" not in read_by_next


def _asks(house, who):
    """Without the id, which is new each time."""
    found = selectors.asks(house.viewer(who), M if who == MEMBER else S)
    return [replace(one, match=None) for one in found]


@pytest.mark.parametrize(("ender", "other"), [(MEMBER, FIRST), (FIRST, MEMBER)])
def test_after_an_end_the_other_reads_no_more_than_was_agreed(house, referral, ender, other):
    """The same whoever ended it, but for the words they agreed to."""
    match = introduce(house, referral, FIRST)
    worlds, moment = [], now()
    for by in (ender, "Bo"):
        with undone(), pretend(moment):
            services.end_match(by=house.viewer(by), match=match.id, wants_another=True)
            worlds.append(repr(sees(house, other)))
    assert worlds[0] == worlds[1]


def test_a_supporter_reads_a_name_only_while_it_is_live(house, referral):
    match = introduce(house, referral, FIRST)
    [live] = selectors.own_matches(house.viewer(FIRST), S)
    assert live.name == "Quillon M"
    services.end_match(by=house.viewer(MEMBER), match=match.id)
    [over] = selectors.own_matches(house.viewer(FIRST), S)
    assert over.name == ""
    [mine] = selectors.own_matches(house.viewer(MEMBER), M)
    assert mine.name == FIRST


@pytest.mark.parametrize("text", ["I am Xanthe", "xanthe here", "XANTHE’s garden", "Ms Worker"])
def test_nobody_writes_their_own_name_into_what_is_read_before_a_yes(house, referral, text):
    with pytest.raises(Refused, match="Leave the name out"):
        own_words(house, FIRST, heading=text)


@pytest.mark.parametrize("text", ["Someone who gardens", "Workers and walkers", "I will walk"])
def test_other_words_may_be_written(house, referral, text):
    own_words(house, FIRST, heading=text)
