"""What is shipped: the wheel builds, and its command runs with nothing else installed."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = "from setuptools import build_meta; import sys; print(build_meta.build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Built from a copy of what git holds, so that the working tree stays clean."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    source.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", BUILD, str(work)],
        cwd=source, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return next(work.glob("*.whl"))


def test_the_wheel_holds_pages_styles_fonts_and_data(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for ending in (".jinja", ".css", ".woff2", "phq9.toml", "labels.toml", "OFL.txt", ".html"):
        assert any(name.endswith(ending) for name in names), ending
    assert not [name for name in names if name.startswith("tests/")]


def test_the_command_runs_with_nothing_else_installed(wheel, tmp_path):
    venv.create(tmp_path / "bare", with_pip=False)
    python = tmp_path / "bare" / "bin" / "python"
    site = next((tmp_path / "bare").glob("lib/python3*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    code = "import sys; from alongside.cli import main; sys.exit(main(sys.argv[1:]))"
    for arguments in (["--help"], ["instruments", "list"]):
        done = subprocess.run(
            [str(python), "-c", code, *arguments], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert "alongside" in done.stdout or "phq9" in done.stdout
