"""People's files: read as they are really saved, refused in words that name row and column."""

import io

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from alongside.tables.faults import CellFault, ColumnFault, FileFault, TableFault
from alongside.tables.reading import Wanted, read_table

WANTED = [Wanted("person", "id"), Wanted("time", "time"), Wanted("score", "mood", "number")]
PLAIN = "id,time,mood\nann,1,10\nann,2,4.5\nben,1,\nben,2,NA\n"
ROWS = [("ann", "1", 10.0), ("ann", "2", 4.5), ("ben", "1", None), ("ben", "2", None)]


@pytest.fixture
def save(tmp_path):
    def _save(content, name="people.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return _save


def rows(table):
    columns = [table[name].to_pylist() for name in ("person", "time", "score")]
    return list(zip(*columns, strict=True))


def refusal(path, kind, wanted=WANTED):
    with pytest.raises(kind) as caught:
        read_table(path, wanted)
    assert caught.value.exit_code == 2
    assert str(path.name) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", ";").replace("4.5", "4,5"),
        PLAIN.replace("4.5", " 4.5 ").replace("ann", '"ann"'),
        PLAIN.replace("\n", ",,\n"),
        "\n\n" + PLAIN + "\n,,\n",
        "note;x,id,time,mood\n" + "\n".join("a;b," + r for r in PLAIN.splitlines()[1:]),
    ],
)
def test_csv_as_spreadsheets_save_it(save, content):
    assert rows(read_table(save(content), WANTED)) == ROWS


def test_rows_are_numbered_as_in_the_spreadsheet(save):
    table = read_table(save("id,time,mood\n\nann,1,2\n"), WANTED)
    assert table["row"].to_pylist() == [3]


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, content in enumerate(sheets):
        page = book.create_sheet(f"Sheet {number}")
        for record in content:
            page.append(record)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


XLSX = [["id", "time", "mood"], ["ann", 1, 10], ["ann", 2.0, 4.5], ["ben", 1], ["ben", 2, "NA"]]


def test_xlsx_is_read_whatever_its_name(save):
    content = workbook([["about", "this"], ["file", 1]], XLSX)
    assert rows(read_table(save(content, "people.xlsx"), WANTED)) == ROWS
    assert rows(read_table(save(content, "people.csv"), WANTED)) == ROWS


def test_parquet_is_read(save):
    saved = io.BytesIO()
    columns = {"id": ["ann", "ann", "ben", "ben"], "time": [1, 2, 1, 2]}
    pq.write_table(pa.table({**columns, "mood": [10, 4.5, None, float("nan")]}), saved)
    assert rows(read_table(save(saved.getvalue()), WANTED)) == ROWS


def test_wrong_columns_name_the_missing_and_the_found(save):
    says = refusal(save("ID,time,score\nann,1,2\n"), ColumnFault)
    assert "There are no columns 'id', 'mood'." in says
    assert "The columns found are: 'ID', 'time', 'score'." in says
    assert "Did you mean 'ID' instead of 'id'" in says
    says = refusal(save(workbook([["id", "when", "mood"], ["ann", 1, 2]])), ColumnFault)
    assert "There is no column 'time'." in says
    assert "'id', 'when', 'mood'" in says
    assert "More than one column" in refusal(save("id,time,mood,mood\na,1,2,3\n"), ColumnFault)


@pytest.mark.parametrize(
    "bad", ["N/A", "ten", "nan", "inf", "1 000", "-", "#DIV/0!", "1e999", "0x1"]
)
def test_a_cell_that_is_no_number_is_named(save, bad):
    says = refusal(save(f"id,time,mood\nann,1,3\nann,2,{bad}\n"), CellFault)
    assert f"row 3, column 'mood': {bad!r} is" in says


def test_a_comma_that_could_mean_two_things_is_refused(save):
    says = refusal(save('id,time,mood\nann,1,"1,234"\n'), CellFault)
    assert "row 2, column 'mood'" in says and "thousand marks" in says
    mixed = "id;time;mood\nann;1;1.234\nann;2;2,5\n"
    assert "row 3" in refusal(save(mixed), CellFault)


def test_many_wrong_cells_are_counted(save):
    says = refusal(save("id,time,mood\n" + "ann,1,x\n" * 8), CellFault)
    assert says.splitlines()[0].endswith("8 cells cannot be read:")
    assert says.splitlines()[-1] == "  and 3 more"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("id,time,mood\n", "no rows"),
        ("id,time,mood\nann,1\n", "Row 2 has 2 cells, the headings have 3"),
        ("id,time,mood\nann,1,2,3\n", "Row 2 has 4 cells"),
        ('id,time,mood\nann,1,"2\n', "quotation marks"),
        (b"id,time,mood\nJos\xe9,1,2\n", "Line 2 is not UTF-8"),
        (PLAIN.encode("utf-16"), "UTF-16"),
        (b"id,time\0,mood\n1,2,3\n", "not a text file"),
        (b"PK\x03\x04broken", "not a workbook"),
        (b"PAR1broken", "Parquet file cannot be opened"),
        (b"\xd0\xcf\x11\xe0old", "old Excel file"),
        (workbook(XLSX, XLSX), "More than one sheet"),
        (workbook([]), "workbook is empty"),
        (workbook([["id", "time", "mood"], ["ann", 1, "=1+2"]]), "formula without a result"),
    ],
)
def test_files_that_cannot_be_read_say_why(save, content, says):
    assert says in refusal(save(content), FileFault)


def test_missing_files_and_folders_say_so(tmp_path):
    assert "no such file" in refusal(tmp_path / "absent.csv", FileFault)
    assert "cannot be read" in refusal(tmp_path, FileFault)


def test_one_column_may_serve_two_purposes(save):
    wanted = [Wanted("a", "mood"), Wanted("b", "mood", "number")]
    table = read_table(save(PLAIN), wanted)
    assert table["a"].to_pylist()[:2] == ["10", "4.5"]
    assert table["b"].to_pylist()[:2] == [10.0, 4.5]
    assert issubclass(CellFault, TableFault)
