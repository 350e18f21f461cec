"""The test command runs everything, counts honestly and uses a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.runner import browser, postgres
from tests.runner.command import arguments, duration
from tests.runner.phases import TESTS, Phase, Running, counts, phases

REPORT = '<testsuites><testsuite tests="5" failures="{}" errors="{}" skipped="{}"/></testsuites>'


def report(folder: Path, failures: int = 0, errors: int = 0, skipped: int = 0) -> Path:
    path = folder / "report.xml"
    path.write_text(REPORT.format(failures, errors, skipped))
    return path


def test_every_test_file_belongs_to_a_phase():
    folders = {folder for phase in phases(False, {}, {}) for folder in phase.folders}
    for file in TESTS.rglob("test_*.py"):
        assert folders & set(file.parents), f"{file} is run by no phase"


def test_the_fast_command_has_no_browser_and_no_second_database():
    chosen = phases(True, {}, {})
    assert not {"journeys", "web on PostgreSQL"} & {phase.name for phase in chosen}
    assert all(
        phase.environment.get("ALONGSIDE_DATABASE_ENGINE", "embedded") == "embedded"
        for phase in chosen
    )


def test_each_phase_gets_its_own_surroundings():
    given = {"ALONGSIDE_DATABASE_ENGINE": "postgresql", "ALONGSIDE_DATABASE_HOST": "/somewhere"}
    by_name = {phase.name: phase.environment for phase in phases(False, given, {})}
    assert by_name["web on PostgreSQL"]["ALONGSIDE_DATABASE_HOST"] == "/somewhere"
    assert by_name["web on SQLite"]["ALONGSIDE_DATABASE_ENGINE"] == "embedded"
    assert "DJANGO_SETTINGS_MODULE" not in by_name["engine"]


def test_the_word_is_passed_on():
    assert arguments(["-k", "consent"]).word == "consent"
    assert arguments(["--fast"]).fast
    with pytest.raises(SystemExit):
        arguments(["--slow"])


def test_all_that_passed_counts_as_passed(tmp_path):
    assert counts(report(tmp_path), 0) == (5, 0)


def test_errors_and_skips_count_as_failed(tmp_path):
    assert counts(report(tmp_path, failures=1, errors=1, skipped=1), 1) == (2, 3)


def test_a_process_that_fell_over_is_a_failure(tmp_path):
    assert counts(tmp_path / "none.xml", -9) == (0, 1)
    assert counts(report(tmp_path), 3) == (5, 1)


def test_a_phase_without_that_word_is_no_failure(tmp_path):
    path = tmp_path / "report.xml"
    path.write_text('<testsuites><testsuite tests="0" failures="0" errors="0"/></testsuites>')
    assert counts(path, 5) == (0, 0)


def test_a_phase_really_runs_and_is_counted(tmp_path):
    (tmp_path / "test_two.py").write_text(
        "import os\n"
        "def test_good():\n"
        "    assert os.path.isdir(os.environ['ALONGSIDE_TEST_DIR'])\n"
        "    assert os.access(os.environ['HOME'], os.W_OK)\n"
        "def test_bad(): assert False\n"
    )
    off = ["-p", "no:django", "-c", "/dev/null", "--rootdir", str(tmp_path)]
    running = Running(Phase("two", [tmp_path], arguments=off), None, tmp_path / "work")
    outcome = running.outcome()
    assert (outcome.passed, outcome.failed) == (1, 1)
    assert "test_bad" in outcome.output


def test_a_phase_can_be_stopped(tmp_path):
    (tmp_path / "test_slow.py").write_text("import time\ndef test_slow(): time.sleep(600)\n")
    off = ["-p", "no:django", "-c", "/dev/null", "--rootdir", str(tmp_path)]
    running = Running(Phase("slow", [tmp_path], arguments=off), None, tmp_path / "work")
    running.stop()
    assert running.finished()


def test_minutes_are_told_as_minutes():
    assert duration(59.4) == "59 s"
    assert duration(61) == "1 min 1 s"


@pytest.mark.parametrize(
    ("words", "code", "real"),
    [
        ("Chromium 150.0", 0, True),
        ("Please install the snap", 0, False),
        ("Chromium 150.0", 1, False),
    ],
)
def test_a_signpost_is_not_a_browser(tmp_path, words, code, real):
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\necho '{words}'\nexit {code}\n")
    program.chmod(0o755)
    assert browser.is_real(str(program)) is real


def test_the_browsers_are_tried_in_order(monkeypatch, tmp_path):
    tried = []
    monkeypatch.setattr(browser, "from_playwright", lambda: iter(["own"]))
    monkeypatch.setattr(browser, "from_path", lambda: iter(["system"]))
    monkeypatch.setattr(browser, "by_apt", lambda log: iter(["apt"]))
    monkeypatch.setattr(browser, "by_playwright", lambda log: iter(["downloaded"]))
    monkeypatch.setattr(browser, "is_real", lambda path: bool(tried.append(path)))
    with pytest.raises(browser.NoBrowser):
        browser.find_browser(tmp_path / "log.txt")
    assert tried == ["own", "system", "apt", "downloaded"]


def test_postgresql_never_runs_as_root(monkeypatch):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    assert postgres.as_user()["user"] != 0
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 1000)
    assert postgres.as_user() == {}


def test_the_server_of_the_wheel_is_not_used():
    sources = [path for path in TESTS.rglob("*.py") if path.name != Path(__file__).name]
    for path in sources:
        assert "import get_server" not in path.read_text()
        assert ".get_server(" not in path.read_text()


def test_the_socket_path_stays_short():
    folder = postgres.temporary_folder()
    try:
        assert len(str(folder / "data" / ".s.PGSQL.5432")) < 107
        assert folder.stat().st_mode & 0o777 == 0o711
    finally:
        folder.rmdir()


def test_the_two_halves_hold_every_web_test():
    web = TESTS / "web"
    halves = [phase.folders for phase in phases(True, {}, {}) if "web" in phase.name]
    held = {path for folders in halves for folder in folders for path in folder.rglob("test_*.py")}
    assert held == set(web.rglob("test_*.py"))
