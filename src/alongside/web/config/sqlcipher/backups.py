"""One sealed file that holds a whole service: database, keys, settings and a manifest.

Works on a data folder by path, whatever database the running site is set to.
"""

from __future__ import annotations

import io
import json
import os
import platform
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import django

from alongside import version
from alongside.web import clock
from alongside.web.config.sqlcipher.facts import TableFacts, schema_hash, table_facts
from alongside.web.config.sqlcipher.opening import (
    Connection,
    cipher_version,
    driver,
    open_database,
)
from alongside.web.vault.keys import (
    DATABASE_FILE,
    KEY_FILES,
    Keys,
    keep_names,
    key_file_text,
    load_keys,
    only_one_at,
)
from alongside.web.vault.sealed_files import SealingWriter
from alongside.web.vault.sheet import VaultProblem

ENDING = ".alongside-backup"
MANIFEST = "manifest.json"
SETTINGS_FILE = "alongside.toml"
FORMAT = 1


class BackupProblem(VaultProblem):
    """A backup cannot be made or restored; says why in plain words."""


@dataclass(frozen=True)
class Manifest:
    """What a restored copy is compared with."""

    format: int
    made_at: str
    versions: dict[str, str]
    schema: str
    tables: dict[str, TableFacts]
    files: list[str]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise BackupProblem(
                "This backup was made by another version of Alongside "
                f"({found['versions']['alongside']}). Restore it with that version."
            )
        found["tables"] = {name: TableFacts(**facts) for name, facts in found["tables"].items()}
        return cls(**found)


@dataclass(frozen=True)
class Backup:
    path: Path
    size: int  # bytes
    manifest: Manifest


def make_backup(data: Path, to: Path) -> Backup:
    """Seal one moment of the data folder into a new file in `to`. Others may write meanwhile."""
    if not (data / DATABASE_FILE).exists():
        raise BackupProblem(f"There is no database in {data}.")
    keys = load_keys(data)
    to.mkdir(parents=True, exist_ok=True, mode=0o700)
    with only_one_at(to), _workplace(to) as work:
        manifest = _copy_database(data, keys, work / DATABASE_FILE)
        sealed = work / "sealed"
        sealed.touch(mode=0o600)
        with sealed.open("wb") as target:
            with SealingWriter(target, keys.backup_public) as writer:
                _pack(writer, manifest, data, work / DATABASE_FILE)
            target.flush()
            os.fsync(target.fileno())
        path = _free_name(to)
        sealed.replace(path)
        keep_names(to)
        return Backup(path, path.stat().st_size, manifest)


@contextmanager
def _workplace(to: Path) -> Iterator[Path]:
    """A folder for unfinished files; what a killed backup left goes first."""
    for left in to.glob(".making-*"):
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=to) as folder:
        yield Path(folder)


def _copy_database(data: Path, keys: Keys, copy: Path) -> Manifest:
    """Copy the database and count its rows in one and the same read transaction."""
    with closing(open_database(data / DATABASE_FILE, keys.database, timeout=30)) as source:
        source.execute("BEGIN")
        schema, tables = schema_hash(source), table_facts(source)
        with closing(Connection(str(copy), key=keys.database)) as target:
            source.backup(target)
        source.execute("COMMIT")
    return Manifest(
        format=FORMAT,
        made_at=clock.now().isoformat(timespec="seconds"),
        versions=_versions(),
        schema=schema,
        tables=tables,
        files=[*(f"keys/{name}" for name in KEY_FILES), *_settings_file(data), DATABASE_FILE],
    )


def _settings_file(data: Path) -> list[str]:
    return [SETTINGS_FILE] if (data / SETTINGS_FILE).exists() else []


def _versions() -> dict[str, str]:
    return {
        "alongside": version(),
        "django": django.get_version(),
        "python": platform.python_version(),
        "sqlite": driver.sqlite_version,
        "sqlcipher": cipher_version(),
    }


def _pack(writer: SealingWriter, manifest: Manifest, data: Path, database: Path) -> None:
    with tarfile.open(fileobj=writer, mode="w|") as tar:  # type: ignore[call-overload]
        _add(tar, MANIFEST, manifest.as_json())
        for name in manifest.files:
            if name.startswith("keys/"):
                _add(tar, name, key_file_text(data, Path(name).name).encode())
            elif name == SETTINGS_FILE:
                _add(tar, name, (data / name).read_bytes())
            else:
                with database.open("rb") as file:
                    tar.addfile(_entry(name, database.stat().st_size), file)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    tar.addfile(_entry(name, len(content)), io.BytesIO(content))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _free_name(to: Path) -> Path:
    stem = clock.now().strftime("alongside-%Y%m%dT%H%M%SZ")
    path, number = to / f"{stem}{ENDING}", 1
    while path.exists():
        number += 1
        path = to / f"{stem}-{number}{ENDING}"
    return path
