"""Reliable and clinically significant change, against a slow plain twin."""

import math
from statistics import NormalDist, mean, stdev

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from alongside.outcomes.change import ChangeRule, assess_change
from alongside.outcomes.definition import CATEGORIES
from alongside.outcomes.faults import DuplicateFault, NotComputable, QuestionFault, TimeFault

Z = NormalDist().inv_cdf(0.975)


def frame(rows):
    """(person, time, score) rows as a table."""
    kinds = zip(("who", "when", "score"), (pa.string(), pa.string(), pa.float64()), strict=True)
    return pa.table(
        {name: pa.array([r[i] for r in rows], kind) for i, (name, kind) in enumerate(kinds)}
    )


def pairs(*scores):
    """Invented people with a score before and after; None is a missing one."""
    return frame(
        [
            (f"p{n:03}", time, score)
            for n, both in enumerate(scores)
            for time, score in zip(("before", "after"), both, strict=True)
        ]
    )


def assess(table, **rule):
    rule = {"reliability": 0.8, "functional_mean": 8, "functional_sd": 8, **rule}
    return assess_change(
        table, person="who", time="when", outcome="score", before="before", after="after",
        rule=ChangeRule(**rule),
    )  # fmt: skip


def twin(scores, reliability, functional_mean, functional_sd, cutoff, higher_is_better):
    """The same rules, one person at a time. Returns the cut-off and each person's class."""
    used = [(x, y) for x, y in scores if x is not None and y is not None]
    m, s = mean([x for x, _ in used]), stdev([x for x, _ in used])
    d = 1 if higher_is_better else -1
    cut = {
        "a": m + 2 * d * s,
        "b": functional_mean - 2 * d * functional_sd,
        "c": (s * functional_mean + functional_sd * m) / (s + functional_sd),
    }[cutoff]
    difference = math.sqrt(2) * s * math.sqrt(1 - reliability)
    classes = []
    for x, y in used:
        index = d * (y - x) / difference
        assume(abs(abs(index) - Z) > 1e-6)
        assume(min(abs(x - cut), abs(y - cut)) > 1e-6)
        if index > Z:
            classes.append("recovered" if d * x < d * cut < d * y else "improved")
        elif index < -Z:
            classes.append("harmed" if d * y < d * cut < d * x else "deteriorated")
        else:
            classes.append("unchanged")
    return cut, classes


scores = st.one_of(st.none(), st.integers(0, 40), st.integers(0, 400).map(lambda n: n / 10))


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.tuples(scores, scores), min_size=2, max_size=25),
    reliability=st.sampled_from([0, 0.5, 0.8, 0.95]),
    functional_mean=st.integers(0, 40),
    functional_sd=st.sampled_from([0.5, 3, 8]),
    cutoff=st.sampled_from("abc"),
    higher_is_better=st.booleans(),
)
def test_agrees_with_the_slow_plain_twin(people, **rule):
    before = [x for x, y in people if x is not None and y is not None]
    assume(len(before) >= 2 and len(set(before)) >= 2)
    cut, classes = twin(people, **rule)
    change = assess(pairs(*people), **rule)
    assert change.figures.cutoff == pytest.approx(cut, rel=1e-9, abs=1e-9)
    assert change.people["category"].to_pylist() == classes
    assert change.counts == {name: classes.count(name) for name in CATEGORIES}
    pairing = change.pairing
    assert pairing.n_total == len(people)
    assert pairing.n_used == len(before)
    assert sum(pairing.unused.values()) == pairing.n_total - pairing.n_used


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(20)))
def test_the_order_of_rows_does_not_matter(order):
    table = pairs(*[(20 + n % 7, (n * 11) % 29) for n in range(10)])
    assert assess(table.take(order)).counts == assess(table).counts


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=12))
def test_turning_the_scale_round_changes_no_class(people):
    assume(len({x for x, _ in people}) > 1)
    lower = assess(pairs(*people), functional_mean=9)
    turned = pairs(*[(40 - x, 40 - y) for x, y in people])
    higher = assess(turned, functional_mean=31, higher_is_better=True)
    assert higher.counts == lower.counts


