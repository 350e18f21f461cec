"""What counts as lost at an upgrade, and what was changed on purpose."""

from __future__ import annotations

import pytest

from tests.upgrade.comparing import differences

ONE = {"embedded": "ee", "postgresql": "pp"}
THEN = {"person": {"rows": 2, "columns": {"name": "aa", "code": ONE}}}
NOW = {"person": {"rows": 2, "columns": {"name": "aa", "code": "ee", "added": "bb"}}}


def changed(**what):
    return [{"table": "person", "since": "0.2.0", "because": "a test", **what}]


def test_a_new_column_and_a_new_table_are_no_loss():
    assert not differences(THEN, {**NOW, "more": {"rows": 1, "columns": {}}}, "embedded", [])


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ({}, ["person is gone"]),
        (
            {"person": {"rows": 1, "columns": {"name": "aa", "code": "ee"}}},
            ["person has 1 rows instead of 2"],
        ),
        (
            {"person": {"rows": 2, "columns": {"name": "zz", "code": "ee"}}},
            ["person.name is gone or has other content"],
        ),
        (
            {"person": {"rows": 2, "columns": {"name": "aa"}}},
            ["person.code is gone or has other content"],
        ),
    ],
)
def test_each_loss_is_named(now, told):
    assert differences(THEN, now, "embedded", []) == told


def test_what_is_random_is_compared_with_its_own_engine():
    assert differences(THEN, NOW, "postgresql", []) == ["person.code is gone or has other content"]


def test_what_a_release_changed_on_purpose_is_no_loss():
    fewer = {"person": {"rows": 1, "columns": {"name": "zz"}}}
    assert not differences(THEN, {}, "embedded", changed(gone=True))
    assert not differences(THEN, fewer, "embedded", changed(rows=1))
    assert differences(THEN, fewer, "embedded", changed(rows=3))
    other = {"person": {"rows": 2, "columns": {"name": "zz", "code": "ee"}}}
    assert not differences(THEN, other, "embedded", changed(columns=["name"]))
