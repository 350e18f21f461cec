"""Whether words that are read before a yes give a name away."""

from __future__ import annotations

import re

_EVERYDAY = """
will may hope joy grace faith rose mark bill art dawn april june august summer iris ivy lily daisy
holly heather hazel amber ruby pearl jack rob pat sue gene dean earl guy ray page rich frank long
short young king little good day best wood hill brook field stone west north black white brown
green grey gray rice bell banks rivers cook baker walker
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Names that are everyday words: they name somebody only with a capital inside a sentence."""

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
SHORTEST = 2  # letters: an initial alone names nobody


def names_somebody(text: str, name: str) -> bool:
    """Whether a part of the name stands in the text as a word of its own, in any case."""
    parts = {part for part in _WORD.findall(name) if len(part) >= SHORTEST}
    folded = {part.casefold() for part in parts}
    for found in _WORD.finditer(text):
        word = re.sub(r"[’']s?$", "", found.group())
        if word.casefold() not in folded:
            continue
        if word.casefold() not in EVERYDAY:
            return True
        begins = text[: found.start()].rstrip(" \t\n“\"'‘(")[-1:] in ("", ".", "!", "?")
        if word[0].isupper() and not begins:
            return True
    return False
