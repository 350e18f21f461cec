"""Documents do not lag behind the code."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from alongside.web.config import options
from alongside.web.people.consent_rules import GATES, Flow
from alongside.web.people.referral_states import MOVES

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


def test_every_setting_is_documented():
    text = (REFERENCE / "settings.md").read_text()
    parts = [options.DatabaseOptions, options.MailOptions]
    names = {f.name for part in parts for f in dataclasses.fields(part)}
    names |= set(options._SITE)
    missing = {name for name in names if f"`{name}`" not in text}
    assert not missing
    listed = set(re.findall(r"^\| `([a-z_]+)` \|", text, re.M))
    assert listed == names


def test_every_environment_variable_is_documented():
    text = (REFERENCE / "settings.md").read_text()
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        used |= set(re.findall(r"\"(ALONGSIDE_[A-Z_]+)\"", path.read_text()))
    assert not {name for name in used if name not in text}


def referral_states_page() -> str:
    rows = [
        f"| {before} | {after} | `{move.deed}` | {move.rule} |"
        for before, moves in MOVES.items()
        for after, move in moves.items()
    ]
    return "\n".join(
        [
            "# States of a referral",
            "",
            "Drawn from `people/referral_states.py`; a guard fails when this page lags.",
            "",
            "| from | to | deed | rule |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def consents_page() -> str:
    head = " | ".join(flow.value.replace("_", " ") for flow in Flow)
    rows = [f"| {p.value} | {' | '.join(g.value for g in gates)} |" for p, gates in GATES.items()]
    return "\n".join(
        [
            "# What a missing consent does",
            "",
            "Drawn from `people/consent_rules.py`; a guard fails when this page lags.",
            "",
            "`blocks`: the flow does not happen for this person. `leaves_out`: it goes on without",
            "the part that the purpose covers. `free`: no effect. A referral out to a doctor asks",
            "`gp`, to a therapy service `therapy`, never both.",
            "",
            f"| purpose | {head} |",
            "|---|" + "---|" * len(Flow),
            *rows,
            "",
        ]
    )


def test_the_page_of_referral_states_is_the_table():
    assert (REFERENCE / "referral-states.md").read_text() == referral_states_page()


def test_the_page_of_consents_is_the_table():
    assert (REFERENCE / "consents.md").read_text() == consents_page()


def test_every_link_between_our_documents_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = []
    for page in pages:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text()):
            if "://" not in target and not (page.parent / target).exists():
                broken.append((page.name, target))
    assert not broken


def test_nothing_of_a_workplace_is_in_the_repository():
    barred = re.compile(r"/work/(main|shared)|\.library|/opt/(dev|wheels|pypi)")
    found = []
    for path in ROOT.rglob("*"):
        if path.is_file() and path.suffix in {".py", ".md", ".toml", ".txt", ".in", ".jinja"}:
            if any(part.startswith(".") or part == "data" for part in path.relative_to(ROOT).parts):
                continue
            if path != Path(__file__) and barred.search(path.read_text(errors="ignore")):
                found.append(path.name)
    assert not found
