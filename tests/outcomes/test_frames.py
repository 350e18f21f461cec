"""The border of the engine."""

import duckdb
import pyarrow as pa
import pytest

from alongside.outcomes.frames import give_back, into_engine, open_engine, take_in


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY (SELECT 1) TO 'out.csv'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH 'other.db'",
        "SET enable_external_access = true",
        "SET memory_limit = '64GB'",
        "SET threads = 8",
    ],
)
def test_the_engine_is_locked(attempt):
    with open_engine() as engine, pytest.raises(duckdb.Error):
        engine.execute(attempt)


def test_the_engine_sees_no_variable_of_ours():
    secret = pa.table({"x": [1]})
    with open_engine() as engine, pytest.raises(duckdb.Error):
        engine.execute("SELECT * FROM secret")
    assert len(secret) == 1


def test_nan_becomes_null_and_categories_become_text():
    table = pa.table({"x": [1.0, float("nan"), None], "k": pa.array(["a", "b", "a"])})
    table = table.set_column(1, "k", table["k"].dictionary_encode())
    clean = take_in(table)
    assert clean["x"].to_pylist() == [1.0, None, None]
    assert clean["k"].type == pa.string()


def test_arrow_comes_back_as_arrow_and_a_lazy_relation_too():
    table = pa.table({"x": [1, 2]})
    assert give_back(table, like=table).equals(table)
    with duckdb.connect(":memory:") as other:
        relation = other.sql("SELECT 1 AS x UNION ALL SELECT 2 ORDER BY x")
        assert take_in(relation)["x"].to_pylist() == [1, 2]
        assert isinstance(give_back(table, like=relation), pa.Table)


def test_a_table_passes_through_the_engine():
    table = pa.table({"x": [3, 1, None]})
    with open_engine() as engine:
        back = into_engine(engine, table).sort("x", nulls_last=True).collect("pyarrow")
    assert back["x"].to_list() == [1, 3, None]


def test_what_is_no_frame_is_refused():
    with pytest.raises(TypeError):
        take_in([1, 2, 3])