def test_the_worked_example_of_the_paper():
    """Jacobson and Truax 1991: mean 40 and 60, SD 7.5, reliability .80; 32.5 becomes 47.5."""
    table = pairs((32.5, 47.5), (47.5, 40), (40, 40))
    expected = {"a": 55, "b": 45, "c": 50}
    for cutoff, value in expected.items():
        change = assess(
            table, functional_mean=60, functional_sd=7.5, cutoff=cutoff, higher_is_better=True
        )
        assert change.figures.sd_before == pytest.approx(7.5)
        assert change.figures.cutoff == pytest.approx(value)
        assert change.figures.standard_error == pytest.approx(3.354, abs=0.0005)
        assert change.figures.difference == pytest.approx(4.743, abs=0.0005)
        assert change.people["index"].to_pylist()[0] == pytest.approx(3.162, abs=0.0005)
        recovered = "recovered" if cutoff == "b" else "improved"
        assert change.people["category"].to_pylist() == [recovered, "unchanged", "unchanged"]


def test_each_class_once():
    change = assess(
        pairs((30, 4), (30, 22), (25, 25), (24, 34), (2, 30), (12, 4)), functional_sd=2, cutoff="b"
    )
    assert change.figures.cutoff == 12
    assert change.figures.reliable_change > 8
    change = assess(
        pairs((30, 4), (30, 12.5), (25, 25), (24, 50), (2, 30)), functional_sd=2, cutoff="b"
    )
    assert change.people["category"].to_pylist() == [
        "recovered",
        "improved",
        "unchanged",
        "deteriorated",
        "harmed",
    ]


def test_exactly_on_the_cutoff_is_neither_clinical_nor_functional():
    """The cut-off is 12. On it before, nobody recovers; on it after, nobody is functional yet."""
    table = pairs((12, -30), (40, 12), (12, 60), (11, 12), (13, 13))
    change = assess(table, functional_sd=2, cutoff="b")
    assert change.people["category"].to_pylist() == [
        "improved",
        "improved",
        "harmed",
        "unchanged",
        "unchanged",
    ]


def test_the_last_digit_of_a_float_does_not_decide():
    """Cut-off a is 0.3 less 2 x 0.1, that is 0.1, which floats miss by a hair; who ends on it
    has improved but is not functional yet."""
    change = assess(pairs((0.2, 5), (0.3, 0.1), (0.4, -5)), cutoff="a", reliability=0.5)
    assert 0 < abs(change.figures.cutoff - 0.1) < 1e-12
    assert change.people["category"].to_pylist() == ["deteriorated", "improved", "recovered"]


def test_the_index_must_exceed_the_critical_value():
    before = [10, 14, 18, 22]
    edge = Z * math.sqrt(2) * stdev(before) * math.sqrt(0.2)
    for shift, expected in ((edge - 1e-6, "unchanged"), (edge + 1e-6, "improved")):
        table = pairs((22, 22 - shift), *[(x, x) for x in before[:-1]])
        change = assess(table, functional_mean=-50)
        assert change.people["category"].to_pylist()[0] == expected


def test_people_without_a_pair_are_counted_by_reason():
    change = assess(pairs((20, 5), (25, 6), (20, None), (None, 3), (None, None), (None, None)))
    pairing = change.pairing
    assert (pairing.n_total, pairing.n_before, pairing.n_after, pairing.n_used) == (6, 3, 3, 2)
    assert pairing.unused == {"no_score_before": 1, "no_score_after": 1, "neither_score": 2}
    assert change.people[
        "who" if "who" in change.people.column_names else "person"
    ].to_pylist() == [
        "p000",
        "p001",
    ]


