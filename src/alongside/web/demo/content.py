"""The invented names, words and house, from the data files. A broken file raises DataFileError."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from alongside.tables.datafile import DataFile, read_datafile

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Names:
    she: Sequence[str]
    he: Sequence[str]
    they: Sequence[str]
    last: Sequence[str]
    streets: Sequence[str]


@dataclass(frozen=True)
class Theme:
    """What brings somebody. `share` and `home_share` say how often, of a hundred or so."""

    key: str
    youngest: int
    oldest: int
    share: int
    home_share: int
    why: Sequence[str]
    help: Sequence[str]
    hopes: Sequence[str]
    shared: Sequence[str]


@dataclass(frozen=True)
class Elsewhere:
    reason: str
    themes: Sequence[str]
    where: str
    spoke_to: str


@dataclass(frozen=True)
class Letter:
    to: str
    recipient: str
    shared: str


@dataclass(frozen=True)
class Stories:
    themes: Sequence[Theme]
    texts: dict[str, list[str]]
    elsewhere: Sequence[Elsewhere]
    letters: Sequence[Letter]


@dataclass(frozen=True)
class OfferFacts:
    name: str
    model: str
    mode: str
    pay: str
    host: str
    for_whom: str


@dataclass(frozen=True)
class ServiceFacts:
    key: str
    name: str
    share: int
    wait_weeks: int
    about: str
    for_whom: str
    offers: Sequence[OfferFacts]


@dataclass(frozen=True)
class Worker:
    key: str
    name: str
    pronouns: str
    roles: Sequence[str]
    services: Sequence[str]


@dataclass(frozen=True)
class Shift:
    service: str
    worker: str
    days: Sequence[int]
    starts: str
    ends: str


@dataclass(frozen=True)
class PersonaFacts:
    key: str
    name: str
    email: str
    says: str


@dataclass(frozen=True)
class Came:
    """A persona who came for support, with what they said."""

    key: str
    service: str
    days_ago: int
    wait_weeks: int
    name: str
    pronouns: str
    phone: str
    birth_year: str
    theme: str
    words: dict[str, str]


@dataclass(frozen=True)
class House:
    organisation: dict[str, str]
    services: Sequence[ServiceFacts]
    workers: Sequence[Worker]
    shifts: Sequence[Shift]
    personas: Sequence[PersonaFacts]
    came: Sequence[Came]

    def persona(self, key: str) -> PersonaFacts:
        return next(persona for persona in self.personas if persona.key == key)


def _texts(row: DataFile, *names: str) -> dict[str, str]:
    return {name: row.text(name, default="") for name in names}


@lru_cache(maxsize=1)
def names() -> Names:
    file = read_datafile(DATA / "names.toml")
    return Names(*(file.texts(name) for name in Names.__dataclass_fields__))


@lru_cache(maxsize=1)
def stories() -> Stories:
    file = read_datafile(DATA / "stories.toml")
    texts = file.section("texts")
    return Stories(
        themes=[_theme(row) for row in file.rows("theme")],
        texts={name: texts.texts(name) for name in texts.names()},
        elsewhere=[
            Elsewhere(
                row.text("reason"),
                row.texts("themes", default=[]),
                row.text("where"),
                row.text("spoke_to"),
            )
            for row in file.rows("elsewhere")
        ],
        letters=[
            Letter(row.text("to"), row.text("recipient"), row.text("shared"))
            for row in file.rows("letter")
        ],
    )


def _theme(row: DataFile) -> Theme:
    return Theme(
        key=row.text("key"),
        youngest=row.integer("youngest"),
        oldest=row.integer("oldest"),
        share=row.integer("share"),
        home_share=row.integer("home_share"),
        why=row.texts("why"),
        help=row.texts("help"),
        hopes=row.texts("hopes"),
        shared=row.texts("shared"),
    )


@lru_cache(maxsize=1)
def house() -> House:
    file = read_datafile(DATA / "house.toml")
    organisation = file.section("organisation")
    return House(
        organisation={name: organisation.text(name) for name in organisation.names()},
        services=[_service(row) for row in file.rows("service")],
        workers=[
            Worker(
                row.text("key"),
                row.text("name"),
                row.text("pronouns"),
                row.texts("roles"),
                row.texts("services"),
            )
            for row in file.rows("worker")
        ],
        shifts=[
            Shift(
                row.text("service"),
                row.text("worker"),
                [int(day) for day in row.numbers("days")],
                row.text("starts"),
                row.text("ends"),
            )
            for row in file.rows("shift")
        ],
        personas=[
            PersonaFacts(*(row.text(name) for name in PersonaFacts.__dataclass_fields__))
            for row in file.rows("persona")
        ],
        came=[_came(row) for row in file.rows("came")],
    )


def _service(row: DataFile) -> ServiceFacts:
    return ServiceFacts(
        key=row.text("key"),
        name=row.text("name"),
        share=row.integer("share"),
        wait_weeks=row.integer("wait_weeks"),
        about=row.text("about"),
        for_whom=row.text("for_whom"),
        offers=[
            OfferFacts(*(offer.text(name) for name in OfferFacts.__dataclass_fields__))
            for offer in row.rows("offer")
        ],
    )


WORDS = (
    "why", "help", "other_help", "keep_safe", "hopes", "shared", "wishes", "rather_not",
    "bad_day", "next_step", "times", "access_needs", "goal", "nought", "ten",
)  # fmt: skip


def _came(row: DataFile) -> Came:
    return Came(
        key=row.text("key"),
        service=row.text("service"),
        days_ago=row.integer("days_ago"),
        wait_weeks=row.integer("wait_weeks"),
        name=row.text("name"),
        pronouns=row.text("pronouns"),
        phone=row.text("phone"),
        birth_year=row.text("birth_year"),
        theme=row.text("theme"),
        words=_texts(row, *WORDS),
    )
