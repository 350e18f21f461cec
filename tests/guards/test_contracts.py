"""The order of the house, kept by import-linter."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def test_every_import_keeps_to_the_contracts():
    linter = Path(sys.executable).with_name("lint-imports")
    done = run(str(linter), "--no-cache")
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


def test_ruff_is_clean():
    ruff = Path(sys.executable).with_name("ruff")
    done = run(str(ruff), "check", "--no-cache", "src", "tests", "bench", "manage.py")
    assert done.returncode == 0, done.stdout


def test_no_file_outgrows_a_reader():
    long = {
        str(path.relative_to(ROOT)): count
        for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py")]
        if "migrations" not in path.parts and (count := len(path.read_text().splitlines())) > 600
    }
    assert not long


def test_no_folder_is_a_drawer():
    drawers = {"core", "common", "utils", "helpers", "misc"}
    found = [path for path in (ROOT / "src").rglob("*") if path.stem in drawers]
    assert not found
