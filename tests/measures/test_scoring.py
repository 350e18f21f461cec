"""One response: its score, or why there is none; the band; the items that call a human."""

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.measures.instrument import Threshold
from alongside.measures.loading import FOLDER, instruments, load_instrument
from alongside.measures.scoring import Score, ScoringFault, alerts, bands, score_response
from alongside.tables.datafile import DataFileError

PHQ9, GAD7 = instruments()["phq9"], instruments()["gad7"]
TEXT = (FOLDER / "phq9.toml").read_text(encoding="utf-8")


def answers_to(instrument, *, least=0):
    """Any answers; `least` is how many are surely there."""
    numbers = [item.number for item in instrument.items]
    one = st.sampled_from([option.value for option in instrument.options])
    full = st.fixed_dictionaries(dict.fromkeys(numbers, one))
    left = st.lists(st.sampled_from(numbers), max_size=len(numbers) - least, unique=True)
    return st.tuples(full, left).map(
        lambda both: {number: None if number in both[1] else a for number, a in both[0].items()}
    )


def with_rule(instrument, **changes):
    return dataclasses.replace(
        instrument, missing=dataclasses.replace(instrument.missing, **changes)
    )


def twin(answers, of, most_missing):
    """The rule in exact fractions: fill in the mean of the given answers, then add up."""
    given = [a for a in answers.values() if a is not None]
    if not given or of - len(given) > most_missing:
        return None
    filled = [Fraction(sum(given), len(given))] * (of - len(given))
    return sum(given) + sum(filled)


@pytest.mark.parametrize("instrument", [PHQ9, GAD7], ids=["phq9", "gad7"])
def test_the_ends_of_the_range(instrument):
    for points, total in ((0, instrument.scoring.lowest), (3, instrument.scoring.highest)):
        score = score_response(instrument, {item.number: points for item in instrument.items})
        of = len(instrument.items)
        assert score == Score(value=total, answered=of, of=of, filled=0, version="1")


def test_a_response_added_up_by_hand():
    given = dict(enumerate((1, 2, 3, 2, 0, 1, 0, 1, 0), 1))
    assert score_response(PHQ9, given).value == 10
    assert bands(PHQ9, 10).label == "Moderate"


@pytest.mark.parametrize("confirmed", [False, True])
@given(given=answers_to(PHQ9))
def test_agrees_with_the_exact_twin(confirmed, given):
    score = score_response(PHQ9, given, confirmed_missing_rule=confirmed)
    expected = twin(given, of=9, most_missing=2 if confirmed else 0)
    assert (score.value is None) == (expected is None) == (score.why_not is not None)
    if expected is not None:
        assert score.value == float(expected)
        assert PHQ9.scoring.lowest <= score.value <= PHQ9.scoring.highest
    assert score.answered == sum(a is not None for a in given.values())
    assert score.filled == (0 if score.value is None else score.of - score.answered)


@given(given=answers_to(PHQ9, least=7), order=st.permutations(range(1, 10)))
def test_the_order_of_answers_and_blank_entries_do_not_matter(given, order):
    turned = {number: given[number] for number in order if given[number] is not None}
    asked = {"confirmed_missing_rule": True}
    assert score_response(PHQ9, turned, **asked) == score_response(PHQ9, given, **asked)


@given(given=answers_to(PHQ9, least=7), number=st.integers(1, 9))
def test_a_higher_answer_never_lowers_the_score(given, number):
    if given[number] in (None, 3):
        return
    more = {**given, number: given[number] + 1}
    asked = {"confirmed_missing_rule": True}
    assert score_response(PHQ9, more, **asked).value > score_response(PHQ9, given, **asked).value


def test_missing_items_give_no_score_until_the_rule_is_confirmed():
    given = dict.fromkeys(range(1, 9), 2)
    score = score_response(PHQ9, given)
    assert (score.value, score.why_not, score.filled) == (None, "items_missing", 0)
    assert (score.answered, score.of) == (8, 9)
    confirmed = score_response(PHQ9, given, confirmed_missing_rule=True)
    assert (confirmed.value, confirmed.why_not, confirmed.filled) == (18, None, 1)


