"""The `alongside` command.

Exit codes: 0 done; 2 the question or the file is wrong; 3 the data cannot give the figures;
4 a file of the program itself is faulty. Nothing heavy is imported before it is needed, so that
help and refusals are quick.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn

EXIT_OK, EXIT_WRONG, EXIT_OWN_FILE = 0, 2, 4


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and where help is."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_WRONG, f"{self.prog}: {message}\nHelp: {self.prog} --help\n")


def build_parser() -> Parser:
    """The whole command line."""
    from alongside import version
    from alongside.cli import change, instruments

    parser = Parser(
        prog="alongside",
        description="Count what changed for people, plainly and honestly.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"alongside {version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    change.add_to(commands)
    instruments.add_to(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from alongside.tables.datafile import DataFileError
    from alongside.tables.faults import TableFault

    chosen = build_parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except TableFault as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code
    except DataFileError as fault:
        print(fault, file=sys.stderr)
        return EXIT_OWN_FILE
