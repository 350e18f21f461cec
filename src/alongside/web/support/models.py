"""What people take part in: offers, matches, meetings, notes and endings."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.support.match_states import LIVE_STATES, MatchState
from alongside.web.support.meeting_states import MeetingState
from alongside.web.vault.classes import FACT, ID, LINK, PLAIN, WHEN, WORDS
from alongside.web.vault.fields import EncryptedJSONField, EncryptedTextField

if TYPE_CHECKING:
    from uuid import UUID

    from alongside.web.accounts.models import Organisation


def own_id() -> models.UUIDField[UUID | str, UUID]:
    return models.UUIDField(primary_key=True, default=new_id, editable=False)


def own_organisation() -> models.ForeignKey[Organisation, Organisation]:
    return models.ForeignKey("accounts.Organisation", models.PROTECT)


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


class PeerProfile(models.Model):
    """What somebody who gives support chooses to show before a yes. No name, no photograph."""

    id = own_id()
    organisation = own_organisation()
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="profiles")
    heading = EncryptedTextField(blank=True, default="")
    sentence = EncryptedTextField(blank=True, default="")
    practical = EncryptedTextField(blank=True, default="")
    has = EncryptedJSONField(default=list)
    cannot = EncryptedJSONField(default=list)
    changed_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "heading": WORDS,
        "sentence": WORDS,
        "practical": WORDS,
        "has": WORDS,
        "cannot": WORDS,
        "changed_at": WHEN,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "person"], name="one_profile")]


class Wishes(models.Model):
    """What somebody who waits wishes for, and what a supporter may read before a yes."""

    id = own_id()
    organisation = own_organisation()
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="wishes")
    wishes = EncryptedJSONField(default=list)
    heading = EncryptedTextField(blank=True, default="")
    sentence = EncryptedTextField(blank=True, default="")
    changed_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "person": LINK,
        "wishes": WORDS,
        "heading": WORDS,
        "sentence": WORDS,
        "changed_at": WHEN,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "person"], name="one_wish_list")]


class Match(models.Model):
    """Two people who are asked whether they want to meet, and what becomes of it. `state` moves
    only along `match_states.MOVES`. Answers are read by their own side only until both are in."""

    id = own_id()
    organisation = own_organisation()
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    offer = models.ForeignKey("support.Offer", models.PROTECT)
    referral = models.ForeignKey("people.Referral", models.PROTECT, related_name="matches")
    member = models.ForeignKey("people.Person", models.PROTECT, related_name="matches_as_member")
    supporter = models.ForeignKey(
        "people.Person", models.PROTECT, related_name="matches_as_supporter"
    )
    state = models.CharField(
        max_length=15, choices=[(s.value, s.value) for s in MatchState], default=MatchState.ASKED
    )
    state_at = models.DateTimeField(default=now)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField(default=now)
    answer_by = models.DateField()
    met_wishes = EncryptedJSONField(default=list)
    missed_wishes = EncryptedJSONField(default=list)
    chosen_because = EncryptedTextField(blank=True, default="")
    member_answer = models.CharField(max_length=10, blank=True)
    member_answered_at = models.DateTimeField(null=True)
    supporter_answer = models.CharField(max_length=10, blank=True)
    supporter_answered_at = models.DateTimeField(null=True)
    no_place_left = models.BooleanField(default=False)
    introduced_at = models.DateTimeField(null=True)
    member_goes_on = models.CharField(max_length=5, blank=True)
    supporter_goes_on = models.CharField(max_length=5, blank=True)
    last_day = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=12, blank=True)
    ended_how = models.CharField(max_length=15, blank=True)
    wants_another = models.BooleanField(null=True)
    may_say = EncryptedTextField(blank=True, default="")
    after_check_on = models.DateField(null=True)
    circle = models.UUIDField(null=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "offer": ID,
        "referral": LINK,
        "member": LINK,
        "supporter": LINK,
        "state": FACT,
        "state_at": WHEN,
        "asked_by": ID,
        "asked_at": WHEN,
        "answer_by": WHEN,
        "met_wishes": WORDS,
        "missed_wishes": WORDS,
        "chosen_because": WORDS,
        "member_answer": FACT,
        "member_answered_at": WHEN,
        "supporter_answer": FACT,
        "supporter_answered_at": WHEN,
        "no_place_left": FACT,
        "introduced_at": WHEN,
        "member_goes_on": FACT,
        "supporter_goes_on": FACT,
        "last_day": WHEN,
        "ended_at": WHEN,
        "ended_by": FACT,
        "ended_how": FACT,
        "wants_another": FACT,
        "may_say": WORDS,
        "after_check_on": WHEN,
        "circle": LINK,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "service", "state"], name="match_list"),
            models.Index(fields=["organisation", "supporter", "state"], name="match_of_supporter"),
            models.Index(fields=["organisation", "member", "state"], name="match_of_member"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(member=models.F("supporter")), name="match_not_self"
            ),
            models.CheckConstraint(
                condition=Q(introduced_at__isnull=True)
                | Q(member_answer="yes", supporter_answer="yes"),
                name="introduced_by_two_yeses",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "not_this_time"]) | Q(introduced_at__isnull=False),
                name="no_meeting_without_introduction",
            ),
            models.UniqueConstraint(
                fields=["referral"],
                condition=Q(state__in=[state.value for state in LIVE_STATES]),
                name="one_live_match_a_referral",
            ),
            models.UniqueConstraint(
                fields=["referral", "supporter"],
                condition=Q(state="asked"),
                name="asked_once_at_a_time",
            ),
        ]


class MatchStep(models.Model):
    """The history of a match: each move with when and by which side; never what was answered."""

    id = own_id()
    organisation = own_organisation()
    match = models.ForeignKey("support.Match", models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=15, blank=True)
    to_state = models.CharField(max_length=15)
    at = models.DateTimeField(default=now)
    done_by = models.CharField(max_length=60)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "match": LINK,
        "from_state": FACT,
        "to_state": FACT,
        "at": WHEN,
        "done_by": ID,
    }

    class Meta:
        indexes = [models.Index(fields=["organisation", "match", "at"], name="match_history")]


class MeetingPattern(models.Model):
    """Every week at one time, by the clock on the wall of the place."""

    id = own_id()
    organisation = own_organisation()
    match = models.ForeignKey("support.Match", models.PROTECT, related_name="patterns")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10)
    where = EncryptedTextField(blank=True, default="")
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "match": LINK,
        "weekday": FACT,
        "starts": WHEN,
        "minutes": FACT,
        "way": FACT,
        "where": WORDS,
        "from_on": WHEN,
        "until_on": WHEN,
    }


class Meeting(models.Model):
    """One time that two people arranged. What each side says of it is kept apart. `edition`
    grows with each change, so that an old link to move or cancel opens nothing. `…_untold`: that
    side has still to hear of it from a person, because no message went."""

    class Way(models.TextChoices):
        IN_PERSON = "in_person"
        PHONE = "phone"
        VIDEO = "video"

    id = own_id()
    organisation = own_organisation()
    service = models.ForeignKey("accounts.Service", models.PROTECT)
    match = models.ForeignKey("support.Match", models.PROTECT, related_name="meetings")
    pattern = models.ForeignKey("support.MeetingPattern", models.PROTECT, null=True)
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    way = models.CharField(max_length=10, choices=Way)
    where = EncryptedTextField(blank=True, default="")
    arranged_by = models.CharField(max_length=60)
    arranged_at = models.DateTimeField(default=now)
    state = models.CharField(
        max_length=20, choices=[(s.value, s.value) for s in MeetingState],
        default=MeetingState.PLANNED,
    )  # fmt: skip
    state_at = models.DateTimeField(default=now)
    changed_by = models.CharField(max_length=12, blank=True)
    member_comes = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True)
    member_untold = models.BooleanField(default=False)
    supporter_untold = models.BooleanField(default=False)
    member_says = models.CharField(max_length=20, blank=True)
    supporter_says = models.CharField(max_length=20, blank=True)
    settled_at = models.DateTimeField(null=True)
    moved_to = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_from")
    edition = models.PositiveSmallIntegerField(default=1)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "service": ID,
        "match": LINK,
        "pattern": LINK,
        "starts_at": WHEN,
        "minutes": FACT,
        "way": FACT,
        "where": WORDS,
        "arranged_by": ID,
        "arranged_at": WHEN,
        "state": FACT,
        "state_at": WHEN,
        "changed_by": FACT,
        "member_comes": FACT,
        "told_at": WHEN,
        "member_untold": FACT,
        "supporter_untold": FACT,
        "member_says": FACT,
        "supporter_says": FACT,
        "settled_at": WHEN,
        "moved_to": LINK,
        "edition": FACT,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "service", "starts_at"], name="meeting_day"),
            models.Index(fields=["organisation", "match", "starts_at"], name="meeting_of_match"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["pattern", "starts_at"], name="pattern_fills_once"),
            models.CheckConstraint(
                condition=Q(state="moved", moved_to__isnull=False)
                | ~Q(state="moved") & Q(moved_to__isnull=True),
                name="moved_somewhere",
            ),
        ]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def is_silent(self) -> bool:
        """It is over and neither of the two has said how it went."""
        return self.state == MeetingState.PLANNED and self.ends_at <= now()

    @property
    def is_disputed(self) -> bool:
        """The two remember it differently, and nobody has asked them yet."""
        both = {self.member_says, self.supporter_says}
        return self.settled_at is None and "" not in both and len(both) == 2


class SessionLog(models.Model):
    """What the one who gives support wrote down after a meeting. `feeling` stays theirs unless
    they ask for a call. What worries them is a concern in `safety`, not here."""

    id = own_id()
    organisation = own_organisation()
    meeting = models.OneToOneField("support.Meeting", models.PROTECT, related_name="log")
    mode = models.CharField(max_length=1)
    minutes = models.PositiveSmallIntegerField(null=True)
    way = models.CharField(max_length=10, blank=True)
    kinds = EncryptedJSONField(default=list)
    worry = models.CharField(max_length=10, blank=True)
    feeling = EncryptedTextField(blank=True, default="")
    wants_call = models.BooleanField(default=False)
    rung_at = models.DateTimeField(null=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "meeting": LINK,
        "mode": FACT,
        "minutes": FACT,
        "way": FACT,
        "kinds": WORDS,
        "worry": FACT,
        "feeling": WORDS,
        "wants_call": FACT,
        "rung_at": WHEN,
        "written_by": ID,
        "written_at": WHEN,
    }


class SharedNote(models.Model):
    """Words about a meeting that both read. `seen_at`: when the person it is about first saw it.
    Corrections append: `corrects` points to what stood before."""

    id = own_id()
    organisation = own_organisation()
    meeting = models.ForeignKey("support.Meeting", models.PROTECT, related_name="notes")
    subject = models.ForeignKey("people.Person", models.PROTECT, related_name="notes_about")
    text = EncryptedTextField()
    side = models.CharField(max_length=12)
    written_together = models.BooleanField(default=False)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")

    field_classes = {
        "id": ID,
        "organisation": ID,
        "meeting": LINK,
        "subject": LINK,
        "text": WORDS,
        "side": FACT,
        "written_together": FACT,
        "written_by": ID,
        "written_at": WHEN,
        "seen_at": WHEN,
        "corrects": LINK,
    }

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "subject", "seen_at"], name="note_of_subject")
        ]


class Ending(models.Model):
    """Looking back, and how both are some weeks later. Both write `looked_back` and
    `other_support`; what each gained is their own and read by the other; feedback and what they
    answer later go to the coordinator only. `asked_at`: both were asked how they are."""

    id = own_id()
    organisation = own_organisation()
    match = models.OneToOneField("support.Match", models.PROTECT, related_name="ending")
    looked_back = EncryptedTextField(blank=True, default="")
    member_gained = EncryptedTextField(blank=True, default="")
    supporter_gained = EncryptedTextField(blank=True, default="")
    other_support = EncryptedTextField(blank=True, default="")
    member_feedback = EncryptedTextField(blank=True, default="")
    supporter_feedback = EncryptedTextField(blank=True, default="")
    member_check = models.CharField(max_length=15, blank=True)
    member_check_words = EncryptedTextField(blank=True, default="")
    member_checked_at = models.DateTimeField(null=True)
    member_wants_call = models.BooleanField(default=False)
    member_rung_at = models.DateTimeField(null=True)
    supporter_check = models.CharField(max_length=15, blank=True)
    supporter_check_words = EncryptedTextField(blank=True, default="")
    supporter_checked_at = models.DateTimeField(null=True)
    supporter_wants_call = models.BooleanField(default=False)
    supporter_rung_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "match": LINK,
        "looked_back": WORDS,
        "member_gained": WORDS,
        "supporter_gained": WORDS,
        "other_support": WORDS,
        "member_feedback": WORDS,
        "supporter_feedback": WORDS,
        "member_check": FACT,
        "member_check_words": WORDS,
        "member_checked_at": WHEN,
        "member_wants_call": FACT,
        "member_rung_at": WHEN,
        "supporter_check": FACT,
        "supporter_check_words": WORDS,
        "supporter_checked_at": WHEN,
        "supporter_wants_call": FACT,
        "supporter_rung_at": WHEN,
        "asked_at": WHEN,
        "changed_at": WHEN,
    }


class HeadCount(models.Model):
    """How many came to a drop-in. Nobody is named."""

    id = own_id()
    organisation = own_organisation()
    offer = models.ForeignKey("support.Offer", models.PROTECT, related_name="head_counts")
    on = models.DateField()
    people = models.PositiveSmallIntegerField()
    new_people = models.PositiveSmallIntegerField(null=True)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField(default=now)

    field_classes = {
        "id": ID,
        "organisation": ID,
        "offer": ID,
        "on": PLAIN,
        "people": PLAIN,
        "new_people": PLAIN,
        "written_by": ID,
        "written_at": PLAIN,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "on"], name="one_count_a_day")]
