"""The definition file is whole, and a broken one is refused with file, line and mend."""

import pytest

from alongside.outcomes.definition import (
    ANCHOR_CATEGORIES,
    FOLDER,
    anchor_definition,
    change_definition,
)
from alongside.tables.datafile import DataFileError

TEXT = (FOLDER / "jacobson_truax.toml").read_text(encoding="utf-8")


def test_the_shipped_definition_says_where_it_is_from():
    definition = change_definition()
    assert definition.critical_value == pytest.approx(1.959964, abs=1e-6)
    assert "Jacobson" in definition.source
    assert [one.code for one in definition.cutoffs if one.needs_norms] == ["b", "c"]
    assert all(category.label and category.meaning for category in definition.categories)


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("confidence = 0.95", "confidence = 95", "between 0 and 1"),
        ("confidence = 0.95", 'confidence = "95 %"', "a number"),
        ("deviations = 2", "deviations = 0", "above 0"),
        ("next_review = 2027-11-24", "next_review = 2020-01-01", "later day"),
        ('code = "harmed"', 'code = "hurt"', "write 'harmed'"),
        ('code = "b"', 'code = "z"', "write 'b'"),
        ("needs_norms = false", "", "'needs_norms' is missing"),
        ('status = "seen"', 'status = "sure"', "remembered, seen"),
    ],
)
def test_a_broken_definition_is_refused(tmp_path, right, wrong, says):
    assert right in TEXT
    path = tmp_path / "broken.toml"
    path.write_text(TEXT.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        change_definition(path)
    assert says in str(caught.value)
    line = TEXT[: TEXT.index(right)].count("\n") + 1
    table = TEXT[: TEXT.rindex("[[", 0, TEXT.index(right))].count("\n") + 1 if not wrong else line
    assert caught.value.line == table


def test_a_class_too_few_is_refused(tmp_path):
    path = tmp_path / "broken.toml"
    path.write_text(TEXT[: TEXT.rindex("[[category]]")], encoding="utf-8")
    with pytest.raises(DataFileError, match=r"4 of \[\[category\]\], 5 expected"):
        change_definition(path)


def test_the_anchor_definition_says_where_it_is_from():
    definition = anchor_definition()
    assert (definition.code, definition.status) == ("anchor", "seen")
    assert "clinicalsignificance" in definition.source
    assert tuple(category.code for category in definition.categories) == ANCHOR_CATEGORIES


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('code = "deteriorated"', 'code = "harmed"', "write 'deteriorated'"),
        ("next_review = 2027-11-24", "next_review = 2026-11-24", "later day"),
        ("[formulae]", "[formulas]", "formulae"),
    ],
)
def test_a_broken_anchor_definition_is_refused(tmp_path, right, wrong, says):
    text = (FOLDER / "anchor.toml").read_text(encoding="utf-8")
    path = tmp_path / "anchor.toml"
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=says):
        anchor_definition(path)
