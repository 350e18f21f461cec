"""Small numbers stay hidden from an attacker with an integer programme."""

import itertools
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.suppression.layout import OUTCOME_SUMS
from alongside.suppression.suppress import suppress
from tests.suppression.attacker import all_withstand, found_out, range_of

PARTS = OUTCOME_SUMS["eligible"]
COLUMNS = (*OUTCOME_SUMS, *PARTS)

YEAR = {  # an invented year
    "one to one": dict(zip(PARTS, (12, 9, 21, 31, 20, 3), strict=True)),
    "phone": dict(zip(PARTS, (8, 0, 14, 12, 9, 6), strict=True)),
    "group": dict(zip(PARTS, (7, 11, 16, 18, 15, 8), strict=True)),
}


def count(row, column):
    return sum(row[part] for part in OUTCOME_SUMS.get(column, (column,)))


def whole(table):
    """What would be shown if nothing had to be hidden."""
    everybody = {part: sum(row[part] for row in table.values()) for part in PARTS}
    return {
        name: {column: count(row, column) for column in COLUMNS}
        for name, row in {**table, "all": everybody}.items()
    }


def people():
    return st.one_of(st.integers(0, 6), st.just(0), st.integers(0, 60))


def tables(rows=5):
    row = st.fixed_dictionaries({part: people() for part in PARTS})
    return st.lists(row, max_size=rows).map(lambda them: {f"r{n}": r for n, r in enumerate(them)})


def invented(seed, most_rows=5):
    """A table with many small numbers and many noughts."""
    chance = random.Random(seed)
    high = chance.choice((3, 6, 12, 40, 300))
    return {
        f"offer {n}": {
            part: chance.choice((0, chance.randint(0, high), chance.randint(0, 5)))
            for part in PARTS
        }
        for n in range(chance.randint(1, most_rows))
    }


def test_a_table_without_small_numbers_is_shown_whole():
    table = {"phone": dict.fromkeys(PARTS, 5), "group": dict.fromkeys(PARTS, 0)}
    shown = suppress(table)
    assert shown.rows == whole(table)
    assert not shown.anything_hidden
    assert all(shown.merged(row) is None for row in shown.rows)


def test_the_year_by_hand():
    """The 3 who were worse hide with one other part of their row, and the same two of another."""
    shown = suppress(YEAR)
    assert {row: shown.hidden_parts(row) for row in shown.rows} == {
        "one to one": ("same", "worse"), "phone": ("same", "worse"), "group": (), "all": (),
    }  # fmt: skip
    assert shown.merged("one to one") == 23
    assert shown.merged("phone") == 15
    assert shown.merged("group") is None
    assert shown.rows["phone"]["not_answered"] == 0
    for row, truth in whole(YEAR).items():
        assert all(shown.rows[row][column] == truth[column] for column in OUTCOME_SUMS)
    assert not found_out(YEAR, shown)


def test_without_second_suppression_the_attack_succeeds():
    shown = suppress(YEAR, second=False)
    assert shown.rows["one to one"]["worse"] is None
    assert found_out(YEAR, shown) == [("one to one", "worse")]
    assert range_of(YEAR, shown, [("one to one", "worse")]) == (3, 3)


def test_every_single_second_suppression_is_needed():
    """Showing one of them again, and no more than that, lets the attack succeed."""
    shown = suppress(YEAR)
    first = suppress(YEAR, second=False)
    truth = whole(YEAR)
    second = [
        (row, column)
        for row, columns in shown.rows.items()
        for column, value in columns.items()
        if value is None and first.rows[row][column] is not None
    ]
    assert len(second) == 3
    for row, column in second:
        rows = {**shown.rows, row: {**shown.rows[row], column: truth[row][column]}}
        opened = type(shown)(shown.parts, rows, {})
        assert found_out(YEAR, opened) == [("one to one", "worse")]


def test_thousands_of_tables_withstand_the_attacker():
    pairs = []
    for seed in range(2_000):
        table = invented(seed)
        pairs.append((table, suppress(table)))
    for at in range(0, len(pairs), 40):
        batch = pairs[at : at + 40]
        assert all_withstand(batch), [t for t, shown in batch if found_out(t, shown)]


def test_the_attacker_of_many_tables_finds_one_that_leaks():
    pairs = [(YEAR, suppress(YEAR)), (YEAR, suppress(YEAR, second=False))]
    assert all_withstand(pairs[:1])
    assert not all_withstand(pairs)


@pytest.mark.parametrize("seed", range(3))
def test_a_table_of_twelve_rows(seed):
    table = invented(seed + 70, 1)
    for n in range(12):
        table |= {f"{n} {name}": row for name, row in invented(100 * seed + n, 1).items()}
    began = time.monotonic()
    shown = suppress(table)
    assert time.monotonic() - began < 5
    assert not found_out(table, shown)


@given(tables())
@settings(max_examples=150, deadline=None)
def test_what_is_shown_is_true_and_what_is_small_is_hidden(table):
    shown, truth = suppress(table), whole(table)
    assert list(shown.rows) == [*table, "all"]
    for row, columns in shown.rows.items():
        assert tuple(columns) == COLUMNS
        for column, value in columns.items():
            assert value in (None, truth[row][column])
            assert value is None or not 0 < value < 5
        piece = shown.merged(row)
        hidden = shown.hidden_parts(row)
        if piece is not None:
            assert piece >= 5
            assert piece == sum(truth[row][part] for part in hidden)
            assert len(hidden) > 1
        assert (piece is not None) == bool(hidden and columns["eligible"] is not None)


