"""Work to be done later, leased to one worker at a time; the outbox is made of such jobs."""

from __future__ import annotations

from django.db import models

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import ID, PLAIN, WORDS
from alongside.web.vault.fields import EncryptedJSONField


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = (
            "sending"  # it is about to leave the database; after a crash nobody knows if it did
        )
        DONE = "done"
        UNSURE = "unsure"  # it may have been sent: a person decides
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.UUIDField()
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    work = EncryptedJSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    leaves_database = models.BooleanField(default=False)
    due_at = models.DateTimeField(default=now)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=now)
    done_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=120, blank=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "kind": PLAIN,
        "key": ID,
        "work": WORDS,
        "state": PLAIN,
        "leaves_database": PLAIN,
        "due_at": PLAIN,
        "leased_until": PLAIN,
        "tries": PLAIN,
        "made_at": PLAIN,
        "done_at": PLAIN,
        "trouble": PLAIN,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "due_at"], name="job_due")]
