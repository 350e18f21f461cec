"""Opening a backup, checking all of it, and putting it into a data folder."""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alongside.web import clock
from alongside.web.config.sqlcipher.backups import (
    MANIFEST,
    SETTINGS_FILE,
    BackupProblem,
    Manifest,
)
from alongside.web.config.sqlcipher.facts import faults, schema_hash, table_facts
from alongside.web.config.sqlcipher.opening import (
    Connection,
    WrongKey,
    driver,
    open_database,
)
from alongside.web.vault.keys import (
    DATABASE_FILE,
    KEY_FILES,
    forget_keys,
    keep_names,
    keys_folder,
    load_keys,
)
from alongside.web.vault.sealed_files import UnsealingReader
from alongside.web.vault.sheet import read_sheet

_KNOWN = {MANIFEST, SETTINGS_FILE, DATABASE_FILE, *(f"keys/{name}" for name in KEY_FILES)}
_SIDE_FILES = [f"{DATABASE_FILE}{ending}" for ending in ("-wal", "-shm", "-journal")]


def verify_backup(backup: Path, sheet: Path) -> Manifest:
    """Restore into a temporary folder and compare every table with the manifest."""
    with tempfile.TemporaryDirectory(prefix="alongside-verify-") as folder:
        return _unpack_and_check(backup, sheet, Path(folder))


def restore_backup(backup: Path, sheet: Path, data: Path) -> tuple[Manifest, Path | None]:
    """Put a checked backup into a folder without a database.

    Keys and settings already there are set aside; returns the manifest and where they went.
    """
    if (data / DATABASE_FILE).exists():
        raise BackupProblem(
            f"{data} already has a database, and it is not overwritten. "
            "Choose another folder with --data DIR."
        )
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=data) as work:
        manifest = _unpack_and_check(backup, sheet, Path(work))
        aside = _set_aside(data)
        # The database last: a folder that has one is a whole one.
        for name in ("keys", SETTINGS_FILE, DATABASE_FILE):
            if (Path(work) / name).exists():
                (Path(work) / name).replace(data / name)
        keep_names(data)
    forget_keys()
    return manifest, aside


def _set_aside(data: Path) -> Path | None:
    there = [
        data / name for name in ("keys", SETTINGS_FILE, *_SIDE_FILES) if (data / name).exists()
    ]
    if not there:
        return None
    aside = data / clock.now().strftime("before-restore-%Y%m%dT%H%M%SZ")
    aside.mkdir(mode=0o700)
    for path in there:
        path.replace(aside / path.name)
    return aside


def _unpack_and_check(backup: Path, sheet: Path, folder: Path) -> Manifest:
    private = read_sheet(sheet)
    try:
        with backup.open("rb") as file:
            manifest = _unpack(UnsealingReader(file, private, backup), backup, folder)
    except FileNotFoundError:
        raise BackupProblem(f"There is no file {backup}.") from None
    except IsADirectoryError:
        raise BackupProblem(f"{backup} is a folder. Name the backup file itself.") from None
    wrong = _what_is_wrong(folder, manifest)
    if wrong:
        raise BackupProblem(f"{backup} does not hold what was saved: {'; '.join(wrong)}.")
    return manifest


def _unpack(reader: UnsealingReader, backup: Path, folder: Path) -> Manifest:
    keys_folder(folder).mkdir(mode=0o700)
    try:
        with tarfile.open(fileobj=reader, mode="r|") as tar:  # type: ignore[call-overload]
            for entry in tar:
                _take(tar, entry, folder)
        while reader.read(65536):
            pass
        return _manifest(folder)
    except (tarfile.TarError, KeyError, TypeError, json.JSONDecodeError):
        raise BackupProblem(f"{backup} was not made by Alongside's backup.") from None


def _take(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    content = tar.extractfile(entry)
    if entry.name not in _KNOWN or content is None:
        raise BackupProblem(f"The backup holds a file that does not belong in it: {entry.name}.")
    path = folder / entry.name
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as target:
        shutil.copyfileobj(content, target)
        target.flush()
        os.fsync(target.fileno())


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    manifest = Manifest.from_json(path.read_bytes() if path.exists() else b"")
    path.unlink()
    return manifest


def _what_is_wrong(folder: Path, manifest: Manifest) -> list[str]:
    lacking = [name for name in manifest.files if not (folder / name).exists()]
    if lacking:
        return [f"{name} is missing" for name in lacking]
    try:
        with _opened(folder) as connection:
            return [*faults(connection), *_differences(manifest, connection)]
    except (driver.DatabaseError, WrongKey) as problem:
        return [f"its database cannot be read ({problem})"]


@contextmanager
def _opened(folder: Path) -> Iterator[Connection]:
    try:
        keys = load_keys(folder)
    finally:
        forget_keys()  # this folder is gone in a moment
    with closing(open_database(folder / DATABASE_FILE, keys.database)) as connection:
        yield connection


def _differences(manifest: Manifest, connection: Connection) -> list[str]:
    """How the tables differ from what the manifest says of them."""
    found = table_facts(connection)
    told = []
    if schema_hash(connection) != manifest.schema or found.keys() != manifest.tables.keys():
        told.append("its tables are not the ones that were saved")
    for name in sorted(found.keys() & manifest.tables.keys()):
        now, then = found[name], manifest.tables[name]
        if now.rows != then.rows:
            told.append(f"{name} has {now.rows} rows instead of {then.rows}")
        elif now.hash != then.hash:
            told.append(f"rows of {name} have other content")
    return told