@given(tables(4), st.integers(2, 11))
@settings(max_examples=100, deadline=None)
def test_any_least_is_kept(table, least):
    assert not found_out(table, suppress(table, least=least), least)


@given(tables(4), st.data())
@settings(max_examples=100, deadline=None)
def test_no_group_of_people_is_known_to_be_small_and_not_empty(table, data):
    """Sums, differences of sums, what two rows share: all are groups of parts."""
    cells = [(row, part) for row in table for part in PARTS]
    if not cells:
        return
    group = data.draw(st.sets(st.sampled_from(cells), min_size=1))
    fewest, most = range_of(table, suppress(table), group)
    assert not 1 <= fewest <= most < 5


@given(tables(4))
@settings(max_examples=60, deadline=None)
def test_nothing_more_is_hidden_than_the_promise_needs(table):
    """Each second suppression taken back alone gives something away."""
    shown, first, truth = suppress(table), suppress(table, second=False), whole(table)
    for row, columns in shown.rows.items():
        for column, value in columns.items():
            if value is None and first.rows[row][column] is not None:
                rows = {**shown.rows, row: {**columns, column: truth[row][column]}}
                assert found_out(table, type(shown)(shown.parts, rows, {}))


@given(tables(), st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_rows_and_parts_changes_nothing(table, chance):
    rows = [(name, list(row.items())) for name, row in table.items()]
    chance.shuffle(rows)
    for _, row in rows:
        chance.shuffle(row)
    mixed = suppress({name: dict(row) for name, row in rows})
    straight = suppress(table)
    assert mixed.rows == straight.rows
    assert mixed.pieces == straight.pieces


def test_nothing_hidden_is_carried_along():
    table = {"phone": dict(zip(PARTS, (0, 0, 777, 3, 888, 0), strict=True))}
    shown = suppress(table)
    assert shown.rows["phone"]["improved"] is None
    assert "3" not in repr(shown)


def test_a_small_row_hides_whole_and_its_noughts_stay():
    table = {**YEAR, "drop-in": dict(zip(PARTS, (0, 0, 0, 2, 1, 0), strict=True))}
    shown = suppress(table)
    row = shown.rows["drop-in"]
    assert all(row[sum_] is None for sum_ in OUTCOME_SUMS)
    assert row["not_asked"] == row["worse"] == 0
    assert shown.merged("drop-in") is None
    assert not found_out(table, shown)


def test_a_service_with_three_people_shows_none_of_them():
    shown = suppress({"phone": dict(zip(PARTS, (0, 0, 0, 2, 1, 0), strict=True))})
    counts = itertools.chain.from_iterable(row.values() for row in shown.rows.values())
    assert set(counts) == {None, 0}


def test_no_rows_and_no_people():
    assert set(suppress({}).rows["all"].values()) == {0}
    assert set(suppress({"phone": dict.fromkeys(PARTS, 0)}).rows["phone"].values()) == {0}


def test_other_parts_and_sums():
    table = {"north": {"a": 9, "b": 2, "c": 8}, "south": {"a": 7, "b": 9, "c": 9}}
    names = {"sums": {"some": ("a", "b"), "every": ("a", "b", "c")}, "total": "both"}
    shown = suppress(table, **names)
    assert shown.rows["north"]["b"] is None
    assert list(shown.rows) == ["north", "south", "both"]
    assert not found_out(table, shown, **names)


ROW = dict.fromkeys(PARTS, 6)
ABC = {"x": {"a": 1, "b": 2, "c": 3}}


@pytest.mark.parametrize(
    ("table", "more", "words"),
    [
        ({"all": ROW}, {}, "name of the row of everybody"),
        ({"phone": {"improved": 3}}, {}, "needs exactly these parts"),
        ({"phone": {**ROW, "extra": 3}}, {}, "needs exactly these parts"),
        ({"phone": {**ROW, "same": -1}}, {}, "'same' of row 'phone' is not a whole number"),
        ({"phone": {**ROW, "same": 2.0}}, {}, "not a whole number"),
        ({"phone": {**ROW, "same": True}}, {}, "not a whole number"),
        ({"phone": ROW}, {"least": 0}, "1 or more"),
        (ABC, {"sums": {}}, "At least one sum"),
        (ABC, {"sums": {"every": ("a", "b", "c"), "a": ("b",)}}, "a name of its own"),
        (ABC, {"sums": {"every": ("a", "b", "c", "c")}}, "a name of its own"),
        (ABC, {"sums": {"every": ("a", "b", "c"), "s": ("d",)}}, "must hold some"),
        (ABC, {"sums": {"every": ("a", "b", "c"), "s": ()}}, "must hold some"),
        (ABC, {"sums": {"every": ("a", "b", "c"), "s": ("c", "b", "a")}}, "must lie apart"),
        (ABC, {"sums": {"e": ("a", "b", "c"), "s": ("a", "b"), "t": ("b", "c")}}, "must lie apart"),
    ],
)
def test_what_makes_no_table_is_refused(table, more, words):
    with pytest.raises(ValueError, match=words):
        suppress(table, **more)
