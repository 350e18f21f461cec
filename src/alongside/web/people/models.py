"""Persons, their dated roles, who may see whom, consents, referrals and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from alongside.web.clock import now
from alongside.web.ids import new_id, new_reference
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.referral_states import State
from alongside.web.vault.classes import (
    CONTACT,
    FACT,
    ID,
    LINK,
    LOOKUP,
    PLAIN,
    SECRET,
    WHEN,
    WORDS,
)
from alongside.web.vault.fields import EncryptedJSONField, EncryptedTextField

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.web.accounts.models import Organisation


def own_id() -> models.UUIDField[UUID | str, UUID]:
    return models.UUIDField(primary_key=True, default=new_id, editable=False)


def own_organisation() -> models.ForeignKey[Organisation, Organisation]:
    return models.ForeignKey("accounts.Organisation", models.PROTECT)


class Person(models.Model):
    """Anyone in the system: one identity, many dated roles."""

    id = own_id()
    organisation = own_organisation()
    user = models.OneToOneField("accounts.User", models.PROTECT, null=True)
    name = EncryptedTextField()
    pronouns = EncryptedTextField(blank=True, default="")
    phone = EncryptedTextField(blank=True, default="")
    email = EncryptedTextField(blank=True, default="")
    address = EncryptedTextField(blank=True, default="")
    birth_year = EncryptedTextField(blank=True, default="")
    language = EncryptedTextField(blank=True, default="")
    access_needs = EncryptedTextField(blank=True, default="")
    phone_digest = models.CharField(max_length=64, blank=True)
    email_digest = models.CharField(max_length=64, blank=True)
    name_year_digest = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "user": LINK,
        "name": WORDS,
        "pronouns": WORDS,
        "phone": CONTACT,
        "email": CONTACT,
        "address": CONTACT,
        "birth_year": FACT,
        "language": FACT,
        "access_needs": WORDS,
        "phone_digest": LOOKUP,
        "email_digest": LOOKUP,
        "name_year_digest": LOOKUP,
        "made_at": WHEN,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "phone_digest"], name="person_phone"),
            models.Index(fields=["organisation", "email_digest"], name="person_email"),
            models.Index(fields=["organisation", "name_year_digest"], name="person_name_year"),
        ]


class SafeContact(models.Model):
    """How a person may be reached without harm: these rules bind every message and call."""

    id = own_id()
    organisation = own_organisation()
    person = models.OneToOneField("people.Person", models.PROTECT, related_name="safe_contact")
    ways = EncryptedJSONField(default=list)
    times = EncryptedTextField(blank=True, default="")
    may_leave_message = models.BooleanField(default=False)
    may_say_who = models.BooleanField(default=False)
    changed_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "person": LINK,
        "ways": CONTACT,
        "times": WORDS,
        "may_leave_message": FACT,
        "may_say_who": FACT,
        "changed_at": WHEN,
    }


class RoleHolding(models.Model):
    id = own_id()
    organisation = own_organisation()
    person = models.ForeignKey("people.Person", models.PROTECT)
    role = models.CharField(max_length=30)
    service = models.ForeignKey("accounts.Service", models.PROTECT, null=True)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    given_by = models.CharField(max_length=60)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "person": LINK,
        "role": FACT,
        "service": ID,
        "from_on": WHEN,
        "until_on": WHEN,
        "given_by": ID,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "role"], name="holding_by_role")]


class Circle(models.Model):
    """Who may see whom, why and for how long. Everything that shows a person asks this table."""

    id = own_id()
    organisation = own_organisation()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="circle")
    viewer = models.ForeignKey("people.Person", models.PROTECT, related_name="sees")
    relation = models.CharField(max_length=30)
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    from_at = models.DateTimeField(default=now)
    until_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=60)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "person": LINK,
        "viewer": LINK,
        "relation": FACT,
        "service": ID,
        "from_at": WHEN,
        "until_at": WHEN,
        "why": FACT,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "viewer", "until_at"], name="circle_of")]
        constraints = [
            models.CheckConstraint(condition=~Q(person=models.F("viewer")), name="circle_not_self")
        ]


class Consent(models.Model):
    """One answer to one asking, with the wording that was read. Withdrawing dates the row."""

    class Method(models.TextChoices):
        ONLINE = "online"
        SPOKEN = "spoken"
        PAPER = "paper"
        TOGETHER = "together"  # on a screen, with somebody beside them
        REFERRER = "referrer"  # passed on by whoever wrote for them, to be asked again

    id = own_id()
    organisation = own_organisation()
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    wording = models.CharField(max_length=40)
    given = models.BooleanField()
    method = models.CharField(max_length=10, choices=Method)
    recorded_by = models.CharField(max_length=60)
    helped_by = EncryptedTextField(blank=True, default="")
    read_back = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=now)
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=60, blank=True)
    withdrawn_method = models.CharField(max_length=10, choices=Method, blank=True)
    withdrawn_helped_by = EncryptedTextField(blank=True, default="")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "person": LINK,
        "purpose": FACT,
        "wording": PLAIN,
        "given": FACT,
        "method": FACT,
        "recorded_by": ID,
        "helped_by": WORDS,
        "read_back": FACT,
        "asked_at": WHEN,
        "expires_on": WHEN,
        "withdrawn_at": WHEN,
        "withdrawn_by": ID,
        "withdrawn_method": FACT,
        "withdrawn_helped_by": WORDS,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person", "purpose", "asked_at"], name="consent")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(given=True), name="only_given_withdrawn"
            ),
            models.CheckConstraint(
                condition=~Q(method="spoken") | Q(read_back=True), name="spoken_is_read_back"
            ),
        ]


class Draft(models.Model):
    """Answers that are not sent yet. Gone after 30 days; never a referral until sent."""

    id = own_id()
    organisation = own_organisation()
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    route = models.CharField(max_length=10)
    answers = EncryptedJSONField(default=dict)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "route": FACT,
        "answers": WORDS,
        "digest": SECRET,
        "made_at": WHEN,
        "expires_at": PLAIN,
    }


class Referral(models.Model):
    """A first hello that reached us. `state` moves only along `referral_states.MOVES`."""

    class Route(models.TextChoices):
        SELF = "self"
        OTHER = "other"
        PHONE = "phone"
        PAPER = "paper"
        IN_PERSON = "in_person"

    id = own_id()
    organisation = own_organisation()
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="referrals")
    reference = models.CharField(max_length=7, default=new_reference)
    route = models.CharField(max_length=10, choices=Route)
    state = models.CharField(
        max_length=20, choices=[(s.value, s.value) for s in State], default=State.RECEIVED
    )
    state_at = models.DateTimeField(default=now)
    received_at = models.DateTimeField(default=now)
    acknowledge_by = models.DateField()
    welcome_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True)
    next_contact_on = models.DateField(null=True)
    preferred_offers = models.JSONField(default=list)
    what_would_help = EncryptedTextField(blank=True, default="")
    why_peer_support = EncryptedTextField(blank=True, default="")
    other_help = EncryptedTextField(blank=True, default="")
    keep_safe = EncryptedTextField(blank=True, default="")
    person_agrees = models.BooleanField(default=True)
    referrer_name = EncryptedTextField(blank=True, default="")
    referrer_role = EncryptedTextField(blank=True, default="")
    referrer_contact = EncryptedTextField(blank=True, default="")
    helped_by = EncryptedTextField(blank=True, default="")
    taken_by = models.UUIDField(null=True)
    returns = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "reference": ID,
        "route": FACT,
        "state": FACT,
        "state_at": WHEN,
        "received_at": WHEN,
        "acknowledge_by": WHEN,
        "welcome_by": WHEN,
        "acknowledged_at": WHEN,
        "next_contact_on": WHEN,
        "preferred_offers": FACT,
        "what_would_help": WORDS,
        "why_peer_support": WORDS,
        "other_help": WORDS,
        "keep_safe": WORDS,
        "person_agrees": FACT,
        "referrer_name": WORDS,
        "referrer_role": WORDS,
        "referrer_contact": CONTACT,
        "helped_by": WORDS,
        "taken_by": ID,
        "returns": LINK,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="one_reference"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_contact_on__isnull=False),
                name="every_wait_has_a_next_contact",
            ),
            models.CheckConstraint(condition=Q(person_agrees=True), name="nobody_without_agreeing"),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "service", "state", "received_at", "id"],
                name="referral_list",
            )
        ]


class ReferralStep(models.Model):
    """The history of a referral: each move with when, by whom and why."""

    id = own_id()
    organisation = own_organisation()
    referral = models.ForeignKey("people.Referral", models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    at = models.DateTimeField(default=now)
    done_by = models.CharField(max_length=60)
    method = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    note = EncryptedTextField(blank=True, default="")
    helped_by = EncryptedTextField(blank=True, default="")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "referral": LINK,
        "from_state": FACT,
        "to_state": FACT,
        "at": WHEN,
        "done_by": ID,
        "method": FACT,
        "reason": FACT,
        "note": WORDS,
        "helped_by": WORDS,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "referral", "at"], name="referral_history")]


class Contact(models.Model):
    """A call, letter, message or talk with a person, or a try at one."""

    class Outcome(models.TextChoices):
        REACHED = "reached"
        NO_ANSWER = "no_answer"
        LEFT_MESSAGE = "left_message"
        SENT = "sent"
        BLOCKED = "blocked"
        UNSURE = "unsure"  # sent, but nobody knows whether it arrived
        FAILED = "failed"  # tried again and again in vain

    id = own_id()
    organisation = own_organisation()
    referral = models.ForeignKey("people.Referral", models.PROTECT, related_name="contacts")
    way = models.CharField(max_length=10)
    outcome = models.CharField(max_length=15, choices=Outcome)
    within_rules = models.BooleanField(default=True)
    at = models.DateTimeField(default=now)
    done_by = models.CharField(max_length=60)
    note = EncryptedTextField(blank=True, default="")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "referral": LINK,
        "way": FACT,
        "outcome": FACT,
        "within_rules": FACT,
        "at": WHEN,
        "done_by": ID,
        "note": WORDS,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "referral", "at"], name="contact_history")]


class WelcomeConversation(models.Model):
    id = own_id()
    organisation = own_organisation()
    referral = models.OneToOneField("people.Referral", models.PROTECT, related_name="welcome")
    planned_at = models.DateTimeField()
    way = models.CharField(max_length=10)
    held_at = models.DateTimeField(null=True)
    held_by = models.UUIDField(null=True)
    hopes = EncryptedTextField(blank=True, default="")
    shared_experience = EncryptedTextField(blank=True, default="")
    wishes = EncryptedTextField(blank=True, default="")
    rather_not = EncryptedTextField(blank=True, default="")
    bad_day = EncryptedTextField(blank=True, default="")
    next_step = EncryptedTextField(blank=True, default="")
    limits_explained = models.BooleanField(default=False)
    limits_understood = models.BooleanField(default=False)
    helped_by = EncryptedTextField(blank=True, default="")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "referral": LINK,
        "planned_at": WHEN,
        "way": FACT,
        "held_at": WHEN,
        "held_by": ID,
        "hopes": WORDS,
        "shared_experience": WORDS,
        "wishes": WORDS,
        "rather_not": WORDS,
        "bad_day": WORDS,
        "next_step": WORDS,
        "limits_explained": FACT,
        "limits_understood": FACT,
        "helped_by": WORDS,
    }


class PossibleDuplicate(models.Model):
    """Two persons who may be one. A human decides; nothing is ever merged by the program."""

    class State(models.TextChoices):
        OPEN = "open"
        SAME = "same"
        DIFFERENT = "different"

    id = own_id()
    organisation = own_organisation()
    earlier = models.ForeignKey("people.Person", models.PROTECT, related_name="later_doubles")
    later = models.ForeignKey("people.Person", models.PROTECT, related_name="earlier_doubles")
    why = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    found_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "earlier": LINK,
        "later": LINK,
        "why": FACT,
        "state": FACT,
        "found_at": WHEN,
        "decided_at": WHEN,
        "decided_by": ID,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="one_pair_once"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="a_human_decided",
            ),
        ]


class SentOn(models.Model):
    """What was passed to a doctor or a therapy service, on which consent."""

    class To(models.TextChoices):
        GP = "gp"
        THERAPY = "therapy"

    id = own_id()
    organisation = own_organisation()
    referral = models.ForeignKey("people.Referral", models.PROTECT)
    to = models.CharField(max_length=10, choices=To)
    recipient = EncryptedTextField()
    shared = EncryptedTextField()
    consent = models.ForeignKey("people.Consent", models.PROTECT)
    at = models.DateTimeField(default=now)
    done_by = models.UUIDField()

    field_classes = {
        "id": ID,
        "organisation": ID,
        "referral": LINK,
        "to": FACT,
        "recipient": WORDS,
        "shared": WORDS,
        "consent": LINK,
        "at": WHEN,
        "done_by": ID,
    }


class ExclusionPair(models.Model):
    """Two people who are never suggested, matched or shown to each other. Why is sealed."""

    id = own_id()
    organisation = own_organisation()
    one = models.ForeignKey("people.Person", models.PROTECT, related_name="kept_apart_as_one")
    other = models.ForeignKey("people.Person", models.PROTECT, related_name="kept_apart_as_other")
    reason = EncryptedTextField(blank=True, default="")
    set_by = models.UUIDField()
    set_at = models.DateTimeField(default=now)
    review_on = models.DateField()
    until_at = models.DateTimeField(null=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "one": LINK,
        "other": LINK,
        "reason": WORDS,
        "set_by": ID,
        "set_at": WHEN,
        "review_on": WHEN,
        "until_at": WHEN,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "until_at"], name="exclusion_in_force")]
        constraints = [
            models.CheckConstraint(condition=~Q(one=models.F("other")), name="apart_are_two"),
        ]
