"""People of the demo whom a visitor can sign in as."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from alongside.web.accounts.methods import PERSONA
from alongside.web.accounts.selectors import signed_in_user
from alongside.web.demo.content import house
from alongside.web.demo.selectors import current_mark
from alongside.web.home.entry.sessions import start_session
from alongside.web.ui.words import say


@dataclass(frozen=True)
class Persona:
    key: str
    name: str
    role_sentence: str
    email: str


def personas() -> list[Persona]:
    """Everyone, in the words of the service that is speaking."""
    return [
        Persona(facts.key, facts.name, say(facts.says), facts.email) for facts in house().personas
    ]


def personas_here() -> list[Persona]:
    """Those who are in this demo: an empty one has nobody."""
    mark = current_mark()
    users = mark.persona_users if mark else {}
    return [persona for persona in personas() if persona.key in users]


def sign_in_as(request: HttpRequest, key: str) -> None:
    """Sign in as a persona, with both factors; 404 for whoever is not in this demo."""
    mark = current_mark()
    user_id = mark.persona_users.get(key) if mark else None
    user = signed_in_user(UUID(user_id)) if user_id else None
    if user is None:
        raise Http404
    start_session(request, user, method=PERSONA)
