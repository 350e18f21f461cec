"""Organisations, their services, users and how they sign in. No names of people live here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import CONTACT, FACT, ID, LINK, LOOKUP, PLAIN, SECRET, WHEN, WORDS
from alongside.web.vault.fields import EncryptedTextField


class Organisation(models.Model):
    """Who runs the services. `version` goes up with every set-up deed, so that what is kept in
    memory for drawing pages (name, words, help lines) is known to be out of date."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=20, default="gb-eng")
    time_zone = models.CharField(max_length=40, default="Europe/London")
    language = models.CharField(max_length=10, default="en-gb")
    run_by = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    address = models.CharField(max_length=300, blank=True)
    exit_url = models.URLField(default="https://www.bbc.co.uk/weather")
    words = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "name": PLAIN,
        "place": PLAIN,
        "time_zone": PLAIN,
        "language": PLAIN,
        "run_by": PLAIN,
        "phone": PLAIN,
        "email": PLAIN,
        "address": PLAIN,
        "exit_url": PLAIN,
        "words": PLAIN,
        "version": PLAIN,
        "made_at": PLAIN,
    }


class Service(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)
    profile = models.CharField(max_length=20, default="standard")
    switches = models.JSONField(default=dict, blank=True)
    about = models.TextField(blank=True)
    for_whom = models.TextField(blank=True)
    wait_weeks = models.PositiveSmallIntegerField(null=True)
    is_open = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "name": PLAIN,
        "slug": PLAIN,
        "profile": PLAIN,
        "switches": PLAIN,
        "about": PLAIN,
        "for_whom": PLAIN,
        "wait_weeks": PLAIN,
        "is_open": PLAIN,
        "made_at": PLAIN,
    }


class UserManager(BaseUserManager["User"]):
    pass


class User(AbstractBaseUser):
    """A sign-in. The address is optional: people without e-mail are handed a code."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    email = models.EmailField(unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    agreed_question = EncryptedTextField(blank=True, default="")
    agreed_answer = EncryptedTextField(blank=True, default="")
    made_at = models.DateTimeField(default=now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"

    field_classes = {
        "id": ID,
        "organisation": ID,
        "email": CONTACT,
        "is_active": PLAIN,
        "agreed_question": WORDS,
        "agreed_answer": SECRET,
        "made_at": PLAIN,
        "password": SECRET,
        "last_login": WHEN,
    }


class SignInCode(models.Model):
    """A code handed over in person or by phone. Only its digest is kept; it works once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    user = models.ForeignKey("accounts.User", models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    for_new_phone = models.BooleanField(default=False)
    made_by = models.UUIDField()
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "user": LINK,
        "digest": SECRET,
        "for_new_phone": FACT,
        "made_by": ID,
        "made_at": WHEN,
        "expires_at": PLAIN,
        "used_at": WHEN,
    }


class SetupAddress(models.Model):
    """The one-time address that makes the first administrator. Only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    used_at = models.DateTimeField(null=True)

    field_classes = {"id": ID, "digest": SECRET, "made_at": PLAIN, "used_at": PLAIN}


class Attempt(models.Model):
    """Tries at guessing a code, counted by a digest of where they came from."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30)
    source = models.CharField(max_length=64)
    at = models.DateTimeField(default=now)

    field_classes = {"id": ID, "kind": PLAIN, "source": SECRET, "at": WHEN}

    class Meta:
        indexes = [models.Index(fields=["kind", "source", "at"], name="attempt_count")]


class FormKey(models.Model):
    """A form that was sent once; a second press of the button leads to the same outcome. `sent`
    is a digest of what was in it, so that changed words are never taken for a second press."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)
    outcome = models.CharField(max_length=300)
    sent = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=now)

    field_classes = {"id": ID, "key": ID, "outcome": PLAIN, "sent": LOOKUP, "at": WHEN}


class KeptPost(models.Model):
    """What somebody sent after their session had ended, sealed until they sign in again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    user = models.ForeignKey("accounts.User", models.CASCADE)
    key = models.CharField(max_length=120, unique=True)
    path = models.CharField(max_length=300)
    body = EncryptedTextField()
    kept_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "user": LINK,
        "key": ID,
        "path": PLAIN,
        "body": WORDS,
        "kept_at": WHEN,
    }


class CoverShift(models.Model):
    """Who is on duty for a service, on which weekday (0 is Monday) and between which times."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    user = models.ForeignKey("accounts.User", models.PROTECT)
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "user": LINK,
        "weekday": FACT,
        "starts": FACT,
        "ends": FACT,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends__gt=models.F("starts")), name="shift_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="shift_weekday"),
        ]
