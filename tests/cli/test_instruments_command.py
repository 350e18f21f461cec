"""`alongside instruments`: list, show, check."""

import pytest

from alongside.cli import main
from alongside.measures.loading import FOLDER


def test_list(capsys):
    assert main(["instruments", "list"]) == 0
    out = capsys.readouterr().out
    assert "phq9    Patient Health Questionnaire-9 (9 items, in use)" in out


def test_show(capsys):
    assert main(["instruments", "show", "phq9"]) == 0
    out = capsys.readouterr().out
    assert "9. Thoughts that you would be better off dead" in out
    assert "Item 9: 1 or more calls a human" in out
    assert "remembered" in out
    assert "No permission required" in out


def test_show_of_an_unknown_name_says_what_there_is(capsys):
    assert main(["instruments", "show", "phq"]) == 2
    assert "There are: gad7, phq9." in capsys.readouterr().err


def test_check_of_the_shipped(capsys):
    assert main(["instruments", "check"]) == 0
    assert "phq9: complete" in capsys.readouterr().out


def test_check_says_what_is_past_review(capsys):
    assert main(["instruments", "check", "--on", "2100-01-01"]) == 2
    assert "review was due by" in capsys.readouterr().err


def test_check_of_a_broken_file(tmp_path, capsys):
    path = tmp_path / "phq9.toml"
    text = (FOLDER / "phq9.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("range = [0, 27]", "range = [0, 28]"), encoding="utf-8")
    assert main(["instruments", "check", str(path), str(FOLDER / "gad7.toml")]) == 2
    said = capsys.readouterr()
    assert f"{path}, line " in said.err and "Mend:" in said.err
    assert "gad7: complete" in said.out


def test_a_day_must_be_a_day(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["instruments", "check", "--on", "soon"])
    assert stopped.value.code == 2
    assert "'soon' is not a day" in capsys.readouterr().err
