"""Change by the smallest amount that matters, and the mean change with its interval."""

import math
import random
from fractions import Fraction
from statistics import mean, stdev

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.outcomes.change import AnchorRule, ChangeRule, assess_change
from alongside.outcomes.definition import ANCHOR_CATEGORIES
from alongside.outcomes.faults import QuestionFault
from alongside.outcomes.interval import interval


def assess(people, mid=6.0, *, higher_is_better=False, rule=None):
    """`people` are (before, after); None is a missing score."""
    table = pa.table(
        {
            "who": [f"p{n:03}" for n in range(len(people)) for _ in (0, 1)],
            "when": ["first", "latest"] * len(people),
            "score": pa.array([score for both in people for score in both], pa.float64()),
        }
    )
    return assess_change(
        table, person="who", time="when", outcome="score", before="first", after="latest",
        rule=rule or AnchorRule(mid=mid, higher_is_better=higher_is_better),
    )  # fmt: skip


def classes(*people, **asked):
    return assess(people, **asked).people["category"].to_pylist()


tenths = st.one_of(st.none(), st.integers(0, 400))


@settings(max_examples=60, deadline=None)
@given(
    people=st.lists(st.tuples(tenths, tenths), min_size=1, max_size=25),
    mid=st.integers(1, 120),
    higher_is_better=st.booleans(),
)
def test_agrees_with_exact_arithmetic_one_person_at_a_time(people, mid, higher_is_better):
    """Scores and MID are tenths; the twin counts in whole tenths, we in floats."""
    d = 1 if higher_is_better else -1
    used = [(x, y) for x, y in people if x is not None and y is not None]
    better = [d * (y - x) for x, y in used]
    expected = [
        "improved" if b >= mid else "deteriorated" if b <= -mid else "unchanged" for b in better
    ]
    floats = [tuple(None if s is None else s / 10 for s in both) for both in people]
    change = assess(floats, mid / 10, higher_is_better=higher_is_better)
    assert change.people["category"].to_pylist() == expected
    assert change.counts == {name: expected.count(name) for name in ANCHOR_CATEGORIES}
    assert change.pairing.n_used == len(used)
    if used:
        exact = Fraction(sum(y - x for x, y in used), 10 * len(used))
        assert change.mean_change == pytest.approx(float(exact), abs=1e-12)
        assert change.mean.mean_before == pytest.approx(mean(x for x, _ in used) / 10)
        assert change.mean.mean_after == pytest.approx(mean(y for _, y in used) / 10)
    if len(used) > 1:
        low, high = plain_interval([(y - x) / 10 for x, y in used])
        assert change.ci_low == pytest.approx(low, abs=1e-6)
        assert change.ci_high == pytest.approx(high, abs=1e-6)
    else:
        assert (change.ci_low, change.ci_high) == (None, None)


def plain_interval(changes):
    """The paired t interval with nothing but the standard library."""
    n = len(changes)
    reach = plain_t(n - 1) * stdev(changes) / math.sqrt(n)
    return mean(changes) - reach, mean(changes) + reach


def plain_t(degrees):
    """The point with 2.5 % of Student's t above it, by Simpson's rule and halving. In the angle
    u = arctan(t / √n) the density is cos(u) to the power n - 1, with a finite range."""

    def mass(until, steps=400):
        h = until / steps
        heights = [math.cos(k * h) ** (degrees - 1) for k in range(steps + 1)]
        return (
            h / 3 * (heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2]))
        )

    half, low, high = mass(math.pi / 2), 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if mass(middle) < 0.95 * half else (low, middle)
    return math.sqrt(degrees) * math.tan(low)


@pytest.mark.parametrize(
    ("degrees", "printed"), [(1, 12.706), (2, 4.303), (5, 2.571), (30, 2.042), (120, 1.980)]
)
def test_the_quantile_is_that_of_printed_tables(degrees, printed):
    n = degrees + 1
    low, high = interval(n, 0.0, math.sqrt(n))
    assert high == pytest.approx(printed, abs=0.0005)
    assert high == pytest.approx(plain_t(degrees), rel=1e-7)
    assert low == -high


# The R package clinicalsignificance 2.1.0.9000, commit 863dc77, cs_anchor, group "within",
# frequentist. SDs of change follow from its SDs and correlation: √(S1² + S2² - 2 r S1 S2).
FROM_R = [
    # data and outcome, n, mean change, S1, S2, r, lower, upper
    ("claus hamd", 40, -9.875, 3.3401212937, 7.7110892509, 0.16311874474,
     -12.3975871959, -7.3524128041),
    ("claus bdi", 40, -9.775, 8.1586433638, 13.3497335035, 0.56329136933,
     -13.3085820183, -6.2414179817),
    ("claus who", 40, 4.55, 1.0951524891, 5.517745266, -0.19041607686,
     2.6866483735, 6.4133516265),
    ("claus shaps", 40, -1.775, 3.2572404554, 4.4248714308, 0.39708099982,
     -3.1595813826, -0.39041861738),
    ("jacobson das", 30, 16.4666666667, 11.8256612656, 19.2418142022, 0.51772136263,
     10.2802655339, 22.6530677994),
    ("jacobson gds", 26, -9.8461538462, 6.1020803514, 8.6903129093, 0.36585215162,
     -13.3196606348, -6.3726470575),
]  # fmt: skip


