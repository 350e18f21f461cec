"""What a service has for people to take part in."""

from __future__ import annotations

from django.db import models

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import ID, PLAIN


class Offer(models.Model):
    """One component of a service, so that outcomes can be split by it later."""

    class Model(models.TextChoices):
        ONE_TO_ONE = "one_to_one"
        PHONE = "phone"
        DROP_IN = "drop_in"
        OPEN_GROUP = "open_group"
        CLOSED_GROUP = "closed_group"
        COURSE = "course"
        BRIDGING = "bridging"
        BUDDY = "buddy"
        FAMILY = "family"
        ONLINE = "online"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person"
        PHONE = "phone"
        VIDEO = "video"
        MIXED = "mixed"
        ONLINE = "online"

    class Pay(models.TextChoices):
        UNPAID = "unpaid"
        EXPENSES = "expenses"
        SESSIONAL = "sessional"
        SALARIED = "salaried"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    name = models.CharField(max_length=80)
    model = models.CharField(max_length=20, choices=Model)
    mode = models.CharField(max_length=20, choices=Mode)
    pay = models.CharField(max_length=20, choices=Pay)
    host = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=200)
    is_open = models.BooleanField(default=True)
    made_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "name": PLAIN,
        "model": PLAIN,
        "mode": PLAIN,
        "pay": PLAIN,
        "host": PLAIN,
        "for_whom": PLAIN,
        "is_open": PLAIN,
        "made_at": PLAIN,
    }
