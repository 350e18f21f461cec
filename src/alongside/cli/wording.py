"""The words of `alongside change`: a sentence, a table, how many stand behind it, the limits."""

from __future__ import annotations

import argparse

from alongside.outcomes.change import AnchorRule, Change
from alongside.outcomes.definition import anchor_definition, change_definition

NOT_EFFECT = "There is no comparison group: change is not effect."


def change_text(change: Change, asked: argparse.Namespace) -> str:
    """The whole answer in words."""
    parts = [_sentence(change, asked), _classes(change), _denominators(change, asked)]
    if change.pairing.n_used:
        parts.append(_figures(change))
    parts += [f"Note: {note}" for note in change.notes]
    parts.append(NOT_EFFECT)
    return "\n\n".join(parts)


def _sentence(change: Change, asked: argparse.Namespace) -> str:
    pairing, counts = change.pairing, change.counts
    everybody = "1 person" if pairing.n_total == 1 else f"{pairing.n_total} people"
    both = f"a score for {asked.outcome!r} at {asked.before!r} and at {asked.after!r}"
    if not pairing.n_used:
        return f"Of {everybody}, nobody has {both}, so no change can be counted."
    used = pairing.n_used
    start = f"Of {everybody}, {used} {'has' if used == 1 else 'have'} {both}. Of "
    start += "this 1, " if used == 1 else f"these {used}, "
    if isinstance(change.rule, AnchorRule):
        much = _points(change.rule)
        return (
            f"{start}{counts['improved']} improved by {much} or more, {counts['deteriorated']} got "
            f"worse by {much} or more, and {counts['unchanged']} changed by less or not at all."
        )
    return (
        f"{start}{counts['recovered']} recovered, {counts['improved']} improved, "
        f"{counts['unchanged']} did not change more than by chance, "
        f"{counts['deteriorated']} got worse and {counts['harmed']} were harmed."
    )


def _classes(change: Change) -> str:
    used, anchored = change.pairing.n_used, isinstance(change.rule, AnchorRule)
    definition = anchor_definition() if anchored else change_definition()
    rows = [
        (one.label, change.counts[one.code], _percent(change.counts[one.code], used), one.meaning)
        for one in definition.categories
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
    mean, figures, rule = change.mean, change.figures, change.rule
    better = "higher" if rule.higher_is_better else "lower"
    before = _with_sd(mean.mean_before, figures.sd_before if figures else None)
    after = _with_sd(mean.mean_after, figures.sd_after if figures else None)
    lines = [f"Mean before {before}, after {after}; {better} is better.", _mean_change(change)]
    if isinstance(rule, AnchorRule):
        lines.append(f"Criterion: a change of {_points(rule)} or more.")
    elif figures:
        lines += [
            f"Cut-off {rule.cutoff}: {figures.cutoff:.4f}. Reliable change: more than "
            f"{figures.reliable_change:.4f} points (95 %, reliability {rule.reliability:g}).",
            "Method: Jacobson and Truax (1991).",
        ]
    return "\n".join(lines)


def _mean_change(change: Change) -> str:
    low, high = change.ci_low, change.ci_high
    if low is None or high is None:
        say = "no interval, it needs at least 2 people"
    else:
        say = f"95 % interval {low:z.2f} to {high:z.2f}"
    return f"Mean change, after less before: {change.mean_change:z.2f} points ({say})."


def _with_sd(mean: float | None, sd: float | None) -> str:
    return f"{mean:z.2f}" if sd is None else f"{mean:z.2f} (SD {sd:.2f})"


def _points(rule: AnchorRule) -> str:
    return f"{rule.mid:g} point" if rule.mid == 1 else f"{rule.mid:g} points"


def _percent(count: int, of: int) -> str:
    return f"{(200 * count + of) // (2 * of)} %" if of else "-"
