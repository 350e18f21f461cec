"""The e-mails that the demo would have sent, from its mail folder."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

MOST = 50
_BETWEEN = b"-" * 79


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    date: str
    body: str


def letters(folder: Path) -> list[Letter]:
    """The newest first, at most fifty."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    found: list[Letter] = []
    for path in files[:MOST]:
        parts = path.read_bytes().split(b"\n" + _BETWEEN + b"\n")
        found += [_letter(part) for part in reversed(parts) if part.strip()]
    return found[:MOST]


def _letter(text: bytes) -> Letter:
    message = message_from_bytes(text, policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain",))
    return Letter(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        date=str(message["Date"] or ""),
        body=str(body.get_content()).strip() if body is not None else "",
    )
