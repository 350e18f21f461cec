"""The demo can be told on any day and for any profile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from alongside.web.clock import pretend
from alongside.web.demo.seeding import seed


@pytest.mark.parametrize("day", [(2026, 12, 28), (2026, 6, 14)])
def test_any_day_will_do(db, day):
    with pretend(datetime(*day, 10, tzinfo=UTC)):
        assert set(seed(members=16, profile="standard")) >= {"alex", "bo", "dan", "sam"}


@pytest.mark.parametrize("profile", ["light", "secure"])
def test_any_profile_will_do(db, profile):
    assert "alex" in seed(members=6, profile=profile)
