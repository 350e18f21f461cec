"""Strict types where data has meaning: the engine, services, selectors, access."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "src" / "alongside" / "web"
NAMED = ("services", "selectors", "access")


def strict_files() -> list[str]:
    parts = ("tables", "measures", "outcomes", "matching", "suppression", "cli")
    engine = [ROOT / "src" / "alongside" / name for name in parts]
    deeds = [path for path in WEB.rglob("*.py") if path.stem in NAMED or path.parent.name in NAMED]
    return [
        str(path) for path in [*engine, WEB / "vault", WEB / "clock.py", WEB / "ids.py", *deeds]
    ]


def test_types_are_strict():
    mypy = Path(sys.executable).with_name("mypy")
    done = subprocess.run(
        [str(mypy), *strict_files()],
        cwd=ROOT, capture_output=True, text=True, timeout=400,
        env={**os.environ, "MYPYPATH": "src"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
