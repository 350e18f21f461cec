"""A manager reads who got in touch and takes the rows for an evaluator."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.setting_up import MANAGER
from tests.journeys.signing_in import at_work


def test_mo_reads_the_figures_and_takes_the_rows(world, robin_waits):
    mo = at_work(world, MANAGER)
    mo.is_at("Who got in touch: Wendlewick Side by Side")
    mo.sees("These figures say who came to us and how soon we answered.")
    rows = Path(mo.takes_file("Take the rows as CSV")).read_text(encoding="utf-8-sig")
    assert len(rows.splitlines()) >= 2
    assert "Robin" not in rows
    assert "people.example" not in rows


def test_the_figures_hold_on_a_phone(world, robin_waits):
    mo = at_work(world, MANAGER, "phone")
    mo.is_at("Who got in touch")


def test_mo_may_not_open_the_desk(world, open_service):
    mo = at_work(world, MANAGER)
    guest = mo.second_tab("/desk/")
    guest.sees("We are not a crisis service")
    guest.presses("Sign out")
