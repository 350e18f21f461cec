"""The phases of the test command: which tests, with which surroundings, and what came out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from alongside.web.vault.keys import make_keys

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
# Every other folder of tests is the engine
OWN_PHASE = {"web", "upgrade", "journeys", "guards", "runner"}
NOTHING_COLLECTED = 5
SETTINGS = "alongside.web.config.settings"
WITHOUT_DJANGO = ["-p", "no:django", "-W", "ignore::pytest.PytestConfigWarning"]  # its own options


@dataclass
class Phase:
    """One pytest process: its name, folders of tests, and extra environment."""

    name: str
    folders: list[Path]
    environment: dict[str, str] = field(default_factory=dict)
    arguments: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What a phase said. A test that was skipped has not kept its promise: it counts as failed."""

    passed: int
    failed: int
    seconds: float
    output: str


def engine_folders() -> list[Path]:
    return sorted(
        folder
        for folder in TESTS.iterdir()
        if folder.is_dir() and folder.name not in OWN_PHASE and any(folder.rglob("test_*.py"))
    )


def phases(fast: bool, postgres: dict[str, str], browser: dict[str, str]) -> list[Phase]:
    """Return the phases that have tests, the longest first."""
    django = {"DJANGO_SETTINGS_MODULE": SETTINGS, "ALONGSIDE_DATABASE_ENGINE": "embedded"}
    engine = Phase("engine", engine_folders(), arguments=WITHOUT_DJANGO)
    guards = Phase("guards", [TESTS / "guards"], django)
    both = [TESTS / "web", TESTS / "upgrade"]  # what must hold on either database
    web = Phase("web on SQLite", both, django)
    web_again = Phase("web on PostgreSQL", both, {**django, **postgres})
    journeys = Phase("journeys", [TESTS / "journeys"], {**django, **browser})
    if fast:
        guards.arguments = [f"--ignore={TESTS / 'guards' / 'test_demo.py'}"]  # starts servers
        chosen = [*halves_of(web), guards, engine]
    else:
        chosen = [journeys, web_again, web, guards, engine]
    return [phase for phase in chosen if any(folder.exists() for folder in phase.folders)]


def halves_of(web: Phase) -> list[Phase]:
    """The web phase as two processes of about the same length, for two cores with nothing else.

    Without the upgrades of released databases, which start processes of their own.
    """
    pages = [TESTS / "web" / "home"]
    deeds = sorted(f for f in (TESTS / "web").iterdir() if f.is_dir() and f not in pages)
    return [
        Phase(f"{web.name}, deeds", deeds, web.environment),
        Phase(f"{web.name}, pages", pages, web.environment),
    ]


class Running:
    """A phase at work in its own process group, its words going to a file."""

    def __init__(self, phase: Phase, word: str | None, work: Path) -> None:
        self.phase = phase
        self.began = time.monotonic()
        place = work / phase.name.replace(" ", "-")
        self._report = place / "report.xml"
        self._output = place / "output.txt"
        for folder in ("data", "databases", "home", "tmp"):
            (place / folder).mkdir(parents=True)
        if "DJANGO_SETTINGS_MODULE" in phase.environment:
            make_keys(place / "data", place / "recovery-sheet.txt")
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                self._command(word),
                cwd=ROOT,
                env=self._environment(place),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _command(self, word: str | None) -> list[str]:
        folders = [str(folder) for folder in self.phase.folders if folder.exists()]
        choice = ["-k", word] if word else []
        report = ["--junitxml", str(self._report)]
        return [sys.executable, "-m", "pytest", *folders, *self.phase.arguments, *choice, *report]

    def _environment(self, place: Path) -> dict[str, str]:
        barred = ("PYTHONPATH", "DJANGO_SETTINGS_MODULE", "PYTEST_ADDOPTS", "CREDENTIALS_DIRECTORY")
        env = {
            key: value
            for key, value in os.environ.items()
            if key not in barred and not key.startswith("ALONGSIDE_")
        }
        env["ALONGSIDE_DATA"] = str(place / "data")
        env["ALONGSIDE_TEST_DIR"] = str(place / "databases")
        env["HOME"] = str(place / "home")  # Chromium needs one that can be written
        return env | self.phase.environment

    def finished(self) -> bool:
        return self._process.poll() is not None

    def outcome(self) -> Outcome:
        passed, failed = counts(self._report, self._process.wait())
        output = self._output.read_text(errors="replace")
        return Outcome(passed, failed, time.monotonic() - self.began, output)

    def stop(self) -> None:
        """End the process and all it started; nothing happens when it has ended by itself."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, number)
                self._process.wait(timeout=5)
            except ProcessLookupError:
                return
            except subprocess.TimeoutExpired:
                continue


def counts(report: Path, exit_code: int) -> tuple[int, int]:
    """Return passed and failed from pytest's report; a process that fell over is one failure."""
    if not report.exists():
        return 0, 1
    suites = list(ElementTree.parse(report).getroot().iter("testsuite"))

    def total(name: str) -> int:
        return sum(int(suite.get(name, "0")) for suite in suites)

    failed = total("failures") + total("errors") + total("skipped")
    passed = max(total("tests") - failed, 0)
    if exit_code not in (0, NOTHING_COLLECTED) and failed == 0:
        failed = 1
    return passed, failed
