"""`alongside change` from the command line: answers, refusals, exit codes."""

import json
import subprocess
import sys
from statistics import mean, stdev

import pytest

from alongside.cli import main

PEOPLE = [(30, 4), (28, 5), (25, 25), (27, 10), (24, 33), (31, None), (None, 8), (None, None)]
NORMS = ["--reliability", ".8", "--functional-mean", "8", "--functional-sd", "8"]
COLUMNS = ["--id", "id", "--time", "time", "--outcome", "mood", "--before", "1", "--after", "2"]
ANCHOR = ["--criterion", "anchor", "--mid", "6"]


@pytest.fixture
def people(tmp_path):
    lines = ["id,time,mood"]
    for number, both in enumerate(PEOPLE):
        for time, score in zip("12", both, strict=True):
            lines.append(f"secret-{number},{time},{'' if score is None else score}")
    path = tmp_path / "people.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ask(capsys, *arguments):
    """(exit code, standard output, standard error)"""
    try:
        code = main([str(one) for one in arguments])
    except SystemExit as stopped:
        code = stopped.code
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return code, said.out, said.err


def test_json(people, capsys):
    code, out, err = ask(capsys, "change", people, *COLUMNS, *NORMS, "--json")
    answer = json.loads(out)
    before = [x for x, y in PEOPLE if x is not None and y is not None]
    assert (code, err) == (0, "")
    assert (answer["n_total"], answer["n_used"]) == (8, 5)
    assert (answer["n_before"], answer["n_after"]) == (6, 6)
    assert answer["counts"] == {
        "recovered": 3,
        "improved": 0,
        "unchanged": 1,
        "deteriorated": 1,
        "harmed": 0,
    }
    assert answer["cutoff"] == pytest.approx(
        (stdev(before) * 8 + 8 * mean(before)) / (stdev(before) + 8)
    )
    assert answer["unused"] == {"no_score_before": 1, "no_score_after": 1, "neither_score": 1}
    assert "secret" not in out


def test_words(people, capsys):
    code, out, _ = ask(capsys, "change", people, *COLUMNS, *NORMS)
    assert code == 0
    assert out.startswith("Of 8 people, 5 have a score for 'mood' at '1' and at '2'. Of these 5, 3")
    assert "With both, analysed" in out
    assert "There is no comparison group: change is not effect." in out
    assert "secret" not in out


