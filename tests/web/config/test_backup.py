"""What was saved comes back, whole, or a plain sentence says why not."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given
from hypothesis import settings as with_settings
from hypothesis import strategies as st

from alongside.web import clock
from alongside.web.config.sqlcipher import restoring
from alongside.web.config.sqlcipher.backups import BackupProblem, make_backup
from alongside.web.config.sqlcipher.facts import table_facts
from alongside.web.config.sqlcipher.opening import Connection, open_database
from alongside.web.config.sqlcipher.restoring import restore_backup, verify_backup
from alongside.web.vault.keys import KEY_FILES, forget_keys, keys_folder, load_keys, make_keys
from alongside.web.vault.sealed_files import SealedFileProblem, SealingWriter
from alongside.web.vault.sheet import VaultProblem

TABLES = """
CREATE TABLE person (id char(32) PRIMARY KEY, words blob, score real, born integer);
CREATE TABLE visit (id integer PRIMARY KEY AUTOINCREMENT, person char(32) REFERENCES person (id));
CREATE TABLE place (code text PRIMARY KEY, name text) WITHOUT ROWID;
CREATE INDEX visit_person ON visit (person);
CREATE VIRTUAL TABLE evidence USING fts5(title);
CREATE VIEW names AS SELECT name FROM place;
INSERT INTO person VALUES ('a', x'00ff', 1.5, 1980), ('b', NULL, NULL, NULL), ('c', 'té', 2, 0);
INSERT INTO visit (person) VALUES ('a'), ('a'), ('b');
INSERT INTO place VALUES ('n', 'North'), ('s', 'South');
INSERT INTO evidence VALUES ('Peer support for people with psychosis');
"""
WRITER = """
import sys
from pathlib import Path
from alongside.web.config.sqlcipher.opening import open_database
from alongside.web.vault.keys import load_keys
data = Path(sys.argv[1])
connection = open_database(data / "alongside.db", load_keys(data).database, timeout=30)
connection.execute("PRAGMA synchronous=FULL")
number = connection.execute("SELECT coalesce(max(deed), 0) FROM saved").fetchone()[0]
while True:
    number += 1
    connection.execute("BEGIN IMMEDIATE")
    for part in range(3):
        connection.execute("INSERT INTO saved VALUES (?, ?, ?)", (number, part, "x" * 3000))
    connection.execute("COMMIT")
    print(number, flush=True)
