"""One seed: the same names, stories, ids and counts on every machine on the same day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alongside.web.clock import pretend
from alongside.web.demo.seeding import seed

SCRIPT = Path(__file__).with_name("tell_once.py")


def test_two_folders_hold_the_same_story_under_other_seals(tmp_path):
    runs = []
    for hour, zone in (("6", "Asia/Tokyo"), ("21", "America/New_York")):
        env = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
        env |= {"PYTHONHASHSEED": hour, "TZ": zone}
        command = [sys.executable, str(SCRIPT), str(tmp_path / hour), hour]
        runs.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env))
    first, second = (json.loads(run.communicate(timeout=120)[0]) for run in runs)
    assert first["told"] == second["told"]
    assert len(first["told"]["ids"]["people.Referral"]) == 12
    assert not set(first["sealed"]) & set(second["sealed"])


@pytest.mark.parametrize("day", [(2026, 12, 28), (2027, 3, 29), (2026, 6, 14)])
def test_any_day_will_do(db, day):
    with pretend(datetime(*day, 10, tzinfo=UTC)):
        assert set(seed(members=24, profile="standard")) >= {"alex", "bo", "dan", "sam"}


@pytest.mark.parametrize("profile", ["light", "secure"])
def test_any_profile_will_do(db, profile):
    assert "alex" in seed(members=12, profile=profile)
