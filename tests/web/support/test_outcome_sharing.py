"""What leaves the team, attacked with every number of the file and of the page together."""

from __future__ import annotations

import random
import re
from datetime import date
from uuid import UUID

import pytest

from alongside.measures.loading import instruments
from alongside.web.home.manage.outcome_files import file_rows
from alongside.web.home.manage.outcome_presenters import page_of
from alongside.web.questionnaires.selectors.outcomes import Answered, OwnVerdict, Scored
from alongside.web.support.outcome_counts import (
    VERDICTS,
    Cohort,
    Counter,
    Period,
    Subject,
    year_of,
)
from alongside.web.support.outcome_sharing import share as share_with
from tests.web.support.outcome_attacker import ALL, Attack

DAY = date(2025, 3, 1)
NAMES = ("Side by side", "Walking group", "Drop-in", "Evenings")


def share(cohort):
    return share_with(cohort, Counter(cohort.subjects))


def subject(number, offers, scores=None, verdict=None):
    """`scores`: by measure None (not asked), () (asked), (7,) or (17, 9)."""
    answers = {}
    for code, theirs in (scores or {}).items():
        if theirs is None:
            continue
        scored = [Scored(DAY, float(one)) for one in theirs]
        answers[code] = Answered(len(scored), *scored)
    goal = None if verdict is None else OwnVerdict(verdict)
    return Subject(UUID(int=number + 1), tuple(offers), answers, goal)


def cohort_of(subjects, names=NAMES, refused=0, measures=("phq9", "gad7")):
    offers = {UUID(int=n + 1000): name for n, name in enumerate(names)}
    began = [one.offers for one in subjects] + [(UUID(int=1000),)] * refused
    return Cohort(
        year_of(2025), offers, subjects, began, [instruments()[code] for code in measures]
    )


