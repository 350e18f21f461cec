"""Normal forms of phone numbers, addresses and names, and their keyed digests."""

from __future__ import annotations

import re
import unicodedata

from alongside.web.vault.sealing import digest

CALLING_CODES = {"us": "1"}


def normal_phone(text: str, place: str = "gb-eng") -> str:
    """`07700 900 123` in England and `+44 7700 900123` are the same: `+447700900123`."""
    digits = re.sub(r"\D", "", text)
    if not digits:
        return ""
    if text.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    code = CALLING_CODES.get(place, "44")
    if code == "1" and len(digits) == 11 and digits.startswith("1"):
        return f"+{digits}"
    return f"+{code}{digits.removeprefix('0')}"


def normal_email(text: str) -> str:
    return text.strip().casefold()


def folded_name(text: str) -> str:
    """Without accents, case, marks and spaces: `Zoë O’Neil` and `zoe oneil` are the same."""
    plain = unicodedata.normalize("NFKD", text).casefold()
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
