"""What makes a peer supporter ready: dated rows, written down by the team."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import FACT, ID, LINK, WHEN, WORDS
from alongside.web.vault.fields import EncryptedTextField


class Readiness(models.Model):
    """One dated row. The role itself is `people.RoleHolding`. `places` only for capacity."""

    class Kind(models.TextChoices):
        TRAINING = "training"
        CHECK = "check"
        SUPERVISION = "supervision"
        CAPACITY = "capacity"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="readiness")
    kind = models.CharField(max_length=12, choices=Kind)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    places = models.PositiveSmallIntegerField(null=True)
    note = EncryptedTextField(blank=True, default="")
    recorded_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "kind": FACT,
        "from_on": WHEN,
        "until_on": WHEN,
        "places": FACT,
        "note": WORDS,
        "recorded_by": ID,
        "recorded_at": WHEN,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "service", "person"], name="readiness_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="capacity", places__isnull=False)
                | ~Q(kind="capacity") & Q(places__isnull=True),
                name="places_are_capacity",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="readiness_ends_after_it_begins",
            ),
        ]
