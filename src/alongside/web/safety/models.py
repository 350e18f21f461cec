"""Help lines by place, and concerns about somebody's safety."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.safety.concern_states import ConcernState, Urgency
from alongside.web.vault.classes import FACT, ID, LINK, PLAIN, WHEN, WORDS
from alongside.web.vault.fields import EncryptedTextField


class CrisisContact(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    name = models.CharField(max_length=60)
    number = models.CharField(max_length=40)
    way = models.CharField(max_length=10, choices=[("call", "call"), ("text", "text")])
    href = models.CharField(max_length=80)
    hint = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    checked_on = models.DateField()

    field_classes = {
        "id": ID,
        "organisation": ID,
        "name": PLAIN,
        "number": PLAIN,
        "way": PLAIN,
        "href": PLAIN,
        "hint": PLAIN,
        "position": PLAIN,
        "checked_on": PLAIN,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "position"], name="crisis_contact_order")]


class Concern(models.Model):
    """A worry about somebody's safety: raised by a person, or as an alert by a rule of a
    measure. Never deleted, never closed by its raiser alone."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    about = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="concerns")
    about_words = EncryptedTextField(blank=True, default="")
    raised_by = models.UUIDField(null=True)
    rule = models.CharField(max_length=40, blank=True)
    source = models.UUIDField(null=True, unique=True)
    raised_at = models.DateTimeField(default=now)
    urgency = models.CharField(max_length=12, choices=[(u.value, u.value) for u in Urgency])
    due_at = models.DateTimeField()
    words = EncryptedTextField(blank=True, default="")
    when_and_where = EncryptedTextField(blank=True, default="")
    safe_now = models.CharField(max_length=10, blank=True)
    wishes = EncryptedTextField(blank=True, default="")
    spoken_to = EncryptedTextField(blank=True, default="")
    state = models.CharField(
        max_length=15, choices=[(s.value, s.value) for s in ConcernState],
        default=ConcernState.RAISED,
    )  # fmt: skip
    state_at = models.DateTimeField(default=now)
    assigned_to = models.UUIDField(null=True)
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=15, blank=True)
    decided_why = EncryptedTextField(blank=True, default="")
    person_told = models.CharField(max_length=5, blank=True)
    told_why = EncryptedTextField(blank=True, default="")
    closed_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = EncryptedTextField(blank=True, default="")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "about": LINK,
        "about_words": WORDS,
        "raised_by": ID,
        "rule": FACT,
        "source": ID,
        "raised_at": WHEN,
        "urgency": FACT,
        "due_at": WHEN,
        "words": WORDS,
        "when_and_where": WORDS,
        "safe_now": FACT,
        "wishes": WORDS,
        "spoken_to": WORDS,
        "state": FACT,
        "state_at": WHEN,
        "assigned_to": ID,
        "acknowledged_by": ID,
        "acknowledged_at": WHEN,
        "decision": FACT,
        "decided_why": WORDS,
        "person_told": FACT,
        "told_why": WORDS,
        "closed_by": ID,
        "closed_at": WHEN,
        "outcome": WORDS,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "service", "state", "due_at"], name="concern_list")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(raised_by__isnull=False) | ~Q(rule=""), name="concern_has_a_raiser"
            )
        ]


class ConcernStep(models.Model):
    """The history of a concern: each move, and each time it was handed on, with by whom."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    concern = models.ForeignKey("safety.Concern", models.PROTECT, related_name="steps")
    what = models.CharField(max_length=20)
    at = models.DateTimeField(default=now)
    done_by = models.CharField(max_length=60)
    note = EncryptedTextField(blank=True, default="")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "concern": LINK,
        "what": FACT,
        "at": WHEN,
        "done_by": ID,
        "note": WORDS,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "concern", "at"], name="concern_history")]
