"""A person's page for the coordinator who looks after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from alongside.web.accounts.viewer import Viewer
from alongside.web.home.desk.clocks import appointment, clock
from alongside.web.home.desk.presenters import Here, came_by
from alongside.web.home.desk.words import (
    CLOSING,
    METHODS,
    MOVED_TO,
    NOT_HERE,
    OUTCOMES,
    STATES,
    WAYS,
    first_name,
    ways_in_words,
)
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.referral_states import State
from alongside.web.people.services import CAME_TO_US
from alongside.web.people.wordings import wordings
from alongside.web.ui.parts import Cell, ClockTag, SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.people.models import Contact
    from alongside.web.people.selectors import ReferralRecord


@dataclass(frozen=True)
class Quoted:
    """Own words under the question they answer."""

    title: str
    text: str
    who: str = ""


def state_words(record: ReferralRecord) -> str:
    return str(STATES[State(record.referral.state)])


def record_clock(record: ReferralRecord, here: Here) -> ClockTag | None:
    """Time against the next step that somebody here owes; None where there is none."""
    row = record.referral
    since = here.day_of(row.received_at)
    if row.state == State.RECEIVED:
        return clock(row.acknowledge_by, since, here.today)
    if row.state == State.ACKNOWLEDGED:
        return clock(row.welcome_by, since, here.today)
    if row.state == State.TALKING and not record.is_held:
        return appointment(row.welcome.planned_at, here.day_of(row.state_at), here.today, here.zone)
    if row.state == State.WAITING and row.next_contact_on:
        return clock(row.next_contact_on, here.day_of(row.state_at), here.today)
    return None


def facts(record: ReferralRecord, here: Here) -> list[SummaryRow]:
    row, person = record.referral, record.person
    came = f"{here.say_day(here.day_of(row.received_at))}. {came_by(row.route, row.referrer_role)}"
    rows = [
        SummaryRow(_("Service"), row.service.name),
        SummaryRow(_("Reached us"), came),
        SummaryRow(
            _("Next contact"), here.say_day(row.next_contact_on) if row.next_contact_on else ""
        ),
        SummaryRow(_("Helped by"), row.helped_by),
        SummaryRow(_("Language"), person.language),
        SummaryRow(_("What makes it easier"), person.access_needs),
        SummaryRow(_("Year of birth"), person.birth_year),
        *before_and_after(record, here),
        SummaryRow(_("Their words"), str(PUT_AWAY) if record.said_no_to_record else ""),
    ]
    return [row for row in rows if row.value]


def before_and_after(record: ReferralRecord, here: Here) -> list[SummaryRow]:
    """The time they were here before, and the time they came back, each with its page."""
    row, later = record.referral, record.came_back
    rows = []
    if row.returns_id is not None:
        first, last = here.day_of(row.returns.received_at), here.day_of(row.returns.state_at)
        dates = _("{reference}, from {first} to {last}", reference=row.returns.reference,
                  first=here.say_day(first), last=here.say_day(last))  # fmt: skip
        rows.append(_linked(_("Came before"), dates, row.returns_id))
    if later is not None:
        day = here.say_day(here.day_of(later.received_at))
        text = _("{reference}, on {day}", reference=later.reference, day=day)
        rows.append(_linked(_("Came back"), text, later.id))
    return rows


def _linked(key: str, value: str, referral: UUID) -> SummaryRow:
    where = reverse("record", args=[referral])
    return SummaryRow(key, value, where, change_what=value, change_text=_("Open"))


def planned_talk(record: ReferralRecord, here: Here) -> str:
    """`Thursday 12 March 2026, 2pm. By phone.`, or ''."""
    if record.referral.state != State.TALKING or record.is_held:
        return ""
    welcome = record.referral.welcome
    return f"{here.say_moment(welcome.planned_at)}. {WAYS[welcome.way]}."


def reach_rows(record: ReferralRecord) -> list[SummaryRow]:
    """Only the ways the person ticked, each with where it leads."""
    person, rules = record.person, record.person.safe_contact
    where = {
        "phone": person.phone,
        "text": person.phone,
        "email": person.email,
        "post": person.address,
        "in_person": _("When you see them"),
    }
    rows = [SummaryRow(str(WAYS[way]), where.get(way) or _("Not given yet")) for way in rules.ways]
    if rules.times:
        rows.append(SummaryRow(_("Good and bad times"), rules.times))
    if record.referral.referrer_name or record.referral.referrer_contact:
        row = record.referral
        parts = (row.referrer_name, row.referrer_role, row.referrer_contact)
        rows.append(SummaryRow(_("Who wrote for them"), ", ".join(p for p in parts if p)))
    return rows


def contact_rules(record: ReferralRecord) -> list[str]:
    """What must not go wrong, in short sentences."""
    rules = record.person.safe_contact
    found = []
    if Purpose.CONTACT not in record.live:
        found.append(_("They have not agreed that we get in touch. Ask them when they come to us."))
    if not rules.ways:
        found.append(_("No way to reach them yet."))
    if "phone" in rules.ways and not rules.may_leave_message:
        found.append(_("No voicemail."))
    if not rules.may_say_who:
        found.append(_("Do not say who we are."))
    return found


_HELLO = (
    ("what_would_help", _l("What would help")),
    ("why_peer_support", _l("Why somebody who has been through something like it")),
    ("other_help", _l("Other help just now")),
    ("keep_safe", _l("To keep anybody safe")),
)
_WELCOME = (
    ("hopes", _l("Hopes")),
    ("shared_experience", _l("What the other person should have been through")),
    ("wishes", _l("What matters in the other person")),
    ("rather_not", _l("Rather not")),
    ("bad_day", _l("On a bad day")),
    ("next_step", _l("What happens next")),
)


def reach_sentence(record: ReferralRecord) -> str:
    """`Likes text or phone. Best time: afternoons.`"""
    rules = record.person.safe_contact
    if Purpose.CONTACT not in record.live or not rules.ways:
        return ""
    likes = _("Likes {ways}.", ways=ways_in_words(rules.ways))
    times = _("Best time: {times}.", times=rules.times.rstrip(".")) if rules.times else ""
    return f"{likes} {times}".strip()


PUT_AWAY = _l("They said no to a record, so their words are put away.")


def own_words(record: ReferralRecord) -> list[Quoted]:
    row = record.referral
    who = ""
    if row.route == "other" or row.referrer_name:
        who = _("Told by {who}", who=row.referrer_name or _("whoever wrote for them"))
    return [Quoted(str(t), getattr(row, key), who) for key, t in _HELLO if getattr(row, key)]


def welcome_words(record: ReferralRecord) -> list[Quoted]:
    welcome = getattr(record.referral, "welcome", None)
    if welcome is None:
        return []
    return [Quoted(str(t), getattr(welcome, key)) for key, t in _WELCOME if getattr(welcome, key)]


def sharing_rows(record: ReferralRecord, here: Here) -> list[SummaryRow]:
    closed = record.referral.state == State.CLOSED
    return [
        SummaryRow(
            _(wording.title),
            sharing_answer(record, purpose, here),
            "" if closed else reverse("record_sharing", args=[record.referral.id, purpose]),
            change_text=_("Change") if purpose in record.consents else _("Ask"),
            change_what=_(wording.title),
        )
        for purpose, wording in wordings().items()
    ]


def sharing_answer(record: ReferralRecord, purpose: Purpose, here: Here) -> str:
    """The latest answer with how and when; the wording that was read stands in their record."""
    row = record.consents.get(purpose)
    if row is None:
        return _("Not asked yet")
    day = here.say_day(here.day_of(row.asked_at))
    how = METHODS[row.method]
    if row.withdrawn_at:
        return _("Taken back on {day}", day=here.say_day(here.day_of(row.withdrawn_at)))
    if not row.given:
        return _("No, {how}, {day}", how=how, day=day)
    if purpose not in record.live:
        return _("Yes, but out of date since {day}", day=here.say_day(row.expires_on))
    return _("Yes, {how}, {day}", how=how, day=day)


def contact_rows(record: ReferralRecord, viewer: Viewer, here: Here) -> list[list[Any]]:
    return [
        [
            here.short_moment(contact.at),
            str(WAYS.get(contact.way, contact.way)),
            Cell(
                str(OUTCOMES[contact.outcome]),
                note=_("Not as they agreed") if _is_breach(contact) else "",
            ),
            who_did(contact.done_by, record.names, viewer),
            contact.note,
        ]
        for contact in record.contacts
    ]  # fmt: skip


def _is_breach(contact: Contact) -> bool:
    """We used a way or a time that was not theirs; what came from them is none."""
    ours = contact.way in WAYS and contact.way not in CAME_TO_US
    return ours and not contact.within_rules


def step_rows(record: ReferralRecord, viewer: Viewer, here: Here) -> list[list[Any]]:
    rows = []
    for step in reversed(record.steps):
        reasons = {**NOT_HERE, **CLOSING}
        said = [str(reasons.get(step.reason, "")), step.note.replace("\n", ". ")]
        if step.helped_by:
            said.append(_("Helped by {who}", who=step.helped_by))
        rows.append(
            [
                here.short_moment(step.at),
                str(MOVED_TO[State(step.to_state)]),
                who_did(step.done_by, record.names, viewer),
                ". ".join(part for part in said if part),
            ]
        )
    return rows


def who_did(actor: str, names: Mapping[str, str], viewer: Viewer) -> str:
    if viewer.user_id and actor == str(viewer.user_id):
        return _("You")
    if actor == "public":
        return _("Through the public page")
    return names.get(actor) or _("The program")


def calls(record: ReferralRecord) -> str:
    """What to call the person: their first name."""
    return first_name(record.person.name)
