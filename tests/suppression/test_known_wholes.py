"""Several tables about the same people: how many each row holds is known and never hidden."""

import pytest

from alongside.suppression.layout import OUTCOME_SUMS
from alongside.suppression.suppress import suppress
from tests.suppression.attacker import all_withstand, found_out
from tests.suppression.test_suppress import PARTS, YEAR, invented

GOAL_SUMS = {
    "eligible": ("no_goal", "not_known", "better", "same", "worse"),
    "answered": ("not_known", "better", "same", "worse"),
    "paired": ("better", "same", "worse"),
}


def large(table):
    """Every row brought to 5 people or more, as pooling does."""
    return {
        name: {**row, PARTS[-1]: row[PARTS[-1]] + (5 if 0 < sum(row.values()) < 5 else 0)}
        for name, row in table.items()
    }


def test_wholes_stay_and_nobody_is_found_out():
    pairs = []
    for seed in range(600):
        table = large(invented(seed))
        shown = suppress(table, wholes_known=True)
        for name, row in table.items():
            assert shown.rows[name]["eligible"] == sum(row.values())
        pairs.append((table, shown))
    for at in range(0, len(pairs), 40):
        batch = pairs[at : at + 40]
        assert all_withstand(batch), [t for t, shown in batch if found_out(t, shown)]


def test_other_sums_too():
    table = {
        "phone": dict(zip(GOAL_SUMS["eligible"], (3, 2, 7, 0, 1), strict=True)),
        "group": dict(zip(GOAL_SUMS["eligible"], (0, 6, 9, 8, 5), strict=True)),
    }
    shown = suppress(table, sums=GOAL_SUMS, wholes_known=True)
    assert shown.rows["phone"]["eligible"] == 13
    assert not found_out(table, shown, sums=GOAL_SUMS)


def test_a_small_whole_is_refused():
    with pytest.raises(ValueError, match="large enough"):
        suppress({"phone": {**dict.fromkeys(PARTS, 0), "worse": 4}}, wholes_known=True)


def test_a_row_of_nobody_is_no_hindrance():
    shown = suppress({**YEAR, "nobody": dict.fromkeys(PARTS, 0)}, wholes_known=True)
    assert shown.rows["nobody"]["eligible"] == 0
    assert shown.rows["all"]["eligible"] == sum(sum(row.values()) for row in YEAR.values())
    assert set(OUTCOME_SUMS) <= set(shown.rows["all"])
