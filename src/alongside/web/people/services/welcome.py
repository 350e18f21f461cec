"""The welcome conversation: planned, then held and written down in the person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Viewer
from alongside.web.audit.services import record
from alongside.web.clock import now
from alongside.web.people.access import check_front_door
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.local_time import say_moment
from alongside.web.people.models import Contact, WelcomeConversation
from alongside.web.people.referral_states import State
from alongside.web.people.services.consents import How, keep_answers, live_consents
from alongside.web.people.services.contacts import check_way, keep_contact
from alongside.web.people.services.messages import Told, tell_about
from alongside.web.people.services.referrals import locked, move
from alongside.web.ui.words import say


@dataclass(frozen=True)
class Words:
    """What was said, in words both accept. Each may be empty."""

    hopes: str = ""
    shared_experience: str = ""
    wishes: str = ""
    rather_not: str = ""
    bad_day: str = ""
    next_step: str = ""


@transaction.atomic
def plan_welcome(
    *, by: Viewer, referral: UUID, at: datetime, way: str, send_word: bool = False
) -> Told:
    """A day, a time and a way. Planning again before it was held moves it; for somebody who came
    back it is a new one, which begins with the words of the first."""
    row = locked(by, referral)
    check_front_door(by, row)
    if at <= now():
        raise Refused(say("Choose a day and time still to come."), field="day")
    if way != "in_person":  # then they come to us
        check_way(row, way)
    welcome, _ = WelcomeConversation.objects.get_or_create(
        referral=row,
        defaults={"organisation_id": row.organisation_id, "planned_at": at, "way": way},
    )
    if welcome.held_at is not None and row.state == State.TALKING:
        raise Refused(say("The {welcome conversation} has already been held."))
    welcome.planned_at = at
    welcome.way = way
    welcome.held_at = welcome.held_by = None  # who was lost and came back talks once more
    welcome.save(update_fields=["planned_at", "way", "held_at", "held_by"])
    if row.state == State.TALKING:
        record("welcome.moved", by=by, subject=row.person_id, service=row.service_id)
    else:
        move(row, State.TALKING, by=by, deed="plan_welcome", method=way)
    if send_word:
        date = say_moment(at, row.organisation.time_zone)
        told = tell_about(by=by, referral=row, message="welcome_planned", date=date)
        if told.way != "email":
            raise Refused(
                say("They did not ask for e-mail. Tell them in another way."), field="send_word"
            )
        return told
    return Told("by hand")


@transaction.atomic
def record_welcome(
    *, by: Viewer, referral: UUID, words: Words, limits_explained: bool, limits_understood: bool,
    consents: Mapping[Purpose, bool], how: How,
) -> WelcomeConversation:  # fmt: skip
    """What was said is kept only with consent to keep a record; the answers about sharing are
    kept either way."""
    row = locked(by, referral)
    check_front_door(by, row)
    welcome = WelcomeConversation.objects.filter(referral=row).first()
    if welcome is None or row.state != State.TALKING:
        raise Refused(say("Plan the {welcome conversation} first."))
    if not (limits_explained and limits_understood):
        raise Refused(
            say("Explain first what stays between you and what cannot, and ask if that is clear."),
            field="limits_explained",
        )
    keep_answers(by=by, person=row.person, answers=consents, how=how)
    keeps_record = Purpose.RECORD in live_consents([row.person_id]).get(row.person_id, {})
    for name in Words.__dataclass_fields__:
        setattr(welcome, name, getattr(words, name).strip() if keeps_record else "")
    welcome.held_at = now()
    welcome.held_by = by.user_id
    welcome.limits_explained = limits_explained
    welcome.limits_understood = limits_understood
    welcome.helped_by = how.helped_by
    welcome.save()
    keep_contact(by, row, way=welcome.way, outcome=Contact.Outcome.REACHED)
    record("welcome.held", by=by, subject=row.person_id, service=row.service_id)
    return welcome
