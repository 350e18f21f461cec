"""The one reader of shipped data files (TOML): every fault names file, line and mend.

`read_datafile(path)` gives a `DataFile`; its methods fetch a key as the type asked for and
raise `DataFileError` when the key is missing or of another type.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, overload

from alongside.tables.datalines import Place, index_lines

D = TypeVar("D")
T = TypeVar("T")
_REQUIRED: Any = object()
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
_AT_END = re.compile(r"\s*\(at end of document\)")


class DataFileError(Exception):
    """A fault in a shipped data file. `line` counts from 1."""

    def __init__(self, path: Path | str, line: int, problem: str, mend: str) -> None:
        self.path, self.line = Path(path), line
        self.problem, self.mend = problem.rstrip("."), mend.rstrip(".")
        super().__init__(f"{self.path}, line {line}: {self.problem}. Mend: {self.mend}.")


class DataFile:
    """One table of a data file: the whole file, a [section] or one [[row]]."""

    def __init__(
        self, path: Path, values: dict[str, Any], lines: dict[Place, int], place: Place = ()
    ) -> None:
        self.path = path
        self._values, self._lines, self._place = values, lines, place

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def names(self) -> list[str]:
        """The keys in the order of the file."""
        return list(self._values)

    def line(self, key: str | None = None) -> int:
        """The line of a key, or of the nearest table that holds it. Counts from 1."""
        place = self._place if key is None else (*self._place, key)
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place, 1)

    def error(self, key: str | None, problem: str, mend: str) -> DataFileError:
        """An error to raise at the line of `key` (None: the table itself)."""
        return DataFileError(self.path, self.line(key), problem, mend)

    def allow_only(self, *keys: str) -> None:
        """Refuse keys that nobody reads: they are nearly always misspelt."""
        for key in self._values:
            if key not in keys:
                raise self.error(
                    key, f"unknown key {key!r}", f"use one of: {', '.join(sorted(keys))}"
                )

    @overload
    def text(self, key: str) -> str: ...
    @overload
    def text(self, key: str, default: D) -> str | D: ...
    def text(self, key: str, default: Any = _REQUIRED) -> Any:
        """Words; blank words are refused where no default is given."""
        value = self._get(key, default, _is_text, 'words in double quotes, such as "Hello"')
        if default is _REQUIRED and not value.strip():
            raise self.error(key, f"{key!r} is blank", "write the words between the quotes")
        return value

    @overload
    def integer(self, key: str) -> int: ...
    @overload
    def integer(self, key: str, default: D) -> int | D: ...
    def integer(self, key: str, default: Any = _REQUIRED) -> Any:
        """A whole number."""
        return self._get(key, default, _is_integer, "a whole number without quotes, such as 3")

    @overload
    def number(self, key: str) -> float: ...
    @overload
    def number(self, key: str, default: D) -> float | D: ...
    def number(self, key: str, default: Any = _REQUIRED) -> Any:
        """A finite number, whole or decimal, as float."""
        value = self._get(key, default, _is_number, "a number without quotes, such as 2.5")
        return value if key not in self._values else float(value)

    @overload
    def date(self, key: str) -> dt.date: ...
    @overload
    def date(self, key: str, default: D) -> dt.date | D: ...
    def date(self, key: str, default: Any = _REQUIRED) -> Any:
        """A day without a time."""
        return self._get(key, default, _is_date, "a day without quotes, such as 2026-03-31")

    @overload
    def flag(self, key: str) -> bool: ...
    @overload
    def flag(self, key: str, default: D) -> bool | D: ...
    def flag(self, key: str, default: Any = _REQUIRED) -> Any:
        """Yes or no."""
        return self._get(key, default, _is_flag, "true or false, without quotes")

    @overload
    def texts(self, key: str) -> list[str]: ...
    @overload
    def texts(self, key: str, default: D) -> list[str] | D: ...
    def texts(self, key: str, default: Any = _REQUIRED) -> Any:
        """A list of words."""
        return self._get(key, default, _is_texts, 'a list of words, such as ["one", "two"]')

    @overload
    def numbers(self, key: str) -> list[float]: ...
    @overload
    def numbers(self, key: str, default: D) -> list[float] | D: ...
    def numbers(self, key: str, default: Any = _REQUIRED) -> Any:
        """A list of numbers, as floats."""
        value = self._get(key, default, _is_numbers, "a list of numbers, such as [0, 27]")
        return value if key not in self._values else [float(one) for one in value]

    def one_of(self, key: str, choices: Iterable[str]) -> str:
        """Words that must be one of `choices`."""
        known, value = sorted(choices), self.text(key)
        if value not in known:
            raise self.error(key, f"{key!r} is {value!r}", f"use one of: {', '.join(known)}")
        return value

    def section(self, name: str) -> DataFile:
        """The table [name]."""
        value = self._get(name, _REQUIRED, _is_table, f"a table that starts with [{name}]")
        return DataFile(self.path, value, self._lines, (*self._place, name))

    def rows(self, name: str, *, at_least: int = 1) -> list[DataFile]:
        """The tables [[name]] in the order of the file."""
        value = self._get(name, [], _is_rows, f"tables that each start with [[{name}]]")
        if len(value) < at_least:
            raise self.error(
                name if name in self._values else None,
                f"{len(value)} of [[{name}]], at least {at_least} needed",
                f"add a table that starts with [[{name}]]",
            )
        place = (*self._place, name)
        return [
            DataFile(self.path, row, self._lines, (*place, number))
            for number, row in enumerate(value)
        ]

    def _get(self, key: str, default: Any, fits: Callable[[Any], bool], wanted: str) -> Any:
        if key not in self._values:
            if default is _REQUIRED:
                raise self.error(None, f"{key!r} is missing", f"add {key} = {wanted}")
            return default
        value = self._values[key]
        if not fits(value):
            found = f"{key!r} is {_kind(value)}"
            raise self.error(key, found, f"write {key} as {wanted}")
        return value


def read_datafile(path: Path | str) -> DataFile:
    """Read a TOML data file. Raises DataFileError for anything wrong with it."""
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise DataFileError(path, 1, "there is no such file", "check its name and folder") from None
    except OSError as fault:
        reason = fault.strerror or "unknown reason"
        raise DataFileError(
            path, 1, f"cannot be read ({reason})", "check its permissions"
        ) from None
    except UnicodeDecodeError as fault:
        line = fault.object.count(b"\n", 0, fault.start) + 1
        raise DataFileError(path, line, "not UTF-8 text", "save the file as UTF-8") from None
    if text.startswith("\ufeff"):
        raise DataFileError(
            path, 1, "a byte order mark comes first", "save the file as UTF-8 without BOM"
        )
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise _syntax_error(path, text, str(fault)) from None
    return DataFile(path, values, index_lines(text))


def _syntax_error(path: Path, text: str, message: str) -> DataFileError:
    found = _AT_LINE.search(message)
    line = int(found.group(1)) if found else max(1, len(text.splitlines()))
    problem = _AT_END.sub(" before the end of the file", _AT_LINE.sub("", message))
    if "overwrite" in message.lower() or "twice" in message.lower():
        mend = "keep only one of the keys or tables of this name"
    else:
        mend = "write the line as key = value, words in double quotes"
    return DataFileError(path, line, f"not valid TOML: {problem}", mend)


def _kind(value: object) -> str:
    names: list[tuple[type, str]] = [
        (bool, "true or false"), (str, "words"), (int, "a whole number"), (float, "a number"),
        (dt.datetime, "a day with a time"), (dt.date, "a day"), (dt.time, "a time"),
        (list, "a list"), (dict, "a table"),
    ]  # fmt: skip
    return next((name for kind, name in names if isinstance(value, kind)), "something else")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_date(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_numbers(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_number, value))


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_table, value))
