"""The mark of a demo: what it was made with. A database without it is never touched."""

from __future__ import annotations

from django.db import models

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import ID, PLAIN


class Mark(models.Model):
    """`persona_users` maps the key of a persona to the id of their sign-in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    members = models.PositiveIntegerField()
    profile = models.CharField(max_length=20)
    is_empty = models.BooleanField()
    made_at = models.DateTimeField(default=now)
    finished_at = models.DateTimeField(null=True)
    persona_users = models.JSONField(default=dict)

    field_classes = {
        "id": ID,
        "members": PLAIN,
        "profile": PLAIN,
        "is_empty": PLAIN,
        "made_at": PLAIN,
        "finished_at": PLAIN,
        "persona_users": ID,
    }
