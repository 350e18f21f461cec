"""manage.py demo: serve invented people, made at the first start."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from alongside.web.config.startup import read_everything
from alongside.web.demo.prepare import DemoProblem
from alongside.web.demo.running import Wish, run_demo
from alongside.web.demo.seeding import FEWEST, MOST

PROFILES = ("light", "standard", "secure")
TARGET = "alongside.web.config.served:application"


def some_members(text: str) -> int:
    if not text.isdecimal() or not FEWEST <= int(text) <= MOST:
        raise ArgumentTypeError(f"give a whole number from {FEWEST} to {MOST}")
    return int(text)


def a_port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_535:
        raise ArgumentTypeError("give a whole number from 0 (any free one) to 65535")
    return int(text)


class Command(BaseCommand):
    help = "Serve a demo with invented people. The first start makes it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=a_port, default=8000, metavar="N", help="default: 8000")
        parser.add_argument(
            "--members", type=some_members, metavar="N", help="how many people; default: 400"
        )
        parser.add_argument("--profile", choices=PROFILES, help="default: standard")
        parser.add_argument("--fresh", action="store_true", help="make the demo anew")
        parser.add_argument(
            "--empty", action="store_true", help="nobody in it; prints the address for setting up"
        )
        parser.add_argument("--data", type=Path, metavar="DIR", help="default: ./data/demo")

    def handle(self, *args: Any, **options: Any) -> None:
        wish = Wish(**{name: options[name] for name in Wish.__dataclass_fields__})
        try:
            check(wish)
            run_demo(
                wish,
                data=Path(settings.DATA),
                target=TARGET,
                read_files=read_everything,
                write=self._write,
            )
        except DemoProblem as problem:
            self.stderr.write(str(problem))
            sys.exit(1)

    def _write(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()


def check(wish: Wish) -> None:
    if wish.empty and (wish.members or wish.profile):
        raise DemoProblem("--empty makes nobody, so leave out --members and --profile.")
    if not settings.DEMO:
        raise DemoProblem("Start it with python3 manage.py demo, which makes its folder first.")
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        raise DemoProblem("The demo keeps its people in the embedded database, not in PostgreSQL.")
