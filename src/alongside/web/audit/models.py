"""Append-only events: who did or read what, in strings that outlive the records they name."""

from __future__ import annotations

from django.db import models

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import ID, PLAIN, TRACE, WHEN


class Event(models.Model):
    """One deed or one look. Rows are never changed: triggers on both databases refuse it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.CharField(max_length=36)
    at = models.DateTimeField(default=now)
    actor = models.CharField(max_length=60)
    acting_as = models.CharField(max_length=40)
    deed = models.CharField(max_length=60)
    is_read = models.BooleanField(default=False)
    subject = models.CharField(max_length=36, blank=True)
    thing = models.CharField(max_length=80, blank=True)
    service = models.CharField(max_length=36, blank=True)
    reason = models.CharField(max_length=60, blank=True)
    request = models.CharField(max_length=36, blank=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "at": WHEN,
        "actor": TRACE,
        "acting_as": PLAIN,
        "deed": PLAIN,
        "is_read": PLAIN,
        "subject": TRACE,
        "thing": TRACE,
        "service": ID,
        "reason": PLAIN,
        "request": ID,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "subject", "at"], name="event_by_subject"),
            models.Index(fields=["organisation", "at"], name="event_by_time"),
        ]
