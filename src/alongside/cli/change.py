"""`alongside change`: who changed between two times, and by how much, from one file."""

from __future__ import annotations

import argparse
import dataclasses
import json
import math
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alongside.cli import Parser
    from alongside.outcomes.anchor import AnchorRule
    from alongside.outcomes.change import Change, ChangeRule

METHODS = ("jacobson-truax",)
CRITERIA = ("combined", "anchor")
_OF_COMBINED = ("reliability", "functional_mean", "functional_sd", "cutoff", "method")
_DECIMALS = 10
"""Figures are printed to this many decimals: beyond it the order of rows would show."""


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "change",
        help="who recovered, improved, stayed, or got worse between two times",
        description="Change of one outcome between two times: reliable and clinically "
        "significant (combined), or by the smallest change that matters (anchor). The file (CSV, "
        "XLSX or Parquet) has one row for each person and time. Empty cells and NA mean no answer.",
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
    parser.add_argument(
        "--criterion", choices=CRITERIA, default=CRITERIA[0], help="default: %(default)s"
    )
    _add_numbers(parser)
    parser.add_argument("--cutoff", choices=("a", "b", "c"), help="default: c")
    parser.add_argument("--method", choices=METHODS, help=f"default: {METHODS[0]}")
    parser.add_argument("--json", action="store_true", help="print JSON instead of words")
    parser.set_defaults(run=run, refuse=parser.error)


def _add_numbers(parser: argparse.ArgumentParser) -> None:
    for name, say in (
        ("mid", "with anchor: the smallest change that matters, in points of the measure"),
        ("reliability", "with combined: reliability of the measure, 0 up to but not including 1"),
        ("functional-mean", "mean of people who are well (not needed for cut-off a)"),
        ("functional-sd", "standard deviation of people who are well (likewise)"),
    ):
        parser.add_argument(f"--{name}", type=_number, help=say, metavar="NUMBER")


def run(chosen: argparse.Namespace) -> int:
    """Read, count, print. Raises TableFault for the file."""
    _refuse_half_questions(chosen)
    from alongside.cli.wording import change_text
    from alongside.outcomes.change import assess_change
    from alongside.outcomes.faults import OutcomeFault
    from alongside.tables.reading import Wanted, read_table

    try:
        rule = _rule(chosen)
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
    change = dataclasses.replace(change, notes=(*change.notes, *_idle(chosen)))
    print(_as_json(change) if chosen.json else change_text(change, chosen))
    return 0


def _refuse_half_questions(chosen: argparse.Namespace) -> None:
    if chosen.criterion == "anchor" and chosen.mid is None:
        chosen.refuse(
            "--criterion anchor needs --mid, the smallest change that matters (such as --mid 6)"
        )
    if chosen.criterion != "anchor" and chosen.mid is not None:
        chosen.refuse("--mid goes only with --criterion anchor")
    if chosen.criterion == "combined" and chosen.reliability is None:
        chosen.refuse("the following arguments are required: --reliability")


def _rule(chosen: argparse.Namespace) -> ChangeRule | AnchorRule:
    from alongside.outcomes.change import AnchorRule, ChangeRule

    if chosen.criterion == "anchor":
        return AnchorRule(mid=chosen.mid, higher_is_better=chosen.higher_is_better)
    return ChangeRule(
        reliability=chosen.reliability,
        functional_mean=chosen.functional_mean,
        functional_sd=chosen.functional_sd,
        cutoff=chosen.cutoff or "c",
        higher_is_better=chosen.higher_is_better,
    )


def _idle(chosen: argparse.Namespace) -> list[str]:
    given = [name for name in _OF_COMBINED if getattr(chosen, name) is not None]
    if chosen.criterion == "combined" or not given:
        return []
    names = ", ".join("--" + name.replace("_", "-") for name in given)
    return [f"Left aside, because the criterion is anchor: {names}."]


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
    pairing = change.pairing
    content = {
        "n_total": pairing.n_total,
        "n_before": pairing.n_before,
        "n_after": pairing.n_after,
        "n_used": pairing.n_used,
        "unused": pairing.unused,
        "rows_without_id": pairing.rows_without_person,
        **_criterion(change),
        "mean_change": _rounded(change.mean_change),
        "ci_low": _rounded(change.ci_low),
        "ci_high": _rounded(change.ci_high),
        "counts": change.counts,
        "comparison_group": False,
        "notes": list(change.notes),
    }
    return json.dumps(content, indent=2, allow_nan=False)


def _criterion(change: Change) -> dict[str, Any]:
    from alongside.outcomes.change import AnchorRule

    figures, rule = change.figures, change.rule
    if isinstance(rule, AnchorRule):
        return {
            "criterion": "anchor",
            "mid": rule.mid,
            "mean_before": _rounded(change.mean.mean_before),
            "mean_after": _rounded(change.mean.mean_after),
        }
    names = (
        "mean_before", "sd_before", "mean_after", "sd_after",
        "standard_error", "difference", "reliable_change",
    )  # fmt: skip
    return {
        "criterion": "combined",
        "method": METHODS[0],
        "cutoff_type": rule.cutoff,
        "cutoff": _rounded(figures.cutoff) if figures else None,
        "figures": {name: _rounded(getattr(figures, name)) for name in names} if figures else None,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DECIMALS) + 0.0
