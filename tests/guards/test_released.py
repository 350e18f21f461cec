"""What was released stays as it was: later versions only add to it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UPGRADE = ROOT / "tests" / "upgrade"
HEADING = re.compile(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d|not yet released)$", re.M)
KEPT = ("sqlite.sql.gz", "postgresql.sql.gz", "facts.toml", "migrations.txt", "README.md")


def changed_migrations(listed: str, root: Path) -> list[str]:
    """Names in a release's list whose file is gone or no longer has the same bytes."""
    found = []
    for line in listed.splitlines():
        digest, _, name = line.partition("  ")
        path = root / name
        if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            found.append(name)
    return found


def released() -> dict[str, str]:
    """Dates by version, the newest first."""
    return dict(HEADING.findall((ROOT / "CHANGELOG.md").read_text()))


def test_released_migrations_are_only_added_to():
    lists = {path.parent.name: path.read_text() for path in UPGRADE.glob("*/migrations.txt")}
    changed = {release: changed_migrations(text, ROOT) for release, text in lists.items()}
    assert not {release: names for release, names in changed.items() if names}, (
        "databases of these releases have run these files: put them back, add a migration instead"
    )


@pytest.mark.parametrize("deed", ["change", "remove"])
def test_a_migration_that_is_changed_or_gone_is_named(tmp_path, deed):
    (tmp_path / "0001_initial.py").write_text("operations = []\n")
    listed = f"{hashlib.sha256(b'operations = []' + bytes([10])).hexdigest()}  0001_initial.py\n"
    assert not changed_migrations(listed, tmp_path)
    if deed == "change":
        (tmp_path / "0001_initial.py").write_text("operations = [1]\n")
    else:
        (tmp_path / "0001_initial.py").unlink()
    assert changed_migrations(listed, tmp_path) == ["0001_initial.py"]


def test_every_dated_release_has_its_database_and_every_database_its_release():
    dated = {version for version, date in released().items() if date != "not yet released"}
    kept = {path.name for path in UPGRADE.iterdir() if (path / "migrations.txt").exists()}
    assert kept == dated
    assert not [
        f"{version}/{name}"
        for version in kept
        for name in KEPT
        if not (UPGRADE / version / name).exists()
    ]


def test_the_change_log_begins_with_the_version_of_the_package():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    newest = next(iter(released()))
    assert version.split(".dev")[0] == newest
