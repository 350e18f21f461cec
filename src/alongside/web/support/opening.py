"""What a service needs before it may open to the public."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from alongside.web.ui.words import say, say_later


class Need(StrEnum):
    HELP_LINES = "help_lines"
    TAKING_PART = "taking_part"
    WELCOMER = "welcomer"


WORDS = {
    Need.HELP_LINES: say_later("help lines for your place"),
    Need.TAKING_PART: say_later("something that people can take part in"),
    Need.WELCOMER: say_later("{a coordinator} who can sign in"),
}


def missing(*, help_lines: bool, taking_part: bool, welcomer: bool) -> list[Need]:
    """What is not there yet, in the order in which it is set up."""
    there = (help_lines, taking_part, welcomer)
    return [need for need, is_there in zip(Need, there, strict=True) if not is_there]


def say_missing(needs: Iterable[Need]) -> str:
    """`help lines for your place, and a coordinator who can sign in`."""
    words = [str(WORDS[need]) for need in needs]
    if len(words) < 2:
        return "".join(words)
    return say("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])
