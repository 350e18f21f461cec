"""Random ids and references. Secrets never come from here: use `secrets`."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# No letters or digits that are mistaken for each other when read aloud or copied from paper.
READABLE = "ACDEFHJKMNPQRTVWXY3479"

_source: ContextVar[random.Random | None] = ContextVar("source", default=None)
_system = random.SystemRandom()


def new_id() -> uuid.UUID:
    """A random version 4 id; the same sequence each time inside `seeded`."""
    source = _source.get() or _system
    return uuid.UUID(int=source.getrandbits(128), version=4)


def new_reference() -> str:
    """A neutral reference that says nothing about anybody, like `K4T-9QX`."""
    source = _source.get() or _system
    letters = "".join(source.choice(READABLE) for _ in range(6))
    return f"{letters[:3]}-{letters[3:]}"


@contextmanager
def seeded(source: random.Random) -> Iterator[None]:
    """Within this block ids and references come from `source` (the demo's invented people)."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
