"""The demo as a visitor starts it: processes and folders of its own, once for both databases."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("tell_demo_once.py")
COMMAND = "import sys; sys.path.insert(0, sys.argv.pop(1)); import manage; \
sys.exit(manage.run_command(sys.argv[1:]))"


def test_two_folders_hold_the_same_story_under_other_seals(tmp_path):
    runs = []
    for hour, zone in (("6", "Asia/Tokyo"), ("21", "America/New_York")):
        env = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
        env |= {"PYTHONHASHSEED": hour, "TZ": zone}
        command = [sys.executable, str(SCRIPT), str(tmp_path / hour), hour]
        runs.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env))
    first, second = (json.loads(run.communicate(timeout=240)[0]) for run in runs)
    assert first["told"] == second["told"]
    assert len(first["told"]["ids"]["people.Referral"]) >= 12
    assert first["told"]["ids"]["support.Match"] and first["told"]["ids"]["support.Meeting"]
    assert not set(first["sealed"]) & set(second["sealed"])


def start(data: Path, *arguments: str) -> subprocess.Popen[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("ALONGSIDE_")}
    command = [sys.executable, "-c", COMMAND, str(ROOT), "demo", "--port", "0", *arguments]
    return subprocess.Popen(
        [*command, "--data", str(data)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, env=env, start_new_session=True,
    )  # fmt: skip


def lines_until(process: subprocess.Popen[str], wanted: str) -> str:
    said = ""
    for line in process.stdout or ():
        said += line
        if wanted in line:
            return said
    raise AssertionError(said)


def stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=20)
    return process.returncode, said


@pytest.fixture
def running():
    """Starts the command; nothing that a test started outlives it."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments) -> subprocess.Popen[str]:
        started.append(start(*arguments))
        return started[-1]

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


def test_an_empty_demo_prints_an_address_that_answers(tmp_path, running):
    process = running(tmp_path / "demo", "--empty")
    said = lines_until(process, "Stop with Ctrl-C")
    address = re.search(r"http://localhost:\d+/set-up/first/[\w-]+/", said)
    assert address, said
    with urllib.request.urlopen(address[0], timeout=20) as answer:
        assert answer.status == 200
    code, rest = stop(process)
    assert code == 0, rest
    assert "Stopped. Everything is kept in" in rest
    assert not (tmp_path / "demo" / "alongside.db").read_bytes().startswith(b"SQLite format 3")


def test_a_second_start_keeps_and_another_wish_is_refused(tmp_path, running):
    first = running(tmp_path / "demo", "--members", "4")
    assert "Inventing 4 members" in lines_until(first, "Stop with Ctrl-C")
    assert stop(first)[0] == 0
    again = running(tmp_path / "demo")
    assert "Inventing" not in lines_until(again, "Stop with Ctrl-C")
    assert stop(again)[0] == 0
    other = running(tmp_path / "demo", "--members", "5")
    said, _ = other.communicate(timeout=30)
    assert other.returncode == 1
    assert "--fresh" in said and "Traceback" not in said