@pytest.mark.parametrize("figures", FROM_R, ids=[one[0] for one in FROM_R])
def test_the_interval_is_that_of_r(figures):
    """Invented people with the very mean and SD of change that the published data have."""
    _, n, average, s1, s2, r, lower, upper = figures
    sd = math.sqrt(s1**2 + s2**2 - 2 * r * s1 * s2)
    shape = [float(k**2 % 11 + k % 3) for k in range(n)]
    middle, width = mean(shape), stdev(shape)
    people = [(50.0 + k, 50.0 + k + average + sd * (x - middle) / width)
              for k, x in enumerate(shape)]  # fmt: skip
    change = assess(people)
    assert change.mean_change == pytest.approx(average, abs=1e-9)
    assert change.ci_low == pytest.approx(lower, abs=1e-7)
    assert change.ci_high == pytest.approx(upper, abs=1e-7)


@pytest.mark.parametrize(
    ("mid", "before", "after", "expected"),
    [  # PHQ-9 and GAD-7 pairs of a published truth table of the Talking Therapies rules
        (6, 20, 14, "improved"),
        (6, 15, 9, "improved"),
        (6, 10, 4, "improved"),
        (6, 12, 5, "improved"),
        (6, 5, 10, "unchanged"),
        (6, 10, 9, "unchanged"),
        (6, 5, 11, "deteriorated"),
        (4, 8, 4, "improved"),
        (4, 3, 6, "unchanged"),
        (4, 3, 7, "deteriorated"),
        (4, 6, 10, "deteriorated"),
    ],
)
def test_the_edge_is_included(mid, before, after, expected):
    assert classes((before, after), mid=mid) == [expected]


def test_the_last_digit_of_a_float_does_not_decide():
    assert 0.3 - 0.2 < 0.1 < 0.8 - 0.7
    assert classes((0.3, 0.2), (0.7, 0.8), (0.2, 0.3), mid=0.1) == [
        "improved",
        "deteriorated",
        "deteriorated",
    ]
    assert classes((5.0, 5.0), (5.0, 5.1), mid=1e-12) == ["unchanged", "deteriorated"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(0, 27)), min_size=2, max_size=12))
def test_turning_the_scale_round_turns_only_the_mean(people):
    lower = assess(people)
    higher = assess([(27 - x, 27 - y) for x, y in people], higher_is_better=True)
    assert higher.counts == lower.counts
    assert higher.mean_change == pytest.approx(-lower.mean_change, abs=1e-12)
    assert higher.ci_low == pytest.approx(-lower.ci_high, abs=1e-9)


def test_nobody_and_one_person_are_answers():
    nobody = assess([(20, None), (None, 5)])
    assert (nobody.mean_change, nobody.ci_low, nobody.ci_high) == (None, None, None)
    assert nobody.counts == {"improved": 0, "unchanged": 0, "deteriorated": 0}
    one = assess([(20, 5), (None, 5)])
    assert (one.mean_change, one.ci_low, one.ci_high) == (-15, None, None)
    assert one.counts["improved"] == 1


def test_people_who_all_change_alike_have_an_interval_without_width():
    change = assess([(20, 13), (11, 4), (9, 2)])
    assert (change.ci_low, change.mean_change, change.ci_high) == (-7, -7, -7)
    assert change.figures is None


def test_the_mean_change_is_the_same_by_either_rule():
    people = [(20, 5), (25, 6), (14, 19)]
    reliable = assess(people, rule=ChangeRule(reliability=0.8, cutoff="a"))
    assert reliable.mean == assess(people).mean
    assert reliable.mean.mean_before == reliable.figures.mean_before


@pytest.mark.parametrize("mid", [0, -1, math.nan, math.inf, "6", None])
def test_a_mid_without_sense_is_refused(mid):
    with pytest.raises(QuestionFault, match="must be a number above 0"):
        AnchorRule(mid=mid)


@pytest.mark.parametrize("true_change", [0.0, -5.0])
def test_the_interval_holds_the_true_mean_as_often_as_it_says(true_change):
    """Simulated null and simulated change: 19 in 20 intervals hold it, within binomial bounds."""
    chance, runs, held = random.Random(20261124), 4000, 0
    for _ in range(runs):
        changes = [chance.gauss(true_change, 6) for _ in range(12)]
        low, high = interval(12, mean(changes), stdev(changes))
        held += low <= true_change <= high
    assert abs(held / runs - 0.95) < 4 * math.sqrt(0.95 * 0.05 / runs)
