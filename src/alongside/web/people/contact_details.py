"""Normal forms of phone numbers, addresses and names, and their keyed digests."""

from __future__ import annotations

import re
import unicodedata

from alongside.web.vault.sealing import digest

CALLING_CODES = {"us": "1"}
FEWEST_DIGITS = 8  # with the calling code


def normal_phone(text: str, place: str = "gb-eng") -> str:
    """`07700 900 123` in England and `+44 (0)7700 900123` are the same: `+447700900123`.

    Too few digits for a telephone give an empty text, so that "none" written as 0 joins nobody.
    """
    digits = "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdecimal())
    code = CALLING_CODES.get(place, "44")
    abroad = "011" if code == "1" else "00"
    if re.match(r"\D*\+", text):
        full = digits
    elif digits.startswith(abroad):
        full = digits.removeprefix(abroad)
    elif digits.startswith(code) and len(digits) == len(code) + 10:  # the plus was left out
        full = digits
    else:
        full = code + digits
    if full.startswith("44"):
        full = f"44{full[2:].lstrip('0')}"
    return f"+{full}" if len(full) >= FEWEST_DIGITS else ""


def normal_email(text: str) -> str:
    return text.strip().casefold()


def folded_name(text: str) -> str:
    """Without accents, case, marks and spaces: `Zoë O’Neil` and `zoe oneil` are the same."""
    plain = text
    for _ in range(2):  # folding can make letters that come apart again
        plain = unicodedata.normalize("NFKD", plain).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def phone_digest(text: str, place: str) -> str:
    normal = normal_phone(text, place)
    return digest(f"phone:{normal}") if normal else ""


def email_digest(text: str) -> str:
    normal = normal_email(text)
    return digest(f"email:{normal}") if normal else ""


def name_year_digest(name: str, birth_year: str) -> str:
    folded = folded_name(name)
    return digest(f"name:{folded}:{birth_year}") if folded and birth_year else ""


def short_name(name: str) -> str:
    """First name and initial for lists: `Ruth Mbeki` is `Ruth M`."""
    parts = name.split()
    if len(parts) < 2:
        return name.strip()
    return f"{parts[0]} {parts[-1][0].upper()}"
