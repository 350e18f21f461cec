"""Deeds on the mark of a demo."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from django.db import transaction

from alongside.web.clock import now
from alongside.web.demo.invented import SEED
from alongside.web.demo.models import Mark
from alongside.web.ids import seeded


@transaction.atomic
def begin_mark(*, members: int, profile: str, is_empty: bool) -> Mark:
    """Say that this database is a demo, before anything is put into it."""
    with seeded(Random(f"{SEED} mark")):
        return Mark.objects.create(members=members, profile=profile, is_empty=is_empty)


@transaction.atomic
def finish_mark(*, mark: Mark, persona_users: Mapping[str, str]) -> None:
    """Everything is there. A demo without this is made anew at the next start."""
    mark.persona_users = dict(persona_users)
    mark.finished_at = now()
    mark.save(update_fields=["persona_users", "finished_at"])
