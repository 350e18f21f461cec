"""What was asked, answered and scored; and what matters to people, in their own words."""

from __future__ import annotations

from django.db import models

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.vault.classes import FACT, ID, LINK, PLAIN, WHEN, WORDS
from alongside.web.vault.fields import EncryptedJSONField, EncryptedTextField


class MeasureSwitch(models.Model):
    """Whether a service asks a measure, and what it tells people about why. Off without a row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    instrument = models.CharField(max_length=30)
    is_on = models.BooleanField(default=False)
    why = models.TextField()
    every_weeks = models.PositiveSmallIntegerField(default=12)
    switched_by = models.UUIDField()
    switched_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "instrument": PLAIN,
        "is_on": PLAIN,
        "why": PLAIN,
        "every_weeks": PLAIN,
        "switched_by": ID,
        "switched_at": PLAIN,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "instrument"], name="one_switch")]


class MeasureRequest(models.Model):
    """A person was asked. Saying no, or nothing, is an answer too and costs nothing."""

    class State(models.TextChoices):
        ASKED = "asked"
        ANSWERED = "answered"
        SKIPPED = "skipped"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="asked_measures")
    instrument = models.CharField(max_length=30)
    asked_at = models.DateTimeField(default=now)
    asked_by = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    state_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "instrument": FACT,
        "asked_at": WHEN,
        "asked_by": ID,
        "state": FACT,
        "state_at": WHEN,
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "person", "instrument", "asked_at"], name="asked_measure"
            )
        ]


class MeasureResponse(models.Model):
    """Answers as given. `score` is None while it could not be worked out: `unscored_why` says
    why, and the answers stay. Scores can always be worked out again from the answers."""

    class Way(models.TextChoices):
        ONLINE = "online"
        SPOKEN = "spoken"
        PAPER = "paper"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="responses")
    request = models.OneToOneField("questionnaires.MeasureRequest", models.PROTECT)
    instrument = models.CharField(max_length=30)
    version = models.CharField(max_length=60)
    answers = EncryptedJSONField(default=dict)
    score = EncryptedJSONField(null=True, default=None)
    unscored_why = models.CharField(max_length=30, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    written_by = models.CharField(max_length=60)
    helped_by = EncryptedTextField(blank=True, default="")
    answered_at = models.DateTimeField(default=now)
    shown_to_supporter = models.BooleanField(default=False)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "request": LINK,
        "instrument": FACT,
        "version": PLAIN,
        "answers": WORDS,
        "score": WORDS,
        "unscored_why": FACT,
        "way": FACT,
        "written_by": ID,
        "helped_by": WORDS,
        "answered_at": WHEN,
        "shown_to_supporter": FACT,
    }

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "service", "instrument", "answered_at"],
                name="response_list",
            ),
            models.Index(
                fields=["organisation", "person", "instrument"], name="response_of_person"
            ),
        ]


class Goal(models.Model):
    """What matters to somebody: their own words, their own scale from 0 to 10."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="goals")
    words = EncryptedTextField()
    nought_means = EncryptedTextField(blank=True, default="")
    ten_means = EncryptedTextField(blank=True, default="")
    shown_to_supporter = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=now)
    written_by = models.CharField(max_length=60)
    put_away_at = models.DateTimeField(null=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "words": WORDS,
        "nought_means": WORDS,
        "ten_means": WORDS,
        "shown_to_supporter": FACT,
        "made_at": WHEN,
        "written_by": ID,
        "put_away_at": WHEN,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "person"], name="goal_of")]


class GoalReview(models.Model):
    """One look back: where they put themselves now, and whether it is better, in their verdict.
    The first has no verdict. A number may be left out."""

    class Verdict(models.TextChoices):
        BETTER = "better"
        SAME = "same"
        WORSE = "worse"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT)
    goal = models.ForeignKey("questionnaires.Goal", models.PROTECT, related_name="reviews")
    value = EncryptedJSONField(null=True, default=None)
    verdict = models.CharField(max_length=6, choices=Verdict, blank=True)
    words = EncryptedTextField(blank=True, default="")
    said_at = models.DateTimeField(default=now)
    way = models.CharField(max_length=10, choices=MeasureResponse.Way)
    written_by = models.CharField(max_length=60)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "goal": LINK,
        "value": WORDS,
        "verdict": FACT,
        "words": WORDS,
        "said_at": WHEN,
        "way": FACT,
        "written_by": ID,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "goal", "said_at"], name="goal_history")]
