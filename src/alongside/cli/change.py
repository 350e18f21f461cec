"""`alongside change`: who changed reliably between two times, from one file."""

from __future__ import annotations

import argparse
import json
import math
import sys
from typing import TYPE_CHECKING

from alongside.cli.wording import change_text

if TYPE_CHECKING:
    from alongside.cli import Parser
    from alongside.outcomes.change import Change

METHODS = ("jacobson-truax",)
_DECIMALS = 10
"""Figures are printed to this many decimals: beyond it the order of rows would show."""


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "change",
        help="who recovered, improved, stayed, or got worse between two times",
        description="Reliable and clinically significant change of one outcome between two "
        "times. The file (CSV, XLSX or Parquet) has one row for each person and time. "
        "Empty cells and NA mean no answer.",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", help="CSV, XLSX or Parquet file")
    for name, say in (
        ("id", "column that tells people apart"),
        ("time", "column that tells the times apart"),
        ("before", "the time before, as written in that column"),
        ("after", "the time after, as written in that column"),
        ("outcome", "column with the score"),
    ):
        parser.add_argument(f"--{name}", required=True, help=say, metavar="NAME")
    parser.add_argument(
        "--higher-is-better", action="store_true", help="a higher score is better (default: lower)"
    )
    for name, say in (
        ("reliability", "reliability of the measure, 0 up to but not including 1"),
        ("functional-mean", "mean of people who are well (not needed for cut-off a)"),
        ("functional-sd", "standard deviation of people who are well (likewise)"),
    ):
        parser.add_argument(
            f"--{name}", type=_number, required=name == "reliability", help=say, metavar="NUMBER"
        )
    parser.add_argument("--cutoff", choices=("a", "b", "c"), default="c", help="default: c")
    parser.add_argument(
        "--method", choices=METHODS, default=METHODS[0], help="default: %(default)s"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of words")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Read, count, print. Raises TableFault for the file."""
    from alongside.outcomes.change import ChangeRule, assess_change
    from alongside.outcomes.faults import OutcomeFault
    from alongside.tables.reading import Wanted, read_table

    try:
        rule = ChangeRule(
            reliability=chosen.reliability,
            functional_mean=chosen.functional_mean,
            functional_sd=chosen.functional_sd,
            cutoff=chosen.cutoff,
            higher_is_better=chosen.higher_is_better,
        )
        wanted = [
            Wanted("person", chosen.id),
            Wanted("time", chosen.time),
            Wanted("score", chosen.outcome, "number"),
        ]
        change = assess_change(
            read_table(chosen.file, wanted),
            person="person",
            time="time",
            outcome="score",
            row="row",
            before=chosen.before.strip(),
            after=chosen.after.strip(),
            rule=rule,
        )
    except OutcomeFault as fault:
        print(fault, file=sys.stderr)
        return fault.exit_code
    print(_as_json(change) if chosen.json else change_text(change, chosen))
    return 0


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        mend = " (write decimals with a point)" if "," in text else ""
        raise argparse.ArgumentTypeError(f"{text!r} is not a number{mend}")
    return value


def _as_json(change: Change) -> str:
    pairing, figures = change.pairing, change.figures
    names = (
        "mean_before", "sd_before", "mean_after", "sd_after",
        "standard_error", "difference", "reliable_change",
    )  # fmt: skip
    content = {
        "n_total": pairing.n_total,
        "n_before": pairing.n_before,
        "n_after": pairing.n_after,
        "n_used": pairing.n_used,
        "unused": pairing.unused,
        "rows_without_id": pairing.rows_without_person,
        "method": METHODS[0],
        "cutoff_type": change.rule.cutoff,
        "cutoff": round(figures.cutoff, _DECIMALS) if figures else None,
        "figures": {name: round(getattr(figures, name), _DECIMALS) for name in names}
        if figures
        else None,
        "counts": change.counts,
        "comparison_group": False,
        "notes": list(change.notes),
    }
    return json.dumps(content, indent=2, allow_nan=False)
