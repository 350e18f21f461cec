"""How somebody can sign in. The package for sign-in keeps it; `config` says how to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Factor:
    """A passkey (`name` as its owner called it) or an authenticator app."""

    kind: str
    name: str
    added_at: datetime
    remove_url: str


@dataclass(frozen=True)
class Factors:
    held: list[Factor]
    spare_codes: int = 0

    @property
    def has_app(self) -> bool:
        return any(factor.kind == "app" for factor in self.held)


_reader: Callable[[UUID], Factors] | None = None


def set_reader(reader: Callable[[UUID], Factors]) -> None:
    global _reader
    _reader = reader


def factors_of(user: UUID) -> Factors:
    """The factors of one user, oldest first. One query."""
    if _reader is None:
        raise RuntimeError("config has not said how factors are read.")
    return _reader(user)
