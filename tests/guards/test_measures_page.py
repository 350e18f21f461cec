"""The page on measures says what the instrument files say."""

from __future__ import annotations

from pathlib import Path

from alongside.measures.loading import instruments
from alongside.web.questionnaires.instruments import calls_human
from alongside.web.safety.clocks import concern_clocks

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "measures.md"

HEAD = """\
# Measures

Drawn from `measures/instruments/*.toml`; a guard fails when this page lags.

Every measure is off until an administrator, or a manager of the service, switches it on and says
why; people read that before they begin. It cannot be switched on, and is not asked, when its file
is not in use or its review day has passed. Only members who agreed that a record is kept are
asked, each question can be left out, and the answers are kept exactly as given, with the version
of the scoring, whether or not a score came of them. A question that does not count towards the
score is not asked. Missing answers are filled in only by a rule whose source somebody has read
(`seen`); with one that is `remembered` there is no score, and the answers stay.

What is shown to whom: the person and the coordinators of the service see answers and score; the
names of the ranges only whoever asks for them; a peer supporter sees the score of a response that
the person shows them, and nothing else.

## Answers that call a human

An answer at or above the mark of its item raises an alert in the same transaction. It goes to
whoever is on duty, else whoever is next, and is due {length}
after it was given. So such a measure is offered only while somebody is on the rota for that long
from now: otherwise it is not shown, and its address answers 404. Before the first question, and
again before that one, people read who gets in touch, how soon and how, and that they may leave it
out. When cover ended between drawing and sending, the answers are kept, the alert is raised, and
the page says when somebody is there next. At the desk, what somebody filled in on paper is typed
in at any time; questions are read out only while somebody is on duty.
"""


def measures_page() -> str:
    minutes = int(concern_clocks().same_day.total_seconds() // 60)
    parts = [HEAD.format(length=f"{minutes} minutes")]
    for one in instruments().values():
        marks = [
            f"item {i.number} from {i.alert_from}" for i in one.items if i.alert_from is not None
        ]
        rows = [
            ("code", f"`{one.code}`"),
            ("state", one.state),
            ("items", str(len(one.items))),
            ("scores", f"{one.scoring.lowest:g} to {one.scoring.highest:g}"),
            ("higher is better", "yes" if one.scoring.higher_is_better else "no"),
            ("scoring version", one.scoring.version),
            ("missing answers",
             f"{one.missing.method}, at most {one.missing.max_missing} ({one.missing.status})"),
            *((t.kind, f"{t.rule}: {t.value:g} ({t.status}; {t.source})") for t in one.thresholds),
            ("ranges",
             ", ".join(f"{b.label} {b.lowest:g}-{b.highest:g}" for b in one.bands)),
            ("calls a human", ", ".join(marks) if calls_human(one) else "never"),
            ("checked", f"{one.checked_on}, by {one.checked_by}; next review {one.next_review}"),
            ("licence", one.licence.line),
        ]  # fmt: skip
        parts += ["", f"## {one.name}", "", "| what | as the file says |", "|---|---|"]
        parts += [f"| {what} | {words} |" for what, words in rows]
    return "\n".join([*parts, ""])


def test_the_page_of_measures_is_what_the_files_say():
    assert PAGE.read_text() == measures_page()
