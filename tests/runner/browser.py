"""Find a real Chromium for the journeys, or install one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright as s\n"
    "with s() as p: print(p.chromium.executable_path)"
)


class NoBrowser(Exception):
    """No Chromium could be found or installed."""


def is_real(path: str) -> bool:
    """Return whether this program starts and says that it is Chromium; some are only signposts."""
    try:
        answer = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def from_playwright() -> Iterator[str]:
    answer = subprocess.run(
        [sys.executable, "-c", ASK_PLAYWRIGHT], capture_output=True, text=True, check=False
    )
    path = answer.stdout.strip()
    if path and Path(path).exists():
        yield path


def from_path() -> Iterator[str]:
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path


def attempt(command: list[str], log: Path) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with log.open("ab") as words:
        answer = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            env=environment,
            check=False,
        )
    return answer.returncode == 0


def by_apt(log: Path) -> Iterator[str]:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    attempt(["apt-get", "update"], log)
    if attempt(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], log):
        yield from from_path()


def by_playwright(log: Path) -> Iterator[str]:
    if attempt([sys.executable, "-m", "playwright", "install", "chromium"], log):
        yield from from_playwright()


def candidates(log: Path) -> Iterator[str]:
    yield from from_playwright()
    yield from from_path()
    print("No Chromium here yet; installing one.", flush=True)
    yield from by_apt(log)
    yield from by_playwright(log)


def find_browser(log: Path) -> str:
    """Return the path of a Chromium that starts; raises NoBrowser."""
    home = os.path.expanduser("~")
    if not os.access(home, os.W_OK):
        os.environ.setdefault("PLAYWRIGHT_BROWSERS_PATH", str(Path(sys.prefix) / "browsers"))
    for path in candidates(log):
        if is_real(path):
            return path
    raise NoBrowser
