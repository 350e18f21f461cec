"""Opening an encrypted database file, with or without Django's settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

from alongside.web.vault.keys import Secret

if TYPE_CHECKING:
    import sqlite3 as driver  # the same interface, with types
else:
    import sqlcipher3 as driver

# Older ones can lose commits or damage a file in WAL mode.
OLDEST_SQLITE = (3, 51, 3)

__all__ = ["OLDEST_SQLITE", "Connection", "WrongKey", "check_driver", "driver", "open_database"]


class WrongKey(OperationalError):
    """The key does not open the file, or the file is not an encrypted database."""


class Connection(driver.Connection):
    """A connection that gives the key before anything else is said."""

    def __init__(self, *args: Any, key: Secret, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A raw key: the file's own random key needs no stretching, which takes 150 ms.
        self.execute(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
        # What is wrong is told by the exception; the library would also write to the screen.
        self.execute("PRAGMA cipher_log_level = NONE")
        try:
            self.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except driver.DatabaseError as problem:
            self.close()
            if "not a database" in str(problem):
                raise WrongKey("This key does not open this database.") from None
            raise


def open_database(path: Path, key: Secret, **kwargs: Any) -> Connection:
    """Open an existing file by path, in autocommit; raises `WrongKey`."""
    check_driver(driver.sqlite_version_info, cipher_version())
    return Connection(
        f"{path.resolve().as_uri()}?mode=rw", key=key, uri=True, isolation_level=None, **kwargs
    )


def cipher_version() -> str:
    """SQLCipher's version, empty if the driver does not encrypt."""
    connection = driver.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(row[0]) if row else ""


def check_driver(sqlite: tuple[int, ...], cipher: str) -> None:
    """Refuse a driver that could damage the file or would not encrypt it."""
    if sqlite < OLDEST_SQLITE:
        raise ImproperlyConfigured(
            f"SQLite {'.'.join(map(str, sqlite))} can damage a database that two programs write. "
            f"Alongside needs {'.'.join(map(str, OLDEST_SQLITE))} or newer: install the sqlcipher3 "
            "package that requirements.txt names."
        )
    if not cipher:
        raise ImproperlyConfigured(
            "This SQLite does not encrypt. Install the sqlcipher3 package that requirements.txt "
            "names."
        )
