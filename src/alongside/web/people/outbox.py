"""Sending what `people.services.tell` queued: the only place that imports a mail sender."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage

_footer: Callable[[UUID, bool], str] | None = None


def set_footer(footer: Callable[[UUID, bool], str]) -> None:
    """`config` gives the text that ends every message: who we are and the place's help lines."""
    global _footer
    _footer = footer


def send_email(work: Mapping[str, Any], key: str) -> None:
    """Handler of `email` jobs. The key goes along, so that a mail server can drop a repeat."""
    if _footer is None:
        raise RuntimeError("No message may go without its footer of help lines.")
    footer = _footer(UUID(work["organisation"]), bool(work["say_who"]))
    EmailMessage(
        subject=work["subject"],
        body=f"{work['body']}\n\n{footer}",
        to=[work["to"]],
        headers={"Message-ID": f"<{key.replace(':', '.').replace(' ', '-')}@alongside.invalid>"},
    ).send()