def test_nobody_with_a_pair_is_an_answer():
    change = assess(pairs((20, None), (None, 5)))
    assert change.figures is None
    assert sum(change.counts.values()) == 0
    assert change.pairing.n_total == 2


def test_rows_without_a_person_are_counted_and_said():
    table = pa.concat_tables([pairs((20, 5), (25, 6)), frame([(None, "before", 3.0)])])
    change = assess(table)
    assert change.pairing.rows_without_person == 1
    assert change.pairing.n_total == 2
    assert change.notes == ("1 row without an id left out.",)


def test_other_times_play_no_part():
    more = frame([("p000", "later", 1.0), ("new", "later", 2.0), ("new", None, 9.0)])
    change = assess(pa.concat_tables([pairs((20, 5), (25, 6)), more]))
    assert (change.pairing.n_total, change.pairing.n_used) == (3, 2)


def test_two_scores_at_one_time_are_refused_and_counted():
    again = frame([("p001", "after", 7.0), ("p001", "before", None), ("p002", "before", 1.0)])
    table = pa.concat_tables([pairs((20, 5), (25, 6), (30, 9)), again])
    with pytest.raises(DuplicateFault) as caught:
        assess(table)
    assert caught.value.people == 2
    assert "2 people have more than one score" in str(caught.value)
    assert "rows 4 and 7" in str(caught.value)
    assert "p001" not in str(caught.value)


def test_a_second_row_without_a_score_is_no_second_score():
    table = pa.concat_tables([pairs((20, 5), (25, 6)), frame([("p001", "after", None)])])
    assert assess(table).pairing.n_used == 2


def test_an_unknown_time_names_the_times_found():
    table = frame([("a", "1", 1.0), ("a", "2", 2.0)])
    with pytest.raises(TimeFault, match="No row has the time 'after'") as caught:
        assess_change(
            table, person="who", time="when", outcome="score", before="1", after="after",
            rule=ChangeRule(reliability=0.8, cutoff="a"),
        )  # fmt: skip
    assert "The times found are: '1', '2'." in str(caught.value)


def test_before_and_after_must_differ():
    with pytest.raises(QuestionFault, match="the same time"):
        assess_change(
            pairs((1, 2)), person="who", time="when", outcome="score", before="before",
            after="before", rule=ChangeRule(reliability=0.8, cutoff="a"),
        )  # fmt: skip


@pytest.mark.parametrize("people", [[(20, 5)], [(20, 5), (20, 9), (20, 20)]])
def test_too_few_or_too_alike_cannot_be_computed(people):
    with pytest.raises(NotComputable) as caught:
        assess(pairs(*people))
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"reliability": 1}, "at least 0 and below 1"),
        ({"reliability": -0.1}, "at least 0 and below 1"),
        ({"reliability": math.nan}, "at least 0 and below 1"),
        ({"functional_sd": 0}, "above 0"),
        ({"functional_sd": -3}, "above 0"),
        ({"functional_sd": math.nan}, "above 0"),
        ({"functional_mean": math.inf}, "ordinary number"),
        ({"functional_mean": None}, "Cut-off c needs"),
        ({"functional_sd": None, "cutoff": "b"}, "Cut-off b needs"),
        ({"cutoff": "d"}, "a, b, c"),
    ],
)
def test_a_question_without_sense_is_refused(wrong, says):
    with pytest.raises(QuestionFault, match=says):
        assess(pairs((20, 5), (25, 6)), **wrong)


def test_cutoff_a_needs_no_norms():
    change = assess(pairs((20, 5), (25, 6)), functional_mean=None, functional_sd=None, cutoff="a")
    assert change.figures.cutoff == pytest.approx(22.5 - 2 * stdev([20, 25]))


def test_a_wrong_direction_is_noticed():
    change = assess(pairs((20, 5), (25, 6)), higher_is_better=True)
    assert "Is a higher score really better here?" in change.notes[0]
