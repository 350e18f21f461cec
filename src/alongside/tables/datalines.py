"""Where each key and table of a valid TOML text stands.

tomllib gives values without lines; this finds the lines so that a fault in meaning can be
shown as exactly as a fault in spelling. The text has been parsed already, so only enough is
read here to skip strings, comments and brackets.
"""

from __future__ import annotations

import re

Place = tuple[str | int, ...]
"""A path through the file: ("term", 2, "plural") is `plural` in the third [[term]]."""

_BARE = r"[A-Za-z0-9_-]+"
_NAME = rf"(?:{_BARE}|\"(?:[^\"\\]|\\.)*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
_TOKEN = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"{3,5}|'''.*?'{3,5}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|#[^\n]*|[\[\]{}\n]",
    re.DOTALL,
)


def index_lines(text: str) -> dict[Place, int]:
    """Map every key and table to its line, counted from 1."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    here: Place = ()
    for number, statement in _statements(text.replace("\r\n", "\n")):
        header = _HEADER.match(statement)
        if header:
            here = _table(_parts(header.group(2)), header.group(1) == "[[", counts)
            lines.setdefault(here, number)
            if isinstance(here[-1], int):
                lines.setdefault(here[:-1], number)
            continue
        key = _KEY.match(statement)
        if key:
            place = here
            for part in _parts(key.group(1)):
                place = (*place, part)
                lines.setdefault(place, number)
            _index_inline(statement, place, number, lines)
    return lines


def _statements(text: str) -> list[tuple[int, str]]:
    """(first line, text) of each header or key with its whole value."""
    found: list[tuple[int, str]] = []
    start, start_line, line, depth = 0, 1, 1, 0
    for token in _TOKEN.finditer(text):
        mark = token.group()
        if mark in ("[", "{"):
            depth += 1
        elif mark in ("]", "}"):
            depth -= 1
        elif mark == "\n" and depth == 0:
            found.append((start_line, text[start : token.start()]))
            start, start_line = token.end(), line + 1
        line += mark.count("\n")
    found.append((start_line, text[start:]))
    return found


def _index_inline(statement: str, place: Place, number: int, lines: dict[Place, int]) -> None:
    """Lines of the tables in a list such as `options = [{...}, {...}]`."""
    line, depth, count = number, 0, 0
    for token in _TOKEN.finditer(statement, statement.index("=") + 1):
        mark = token.group()
        if mark == "{" and depth == 1:
            lines.setdefault((*place, count), line)
            count += 1
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(mark, 0)
        line += mark.count("\n")


def _table(parts: list[str], is_row: bool, counts: dict[Place, int]) -> Place:
    place: Place = ()
    for part in parts[:-1]:
        place = (*place, part)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, parts[-1])
    if not is_row:
        return place
    counts[place] = counts.get(place, 0) + 1
    return (*place, counts[place] - 1)


def _parts(dotted: str) -> list[str]:
    return [name.strip("\"'") for name in re.findall(_NAME, dotted)]
