"""manage.py restore: check a backup, or put it into a new data folder."""

from __future__ import annotations

import shlex
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.web.config.sqlcipher.backups import Manifest
from alongside.web.config.sqlcipher.restoring import restore_backup, verify_backup
from alongside.web.vault.sheet import VaultProblem

_SHEET = "recovery-sheet.txt"


class Command(BaseCommand):
    help = "Check a backup (--verify), or put it into a folder that has no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the backup file")
        parser.add_argument("--data", type=Path, metavar="DIR", help="the folder to restore into")
        parser.add_argument(
            "--verify",
            action="store_true",
            help="restore into a temporary folder, compare every table and change nothing",
        )
        parser.add_argument(
            "--sheet",
            type=Path,
            metavar="FILE",
            help=f"the recovery sheet (default: {_SHEET} in DIR or beside the backups)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        backup: Path = options["file"]
        data: Path = options["data"] or Path(settings.DATA)
        sheet: Path = options["sheet"] or _find_sheet(data, backup)
        try:
            if options["verify"]:
                self._tell_verified(backup, verify_backup(backup, sheet))
            else:
                self._tell_restored(data, *restore_backup(backup, sheet, data))
        except VaultProblem as problem:
            self._stop(str(problem))
        except OSError as problem:
            place = problem.filename or backup
            self._stop(f"The backup cannot be restored: {place}: {problem.strerror}.")

    def _tell_verified(self, backup: Path, manifest: Manifest) -> None:
        self.stdout.write(
            f"{backup} is whole. Saved at {manifest.made_at} by Alongside "
            f"{manifest.versions['alongside']}.\n"
            f"Restored into a temporary folder and compared: {len(manifest.tables)} tables, "
            f"{manifest.rows:,} rows, all equal to what was saved."
        )

    def _tell_restored(self, data: Path, manifest: Manifest, aside: Path | None) -> None:
        self.stdout.write(
            f"Restored {manifest.rows:,} rows of {len(manifest.tables)} tables into {data}, "
            f"as they were at {manifest.made_at}."
        )
        if aside is not None:
            self.stdout.write(f"The keys and settings that lay there are now in {aside}.")
        self.stdout.write(
            "What was saved after that time is not in it. Next, bring it up to this version "
            "and look at it:\n"
            f"  ALONGSIDE_DATA={shlex.quote(str(data))} python3 manage.py migrate\n"
            f"  ALONGSIDE_DATA={shlex.quote(str(data))} python3 manage.py demo"
        )

    def _stop(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(1)


def _find_sheet(data: Path, backup: Path) -> Path:
    places = [data, backup.parent, backup.parent.parent]
    found = (place / _SHEET for place in places if (place / _SHEET).exists())
    return next(found, data / _SHEET)
