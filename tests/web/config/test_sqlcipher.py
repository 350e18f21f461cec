"""The encrypted database under Django, opened from a data folder of its own."""

from __future__ import annotations

import datetime
import decimal
import sqlite3
import threading
import traceback
import uuid
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError, connections, models, transaction
from django.db.utils import ConnectionHandler
from django.test.utils import isolate_apps
from django.views.debug import SafeExceptionReporterFilter

from alongside.web.config.sqlcipher import database_settings
from alongside.web.config.sqlcipher.opening import WrongKey, check_driver, open_database
from alongside.web.vault.keys import Secret, forget_keys, keys_folder, load_keys, make_keys


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    folder = tmp_path / "a data folder"
    make_keys(folder)
    yield folder
    forget_keys()


@pytest.fixture
def alone(data, django_db_blocker):
    """The alias of a Django database in this folder, with a connection for each thread."""
    complete = ConnectionHandler({"default": database_settings(data)}).settings["default"]
    connections.settings["alone"] = complete
    with django_db_blocker.unblock():
        yield "alone"
        connections["alone"].close()
    del connections["alone"]
    del connections.settings["alone"]


@pytest.fixture
def database(alone):
    with connections[alone].cursor() as cursor:
        cursor.execute("CREATE TABLE line (id integer PRIMARY KEY, word text NOT NULL)")
    return connections[alone]


def add(database, word):
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO line (word) VALUES (%s)", [word])


def words(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT word FROM line ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def pragma(database, name):
    with database.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_no_file_of_the_database_can_be_read_without_the_key(data, database):
    add(database, "a private sentence")
    for path in [data / "alongside.db", data / "alongside.db-wal"]:
        content = path.read_bytes()
        assert content
        assert b"a private sentence" not in content
        assert b"SQLite format 3" not in content
        assert b"CREATE TABLE" not in content
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        sqlite3.connect(data / "alongside.db").execute("SELECT * FROM line")


def test_each_connection_is_set_for_records_that_must_last(database):
    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 2  # FULL
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "temp_store") == 2  # MEMORY
    assert pragma(database, "secure_delete") == 1
    assert pragma(database, "cipher_version")
    assert database.get_database_version() >= (3, 51, 3)


def test_a_wrong_key_says_so_and_shows_no_key(data, database):
    add(database, "kept")
    database.close()
    right = load_keys(data).database.reveal().hex()
    path = keys_folder(data) / "database.key"
    path.write_text("ab" * 32)
    forget_keys()
    with pytest.raises(WrongKey) as caught:
        words(database)
    assert str(caught.value) == "This key does not open this database."
    assert isinstance(caught.value, OperationalError)
    kept = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    told = "".join(kept.format())
    assert "ab" * 8 not in told
    path.write_text(right)
    forget_keys()
    assert words(database) == ["kept"]


def test_a_plain_database_is_not_taken_for_ours(data, tmp_path):
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as connection:
        connection.execute("CREATE TABLE line (word text)")
    connection.close()
    with pytest.raises(WrongKey):
        open_database(plain, load_keys(data).database)


def test_settings_and_connections_show_no_key(data, database):
    add(database, "x")
    key = load_keys(data).database.reveal()
    shown = repr(database_settings(data)) + repr(vars(database)) + repr(database.connection)
    shown += repr(database.get_connection_params())
    shown += repr(SafeExceptionReporterFilter().cleanse_setting("D", database.settings_dict))
    assert key.hex() not in shown
    assert repr(key) not in shown


def test_the_key_is_in_no_recorded_query(database):
    database.close()
    database.force_debug_cursor = True
    add(database, "x")
    assert database.queries_log
    assert all("PRAGMA key" not in query["sql"] for query in database.queries_log)


def test_opening_a_file_that_is_not_there_makes_none(data, tmp_path):
    with pytest.raises(Exception, match="unable to open"):
        open_database(tmp_path / "none.db", Secret(bytes(32)))
    assert not (tmp_path / "none.db").exists()


def test_an_unsafe_driver_is_refused():
    check_driver((3, 51, 3), "4.19.0 community")
    with pytest.raises(ImproperlyConfigured, match=r"SQLite 3\.40\.1 can damage"):
        check_driver((3, 40, 1), "4.19.0 community")
    with pytest.raises(ImproperlyConfigured, match="does not encrypt"):
        check_driver((3, 53, 4), "")


