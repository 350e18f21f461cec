"""One record, for the coordinator who looks after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    BinaryField,
    BooleanField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look, record_looks
from alongside.web.people.consent_rules import Flow, Purpose
from alongside.web.people.contact_details import short_name
from alongside.web.people.models import (
    Consent,
    Contact,
    Person,
    PossibleDuplicate,
    Referral,
    ReferralStep,
    SentOn,
)
from alongside.web.people.referral_states import State
from alongside.web.people.same_person import is_reader
from alongside.web.people.selectors.lists import TRIES, joined, own_referrals
from alongside.web.people.selectors.pairing import is_beside
from alongside.web.people.services.consents import check_flow, in_order, is_live

_LATER = Referral.objects.filter(returns=OuterRef("pk")).order_by("received_at", "id")


@dataclass(frozen=True)
class CameBack:
    """The new beginning of somebody who was here before."""

    id: UUID
    reference: str
    received_at: datetime


@dataclass(frozen=True)
class ReferralRecord:
    """One referral with its person, for the coordinator who looks after it."""

    referral: Referral
    person: Person
    contacts: list[Contact]
    consents: dict[Purpose, Consent]
    may_be_double: bool
    came_back: CameBack | None = None
    is_beside: bool = False
    steps: list[ReferralStep] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @property
    def said_no_to_record(self) -> bool:
        """Then their words are put away: `get_referral` gives none of them."""
        return Purpose.RECORD in self.consents and Purpose.RECORD not in self.live

    @property
    def live(self) -> set[Purpose]:
        return {purpose for purpose, row in self.consents.items() if is_live(row)}

    @property
    def tries(self) -> int:
        """Tries within their rules since they were last reached."""
        tries = 0
        for contact in self.contacts:
            if contact.outcome == Contact.Outcome.REACHED:
                break
            tries += contact.within_rules and contact.outcome in TRIES
        return tries

    @property
    def is_held(self) -> bool:
        """Whether the first real talk has taken place."""
        welcome = getattr(self.referral, "welcome", None)
        return welcome is not None and welcome.held_at is not None

    @property
    def asked(self) -> set[Purpose]:
        """What they were asked; of somebody who came back, since then."""
        row = self.referral
        return {
            purpose
            for purpose, answer in self.consents.items()
            if row.returns_id is None or answer.asked_at >= row.received_at
        }

    @property
    def asked_all(self) -> bool:
        return len(self.asked) == len(Purpose)


def get_referral(
    viewer: Viewer, referral: UUID, *, history: bool = True, consents: bool = True
) -> ReferralRecord:
    """404 for everybody but a coordinator of that service. The look is logged. Two queries, one
    more for the history with the names of who acted, one more for the consents.

    Their words and the notes about them are there only with the consents, and not when they said
    no to a record. Where they were shown somewhere better stays, to pass them on."""
    row = (
        joined(own_referrals(viewer))
        .filter(id=referral)
        .select_related("person__safe_contact", "service", "welcome", "organisation", "returns")
        .annotate(
            later_id=Subquery(_LATER.values("id")[:1]),
            later_reference=Subquery(_LATER.values("reference")[:1]),
            later_at=Subquery(_LATER.values("received_at")[:1]),
            is_beside=is_beside(),
        )
        .first()
    )
    if row is None:
        raise Http404
    record_look(
        "referral.read", by=viewer, subject=row.person_id, thing=f"referral {row.id}",
        service=row.service_id,
    )  # fmt: skip
    contacts, steps, names = _history(row) if history else ([], [], {})
    found = ReferralRecord(
        referral=row,
        person=row.person,
        contacts=contacts,
        consents=latest_consents(row.person_id) if consents else {},
        may_be_double=bool(row.may_be_double),
        came_back=CameBack(row.later_id, row.later_reference, row.later_at)
        if row.later_id
        else None,
        is_beside=bool(row.is_beside),
        steps=steps,
        names=names,
    )
    if found.said_no_to_record or not consents:
        _put_words_away(found)
    return found


_HELLO_WORDS = ("what_would_help", "why_peer_support", "other_help", "keep_safe")
_WELCOME_WORDS = (
    "hopes", "shared_experience", "wishes", "rather_not", "bad_day", "next_step",
)  # fmt: skip


def _put_words_away(record: ReferralRecord) -> None:
    """From what is shown; nothing is lost, and the person reads it on their own pages."""
    for name in _HELLO_WORDS:
        setattr(record.referral, name, "")
    welcome = getattr(record.referral, "welcome", None)
    for name in _WELCOME_WORDS if welcome else ():
        setattr(welcome, name, "")
    for contact in record.contacts:
        contact.note = ""
    for step in record.steps:
        if step.to_state != State.NOT_RIGHT_HERE:
            step.note = ""


def _history(row: Referral) -> tuple[list[Contact], list[ReferralStep], dict[str, str]]:
    """Contacts (newest first), moves (oldest first) and the names of who may have acted: the
    team of the service and the person. Three tables in one query, so that a page stays small."""
    moves = row.steps.order_by().values_list(
        Value("move"), "id", "at", "done_by", "from_state", "to_state", "method", "reason",
        Value(True, BooleanField()), "note", "helped_by",
    )  # fmt: skip
    none, no_words = Value("", CharField()), Value(b"", BinaryField())
    contacts = row.contacts.order_by().values_list(
        Value("contact"), "id", "at", "done_by", "way", "outcome", none, none, "within_rules",
        "note", no_words,
    )  # fmt: skip
    here = Q(roleholding__service=row.service_id) | Q(roleholding__service__isnull=True)
    acted = Q(roleholding__role__in=Role.STAFF, organisation_id=row.organisation_id) & here
    people = (
        Person.objects.filter(acted | Q(id=row.person_id), user_id__isnull=False)
        .order_by()
        .values_list(
            Value("name"), "id", "made_at", Cast("user_id", CharField()), none, none, none, none,
            Value(True, BooleanField()), "name", no_words,
        )
    )  # fmt: skip
    found: dict[str, list[Sequence[Any]]] = {"move": [], "contact": [], "name": []}
    for kind, *rest in moves.union(contacts, people, all=True):
        found[kind].append(rest)
    return (
        sorted(map(_contact, found["contact"]), key=lambda c: (c.at, c.id), reverse=True),
        sorted(map(_step, found["move"]), key=lambda s: (s.at, s.id)),
        {str(UUID(user)): Person(id=key, name=name).name
         for key, _, user, *_, name, _ in found["name"]},
    )  # fmt: skip


def _contact(values: Sequence[Any]) -> Contact:
    key, at, done_by, way, outcome, _, _, within, note, _ = values
    return Contact(
        id=key, at=at, done_by=done_by, way=way, outcome=outcome, within_rules=within, note=note
    )


def _step(values: Sequence[Any]) -> ReferralStep:
    key, at, done_by, before, after, method, reason, _, note, helped_by = values
    return ReferralStep(
        id=key, at=at, done_by=done_by, from_state=before, to_state=after, method=method,
        reason=reason, note=note, helped_by=helped_by,
    )  # fmt: skip


def latest_consents(person: UUID) -> dict[Purpose, Consent]:
    """The latest answer of each purpose asked, in the order of Purpose."""
    found = {
        Purpose(row.purpose): row for row in in_order(Consent.objects.filter(person_id=person))
    }
    return {purpose: found[purpose] for purpose in Purpose if purpose in found}


def get_sent_on(viewer: Viewer, sent: UUID) -> SentOn:
    """What was passed on, to print; 404 for whoever may not see its referral, NoConsent when the
    person does not agree to it any more: it would leave the house once again."""
    found = (
        SentOn.objects.filter(id=sent, referral__in=own_referrals(viewer))
        .select_related("referral__person", "referral__service", "consent")
        .first()
    )
    if found is None:
        raise Http404
    check_flow(found.referral.person_id, Flow.REFERRAL_OUT, found.to)
    record_look("sent_on.read", by=viewer, subject=found.referral.person_id)
    return found


def duplicates_to_decide(viewer: Viewer, referral: UUID) -> list[tuple[PossibleDuplicate, Person]]:
    """Pairs of this referral's person that are still open, each with the other person, who can
    read in their log that it was shown. Two queries and one a pair."""
    person = own_referrals(viewer).filter(id=referral).values_list("person_id", flat=True).first()
    if person is None:
        raise Http404
    pairs = (
        PossibleDuplicate.objects.filter(
            Q(earlier=person) | Q(later=person), state=PossibleDuplicate.State.OPEN
        )
        .exclude(Q(earlier=viewer.person) | Q(later=viewer.person))
        .exclude(is_reader(viewer, "earlier_id"))
        .exclude(is_reader(viewer, "later_id"))
        .select_related("earlier", "later")
        .order_by("found_at", "id")
    )
    found = [(pair, pair.later if pair.earlier_id == person else pair.earlier) for pair in pairs]
    for _, other in found:
        record_look("duplicate.read", by=viewer, subject=other.id)
    return found


@dataclass(frozen=True)
class Double:
    """Somebody who may be the same person: no more of them than decides it."""

    pair: UUID
    why: str
    name: str
    reference: str
    service: str


def doubles(viewer: Viewer, record: ReferralRecord) -> list[Double]:
    """The open pairs of a record's person, each look logged for the other. Two queries."""
    person = record.person.id
    last = Referral.objects.filter(person=OuterRef("other")).order_by("-received_at", "-id")
    pairs = (
        PossibleDuplicate.objects.filter(
            Q(earlier=person) | Q(later=person), state=PossibleDuplicate.State.OPEN
        )
        .exclude(Q(earlier=viewer.person) | Q(later=viewer.person))
        .exclude(is_reader(viewer, "earlier_id"))
        .exclude(is_reader(viewer, "later_id"))
        .annotate(other=Case(When(earlier=person, then=F("later")), default=F("earlier")))
        .annotate(
            reference=Subquery(last.values("reference")[:1]),
            service=Subquery(last.values("service__name")[:1]),
        )
        .select_related("earlier", "later")
        .order_by("found_at", "id")
    )
    found, others = [], []
    for pair in pairs:
        other = pair.later if pair.earlier_id == person else pair.earlier
        others.append(other.id)
        found.append(
            Double(
                pair.id, pair.why, short_name(other.name), pair.reference or "", pair.service or ""
            )
        )
    record_looks("duplicate.read", by=viewer, subjects=others)
    return found


def sent_on(viewer: Viewer, referral: UUID) -> list[SentOn]:
    """What was passed on about somebody, newest first. One query."""
    return list(
        SentOn.objects.filter(referral__in=own_referrals(viewer).filter(id=referral)).order_by(
            "-at", "-id"
        )
    )
