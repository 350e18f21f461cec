"""Django's SQLite backend on the SQLCipher driver.

The standard library's `sqlite3` and Django's own backend are left as they are: what they say
about their driver is said again here for ours.
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Mapping
from itertools import tee
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base as django_sqlite
from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
    register as register_functions,
)
from django.db.backends.sqlite3.creation import DatabaseCreation as SQLiteCreation
from django.db.backends.sqlite3.features import DatabaseFeatures as SQLiteFeatures
from django.db.backends.sqlite3.operations import DatabaseOperations as SQLiteOperations
from django.utils.asyncio import async_unsafe
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from alongside.web.config.sqlcipher.opening import (
    Connection,
    check_driver,
    cipher_version,
    driver,
)
from alongside.web.vault.keys import load_keys

check_driver(driver.sqlite_version_info, cipher_version())

driver.register_converter("bool", b"1".__eq__)
driver.register_converter("date", lambda value: parse_date(value.decode()))
driver.register_converter("time", lambda value: parse_time(value.decode()))
driver.register_converter("datetime", lambda value: parse_datetime(value.decode()))
driver.register_converter("timestamp", lambda value: parse_datetime(value.decode()))
driver.register_adapter(decimal.Decimal, str)
driver.register_adapter(datetime.date, lambda value: value.isoformat())
driver.register_adapter(datetime.datetime, lambda value: value.isoformat(" "))


class DatabaseFeatures(SQLiteFeatures):
    can_alter_table_drop_column = True
    can_return_columns_from_insert = True
    can_return_rows_from_bulk_insert = True
    minimum_database_version = (3, 51, 3)


class DatabaseOperations(SQLiteOperations):
    def force_group_by(self) -> list[str]:
        return []


class DatabaseCreation(SQLiteCreation):
    """Test databases are files: a stopped run's side files go with them."""

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name: str = super()._create_test_db(  # type: ignore[misc]
            verbosity, autoclobber, keepdb
        )
        if not keepdb:
            self._remove_side_files(name)
        return name

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(  # type: ignore[misc]
            test_database_name, verbosity
        )
        self._remove_side_files(test_database_name)

    @staticmethod
    def _remove_side_files(name: str) -> None:
        for ending in ("-wal", "-shm", "-journal"):
            Path(f"{name}{ending}").unlink(missing_ok=True)


def _with_sqlite_marks(query: str, params: Any) -> str:
    if params and isinstance(params, Mapping):
        return query % {name: f":{name}" for name in params}
    return django_sqlite.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(driver.Cursor):
    """Takes Django's %s and %(name)s parameters."""

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        return super().execute(_with_sqlite_marks(query, params), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        first, param_list = tee(iter(param_list))
        params = next(first, None)
        return super().executemany(_with_sqlite_marks(query, params), param_list)


class DatabaseWrapper(django_sqlite.DatabaseWrapper):
    display_name = "SQLite, encrypted"
    Database = driver
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    init_commands: list[str]

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        params = dict(conn_params)
        connection = Connection(key=load_keys(Path(params.pop("data"))).database, **params)
        register_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