def test_json_of_the_anchor_criterion(people, capsys):
    """Changes of the five pairs: -26, -23, 0, -17, +9; mean -11.4, squares about it
    925.2, so SD 15.20855; t of 4 degrees is 2.776445, so 18.8839 either side."""
    code, out, err = ask(capsys, "change", people, *COLUMNS, *ANCHOR, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert list(answer) == [
        *("n_total", "n_before", "n_after", "n_used", "unused", "rows_without_id"),
        *("criterion", "mid", "mean_before", "mean_after", "mean_change", "ci_low", "ci_high"),
        *("counts", "comparison_group", "notes"),
    ]
    assert (answer["criterion"], answer["mid"], answer["comparison_group"]) == ("anchor", 6, False)
    assert (answer["n_total"], answer["n_used"], answer["notes"]) == (8, 5, [])
    assert answer["counts"] == {"improved": 3, "unchanged": 1, "deteriorated": 1}
    assert (answer["mean_before"], answer["mean_after"]) == (26.8, 15.4)
    assert answer["mean_change"] == -11.4
    assert answer["ci_low"] == pytest.approx(-30.2839, abs=0.0005)
    assert answer["ci_high"] == pytest.approx(7.4839, abs=0.0005)
    assert "secret" not in out


def test_the_combined_criterion_gives_the_mean_change_too(people, capsys):
    _, out, _ = ask(capsys, "change", people, *COLUMNS, *NORMS, "--json")
    combined = json.loads(out)
    _, out, _ = ask(capsys, "change", people, *COLUMNS, *ANCHOR, "--json")
    anchor = json.loads(out)
    names = ("mean_change", "ci_low", "ci_high")
    assert [combined[name] for name in names] == [anchor[name] for name in names]
    assert combined["criterion"] == "combined"
    assert {"method", "cutoff_type", "cutoff", "figures", "counts"} <= set(combined)


def test_words_of_the_anchor_criterion(people, capsys):
    code, out, _ = ask(capsys, "change", people, *COLUMNS, *ANCHOR)
    assert code == 0
    assert (
        "Of these 5, 3 improved by 6 points or more, 1 got worse by 6 points or more, and 1 "
        "changed by less or not at all." in out
    )
    assert "Mean change, after less before: -11.40 points (95 % interval -30.28 to 7.48)." in out
    assert "Criterion: a change of 6 points or more." in out
    assert "There is no comparison group: change is not effect." in out


def test_one_pair_has_a_change_but_no_interval(tmp_path, capsys):
    path = tmp_path / "one.csv"
    path.write_text("id,time,mood\na,1,9\na,2,3\nb,1,NA\n", encoding="utf-8")
    code, out, _ = ask(capsys, "change", path, *COLUMNS, *ANCHOR, "--json")
    answer = json.loads(out)
    assert (code, answer["n_total"], answer["counts"]["improved"]) == (0, 2, 1)
    assert (answer["mean_change"], answer["ci_low"], answer["ci_high"]) == (-6, None, None)
    _, out, _ = ask(capsys, "change", path, *COLUMNS, *ANCHOR)
    assert "1 has a score" in out and "no interval, it needs at least 2 people" in out


def test_options_of_the_other_criterion_are_left_aside_and_said(people, capsys):
    more = ["--reliability", ".8", "--cutoff", "a", "--json"]
    code, out, _ = ask(capsys, "change", people, *COLUMNS, *ANCHOR, *more)
    assert code == 0
    assert json.loads(out)["notes"] == [
        "Left aside, because the criterion is anchor: --reliability, --cutoff."
    ]


def test_nobody_with_both_scores_is_counted_and_no_error(tmp_path, capsys):
    path = tmp_path / "few.csv"
    path.write_text("id,time,mood\na,1,3\nb,2,4\n", encoding="utf-8")
    code, out, _ = ask(capsys, "change", path, *COLUMNS, *NORMS)
    assert code == 0 and "nobody has" in out
    code, out, _ = ask(capsys, "change", path, *COLUMNS, *NORMS, "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["n_total"], answer["n_used"], answer["cutoff"]) == (2, 0, None)
    assert set(answer["counts"].values()) == {0}
    code, out, _ = ask(capsys, "change", path, *COLUMNS, *ANCHOR, "--json")
    answer = json.loads(out)
    assert (code, answer["n_used"], set(answer["counts"].values())) == (0, 0, {0})
    assert (answer["mean_before"], answer["mean_change"], answer["ci_low"]) == (None, None, None)
    code, out, _ = ask(capsys, "change", path, *COLUMNS, *ANCHOR)
    assert code == 0 and "nobody has" in out


def test_options_reach_the_rule(people, capsys):
    lone = ["--reliability", "0.8", "--cutoff", "a", "--higher-is-better", "--json"]
    code, out, _ = ask(capsys, "change", people, *COLUMNS, *lone, "--method", "jacobson-truax")
    answer = json.loads(out)
    assert code == 0
    assert answer["cutoff_type"] == "a"
    assert answer["cutoff"] > answer["figures"]["mean_before"]
    assert answer["counts"]["improved"] + answer["counts"]["recovered"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        ([*COLUMNS[2:], *NORMS], 2, "--id"),
        ([*COLUMNS, *NORMS[2:]], 2, "--reliability"),
        ([*COLUMNS, *NORMS, "--reliability", "1"], 2, "below 1"),
        ([*COLUMNS, *NORMS, "--reliability", "0,8"], 2, "write decimals with a point"),
        ([*COLUMNS, *NORMS, "--reliability", "nan"], 2, "'nan' is not a number"),
        ([*COLUMNS, *NORMS, "--functional-sd", "0"], 2, "above 0"),
        ([*COLUMNS, *NORMS[:2]], 2, "Cut-off c needs the functional mean"),
        ([*COLUMNS, *NORMS, "--cutoff", "d"], 2, "invalid choice"),
        ([*COLUMNS, *NORMS, "--method", "magic"], 2, "invalid choice"),
        ([*COLUMNS, *NORMS, "--criterion", "magic"], 2, "invalid choice"),
        ([*COLUMNS, "--criterion", "anchor"], 2, "--criterion anchor needs --mid"),
        ([*COLUMNS, *NORMS, "--mid", "6"], 2, "--mid goes only with --criterion anchor"),
        ([*COLUMNS, *ANCHOR, "--mid", "0"], 2, "must be a number above 0"),
        ([*COLUMNS, *ANCHOR, "--mid", "-6"], 2, "must be a number above 0"),
        ([*COLUMNS, *ANCHOR, "--mid", "nan"], 2, "'nan' is not a number"),
        ([*COLUMNS, *ANCHOR, "--mid", "six"], 2, "'six' is not a number"),
        ([*COLUMNS, *ANCHOR, "--mid", "2,5"], 2, "write decimals with a point"),
        ([*COLUMNS, *NORMS, "--after", "3"], 2, "The times found are: '1', '2'."),
        ([*COLUMNS, *NORMS, "--after", "1"], 2, "the same time"),
        ([*COLUMNS, *NORMS, "--outcome", "Mood"], 2, "Did you mean 'mood'"),
        ([*COLUMNS, *NORMS, "--outcome", "id"], 2, "row 2, column 'id'"),
    ],
)
def test_the_users_own_mistakes(people, capsys, arguments, code, says):
    found, out, err = ask(capsys, "change", people, *arguments)
    assert (found, out) == (code, "")
    assert says in err


def test_figures_that_the_data_cannot_give_have_their_own_exit_code(tmp_path, capsys):
    path = tmp_path / "one.csv"
    path.write_text("id,time,mood\na,1,3\na,2,4\n", encoding="utf-8")
    code, _, err = ask(capsys, "change", path, *COLUMNS, *NORMS)
    assert code == 3 and "Only 1 person" in err


def test_a_repeated_score_is_refused_without_naming_the_person(people, capsys):
    people.write_text(people.read_text() + "secret-0,1,29\n", encoding="utf-8")
    code, out, err = ask(capsys, "change", people, *COLUMNS, *NORMS)
    assert (code, out) == (2, "")
    assert "rows 2 and 18" in err and "secret" not in err


def test_a_missing_file(tmp_path, capsys):
    code, _, err = ask(capsys, "change", tmp_path / "absent.csv", *COLUMNS, *NORMS)
    assert code == 2 and "There is no such file." in err


LIGHT = """
import sys
import alongside
from alongside.cli import main
try:
    main(sys.argv[1:])
except SystemExit as stopped:
    assert stopped.code in (0, 2), stopped.code
heavy = {"duckdb", "narwhals", "pyarrow", "openpyxl", "scipy", "numpy", "django"} & set(sys.modules)
print("HEAVY", sorted(heavy))
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["change", "--help"],
        ["change"],
        [],
        ["change", "x.csv", *COLUMNS],
        ["change", "x.csv", *COLUMNS, "--criterion", "anchor"],
    ],
)
def test_help_and_refusals_import_nothing_heavy(arguments):
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, *arguments], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "HEAVY []"


def test_the_module_is_the_command(people):
    command = [sys.executable, "-m", "alongside.cli", "change", str(people), *COLUMNS, *NORMS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert "3 recovered" in done.stdout
