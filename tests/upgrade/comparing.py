"""What an upgraded database lacks of what its release wrote, but for what changed on purpose."""

from __future__ import annotations

import tomllib
from typing import Any

from tests.upgrade.kept import HERE

Change = dict[str, Any]


def numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))


def changes_after(release: str) -> list[Change]:
    written = tomllib.loads((HERE / "changed.toml").read_text(encoding="utf-8"))
    found = written.get("change", [])
    return [one for one in found if numbers(one["since"]) > numbers(release)]


def differences(
    then: dict[str, Any], now: dict[str, Any], engine: str, changes: list[Change]
) -> list[str]:
    """One line for each table and column that is not as it was written."""
    return [
        line
        for name, table in then.items()
        for line in _of_table(
            name, table, now.get(name), engine, [c for c in changes if c["table"] == name]
        )
    ]


def _of_table(
    name: str, then: dict[str, Any], now: dict[str, Any] | None, engine: str, changes: list[Change]
) -> list[str]:
    if any(change.get("gone") for change in changes):
        return []
    if now is None:
        return [f"{name} is gone"]
    rows = next((c["rows"] for c in reversed(changes) if "rows" in c), then["rows"])
    found = [] if now["rows"] == rows else [f"{name} has {now['rows']} rows instead of {rows}"]
    changed = {column for change in changes for column in change.get("columns", ())}
    if rows != then["rows"]:
        return found  # other rows have other digests
    for column, digest in then["columns"].items():
        wanted = digest if isinstance(digest, str) else digest[engine]
        if column not in changed and now["columns"].get(column) != wanted:
            found.append(f"{name}.{column} is gone or has other content")
    return found
