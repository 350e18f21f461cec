"""What a database holds, in numbers that another copy must have as well."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.web.config.sqlcipher.opening import Connection

_MODULUS = 2**256


@dataclass(frozen=True)
class TableFacts:
    rows: int
    hash: str


class _Text(bytes):
    """Text as it lies in the file, told apart from a blob."""


def table_facts(connection: Connection) -> dict[str, TableFacts]:
    """Row count and hash of every table. The order of rows does not matter.

    Read inside one transaction, all tables are of the same moment.
    """
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    found = {}
    usual, connection.text_factory = connection.text_factory, _Text
    try:
        for (name,) in names:
            quoted = '"' + name.replace('"', '""') + '"'
            found[name] = _facts(connection.execute(f"SELECT * FROM {quoted}"))  # noqa: S608
    finally:
        connection.text_factory = usual
    return found


def schema_hash(connection: Connection) -> str:
    """A hash of every table, index, trigger and view as it was written."""
    lines = connection.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
    )
    return hashlib.sha256("\n".join("\t".join(line) for line in lines).encode()).hexdigest()


def faults(connection: Connection) -> list[str]:
    """What the database's own checks find wrong; empty when all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    found += [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    found += [
        f"a row of {row[0]} points to a row of {row[2]} that is not there"
        for row in connection.execute("PRAGMA foreign_key_check")
    ]
    return found


def _facts(rows: Iterable[tuple[object, ...]]) -> TableFacts:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(b"".join(map(_spell, row))).digest(), "big")
    return TableFacts(count, f"{total % _MODULUS:064x}")


def _spell(value: object) -> bytes:
    match value:
        case None:
            return b"n;"
        case int():
            return b"i%d;" % value
        case float():
            return b"f" + struct.pack(">d", value)
        case _Text():
            return b"t%d:" % len(value) + value
        case bytes():
            return b"b%d:" % len(value) + value
    raise TypeError(f"A database does not hold {type(value).__name__}.")