def test_two_writers_in_threads_both_finish(alone, database):
    failed = []

    def write(name):
        own = connections[alone]
        try:
            for number in range(40):
                with transaction.atomic(using=alone):
                    seen = len(words(own))
                    add(own, f"{name} {number} after {seen}")
        except OperationalError as problem:
            failed.append(problem)
        finally:
            own.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("ana", "ben", "cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert failed == []
    kept = words(database)
    assert len(kept) == 120
    assert [word.split(" after ")[1] for word in kept] == [str(n) for n in range(120)]


def test_many_threads_may_open_a_new_database_at_once(alone):
    failed = []
    start = threading.Barrier(8)

    def use():
        own = connections[alone]
        start.wait(timeout=60)
        try:
            with own.cursor() as cursor:
                cursor.execute(
                    "CREATE TABLE IF NOT EXISTS line (id integer PRIMARY KEY, word text)"
                )
            add(own, "x")
        except OperationalError as problem:
            failed.append(problem)
        finally:
            own.close()

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert failed == []
    assert len(words(connections[alone])) == 8


def test_errors_are_djangos_and_a_failed_deed_leaves_nothing(alone, database):
    add(database, "before")
    with pytest.raises(IntegrityError), transaction.atomic(using=alone):
        add(database, "half")
        add(database, None)
    assert words(database) == ["before"]


def test_parameters_come_in_both_of_djangos_styles(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT %s, '100%%', 7 %% 4 WHERE 1 = %s", ["a", 1])
        assert cursor.fetchall() == [("a", "100%", 3)]
        cursor.execute("SELECT %(x)s, %(x)s, %(y)s", {"x": 1, "y": "b"})
        assert cursor.fetchall() == [(1, 1, "b")]
        cursor.execute("SELECT '100%'")
        assert cursor.fetchall() == [("100%",)]
        cursor.executemany("INSERT INTO line (word) VALUES (%s)", iter([("a",), ("b",)]))
        cursor.executemany("INSERT INTO line (word) VALUES (%(w)s)", [{"w": "c"}])
        cursor.executemany("INSERT INTO line (word) VALUES (%s)", [])
    assert words(database) == ["a", "b", "c"]


def test_every_kind_of_value_comes_back_as_it_went_in(alone, database):
    moment = datetime.datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=datetime.UTC)
    with isolate_apps():

        class Kinds(models.Model):
            flag = models.BooleanField()
            day = models.DateField()
            hour = models.TimeField()
            moment = models.DateTimeField()
            amount = models.DecimalField(max_digits=9, decimal_places=2)
            length = models.DurationField()
            extra = models.JSONField()
            raw = models.BinaryField()
            key = models.UUIDField()

            class Meta:
                app_label = "vaulttests"

    given = {
        "flag": True,
        "day": moment.date(),
        "hour": moment.time(),
        "moment": moment,
        "amount": decimal.Decimal("12.30"),
        "length": datetime.timedelta(days=2, microseconds=5),
        "extra": {"a": [1, None, "ü"]},
        "raw": b"\x00\xff",
        "key": uuid.UUID(int=7),
    }
    with database.schema_editor() as editor:
        editor.create_model(Kinds)
    notes = Kinds.objects.using(alone)
    notes.create(**given)
    assert notes.values(*given).get() == given
    assert notes.filter(extra__a__1=None, moment__year=2026).count() == 1
    assert notes.dates("moment", "month").get() == datetime.date(2026, 3, 1)


def test_the_standard_library_and_djangos_own_backend_are_left_alone(database):
    import django.db.backends.sqlite3.base as django_sqlite

    assert django_sqlite.Database.connect is sqlite3.connect
    assert issubclass(django_sqlite.SQLiteCursorWrapper, sqlite3.Cursor)
    plain = sqlite3.connect(":memory:")
    assert plain.execute("PRAGMA cipher_version").fetchone() is None
    plain.close()


def test_a_test_database_is_a_file_and_goes_with_its_side_files(data, alone):
    own = connections[alone]
    name = own.creation._get_test_db_name()
    assert name == data / "test-alongside.db"
    for ending in ("", "-wal", "-shm"):
        Path(f"{name}{ending}").write_bytes(b"left over from a run that was stopped")
    own.creation._create_test_db(verbosity=0, autoclobber=True)
    assert not list(data.glob("test-*"))
    name.write_bytes(b"")
    own.creation._destroy_test_db(name, verbosity=0)
    assert not list(data.glob("test-*"))
