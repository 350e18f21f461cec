"""Sending what `people.services.tell` queued: the only place that imports a mail sender."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from uuid import UUID

from django.core.mail import EmailMessage, get_connection

from alongside.web.jobs.services import MayHaveGone
from alongside.web.people.services.messages import reachable_now, team_reachable_now

_FOR_A_HEADER = str.maketrans(": ", ".-")
_footer: Callable[[UUID, bool], str] | None = None


def set_footer(footer: Callable[[UUID, bool], str]) -> None:
    """`config` gives the text that ends every message: who we are and the place's help lines."""
    global _footer
    _footer = footer


def send_email(work: Mapping[str, Any], key: str) -> None:
    """Handler of `email` jobs. The key goes along, so that a mail server can drop a repeat."""
    if _footer is None:
        raise RuntimeError("No message may go without its footer of help lines.")
    person = UUID(work["person"])
    where = (
        team_reachable_now(person)
        if work.get("to_team")
        else reachable_now(person, contact=work["contact"])
    )
    if where is None:
        return
    footer = _footer(UUID(work["organisation"]), where.may_say_who)
    link = work.get("link", "") if where.may_say_who else ""
    _send(
        EmailMessage(
            subject=work["subject"] if where.may_say_who else work["neutral_subject"],
            body="\n\n".join(part for part in (work["body"], link, footer) if part),
            to=[where.email],
            headers={"Message-ID": f"<{key.translate(_FOR_A_HEADER)}@alongside.invalid>"},
        )
    )


def _send(message: EmailMessage) -> None:
    """OSError: it did not go. MayHaveGone: the line broke when it may have been taken."""
    connection = get_connection()
    connection.open()
    try:
        message.connection = connection
        message.send()
    except (SMTPResponseException, SMTPRecipientsRefused):  # the server said no
        raise
    except OSError as trouble:
        raise MayHaveGone(type(trouble).__name__) from trouble
    finally:
        connection.close()