def test_a_rule_that_somebody_has_read_needs_no_confirmation():
    given = dict.fromkeys(range(1, 8), 1)
    assert score_response(with_rule(PHQ9, status="seen"), given).value == 9
    none = with_rule(PHQ9, status="seen", method="none", max_missing=0)
    assert score_response(none, given, confirmed_missing_rule=True).why_not == "items_missing"


def test_a_filled_in_score_is_not_rounded():
    given = dict(enumerate((3, 1, 1, 1, 1, 1, 1, 1), 1))
    assert score_response(PHQ9, given, confirmed_missing_rule=True).value == 11.25


def test_too_many_missing_and_nothing_answered():
    six = dict.fromkeys(range(1, 7), 1)
    asked = {"confirmed_missing_rule": True}
    assert score_response(PHQ9, six, **asked).why_not == "items_missing"
    for empty in ({}, dict.fromkeys(range(1, 10))):
        score = score_response(PHQ9, empty, **asked)
        assert (score.value, score.answered, score.why_not) == (None, 0, "nothing_answered")


@pytest.mark.parametrize("wrong", [4, -1, 1.0, 2.5, True, "1", float("nan")])
def test_an_answer_that_is_no_option_is_refused_by_item_and_not_repeated(wrong):
    with pytest.raises(ScoringFault, match=r"phq9, item 4: .*\(0, 1, 2, 3\)") as caught:
        score_response(PHQ9, {4: wrong})
    assert caught.value.item == 4


@pytest.mark.parametrize("number", [0, 10])
def test_an_unknown_item_is_refused(number):
    with pytest.raises(ScoringFault, match=f"no item {number}") as caught:
        score_response(PHQ9, {1: 1, number: None})
    assert caught.value.item == number


def test_a_reversed_item_counts_the_other_way():
    items = [dataclasses.replace(one, reverse=one.number == 2) for one in PHQ9.items]
    turned = dataclasses.replace(PHQ9, items=tuple(items))
    given = dict.fromkeys(range(1, 10), 0)
    assert score_response(turned, given).value == 3
    assert score_response(turned, {**given, 2: 3}).value == 0


def test_options_that_cannot_be_turned_round_are_refused(tmp_path):
    path = tmp_path / "phq9.toml"
    text = TEXT.replace("value = 3\nloinc", "value = 4\nloinc", 1).replace("[0, 27]", "[0, 36]")
    path.write_text(text.replace("number = 4", "number = 4\nreverse = true"), encoding="utf-8")
    with pytest.raises(DataFileError, match="space the options evenly"):
        load_instrument(path)


@pytest.mark.parametrize(
    ("instrument", "value", "label"),
    [
        (PHQ9, 0, "Minimal"),
        (PHQ9, 4, "Minimal"),
        (PHQ9, 5, "Mild"),
        (PHQ9, 9.9, "Mild"),
        (PHQ9, 14, "Moderate"),
        (PHQ9, 15, "Moderately severe"),
        (PHQ9, 27, "Severe"),
        (GAD7, 21, "Severe"),
    ],
)
def test_the_band_of_a_score(instrument, value, label):
    assert bands(instrument, value).label == label


@pytest.mark.parametrize("value", [None, -1, 27.5, float("nan")])
def test_no_score_no_band(value):
    assert bands(PHQ9, value) is None


@given(given=answers_to(PHQ9))
def test_only_the_last_item_above_zero_calls_a_human(given):
    assert alerts(PHQ9, given) == ((9,) if given[9] else ())


def test_leaving_the_item_out_calls_nobody():
    assert alerts(PHQ9, {1: 3}) == alerts(PHQ9, {9: None}) == ()


@pytest.mark.parametrize("wrong", [7, -1, "1", 2.5])
def test_a_wrong_answer_to_such_an_item_calls_a_human_too(wrong):
    assert alerts(PHQ9, {9: wrong, 3: "?"}) == (9,)


def test_no_alert_item_no_alert():
    assert alerts(GAD7, {item.number: 3 for item in GAD7.items}) == ()


def test_reliable_change_only_from_a_source_that_was_read():
    assert (PHQ9.reliable_change, GAD7.reliable_change) == (6, 4)
    remembered = Threshold(
        kind="reliable change", value=6, rule="6 or more", source="memory", status="remembered"
    )
    assert dataclasses.replace(PHQ9, thresholds=(remembered,)).reliable_change is None
    assert dataclasses.replace(PHQ9, thresholds=()).reliable_change is None
