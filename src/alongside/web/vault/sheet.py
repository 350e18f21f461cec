"""The recovery sheet: the one place of the private key that opens backups."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

_GROUP = 4
_KEY_DIGITS = 64
_CHECK_DIGITS = 8
_MARK = re.compile(r"^\s*backup key:", re.IGNORECASE | re.MULTILINE)
_BLANK_LINE = re.compile(r"\n\s*\n")

_TEXT = """Alongside recovery sheet

This sheet opens the backups of this service. Print it, or copy it to a safe
place away from this computer, and then delete the file. Whoever has this sheet
and a backup can read everything in it. Without the sheet no backup can be
opened, by anybody.

Backup key:
{key}

To check a backup:  python3 manage.py restore FILE --verify --sheet THIS-SHEET
"""


class VaultProblem(Exception):
    """Something about keys or sealed things that a person has to put right."""


class SheetProblem(VaultProblem):
    """The recovery sheet is absent, or what stands on it is not a backup key."""


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """`text` is what to print or keep, or None where the backup key was made earlier."""

    text: str | None = field(repr=False)

    @classmethod
    def of(cls, private: X25519PrivateKey) -> RecoverySheet:
        return cls(_TEXT.format(key=_spell(private.private_bytes_raw())))


def read_sheet(path: Path) -> X25519PrivateKey:
    """The private key on the sheet; spaces and line ends do not matter."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SheetProblem(
            f"There is no recovery sheet at {path}. Say where it is with --sheet FILE."
        ) from None
    except UnicodeDecodeError:
        raise _not_a_sheet(path) from None
    except OSError as problem:
        raise SheetProblem(
            f"The recovery sheet {path} cannot be read: {problem.strerror}."
        ) from None
    return _key_in(text, path)


def public_of(private: X25519PrivateKey) -> bytes:
    return private.public_key().public_bytes_raw()


def _key_in(text: str, path: Path) -> X25519PrivateKey:
    found = _MARK.search(text)
    if found is None:
        raise _not_a_sheet(path)
    written = _BLANK_LINE.split(text[found.end() :].strip())[0]
    digits = re.sub(r"\s", "", written).lower()
    if len(digits) != _KEY_DIGITS + _CHECK_DIGITS or not re.fullmatch("[0-9a-f]+", digits):
        raise SheetProblem(
            f"The backup key on {path} should have {_KEY_DIGITS + _CHECK_DIGITS} letters and "
            "digits, from 0 to 9 and a to f. Check it against the printed sheet."
        )
    if digits[_KEY_DIGITS:] != _check(bytes.fromhex(digits[:_KEY_DIGITS])):
        raise SheetProblem(
            f"The backup key on {path} has a typing mistake. Check it against the printed sheet."
        )
    return X25519PrivateKey.from_private_bytes(bytes.fromhex(digits[:_KEY_DIGITS]))


def _not_a_sheet(path: Path) -> SheetProblem:
    return SheetProblem(f"{path} is not a recovery sheet: it has no line “Backup key:”.")


def _check(key: bytes) -> str:
    """Finds a slip in typing from paper; it protects nothing."""
    return hashlib.sha256(b"alongside sheet" + key).hexdigest()[:_CHECK_DIGITS]


def _spell(key: bytes) -> str:
    digits = key.hex() + _check(key)
    groups = [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
    lines = [" ".join(groups[at : at + 6]) for at in range(0, len(groups), 6)]
    return "\n".join(f"    {line}" for line in lines)
