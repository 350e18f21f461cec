"""manage.py backup: one sealed file that holds everything."""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.web.config.sqlcipher.backups import make_backup
from alongside.web.config.sqlcipher.opening import WrongKey, driver
from alongside.web.vault.keys import DATABASE_FILE
from alongside.web.vault.sheet import VaultProblem

_POSTGRESQL = (
    "This service keeps its records in PostgreSQL, which this command does not back up yet. "
    "Use pg_dump, and keep a copy of the folder {keys} and of alongside.toml with it."
)


class Command(BaseCommand):
    help = "Save the database, the keys and the settings into one sealed file."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder to save")
        parser.add_argument(
            "--to", type=Path, metavar="DIR", help="where the file goes (default: DIR/backups)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        site = Path(settings.DATA)
        data: Path = options["data"] or site
        to: Path = options["to"] or data / "backups"
        if data.resolve() == site.resolve() and _site_is_on_postgresql():
            self.stderr.write(_POSTGRESQL.format(keys=data / "keys"))
            sys.exit(2)
        try:
            made = make_backup(data, to)
        except VaultProblem as problem:
            self._stop(str(problem))
        except OSError as problem:
            self._stop(f"The backup cannot be written to {to}: {problem.strerror}.")
        except WrongKey as problem:
            self._stop(f"{data / DATABASE_FILE}: {problem}")
        except driver.Error as problem:
            self._stop(f"The database {data / DATABASE_FILE} cannot be read: {problem}.")
        self.stdout.write(
            f"Saved {made.manifest.rows:,} rows of {len(made.manifest.tables)} tables to\n"
            f"  {made.path} ({made.size / 1e6:.1f} MB)\n"
            "Keep a copy on another machine. Only the recovery sheet opens it. To check it:\n"
            f"  python3 manage.py restore {shlex.quote(str(made.path))} --verify"
        )

    def _stop(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)


def _site_is_on_postgresql() -> bool:
    return bool(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"))
