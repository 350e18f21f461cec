"""The address in a message by which somebody says that they come, moves or cancels a meeting.

It names the meeting, its edition and the side, signed, and nothing about anybody. It runs out
with the edition, not with time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from alongside.web.support.match_states import Side

if TYPE_CHECKING:
    from alongside.web.support.models import Meeting

_SALT = "alongside.meeting"
_LETTERS = {"m": Side.MEMBER, "s": Side.SUPPORTER}


@dataclass(frozen=True)
class Ticket:
    """What a link is for."""

    meeting: UUID
    edition: int
    side: Side


def token_of(meeting: Meeting, side: Side) -> str:
    letter = next(letter for letter, known in _LETTERS.items() if known == side)
    return signing.Signer(salt=_SALT).sign(f"{meeting.id.hex}.{meeting.edition}.{letter}")


def link_of(meeting: Meeting, side: Side) -> str:
    """The whole address, for a message."""
    return f"{settings.SITE_ADDRESS}{reverse('meeting_link', args=[token_of(meeting, side)])}"


def read_token(token: str) -> Ticket | None:
    """None for whatever we did not sign."""
    try:
        key, edition, letter = signing.Signer(salt=_SALT).unsign(token).split(".")
    except signing.BadSignature:
        return None
    return Ticket(UUID(key), int(edition), _LETTERS[letter])
