"""`manage.py test [-k WORD] [--fast]`: run every phase, two at a time, and count."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.runner.browser import NoBrowser, find_browser
from tests.runner.phases import Outcome, Phase, Running, phases
from tests.runner.postgres import PostgresFailed, server, version

AT_ONCE = 2  # processes; the budget of eight minutes is for two cores
HEARTBEAT = 60.0  # seconds between two signs of life


def say(text: str) -> None:
    print(text, flush=True)


def duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py test", description="Run every test.")
    parser.add_argument("-k", metavar="WORD", dest="word", help="only tests whose name holds WORD")
    parser.add_argument("--fast", action="store_true", help="no browser, embedded database only")
    return parser.parse_args(argv)


def tell(phase: Phase, outcome: Outcome) -> None:
    """Print one line for a phase, after all its words when something failed."""
    if outcome.failed:
        say(f"\n===== {phase.name} =====\n{outcome.output.rstrip()}\n")
    say(
        f"{phase.name}: {outcome.passed} passed, {outcome.failed} failed"
        f" in {duration(outcome.seconds)}"
    )


def run_phases(waiting: list[Phase], word: str | None, work: Path) -> list[Outcome]:
    """Run the phases in their order, AT_ONCE side by side; all are ended when this is left."""
    running: list[Running] = []
    outcomes: list[Outcome] = []
    waiting = list(waiting)
    spoke = time.monotonic()
    try:
        while waiting or running:
            while waiting and len(running) < AT_ONCE:
                running.append(Running(waiting.pop(0), word, work))
            for one in [one for one in running if one.finished()]:
                running.remove(one)
                outcomes.append(one.outcome())
                tell(one.phase, outcomes[-1])
                spoke = time.monotonic()
            if time.monotonic() - spoke > HEARTBEAT:
                spoke = time.monotonic()
                names = (f"{one.phase.name} ({duration(spoke - one.began)})" for one in running)
                say(f"Still running: {', '.join(names)}")
            time.sleep(0.1)
    finally:
        for one in running:
            one.stop()
    return outcomes


@contextlib.contextmanager
def surroundings(fast: bool, work: Path) -> Iterator[list[Phase]]:
    """Yield the phases with the server and the browser they need."""
    if fast:
        yield phases(True, {}, {})
        return
    log = work / "browser.txt"
    try:
        browser = find_browser(log)
    except NoBrowser:
        kept = shutil.copy(log, Path(sys.prefix) / "browser-log.txt")
        say("No Chromium was found, and none could be installed.")
        say(f"Install the system package chromium, or read {kept}, and run this again.")
        raise SystemExit(1) from None
    say(f"Browser: {browser}")
    with server() as postgres:
        say(f"Database for the PostgreSQL phase: {version(postgres)}")
        yield phases(False, postgres, {"ALONGSIDE_CHROMIUM": browser})


def stop_politely(number: int, frame: object) -> None:
    raise KeyboardInterrupt


def main(argv: list[str]) -> int:
    """Run the tests; returns 0 only when something ran and nothing failed."""
    chosen = arguments(argv)
    signal.signal(signal.SIGTERM, stop_politely)
    signal.signal(signal.SIGHUP, stop_politely)
    began = time.monotonic()
    work = Path(tempfile.mkdtemp(prefix="alongside-tests-"))
    try:
        with surroundings(chosen.fast, work) as waiting:
            outcomes = run_phases(waiting, chosen.word, work)
    except PostgresFailed as problem:
        say(f"PostgreSQL for the tests did not start: {str(problem).splitlines()[-1:]}")
        say("Nothing was tested. Mend the cause, or run `manage.py test --fast` without it.")
        return 1
    finally:
        shutil.rmtree(work, ignore_errors=True)
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    if passed + failed == 0:
        say("No test has that name." if chosen.word else "There are no tests.")
    say(f"All phases: {duration(time.monotonic() - began)}")
    say(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1