def invented(seed):
    """A year with many small numbers."""
    chance = random.Random(seed)
    size, names = chance.choice((12, 25, 60, 120)), NAMES[: chance.randint(1, 4)]
    weights = [chance.choice((1, 2, 10)) for _ in names]
    better = chance.choice((-12, -6, -2, 1))

    def scores(most):
        kind = chance.random()
        if kind < 0.1:
            return None
        if kind < 0.2:
            return ()
        first = chance.randint(most // 3, most)
        if kind < 0.4:
            return (first,)
        return first, max(0, min(most, first + chance.randint(better - 5, better + 8)))

    subjects = [
        subject(
            n,
            [UUID(int=1000 + chance.choices(range(len(names)), weights)[0])],
            {"phq9": scores(27), "gad7": scores(21)},
            chance.choice((None, "", "better", "better", "same", "worse")),
        )
        for n in range(size)
    ]
    return cohort_of(subjects, names)


def truths(cohort, rows):
    """The true parts of every line that the file has, table by table."""
    lines = list(dict.fromkeys(row["offer"] for row in rows if row["offer"] != ALL)) or [ALL]
    tables = {None: "goals", **{one: one.code for one in cohort.measures}}
    for instrument, table in tables.items():
        for line in lines:
            named = [name for name in cohort.offers.values() if line == ALL or name in line]
            mine = [one for one in cohort.subjects if cohort.offers[one.offers[0]] in named]
            for part, people in Counter(mine).parts(mine, instrument).items():
                yield table, line, part, people


def found_out(cohort, rows):
    attack = Attack(rows)
    return [
        (table, line, part)
        for table, line, part, people in truths(cohort, rows)
        if 0 < people < 5 and not attack.may_be(table, line, part)
    ]


@pytest.mark.parametrize("seed", range(16))
def test_nobody_is_found_out_from_all_numbers_together(seed):
    cohort = invented(seed)
    rows = file_rows(share(cohort))
    assert rows
    assert found_out(cohort, rows) == []


def test_the_attack_succeeds_when_one_second_suppression_is_switched_off():
    """So the attacker above is no straw man: each number hidden for another's sake, shown again
    alone, tells a small one."""
    offers = [UUID(int=1000), UUID(int=1001)]
    scores = {"better": (20, 8), "same": (15, 15), "worse": (8, 20)}
    counts = {offers[0]: (31, 20, 3), offers[1]: (12, 9, 6)}
    subjects = []
    for offer, theirs in counts.items():
        for verdict, people in zip(VERDICTS, theirs, strict=True):
            for _ in range(people):
                subjects.append(subject(len(subjects), [offer], {"phq9": scores[verdict]}, verdict))
    cohort = cohort_of(subjects, NAMES[:2], measures=("phq9",))
    rows = file_rows(share(cohort))
    assert found_out(cohort, rows) == []
    hidden = [
        (row["table"], row["offer"], part, people)
        for row in rows
        for table, line, part, people in truths(cohort, rows)
        if (table, line) == (row["table"], row["offer"]) and row.get(part) == "[h]"
    ]
    second = [one for one in hidden if one[3] >= 5]
    assert second
    for table, line, part, people in second:
        opened = [
            {**row, part: str(people)} if (row["table"], row["offer"]) == (table, line) else row
            for row in rows
        ]
        assert (table, NAMES[0], "worse") in found_out(cohort, opened)


def test_a_mean_beside_hidden_parts_would_tell():
    """Five people, one of whom changed by ten points: mean and interval say that one did."""
    subjects = [
        subject(n, [UUID(int=1000)], {"phq9": (20, 10) if n == 0 else (12, 12)}, "same")
        for n in range(5)
    ]
    cohort = cohort_of(subjects, NAMES[:1], measures=("phq9",))
    rows = file_rows(share(cohort))
    assert {row["mean_change"] for row in rows if row["table"] == "phq9"} == {"[h]"}
    assert found_out(cohort, rows) == []
    told = [
        {**row, "mean_change": "-2.0", "ci_low": "-7.6", "ci_high": "3.6"}
        if row["table"] == "phq9" else row
        for row in rows
    ]  # fmt: skip
    assert ("phq9", ALL, "better") in found_out(cohort, told)


@pytest.mark.parametrize("seed", range(16, 26))
def test_the_page_holds_no_number_that_the_file_does_not(seed):
    shared = share(invented(seed))
    rows = {(row["table"], row["offer"]): row for row in file_rows(shared)}
    page = page_of(shared.tables, "shared")
    for finding, table in zip((page.goals, *page.measures), shared.tables, strict=True):
        for cells, row in zip(finding.rows, table.rows, strict=True):
            line = rows[table.about, str(cells[0].text)]
            _check_cells(finding, cells, line)
            _check_drawings(finding, table.rows.index(row), line)
        for one in finding.strip:
            assert one.people == "[h]" or one.people in rows[table.about, ALL].values()
    for cells in page.means.rows if page.means else []:
        short, line = str(cells[0].text).split(", ", 1)
        row = rows[{"PHQ-9": "phq9", "GAD-7": "gad7"}[short], line]
        assert cells[1].text == row["paired"]
        mean = str(cells[2].text).replace("−", "-").replace("+", "")
        assert mean in (row["mean_change"], "–")


def _check_cells(finding, cells, line):
    named = ["eligible", "asked", "answered", "paired"]
    if len(cells) == 7:
        named = ["eligible", "answered"]
    for cell, name in zip(cells[1:], [*named, "better", "same", "worse", "not_known"], strict=True):
        text = str(cell.text)
        share_of = re.fullmatch(r"(\d+) \((\d+) %\)", text)
        if share_of:
            assert line[name] == share_of[1]
            assert round(100 * int(share_of[1]) / int(line["answered"])) == int(share_of[2])
        else:
            assert line[name] == text
    assert finding.columns


def _check_drawings(finding, at, line):
    """Widths of pieces say what the file says: shown parts, and what they leave of the whole."""
    if not line["answered"].isdecimal() or line["answered"] == "0":
        return
    whole = int(line["answered"])
    shown = {kind: int(line[kind]) for kind in ("better", "same", "worse", "not_known")
             if line[kind].isdecimal()}  # fmt: skip
    shown["hidden"] = whole - sum(shown.values())
    for drawing in finding.drawings:
        tops = sorted({block.y for block in drawing.blocks})
        drawn_rows = [str(row[0].text) for row in finding.rows]
        mine = [b for b in drawing.blocks if tops and b.y == _top(drawing, tops, drawn_rows, at)]
        room = drawing.size.width - drawing.size.lane
        for block in mine:
            assert block.width + 2 >= room * shown[block.kind] / whole - 0.2
            if block.label:
                numbers = [int(n) for n in re.findall(r"\d+", block.label.words)]
                assert set(numbers) <= {
                    shown[block.kind], round(100 * shown[block.kind] / whole)
                }  # fmt: skip


def _top(drawing, tops, drawn_rows, at):
    """Rows without a bar leave their place out of `tops`; those are not asked."""
    return tops[at] if len(tops) == len(drawn_rows) else None


# Pooling, years, consents


def people_in(**counts):
    offers = {name: UUID(int=1000 + n) for n, name in enumerate(NAMES)}
    wanted = [offers[name.replace("_", " ")] for name, n in counts.items() for _ in range(n)]
    return [subject(n, [offer], {}, "better") for n, offer in enumerate(wanted)]


def lines_of(subjects, names=NAMES):
    table = share(cohort_of(subjects, names)).tables[0]
    return {row.offers: row.counts["eligible"] for row in table.rows}


def test_small_offers_go_together_until_they_hold_five():
    counts = {"Side by side": 20, "Walking group": 3, "Drop-in": 6, "Evenings": 0}
    assert lines_of(people_in(**counts)) == {
        (): 29, ("Side by side",): 20, ("Walking group", "Drop-in", "Evenings"): 9
    }  # fmt: skip
    counts = {"Side by side": 20, "Walking group": 3, "Drop-in": 4, "Evenings": 9}
    assert lines_of(people_in(**counts)) == {
        (): 36, ("Side by side",): 20, ("Evenings",): 9, ("Walking group", "Drop-in"): 7
    }  # fmt: skip


def test_offers_where_nobody_began_are_left_out_when_nobody_needs_them():
    assert lines_of(people_in(**{"Side by side": 9, "Drop-in": 5})) == {
        (): 14, ("Side by side",): 9, ("Drop-in",): 5
    }  # fmt: skip


def test_one_line_is_the_same_as_all_and_stands_once():
    assert lines_of(people_in(**{"Side by side": 6, "Drop-in": 2})) == {(): 8}


def test_under_five_people_there_is_no_number_at_all():
    assert share(cohort_of(people_in(**{"Side by side": 4}), refused=9)).tables == ()
    assert share(cohort_of([])).tables == ()
    assert share(cohort_of(people_in(**{"Side by side": 4}), refused=9)).not_agreed is None


def test_how_many_did_not_agree_is_told_of_five_or_more():
    mine = people_in(**{"Side by side": 9})
    assert share(cohort_of(mine, refused=5)).not_agreed == 5
    assert share(cohort_of(mine, refused=4)).not_agreed is None
    assert share(cohort_of(mine)).not_agreed is None


def test_whoever_began_in_two_offers_counts_in_the_first():
    both = [subject(n, [UUID(int=1001), UUID(int=1000)], {}, "same") for n in range(6)]
    only = [subject(n + 10, [UUID(int=1000)], {}, "same") for n in range(7)]
    assert lines_of(both + only, NAMES[:2]) == {(): 13, ("Side by side",): 7, ("Walking group",): 6}


def test_only_whole_years_of_every_offer_leave():
    cohort = invented(1)
    part = Cohort(
        Period(date(2025, 1, 1), date(2025, 12, 30)), cohort.offers, cohort.subjects,
        cohort.began, cohort.measures,
    )  # fmt: skip
    with pytest.raises(ValueError, match="whole years"):
        share(part)
    with pytest.raises(ValueError, match="whole years"):
        share(cohort.of(next(iter(cohort.offers))))


def test_all_tables_show_the_same_wholes_and_every_row_has_five():
    for seed in range(30, 36):
        shared = share(invented(seed))
        wholes = [{row.offers: row.counts["eligible"] for row in t.rows} for t in shared.tables]
        assert all(one == wholes[0] for one in wholes)
        assert min(wholes[0].values()) >= 5