"""


@pytest.fixture
def data(tmp_path, monkeypatch, settings) -> Path:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    folder = tmp_path / "a data folder"
    make_keys(folder, folder / "recovery-sheet.txt")
    (folder / "alongside.toml").write_text('language = "en"\n')
    with closing(Connection(str(folder / "alongside.db"), key=load_keys(folder).database)) as new:
        new.execute("PRAGMA journal_mode=WAL")
        new.executescript(TABLES)
    settings.DATA = tmp_path / "the running site"
    yield folder
    forget_keys()


@pytest.fixture
def sheet(data) -> Path:
    return data / "recovery-sheet.txt"


@pytest.fixture
def backup(data) -> Path:
    return make_backup(data, data / "backups").path


def run(capsys, *arguments):
    """A management command: its exit code, what it said and what it said was wrong."""
    code = 0
    try:
        call_command(*map(str, arguments))
    except SystemExit as stop:
        code = stop.code
    said = capsys.readouterr()
    return code, said.out, said.err


def opened(data):
    return closing(open_database(data / "alongside.db", load_keys(data).database))


def test_a_backup_brings_everything_back(data, sheet, backup, tmp_path):
    manifest, aside = restore_backup(backup, sheet, tmp_path / "new home")
    assert aside is None
    assert manifest.tables["person"].rows == 3
    with opened(data) as before, opened(tmp_path / "new home") as after:
        assert table_facts(before) == table_facts(after) == manifest.tables
        assert after.execute(
            "SELECT title FROM evidence WHERE evidence MATCH 'psychosis'"
        ).fetchall()
    for name in KEY_FILES:
        path = keys_folder(tmp_path / "new home") / name
        assert path.read_text() == (keys_folder(data) / name).read_text()
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new home" / "alongside.toml").read_text() == 'language = "en"\n'
    assert {path.name for path in (tmp_path / "new home").iterdir()} == {
        "alongside.db",
        "alongside.toml",
        "keys",
    }


def test_the_file_gives_nothing_away_and_bears_its_time(data, sheet):
    with clock.pretend(datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC)):
        first = make_backup(data, data / "backups")
        second = make_backup(data, data / "backups")
    assert first.path.name == "alongside-20260301T040506Z.alongside-backup"
    assert second.path.name == "alongside-20260301T040506Z-2.alongside-backup"
    assert first.path.stat().st_mode & 0o777 == 0o600
    content = first.path.read_bytes()
    for name in KEY_FILES:
        assert name == "backup.public" or (keys_folder(data) / name).read_bytes() not in content
    assert b"SQLite format 3" not in content
    assert b"North" not in content
    assert sorted(path.name for path in (data / "backups").iterdir()) == sorted(
        [first.path.name, second.path.name]
    )


def test_a_copy_is_of_one_moment_while_others_write(data, sheet):
    with opened(data) as connection:
        connection.execute("CREATE TABLE saved (deed integer, part integer, filling text)")
    stop = threading.Event()
    done = []

    def write():
        with opened(data) as connection:
            while not stop.is_set():
                connection.execute("BEGIN IMMEDIATE")
                for part in range(3):
                    connection.execute("INSERT INTO saved VALUES (?, ?, 'x')", (len(done), part))
                connection.execute("COMMIT")
                done.append(True)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [make_backup(data, data / "backups") for _ in range(5)]
    finally:
        stop.set()
        writer.join(timeout=60)
    assert len(done) > 5
    for backup in made:
        assert verify_backup(backup.path, sheet) == backup.manifest
        assert backup.manifest.tables["saved"].rows % 3 == 0


def test_nothing_acknowledged_is_lost_when_a_writer_is_killed(data, sheet, tmp_path):
    with opened(data) as connection:
        connection.execute("CREATE TABLE saved (deed integer, part integer, filling text)")
    for attempt in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(data)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(20 + attempt * 7):
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.communicate(timeout=60)[0].split("\n")[:-1]
        last = max([last, *map(int, rest)])
        backup = make_backup(data, data / "backups").path
        verify_backup(backup, sheet)
        home = tmp_path / f"home {attempt}"
        restore_backup(backup, sheet, home)
        with opened(home) as connection:
            parts = connection.execute("SELECT deed, count(*) FROM saved GROUP BY deed").fetchall()
        assert [count for _, count in parts] == [3] * len(parts)
        assert {deed for deed, _ in parts} >= set(range(1, last + 1))


@with_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)
@given(st.data())
def test_a_byte_changed_anywhere_is_found(sheet, backup, draw):
    content = bytearray(backup.read_bytes())
    place = draw.draw(st.integers(0, len(content) - 1))
    content[place] ^= draw.draw(st.integers(1, 255))
    damaged = backup.with_name("damaged.alongside-backup")
    damaged.write_bytes(content)
    with pytest.raises(SealedFileProblem):
        verify_backup(damaged, sheet)


@pytest.mark.parametrize("keep", [0, 5, 60, 90, -20000, -17, -1])
def test_a_file_cut_short_is_found(sheet, backup, keep):
    cut = backup.with_name("cut.alongside-backup")
    cut.write_bytes(backup.read_bytes()[:keep])
    with pytest.raises(SealedFileProblem, match=r"cut short|not an Alongside backup"):
        verify_backup(cut, sheet)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE person SET score = 2.5 WHERE id = 'a'", "rows of person have other content"),
        ("UPDATE person SET words = 'té' WHERE id = 'a'", "rows of person have other content"),
        ("DELETE FROM visit WHERE id = 1", "visit has 2 rows instead of 3"),
        ("DROP INDEX visit_person", "its tables are not the ones"),
        ("DROP TABLE place", "its tables are not the ones"),
        ("INSERT INTO visit (person) VALUES ('nobody')", "points to a row of person"),
    ],
)
def test_a_copy_that_differs_from_the_manifest_is_refused(
    data, sheet, backup, monkeypatch, change, says
):
    unpack = restoring._unpack

    def and_change(reader, name, folder):
        manifest = unpack(reader, name, folder)
        with opened(folder) as connection:
            connection.execute(change)
        return manifest

    monkeypatch.setattr(restoring, "_unpack", and_change)
    with pytest.raises(BackupProblem, match=says):
        verify_backup(backup, sheet)


def test_damage_inside_the_database_is_found_before_anything_is_said_to_be_well(
    data, sheet, backup, monkeypatch
):
    unpack = restoring._unpack

    def and_damage(reader, name, folder):
        manifest = unpack(reader, name, folder)
        with (folder / "alongside.db").open("r+b") as file:
            file.seek(4096 * 3 + 100)
            file.write(b"\0\1\2\3")
        return manifest

    monkeypatch.setattr(restoring, "_unpack", and_damage)
    with pytest.raises(BackupProblem):
        verify_backup(backup, sheet)


def test_order_of_rows_and_kind_of_value(data):
    with opened(data) as connection:
        connection.executescript(
            "CREATE TABLE x (v); CREATE TABLE y (v); CREATE TABLE z (v);"
            "INSERT INTO x VALUES (1), ('1'); INSERT INTO y VALUES ('1'), (1);"
            "INSERT INTO z VALUES (1), (1.0);"
        )
        facts = table_facts(connection)
    assert facts["x"] == facts["y"] != facts["z"]


def test_a_file_sealed_by_someone_else_for_us_is_refused(data, sheet, tmp_path):
    for name, content in {
        "../outside": b"x",
        "keys/other.key": b"x",
        "manifest.json": b"{}",
    }.items():
        path = tmp_path / "odd.alongside-backup"
        with (
            path.open("wb") as file,
            SealingWriter(file, load_keys(data).backup_public) as writer,
            tarfile.open(fileobj=writer, mode="w|") as tar,
        ):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
        with pytest.raises(BackupProblem):
            verify_backup(path, sheet)
    path.write_bytes(b"")
    with path.open("wb") as file, SealingWriter(file, load_keys(data).backup_public) as writer:
        writer.write(b"just words")
    with pytest.raises(VaultProblem):
        verify_backup(path, sheet)


def test_what_a_killed_backup_left_is_cleared_and_never_looks_whole(data):
    left = data / "backups" / ".making-before"
    left.mkdir(parents=True)
    (left / "sealed").write_bytes(b"half")
    made = make_backup(data, data / "backups")
    assert [path.name for path in (data / "backups").iterdir()] == [made.path.name]


def test_a_folder_with_a_database_is_never_overwritten(data, sheet, backup, capsys):
    before = (data / "alongside.db").read_bytes()
    code, _, wrong = run(capsys, "restore", backup, "--data", data)
    assert code == 1
    assert "already has a database, and it is not overwritten" in wrong
    assert (data / "alongside.db").read_bytes() == before


def test_after_the_database_is_lost_keys_and_side_files_are_set_aside(data, sheet, backup, capsys):
    old_key = (keys_folder(data) / "fields.key").read_text()
    (data / "alongside.db").unlink()
    (data / "alongside.db-wal").write_bytes(b"of the lost database")
    code, said, _ = run(capsys, "restore", backup, "--data", data)
    assert code == 0
    (aside,) = data.glob("before-restore-*")
    assert str(aside) in said
    assert (aside / "keys" / "fields.key").read_text() == old_key
    assert (aside / "alongside.db-wal").exists()
    with opened(data) as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (3,)


def test_the_commands_speak_plainly(data, sheet, tmp_path, capsys):
    code, said, wrong = run(capsys, "backup", "--data", data, "--to", tmp_path / "kept")
    (backup,) = (tmp_path / "kept").iterdir()
    assert (code, wrong) == (0, "")
    assert str(backup) in said
    code, said, wrong = run(capsys, "restore", backup, "--verify", "--sheet", sheet)
    assert (code, wrong) == (0, "")
    assert "all equal to what was saved" in said
    code, said, wrong = run(
        capsys, "restore", backup, "--data", tmp_path / "new home", "--sheet", sheet
    )
    assert (code, wrong) == (0, "")
    assert "python3 manage.py migrate" in said


def test_a_backup_beside_the_sheet_needs_no_sheet_named(backup, capsys):
    assert run(capsys, "restore", backup, "--verify")[0] == 0


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ("no file", "There is no file"),
        ("a folder", "is a folder"),
        ("no sheet", "There is no recovery sheet"),
        ("other sheet", "This recovery sheet does not open"),
        ("not a sheet", "is not a recovery sheet"),
        ("cut", "cut short"),
        ("damaged", "is damaged"),
        ("other file", "is not an Alongside backup"),
    ],
)
@pytest.mark.parametrize("verify", [True, False])
def test_each_failure_is_one_plain_sentence(
    data, sheet, backup, tmp_path, capsys, spoil, says, verify
):
    make_keys(tmp_path / "other", tmp_path / "other" / "sheet.txt")
    content = backup.read_bytes()
    middle = len(content) // 2
    if spoil in ("cut", "damaged", "other file"):
        damaged = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        backup.write_bytes(
            {"cut": content[:-50], "damaged": damaged, "other file": b"PK" * 900}[spoil]
        )
    named = {"no file": data / "none", "a folder": data}.get(spoil, backup)
    used = {
        "no sheet": data / "no-sheet.txt",
        "other sheet": tmp_path / "other" / "sheet.txt",
        "not a sheet": data / "alongside.toml",
    }.get(spoil, sheet)
    home = tmp_path / "new home"
    code, said, wrong = run(
        capsys, "restore", named, "--sheet", used, "--data", home, *(["--verify"] * verify)
    )
    assert (code, said) == (1, "")
    assert says in wrong
    assert "Traceback" not in wrong
    assert len(wrong.strip().splitlines()) == 1
    assert not (home / "alongside.db").exists()
    assert not (home / "keys").exists()


def test_backup_says_what_is_wrong_with_the_folder(data, tmp_path, capsys):
    code, _, wrong = run(capsys, "backup", "--data", tmp_path / "nowhere")
    assert (code, wrong) == (1, f"There is no database in {tmp_path / 'nowhere'}.\n")
    (tmp_path / "a file").write_text("")
    code, _, wrong = run(capsys, "backup", "--data", data, "--to", tmp_path / "a file" / "x")
    assert code == 1
    assert "cannot be written" in wrong
    (keys_folder(data) / "database.key").write_text("cd" * 32)
    forget_keys()
    code, _, wrong = run(capsys, "backup", "--data", data)
    assert code == 1
    assert "This key does not open this database." in wrong
    (keys_folder(data) / "database.key").unlink()
    forget_keys()
    code, _, wrong = run(capsys, "backup", "--data", data)
    assert code == 1
    assert "database.key is missing" in wrong
    assert not list((data / "backups").glob("*.alongside-backup"))


def test_on_postgresql_backup_names_pg_dump(data, settings, monkeypatch, capsys):
    settings.DATA = data
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    code, _, wrong = run(capsys, "backup")
    assert code == 2
    assert "Use pg_dump" in wrong
    assert run(capsys, "backup", "--data", data)[0] == 2


def test_keys_handed_over_by_systemd_are_saved_too(data, sheet, tmp_path, monkeypatch):
    (tmp_path / "credentials").mkdir()
    keys_folder(data).rename(tmp_path / "credentials" / "keys")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials" / "keys"))
    forget_keys()
    backup = make_backup(data, tmp_path / "backups").path
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    restore_backup(backup, sheet, tmp_path / "new home")
    with opened(tmp_path / "new home") as connection:
        assert connection.execute("SELECT count(*) FROM person").fetchone() == (3,)


def test_an_unwritable_place_leaves_nothing_behind(data, tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        make_backup(data, tmp_path / "small disk")
    assert list((tmp_path / "small disk").iterdir()) == []
