"""Loading instruments from data files; an incomplete or contradictory one is refused with
file, line and mend (`DataFileError`)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import cast, get_args

from alongside.measures.instrument import (
    Band,
    Instrument,
    Item,
    Licence,
    MissingMethod,
    MissingRule,
    Option,
    Scoring,
    State,
    Status,
    Threshold,
    ThresholdKind,
    Unscored,
)
from alongside.tables.datafile import DataFile, read_datafile

FOLDER = Path(__file__).parent / "instruments"
_TOP = (
    *("code", "name", "version", "language", "stem", "recall", "source", "state"),
    *("checked_by", "checked_on", "next_review", "bands_source", "item", "option", "unscored"),
    *("scoring", "missing", "band", "threshold", "licence", "codes"),
)


@cache
def instruments(folder: Path = FOLDER) -> dict[str, Instrument]:
    """Every instrument of the folder by its code, in the order of the codes."""
    found = [load_instrument(path) for path in sorted(folder.glob("*.toml"))]
    return {one.code: one for one in found}


def load_instrument(path: Path) -> Instrument:
    """One instrument. Raises DataFileError."""
    file = read_datafile(path)
    file.allow_only(*_TOP)
    options = _options(file)
    items = _items(file, options)
    scoring = _scoring(file, items, options)
    return Instrument(
        code=_code(file),
        name=file.text("name"),
        version=file.text("version"),
        language=file.text("language"),
        stem=file.text("stem"),
        recall=file.text("recall"),
        source=file.text("source"),
        state=_state(file),
        checked_by=file.text("checked_by"),
        checked_on=file.date("checked_on"),
        next_review=_next_review(file),
        items=items,
        options=options,
        unscored=_unscored(file),
        scoring=scoring,
        missing=_missing(file.section("missing"), items),
        bands=_bands(file, scoring),
        bands_source=file.text("bands_source"),
        thresholds=tuple(_threshold(row, scoring) for row in file.rows("threshold")),
        licence=_licence(file),
        codes=_codes(file),
    )


def _code(file: DataFile) -> str:
    code = file.text("code")
    if code != file.path.stem:
        mend = f"call the file {code}.toml or write code = {file.path.stem!r}"
        raise file.error("code", f"the code {code!r} is not the name of the file", mend)
    return code


def _state(file: DataFile) -> State:
    return cast(State, file.one_of("state", get_args(State)))


def _status(part: DataFile) -> Status:
    return cast(Status, part.one_of("status", get_args(Status)))


def _next_review(file: DataFile) -> dt.date:
    day = file.date("next_review")
    if day <= file.date("checked_on"):
        raise file.error("next_review", "the next review is not after the check", "use a later day")
    return day


def _options(part: DataFile) -> tuple[Option, ...]:
    options: list[Option] = []
    for row in part.rows("option", at_least=2):
        row.allow_only("label", "value", "loinc")
        option = Option(
            label=row.text("label"), value=row.integer("value"), loinc=row.text("loinc", "")
        )
        if any(option.value == other.value or option.label == other.label for other in options):
            raise row.error(None, "two options are alike", "give each its own label and value")
        options.append(option)
    return tuple(options)


def _items(file: DataFile, options: tuple[Option, ...]) -> tuple[Item, ...]:
    items: list[Item] = []
    for place, row in enumerate(file.rows("item"), 1):
        row.allow_only("number", "text", "reverse", "loinc", "alert_from")
        if row.integer("number") != place:
            problem = f"number {row.integer('number')} stands in place {place}"
            raise row.error("number", problem, "number the items 1, 2, 3 in their order")
        alert, reverse = row.integer("alert_from", None), row.flag("reverse", False)
        if reverse and not _reversible(options):
            problem = "turned round, the options would give points that no option has"
            raise row.error("reverse", problem, "space the options evenly")
        if alert is not None and alert not in [option.value for option in options]:
            raise row.error("alert_from", f"no option gives {alert} points", "use such points")
        items.append(
            Item(
                number=place,
                text=row.text("text"),
                reverse=reverse,
                loinc=row.text("loinc", ""),
                alert_from=alert,
            )
        )
    return tuple(items)


def _reversible(options: tuple[Option, ...]) -> bool:
    values = {option.value for option in options}
    return {min(values) + max(values) - value for value in values} == values


def _unscored(file: DataFile) -> tuple[Unscored, ...]:
    return tuple(
        Unscored(text=row.text("text"), options=_options(row), loinc=row.text("loinc", ""))
        for row in file.rows("unscored", at_least=0)
    )


def _scoring(file: DataFile, items: tuple[Item, ...], options: tuple[Option, ...]) -> Scoring:
    part = file.section("scoring")
    part.allow_only("version", "method", "range", "higher_is_better")
    part.one_of("method", ["sum"])
    values = [option.value for option in options]
    possible = [float(len(items) * min(values)), float(len(items) * max(values))]
    if part.numbers("range") != possible:
        raise part.error(
            "range",
            f"{len(items)} items of {min(values)} to {max(values)} points give "
            f"{possible[0]:g} to {possible[1]:g}, not {part.numbers('range')}",
            "correct the range, the items or the options",
        )
    return Scoring(
        version=part.text("version"),
        method="sum",
        lowest=possible[0],
        highest=possible[1],
        higher_is_better=part.flag("higher_is_better"),
    )


def _missing(part: DataFile, items: tuple[Item, ...]) -> MissingRule:
    part.allow_only("method", "max_missing", "source", "status")
    method, most = part.one_of("method", get_args(MissingMethod)), part.integer("max_missing")
    if not 0 <= most < len(items) or (method == "none") != (most == 0):
        raise part.error(
            "max_missing",
            f"{most} missing of {len(items)} items do not go with {method!r}",
            f"0 with none, else 1 to {len(items) - 1}",
        )
    return MissingRule(
        method=cast(MissingMethod, method),
        max_missing=most,
        source=part.text("source"),
        status=_status(part),
    )


def _bands(file: DataFile, scoring: Scoring) -> tuple[Band, ...]:
    bands: list[Band] = []
    start = scoring.lowest
    for row in file.rows("band"):
        row.allow_only("label", "from", "to")
        band = Band(label=row.text("label"), lowest=row.number("from"), highest=row.number("to"))
        if band.lowest != start or band.highest < start:
            problem = f"{band.label!r} goes from {band.lowest:g} to {band.highest:g}"
            raise row.error("from", problem, f"begin it at {start:g}, without gap or overlap")
        start = band.highest + 1
        bands.append(band)
    if start != scoring.highest + 1:
        problem = f"the bands end at {start - 1:g}, the scores at {scoring.highest:g}"
        raise file.error("band", problem, "let the last band end with the highest score")
    return tuple(bands)


def _threshold(row: DataFile, scoring: Scoring) -> Threshold:
    row.allow_only("kind", "value", "rule", "source", "status")
    value = row.number("value")
    if not 0 < value <= scoring.highest:
        problem = f"{value:g} lies outside 0 to {scoring.highest:g}"
        raise row.error("value", problem, "use a value that a score can reach")
    return Threshold(
        kind=cast(ThresholdKind, row.one_of("kind", get_args(ThresholdKind))),
        value=value,
        rule=row.text("rule"),
        source=row.text("source"),
        status=_status(row),
    )


def _licence(file: DataFile) -> Licence:
    part = file.section("licence")
    part.allow_only("terms", "line", "source", "status")
    licence = Licence(
        terms=part.text("terms"),
        line=part.text("line"),
        source=part.text("source"),
        status=_status(part),
    )
    if licence.status != "seen" and file.text("state") == "in use":
        mend = 'read the licence and write status = "seen", or state = "switched off"'
        raise part.error("status", "in use, but nobody has read its licence", mend)
    return licence


def _codes(file: DataFile) -> tuple[tuple[str, str], ...]:
    part = file.section("codes")
    return tuple((name, part.text(name)) for name in part.names())
