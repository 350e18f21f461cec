"""`alongside instruments`: what is shipped, what one says, whether files are in order."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.cli import Parser
    from alongside.measures.instrument import Instrument


def add_to(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command with list, show and check."""
    parser = commands.add_parser(
        "instruments", help="the questionnaires that come with Alongside", allow_abbrev=False
    )
    deeds = parser.add_subparsers(title="deeds", metavar="list|show|check", required=True)
    deeds.add_parser("list", help="one line for each").set_defaults(run=run_list)
    show = deeds.add_parser("show", help="everything about one")
    show.add_argument("name", metavar="NAME", help="its code, such as phq9")
    show.set_defaults(run=run_show)
    check = deeds.add_parser("check", help="are the files complete and in review date?")
    check.add_argument("files", metavar="FILE", nargs="*", type=Path, help="default: the shipped")
    check.add_argument("--on", type=_day, metavar="DAY", help="also say what is past review then")
    check.set_defaults(run=run_check)


def run_list(chosen: argparse.Namespace) -> int:
    """Print one line for each shipped instrument."""
    from alongside.measures.loading import instruments

    for code, one in instruments().items():
        print(f"{code:8}{one.name} ({len(one.items)} items, {one.state})")
    return 0


def run_show(chosen: argparse.Namespace) -> int:
    """Print one instrument; exit code 2 when there is none of that name."""
    from alongside.measures.loading import instruments

    known = instruments()
    if chosen.name not in known:
        names = ", ".join(known)
        print(f"There is no instrument {chosen.name!r}. There are: {names}.", file=sys.stderr)
        return 2
    print("\n".join(_lines(known[chosen.name])))
    return 0


def run_check(chosen: argparse.Namespace) -> int:
    """Check files; exit code 2 when one is faulty or past review."""
    from alongside.measures.loading import FOLDER, load_instrument
    from alongside.tables.datafile import DataFileError

    faults = 0
    for path in chosen.files or sorted(FOLDER.glob("*.toml")):
        try:
            one = load_instrument(path)
        except DataFileError as fault:
            print(fault, file=sys.stderr)
            faults += 1
            continue
        if chosen.on and one.review_due(chosen.on):
            print(f"{path}: review was due by {one.next_review}.", file=sys.stderr)
            faults += 1
            continue
        remembered = ", ".join(one.remembered())
        unread = f"; not read in a source yet: {remembered}" if remembered else ""
        print(f"{one.code}: complete, next review {one.next_review}{unread}")
    return 2 if faults else 0


def _lines(one: Instrument) -> list[str]:
    better = "higher" if one.scoring.higher_is_better else "lower"
    lines = [f"{one.name} ({one.code}), {one.version}", "", one.stem]
    lines += [f"  {item.number}. {item.text}" for item in one.items]
    lines += ["", "Answers: " + ", ".join(f"{o.label} = {o.value}" for o in one.options)]
    lines += [
        f"Score: {one.scoring.method}, {one.scoring.lowest:g} to {one.scoring.highest:g}, "
        f"{better} is better",
        f"Missing answers: {one.missing.method}, at most {one.missing.max_missing} "
        f"({one.missing.status}: {one.missing.source})",
        "Bands: " + ", ".join(f"{b.label} {b.lowest:g}-{b.highest:g}" for b in one.bands),
    ]
    lines += [
        f"{t.kind.capitalize()}: {t.value:g}, {t.rule} ({t.status}: {t.source})"
        for t in one.thresholds
    ]
    alerts = [item for item in one.items if item.alert_from is not None]
    lines += [f"Item {i.number}: {i.alert_from} or more calls a human" for i in alerts]
    lines += [
        f"Licence ({one.licence.status}): {one.licence.terms}",
        f"Line to print: {one.licence.line}",
        f"Checked by {one.checked_by} on {one.checked_on}, next review {one.next_review}",
    ]
    return lines


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day such as 2026-11-24") from None
