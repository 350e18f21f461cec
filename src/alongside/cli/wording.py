"""The words of `alongside change`: a sentence, a table, how many stand behind it, the limits."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alongside.outcomes.change import Change

NOT_EFFECT = "There is no comparison group: change is not effect."


def change_text(change: Change, asked: argparse.Namespace) -> str:
    """The whole answer in words."""
    parts = [_sentence(change, asked), _classes(change), _denominators(change, asked)]
    if change.figures:
        parts.append(_figures(change))
    parts += [f"Note: {note}" for note in change.notes]
    parts.append(NOT_EFFECT)
    return "\n\n".join(parts)


def _sentence(change: Change, asked: argparse.Namespace) -> str:
    pairing, counts = change.pairing, change.counts
    everybody = "1 person" if pairing.n_total == 1 else f"{pairing.n_total} people"
    both = f"a score for {asked.outcome!r} at {asked.before!r} and at {asked.after!r}"
    if not change.figures:
        return f"Of {everybody}, nobody has {both}, so no change can be counted."
    return (
        f"Of {everybody}, {pairing.n_used} have {both}. Of these {pairing.n_used}, "
        f"{counts['recovered']} recovered, {counts['improved']} improved, "
        f"{counts['unchanged']} did not change more than by chance, "
        f"{counts['deteriorated']} got worse and {counts['harmed']} were harmed."
    )


def _classes(change: Change) -> str:
    from alongside.outcomes.definition import change_definition

    used = change.pairing.n_used
    rows = [
        (one.label, change.counts[one.code], _percent(change.counts[one.code], used), one.meaning)
        for one in change_definition().categories
    ]
    lines = [f"{'':14}{'people':>8}{f'  of {used}':>9}"]
    lines += [f"{label:14}{count:>8}{share:>9}   {say}" for label, count, share, say in rows]
    return "\n".join(lines)


def _denominators(change: Change, asked: argparse.Namespace) -> str:
    pairing, unused = change.pairing, change.pairing.unused
    rows = [
        ("In the file", pairing.n_total),
        (f"With a score at {asked.before!r}", pairing.n_before),
        (f"With a score at {asked.after!r}", pairing.n_after),
        ("With both, analysed", pairing.n_used),
        ("Left out: no score before", unused["no_score_before"]),
        ("Left out: no score after", unused["no_score_after"]),
        ("Left out: neither score", unused["neither_score"]),
    ]
    width = max(len(label) for label, _ in rows)
    return "\n".join(f"{label:{width}}{count:>8}" for label, count in rows)


def _figures(change: Change) -> str:
    figures, rule = change.figures, change.rule
    if figures is None:
        return ""
    better = "higher" if rule.higher_is_better else "lower"
    return "\n".join(
        [
            f"Mean before {figures.mean_before:.2f} (SD {figures.sd_before:.2f}), "
            f"after {figures.mean_after:.2f} (SD {figures.sd_after:.2f}); {better} is better.",
            f"Cut-off {rule.cutoff}: {figures.cutoff:.4f}. Reliable change: more than "
            f"{figures.reliable_change:.4f} points (95 %, reliability {rule.reliability:g}).",
            "Method: Jacobson and Truax (1991).",
        ]
    )


def _percent(count: int, of: int) -> str:
    return f"{(200 * count + of) // (2 * of)} %" if of else "-"
