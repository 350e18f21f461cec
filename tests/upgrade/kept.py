"""A release's folder: writing it out of a small demo, and bringing its database up to now."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from alongside.web.demo.prepare import SETTINGS, SETTINGS_FILE
from alongside.web.vault.keys import (
    DATABASE_FILE,
    FIELDS,
    LOOKUP,
    forget_keys,
    keys_folder,
    load_keys,
    make_keys,
)
from tests.upgrade import dumping
from tests.upgrade.facts import as_toml

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EMBEDDED, POSTGRESQL = "embedded", "postgresql"
DUMPS = {EMBEDDED: "sqlite.sql.gz", POSTGRESQL: "postgresql.sql.gz"}
SHIPPED_KEYS = (FIELDS, LOOKUP)
README = """\
# The demo's database of {release}

Everybody in these files is invented: they are a demo of {members} members, made by
`tests/upgrade/make_dump.py`. That is why the keys that open its sealed fields lie beside them. They
open nothing else, and no service ever uses them. See [the folder above](../README.md).
"""


@dataclass(frozen=True)
class Place:
    """A data folder and a database of its own, and the environment that leads there."""

    data: Path
    engine: str
    name: str
    environment: dict[str, str]

    def load(self, text: str) -> None:
        if self.engine == POSTGRESQL:
            dumping.load_postgresql(self.environment, self.name, text)
        else:
            key = load_keys(self.data).database
            dumping.load_sqlite(self.data / DATABASE_FILE, key, text)

    def dump(self) -> str:
        if self.engine == POSTGRESQL:
            return dumping.dump_postgresql(self.environment, self.name)
        return dumping.dump_sqlite(self.data / DATABASE_FILE, load_keys(self.data).database)

    def run(self, *arguments: str) -> dict[str, Any]:
        """What `inside.py` finds; its last words when it falls over."""
        command = [sys.executable, "-m", "tests.upgrade.inside", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            raise AssertionError(done.stderr[-3000:])
        return json.loads(done.stdout.splitlines()[-1])


@contextlib.contextmanager
def place(
    engine: str, work: Path, keys: Path, server: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Place]:
    """Empty, with the keys in `keys` and new ones for the rest; gone afterwards."""
    data = work / f"data-{secrets.token_hex(4)}"
    keys_folder(data).mkdir(parents=True, mode=0o700)
    for name in SHIPPED_KEYS:
        shutil.copy(keys / name, keys_folder(data) / name)
    make_keys(data)
    (data / SETTINGS_FILE).write_text(SETTINGS, encoding="utf-8")
    name = f"upgrade_{secrets.token_hex(4)}"
    environment = {**os.environ, **server} | {
        "DJANGO_SETTINGS_MODULE": "alongside.web.config.settings",
        "ALONGSIDE_DATA": str(data),
        "ALONGSIDE_TEST_DIR": str(data),  # does not wait for the disk
        "ALONGSIDE_DATABASE_ENGINE": engine,
    }
    if engine == POSTGRESQL:
        dumping.make_postgresql(environment, name)
        environment["ALONGSIDE_DATABASE_NAME"] = name
    try:
        yield Place(data, engine, name, environment)
    finally:
        if engine == POSTGRESQL:
            dumping.drop_postgresql(environment, name)
        shutil.rmtree(data)
        forget_keys()


def upgraded(folder: Path, engine: str, work: Path) -> dict[str, Any]:
    """Load a release's dump into a new database, migrate it, and tell what it then says."""
    told = tomllib.loads((folder / "facts.toml").read_text(encoding="utf-8"))
    with place(engine, work, folder / "keys") as new:
        new.load(dumping.read_text(folder / DUMPS[engine]))
        return {"then": told, "now": new.run("upgrade", told["made_at"])}


def write_release(
    folder: Path,
    release: str,
    engines: list[str],
    moment: datetime,
    members: int,
    work: Path,
    server: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Invent the same people on each engine with the same keys, and write all there is to keep."""
    keys = work / "keys-of-the-release"
    make_keys(keys)
    (folder / "keys").mkdir(parents=True)
    for name in SHIPPED_KEYS:
        shutil.copyfile(keys_folder(keys) / name, folder / "keys" / name)

    def one(engine: str) -> dict[str, Any]:
        with place(engine, work, folder / "keys", server) as new:
            facts = new.run("make", moment.isoformat(), str(members))
            dumping.write_text(folder / DUMPS[engine], new.dump())
        return facts

    with ThreadPoolExecutor() as together:
        told = dict(zip(engines, together.map(one, engines), strict=True))
    (folder / "facts.toml").write_text(as_toml(in_one(told)), encoding="utf-8")
    (folder / "migrations.txt").write_text(migrations(), encoding="utf-8")
    (folder / "README.md").write_text(README.format(release=release, members=members))


def in_one(told: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The facts of all engines. What is random in every demo, such as a code, has one for each."""
    first, *others = told.values()
    for name, table in first["tables"].items():
        for other in others:
            if other["tables"].get(name, {}).get("rows") != table["rows"]:
                raise SystemExit(f"The engines do not hold the same number of rows in {name}.")
        for column in table["columns"]:
            found = {
                engine: facts["tables"][name]["columns"][column] for engine, facts in told.items()
            }
            if len(set(found.values())) > 1:
                table["columns"][column] = found
    words = [one for one in first["opened"] if all(one in other["opened"] for other in others)]
    return {**first, "opened": words}


def migration_files() -> list[Path]:
    return sorted((ROOT / "src" / "alongside" / "web").glob("*/migrations/[0-9]*.py"))


def migrations() -> str:
    """As sha256sum writes it, so that `sha256sum -c` can read it too."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}\n"
        for path in migration_files()
    )
