"""A manager reads what changed for people, shares what may be shared, and takes the rows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.journeys.days import in_days
from tests.journeys.setting_up import MANAGER
from tests.journeys.signing_in import at_work
from tests.journeys.visitor import Visitor


def test_mo_reads_what_changed_and_the_command_line_says_the_same(world, junes_way):
    with world.in_days(57):
        mo = at_work(world, MANAGER)
        mo.presses("Outcomes", within="Outcomes")
        when_mo_asks_for_those_who_began_in_these_weeks(mo)
        found = on_the_command_line(mo.takes_file("Take the rows as CSV"))
        then_the_page_says_the_same(mo, found)
        when_mo_shares_it_small_numbers_stay_hidden(mo)


def when_mo_asks_for_those_who_began_in_these_weeks(mo: Visitor) -> None:
    mo.unfolds("Change period or offer")
    mo.fills_date("People who began from", in_days(-10))
    mo.fills_date("To, that day included", in_days(-80))
    mo.presses("Show these people")
    mo.sees_fault("Enter a last day that is not before the first")
    mo.fills_date("People who began from", in_days(-80))
    mo.fills_date("To, that day included", in_days(0))
    mo.presses("Show these people")
    mo.sees("People were not compared with others who had no support.")


def on_the_command_line(rows: str) -> dict:
    text = Path(rows).read_text(encoding="utf-8-sig")
    assert "June" not in text
    done = subprocess.run(
        [sys.executable, "-m", "alongside.cli", "change", rows, "--id", "person",
         "--time", "time", "--before", "first", "--after", "latest", "--outcome", "phq9",
         "--criterion", "anchor", "--mid", "6", "--json"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


def then_the_page_says_the_same(mo: Visitor, found: dict) -> None:
    """June answered twice: nine points, and four weeks later none."""
    assert found["n_used"] == 1
    assert found["counts"] == {"improved": 1, "unchanged": 0, "deteriorated": 0}
    mean = f"{found['mean_change']:+.1f}".replace("-", "−")
    low_mood = mo.page.locator("main").inner_text()
    assert mean == "−9.0"
    assert mean in low_mood
    mo.sees("better and worse mean a change of 6 points or more")


def when_mo_shares_it_small_numbers_stay_hidden(mo: Visitor) -> None:
    tables = Path(mo.takes_file("Tables to share (CSV)")).read_text(encoding="utf-8-sig")
    assert "−9" not in tables and "-9" not in tables
    mo.presses("Page to share")
    mo.sees("Fewer than 5 people, or nobody, began in this year")
    mo.does_not_see("−9.0", "June")
