"""What an operator may set: `DATA/alongside.toml` and the environment. Documented in
docs/reference/settings.md; a guard compares the two."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alongside.tables.datafile import DataFile, read_datafile


@dataclass(frozen=True)
class DatabaseOptions:
    engine: str = "embedded"
    host: str = ""
    name: str = "alongside"
    user: str = "alongside"
    password_file: str = ""

    def for_django(self) -> dict[str, Any]:
        password = Path(self.password_file).read_text().strip() if self.password_file else ""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": self.host,
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": password,
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }


@dataclass(frozen=True)
class MailOptions:
    host: str = ""
    port: int = 587
    user: str = ""
    password_file: str = ""
    encrypted: bool = True
    sender: str = "alongside@localhost"
    folder: str = ""

    def password(self) -> str:
        return Path(self.password_file).read_text().strip() if self.password_file else ""


@dataclass(frozen=True)
class Options:
    data: Path
    demo: bool = False
    insecure: bool = False
    behind_proxy: bool = False
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    address: str = ""
    idle_minutes_staff: int = 15
    idle_minutes_member: int = 30
    database: DatabaseOptions = field(default_factory=DatabaseOptions)
    mail: MailOptions = field(default_factory=MailOptions)
    test_folder: Path | None = None
    test_worker: str = "main"

    @property
    def public_address(self) -> str:
        """Where links in messages lead, without a slash at the end: as set, or the first name
        that is not this machine's own."""
        if self.address:
            return self.address.rstrip("/")
        named = next((host for host in self.hosts if host not in Options.hosts), "")
        if named:
            return f"{'http' if self.insecure else 'https'}://{named.lstrip('.')}"
        return "http://127.0.0.1:8000"


_SITE = {
    "demo": "flag",
    "insecure": "flag",
    "behind_proxy": "flag",
    "hosts": "texts",
    "address": "text",
    "idle_minutes_staff": "integer",
    "idle_minutes_member": "integer",
}
_DATABASE = dict.fromkeys(("engine", "host", "name", "user", "password_file"), "text")
_MAIL = {
    "host": "text",
    "port": "integer",
    "user": "text",
    "password_file": "text",
    "encrypted": "flag",
    "sender": "text",
    "folder": "text",
}


def read_options() -> Options:
    """From the data folder named by ALONGSIDE_DATA. A fault stops with file, line and mend."""
    data = Path(os.environ.get("ALONGSIDE_DATA", "data/demo")).resolve()
    path = data / "alongside.toml"
    site: dict[str, Any] = {}
    database: dict[str, Any] = {}
    mail: dict[str, Any] = {}
    if path.exists():
        file = read_datafile(path)
        site = _read(file, _SITE, "database", "mail")
        site["hosts"] = tuple(site.get("hosts", Options.hosts))
        if "database" in file:
            database = _read(file.section("database"), _DATABASE)
        if "mail" in file:
            mail = _read(file.section("mail"), _MAIL)
    for name in ("engine", "host", "name", "user"):
        if value := os.environ.get(f"ALONGSIDE_DATABASE_{name.upper()}"):
            database[name] = value
    if address := os.environ.get("ALONGSIDE_ADDRESS"):
        site.setdefault("address", address)
    tests = os.environ.get("ALONGSIDE_TEST_DIR")
    if tests:
        site.setdefault("insecure", True)  # tests speak plain HTTP on loopback
    return Options(
        data=data,
        database=DatabaseOptions(**database),
        mail=MailOptions(**mail),
        test_folder=Path(tests) if tests else None,
        test_worker=os.environ.get("PYTEST_XDIST_WORKER", "main"),
        **site,
    )


def _read(part: DataFile, known: dict[str, str], *sections: str) -> dict[str, Any]:
    part.allow_only(*known, *sections)
    return {name: getattr(part, kind)(name) for name, kind in known.items() if name in part}
