"""A maintainer's script, run once at a release (CONTRIBUTING.md):

    .venv/bin/python -m tests.upgrade.make_dump

Invents a small demo on both engines and keeps what later versions must be able to bring up to
their own time: tests/upgrade/RELEASE. Dates the release in CHANGELOG.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from tests.runner.postgres import server
from tests.upgrade.kept import DUMPS, HERE, ROOT, write_release

MEMBERS = 24
LARGEST = 400_000  # bytes of one packed dump
NOT_DATED = "not yet released"


def release_here() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def make(folder: Path, release: str, members: int) -> None:
    moment = datetime.now(UTC).replace(minute=30, second=0, microsecond=0)
    with tempfile.TemporaryDirectory(prefix="alongside-dump-") as work:
        beside = Path(work) / "release"
        with server() as postgres:
            write_release(beside, release, list(DUMPS), moment, members, Path(work), postgres)
        shutil.copytree(beside, folder)


def too_large(folder: Path) -> list[str]:
    return [name for name in DUMPS.values() if (folder / name).stat().st_size > LARGEST]


def date_the_changelog(release: str) -> None:
    path = ROOT / "CHANGELOG.md"
    today = datetime.now(UTC).date().isoformat()
    text = path.read_text(encoding="utf-8")
    heading = re.compile(rf"^(## \[{re.escape(release)}\] - ){NOT_DATED}$", re.M)
    path.write_text(heading.sub(rf"\g<1>{today}", text), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="Keep the demo's database of this release.")
    parser.add_argument("--to", type=Path, help="elsewhere, for a try; dates nothing")
    parser.add_argument("--members", type=int, default=MEMBERS)
    chosen = parser.parse_args()
    release = release_here()
    folder = chosen.to or HERE / release
    if not re.fullmatch(r"\d+\.\d+\.\d+", release):
        print(f"{release} in pyproject.toml is not a release.")
        return 1
    if folder.exists():
        print(f"{folder} is there already. What was released is not made again.")
        return 1
    make(folder, release, chosen.members)
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    if large := too_large(folder):
        print(f"Too large to keep: {', '.join(large)}. Say fewer with --members.")
        return 1
    if not chosen.to:
        date_the_changelog(release)
    return 0


if __name__ == "__main__":
    sys.exit(main())
