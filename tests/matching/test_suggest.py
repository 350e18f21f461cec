"""Three suggestions with their reasons, and no trace of whoever is left out."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.matching.suggest import Giver, Seeker, Suggestion, Wish, suggest

KINDS = st.tuples(st.sampled_from(("day", "likes", "knows")), st.sampled_from("abcd"))
MANY = 50


def person(name, *, has=(), cannot=(), free_places=1, ready=True):
    return Giver(name, frozenset(has), frozenset(cannot), free_places, ready)


def wishes():
    wish = st.builds(lambda about, must: Wish(*about, must), KINDS, st.booleans())
    return st.lists(wish, max_size=6).map(tuple)


def pools():
    giver = st.builds(
        Giver,
        id=st.sampled_from("abcdefghijklmnop"),
        has=st.frozensets(KINDS, max_size=6),
        cannot=st.frozensets(KINDS, max_size=2),
        free_places=st.integers(0, 3),
        ready=st.sampled_from((True, True, True, False)),
    )
    return st.lists(giver, max_size=12, unique_by=lambda giver: giver.id)


def seekers():
    return st.builds(Seeker, id=st.sampled_from("abxyz"), wishes=wishes())


def pairs():
    one = st.sampled_from("abcdefxyz")
    return st.lists(st.builds(lambda a, b: frozenset({a, b}), one, one), max_size=8)


GARDEN, TUESDAY, PSYCHOSIS = ("likes", "gardening"), ("day", "tuesday"), ("knows", "psychosis")
SEEKER = Seeker("m", (Wish(*GARDEN), Wish(*TUESDAY, must=True), Wish(*PSYCHOSIS)))


def names(found):
    return [suggestion.giver for suggestion in found]


def test_reasons_are_every_wish_met_or_missed():
    (found,) = suggest(SEEKER, [person("a", has=[GARDEN, PSYCHOSIS])])
    assert found == Suggestion("a", (SEEKER.wishes[0], SEEKER.wishes[2]), (SEEKER.wishes[1],))
    assert found.misses_a_must


def test_a_missed_wish_that_is_no_must_is_shown_as_missed():
    (found,) = suggest(SEEKER, [person("a", has=[TUESDAY])])
    assert not found.misses_a_must
    assert len(found.missed) == 2


def test_a_must_comes_before_any_number_of_other_wishes():
    pool = [person("a", has=[GARDEN, PSYCHOSIS]), person("b", has=[TUESDAY])]
    assert names(suggest(SEEKER, pool)) == ["b", "a"]


def test_then_wishes_then_free_places_then_the_id():
    pool = [
        person("a", has=[TUESDAY]), person("d", has=[TUESDAY], free_places=2),
        person("c", has=[TUESDAY, GARDEN]), person("b", has=[TUESDAY]),
    ]  # fmt: skip
    assert names(suggest(SEEKER, pool, most=MANY)) == ["c", "d", "a", "b"]
    assert names(suggest(SEEKER, pool)) == ["c", "d", "a"]
    assert suggest(SEEKER, pool, most=0) == []


def test_who_is_left_out():
    pool = [
        person("unready", ready=False), person("full", free_places=0), person("m"),
        person("limits", has=[PSYCHOSIS], cannot=[PSYCHOSIS]), person("apart"), person("fine"),
    ]  # fmt: skip
    assert names(suggest(SEEKER, pool, apart=[frozenset({"m", "apart"})])) == ["fine"]


def test_a_limit_nobody_asked_about_leaves_nobody_out():
    assert names(suggest(SEEKER, [person("a", cannot=[("knows", "grief")])])) == ["a"]


def test_people_of_a_larger_group_are_kept_apart_too():
    assert suggest(SEEKER, [person("a")], apart=[frozenset({"m", "a", "b"})]) == []
    assert names(suggest(SEEKER, [person("a")], apart=[frozenset({"b", "a"})])) == ["a"]


def test_each_wish_of_one_kind_stands_for_itself():
    week = Seeker("m", (Wish("day", "monday"), Wish("day", "tuesday")))
    (found,) = suggest(week, [person("a", has=[TUESDAY])])
    assert found.met == (week.wishes[1],)
    assert found.missed == (week.wishes[0],)


def test_no_wishes_and_nobody():
    assert suggest(SEEKER, []) == []
    assert names(suggest(Seeker("m", ()), [person("b"), person("a")])) == ["a", "b"]


def test_what_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="one id"):
        suggest(SEEKER, [person("a"), person("a", has=[GARDEN])])
    with pytest.raises(ValueError, match="below nought"):
        suggest(SEEKER, [], most=-1)


@given(seekers(), pools(), pairs())
def test_only_who_may_be_suggested_is(seeker, pool, apart):
    by_name = {giver.id: giver for giver in pool}
    asked = {(wish.kind, wish.value) for wish in seeker.wishes}
    found = names(suggest(seeker, pool, apart=apart, most=MANY))
    for name in found:
        giver = by_name[name]
        assert giver.ready
        assert giver.free_places > 0
        assert name != seeker.id
        assert frozenset({seeker.id, name}) not in apart
        assert not giver.cannot & asked
    left_out = by_name.keys() - set(found)
    assert all(
        not (giver := by_name[name]).ready or giver.free_places == 0 or name == seeker.id
        or frozenset({seeker.id, name}) in apart or giver.cannot & asked
        for name in left_out
    )  # fmt: skip


@given(seekers(), pools(), pairs())
def test_met_and_missed_are_all_wishes(seeker, pool, apart):
    for found in suggest(seeker, pool, apart=apart):
        assert Counter(found.met + found.missed) == Counter(seeker.wishes)


@given(seekers(), pools(), pairs(), st.randoms(use_true_random=False))
def test_the_order_of_givers_changes_nothing(seeker, pool, apart, chance):
    mixed = pool.copy()
    chance.shuffle(mixed)
    assert suggest(seeker, mixed, apart=apart) == suggest(seeker, pool, apart=apart)


@given(seekers(), pools(), pairs())
def test_whoever_is_left_out_leaves_no_trace(seeker, pool, apart):
    """Without those kept apart, unready, full or unable, the answer is the same to the byte."""
    everybody = suggest(seeker, pool, apart=apart, most=MANY)
    possible = [giver for giver in pool if giver.id in names(everybody)]
    without = suggest(seeker, possible)
    assert repr(without) == repr(suggest(seeker, pool, apart=apart))


@given(seekers(), pools(), pairs(), st.frozensets(KINDS))
def test_adding_somebody_who_is_left_out_changes_nothing(seeker, pool, apart, has):
    before = suggest(seeker, pool, apart=apart)
    others = [
        person("zz", has=has, ready=False), person("zz", has=has, free_places=0),
        *(person("zz", has=has, cannot=[(w.kind, w.value)]) for w in seeker.wishes[:1]),
    ]  # fmt: skip
    for other in others:
        assert repr(suggest(seeker, [*pool, other], apart=apart)) == repr(before)
    kept = [*apart, frozenset({seeker.id, "zz"})]
    added = suggest(seeker, [person("zz", has=has, free_places=9), *pool], apart=kept)
    assert repr(added) == repr(before)


@given(seekers(), pools(), pairs(), st.data())
def test_meeting_one_more_wish_never_lowers_a_place(seeker, pool, apart, data):
    before = names(suggest(seeker, pool, apart=apart, most=MANY))
    if not before or not seeker.wishes:
        return
    name = data.draw(st.sampled_from(before))
    wish = data.draw(st.sampled_from(seeker.wishes))
    better = [
        replace(giver, has=giver.has | {(wish.kind, wish.value)}) if giver.id == name else giver
        for giver in pool
    ]
    after = names(suggest(seeker, better, apart=apart, most=MANY))
    assert after.index(name) <= before.index(name)
    assert sorted(after) == sorted(before)


@given(seekers(), pools(), pairs())
def test_fewer_suggestions_are_the_first_of_more(seeker, pool, apart):
    all_of_them = suggest(seeker, pool, apart=apart, most=MANY)
    assert suggest(seeker, pool, apart=apart, most=2) == all_of_them[:2]
