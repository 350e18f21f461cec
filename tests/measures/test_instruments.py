"""Shipped instruments are whole; a broken file is refused with file, line and mend."""

import datetime as dt

import pytest

from alongside.measures.loading import FOLDER, instruments, load_instrument
from alongside.tables.datafile import DataFileError

PHQ9 = (FOLDER / "phq9.toml").read_text(encoding="utf-8")


def test_every_shipped_file_loads():
    known = instruments()
    assert sorted(known) == sorted(path.stem for path in FOLDER.glob("*.toml"))


def test_phq9_is_the_published_form():
    phq9 = instruments()["phq9"]
    assert [option.label for option in phq9.options] == [
        "Not at all",
        "Several days",
        "More than half the days",
        "Nearly every day",
    ]
    assert len(phq9.items) == 9
    assert (phq9.scoring.lowest, phq9.scoring.highest) == (0, 27)
    assert not phq9.scoring.higher_is_better
    assert [band.highest for band in phq9.bands] == [4, 9, 14, 19, 27]
    assert {one.kind: one.value for one in phq9.thresholds} == {
        "caseness": 10,
        "reliable change": 6,
    }
    assert "No permission required" in phq9.licence.line
    assert len(phq9.unscored) == 1 and len(phq9.unscored[0].options) == 4


def test_the_last_phq9_item_calls_a_human_from_one_point():
    alerts = {item.number: item.alert_from for item in instruments()["phq9"].items}
    assert alerts.pop(9) == 1
    assert set(alerts.values()) == {None}


def test_gad7_has_the_right_first_label():
    gad7 = instruments()["gad7"]
    assert gad7.options[0].label == "Not at all"
    assert (len(gad7.items), gad7.scoring.highest) == (7, 21)
    assert [band.highest for band in gad7.bands] == [4, 9, 14, 21]


def test_what_nobody_has_read_yet_is_said():
    assert {one.remembered() for one in instruments().values()} == {("missing rule",)}


def test_review_days():
    phq9 = instruments()["phq9"]
    assert not phq9.review_due(phq9.next_review)
    assert phq9.review_due(phq9.next_review + dt.timedelta(days=1))


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ('code = "phq9"', 'code = "phq8"', "call the file phq8.toml"),
        ('state = "in use"', 'state = "on"', "in use, switched off"),
        ("next_review = 2027-11-24", "next_review = 2026-11-24", "later day"),
        ("range = [0, 27]", "range = [0, 24]", "give 0 to 27"),
        ("max_missing = 2", "max_missing = 9", "1 to 8"),
        ("max_missing = 2", "max_missing = 0", "do not go with"),
        ('method = "sum"', 'method = "mean"', "one of: sum"),
        ('version = "1"', "", "'version' is missing"),
        ("value = 3", "value = 2", "two options are alike"),
        ("number = 4", "number = 5", "number 5 stands in place 4"),
        ("alert_from = 1", "alert_from = 7", "no option gives 7"),
        ("from = 5", "from = 6", "begin it at 5"),
        ("to = 27", "to = 26", "the bands end at 26"),
        ("value = 10", "value = 99", "outside 0 to 27"),
        ('status = "seen"', 'status = "remembered"', "nobody has read its licence"),
        ('status = "remembered"', 'status = "unsure"', "remembered, seen"),
        ("higher_is_better = false", "", "'higher_is_better' is missing"),
        ("max_missing = 2", "max_mising = 2", "unknown key 'max_mising'"),
        ("recall =", "recal =", "unknown key 'recal'"),
        ('checked_by = "founding team"', 'checked_by = ""', "'checked_by' is blank"),
    ],
)
def test_a_broken_file_is_refused(tmp_path, right, wrong, says):
    assert right in PHQ9
    path = tmp_path / "phq9.toml"
    path.write_text(PHQ9.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_instrument(path)
    assert says in str(caught.value)
    assert f"{path}, line " in str(caught.value)


@pytest.mark.parametrize(
    "part",
    [
        *("name", "version", "language", "stem", "recall", "source"),
        *("state", "checked_by", "checked_on", "next_review"),
    ],
)
def test_an_incomplete_file_is_refused(tmp_path, part):
    path = tmp_path / "phq9.toml"
    kept = [line for line in PHQ9.splitlines() if not line.startswith(f"{part} =")]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(DataFileError, match="is missing"):
        load_instrument(path)


@pytest.mark.parametrize("part", ["licence", "scoring", "missing", "codes"])
def test_a_missing_section_is_refused(tmp_path, part):
    path = tmp_path / "phq9.toml"
    path.write_text(PHQ9.replace(f"[{part}]", f"[old_{part}]", 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=part):
        load_instrument(path)
