"""The border of the engine: any dataframe in, the same kind out.

Every frame is copied through Arrow into our own DuckDB connection, which is in memory, capped,
single-threaded and locked: it reads no file and no address, and nothing can unlock it.
Text keys become plain text, NaN becomes null.
"""

from __future__ import annotations

from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc

_LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "1GB",
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,
    "lock_configuration": True,
}


def open_engine() -> duckdb.DuckDBPyConnection:
    """A fresh, locked, empty engine. Close it after use."""
    return duckdb.connect(":memory:", config=_LOCKED)


def take_in(frame: Any) -> pa.Table:
    """Any frame that Narwhals knows, as a clean Arrow table. Raises TypeError otherwise."""
    known = nw.from_native(frame)
    whole = known.collect(backend="pyarrow") if isinstance(known, nw.LazyFrame) else known
    table = whole.to_arrow()
    columns = [_clean(column) for column in table.columns]
    return pa.table(dict(zip(table.column_names, columns, strict=True)))


def into_engine(engine: duckdb.DuckDBPyConnection, table: pa.Table) -> nw.LazyFrame[Any]:
    """The table as a lazy frame that `engine` computes."""
    return nw.from_native(engine.from_arrow(table))


def give_back(table: pa.Table, like: Any) -> Any:
    """The table as the kind of frame that came in; what was lazy comes back as Arrow."""
    known = nw.from_native(like)
    if isinstance(known, nw.LazyFrame):
        return table
    return nw.DataFrame.from_arrow(table, backend=known.implementation).to_native()


def _clean(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type):
        return pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
    return column
