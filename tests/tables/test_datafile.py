"""Shipped data files: every fault names file, line and mend."""

import datetime as dt

import pytest

from alongside.tables.datafile import DataFileError, read_datafile

GOOD = '''# a comment with [brackets] and = signs
title = "First"   # and "quotes"
note = """
[[term]]
fake = 1
"""
size = 3
ratio = 2.5
since = 2026-03-31
on = true
words = [
  "one", # a comment ]
  "two",
]
range = [0, 27]
options = [
  {label = "No", value = 0},
  {label = "Yes", value = "x"},
]

[scoring]
method = "sum"

[[term]]
name = "member"
plural = "members"

[[term]]
name = "offer"

[[term.form]]
text = "an offer"

[[term.form]]
text = 4

[[term]]
"name" = "goal"
plural = 7
'''


@pytest.fixture
def write(tmp_path):
    def _write(text):
        path = tmp_path / "words.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


def fault(call):
    with pytest.raises(DataFileError) as caught:
        call()
    return caught.value


def test_reads_every_type(write):
    data = read_datafile(write(GOOD))
    assert data.text("title") == "First"
    assert data.integer("size") == 3
    assert data.number("size") == 3.0 and isinstance(data.number("size"), float)
    assert data.number("ratio") == 2.5
    assert data.date("since") == dt.date(2026, 3, 31)
    assert data.flag("on") is True
    assert data.texts("words") == ["one", "two"]
    assert data.numbers("range") == [0.0, 27.0]
    assert data.section("scoring").one_of("method", ["sum", "mean"]) == "sum"
    assert [row.text("name") for row in data.rows("term")] == ["member", "offer", "goal"]
    assert data.names()[:2] == ["title", "note"]
    assert "size" in data and "absent" not in data


def test_defaults_stand_in_for_missing_keys_only(write):
    data = read_datafile(write('size = "x"\nempty = ""\n'))
    assert data.text("absent", default="none") == "none"
    assert data.date("absent", default=None) is None
    assert data.number("absent", default=None) is None
    assert data.text("empty", default="") == ""
    assert data.rows("absent", at_least=0) == []
    assert fault(lambda: data.integer("size", default=1)).line == 1
    assert fault(lambda: data.text("empty")).line == 2


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (lambda d: d.integer("title"), 2),
        (lambda d: d.text("size"), 7),
        (lambda d: d.integer("on"), 10),
        (lambda d: d.flag("size"), 7),
        (lambda d: d.date("title"), 2),
        (lambda d: d.texts("range"), 15),
        (lambda d: d.numbers("words"), 11),
        (lambda d: d.rows("options")[1].integer("value"), 18),
        (lambda d: d.section("scoring").one_of("method", ["mean"]), 22),
        (lambda d: d.section("scoring").text("absent"), 21),
        (lambda d: d.rows("term")[1].text("plural"), 28),
        (lambda d: d.rows("term")[1].rows("form")[1].text("text"), 35),
        (lambda d: d.rows("term")[2].text("plural"), 39),
        (lambda d: d.rows("term", at_least=4), 24),
        (lambda d: d.rows("term")[2].allow_only("name"), 39),
        (lambda d: d.text("absent"), 1),
        (lambda d: d.section("absent"), 1),
        (lambda d: d.rows("absent"), 1),
    ],
)
def test_faults_in_meaning_name_their_line(write, call, line):
    data = read_datafile(write(GOOD))
    error = fault(lambda: call(data))
    assert error.line == line
    assert str(error).startswith(f"{data.path}, line {line}: ")
    assert ". Mend: " in str(error)


def test_windows_line_ends_count_the_same(write):
    data = read_datafile(write(GOOD.replace("\n", "\r\n")))
    assert fault(lambda: data.rows("term")[2].text("plural")).line == 39


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('a = 1\nb = "open\nc = 2\n', 2, "not valid TOML"),
        ("a = 1\nb\n", 2, "not valid TOML"),
        ("a = 1\na = 2\n", 2, "keep only one"),
        ("[x]\na = 1\n[x]\n", 3, "keep only one"),
        ("a = [1,\n2", 2, "end of the file"),
        (b"a = 1\nb = '\xe9'\n", 2, "UTF-8"),
        (b"\xef\xbb\xbfa = 1\n", 1, "BOM"),
    ],
)
def test_faults_in_spelling_name_their_line(write, text, line, says):
    error = fault(lambda: read_datafile(write(text)))
    assert error.line == line
    assert says in str(error)


def test_a_missing_file_is_said_plainly(tmp_path):
    error = fault(lambda: read_datafile(tmp_path / "absent.toml"))
    assert "there is no such file" in str(error)


def test_numbers_must_be_finite(write):
    data = read_datafile(write("a = nan\nb = [inf]\n"))
    assert fault(lambda: data.number("a")).line == 1
    assert fault(lambda: data.numbers("b")).line == 2
