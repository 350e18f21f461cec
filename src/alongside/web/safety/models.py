"""Help lines by place."""

from __future__ import annotations

from django.db import models

from alongside.web.ids import new_id
from alongside.web.vault.classes import ID, PLAIN


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
