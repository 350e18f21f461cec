"""What a coordinator sees when bringing people together: who waits, who could be put to them, and
what became of it. Nobody reads here what a side has answered.

People who are to be kept apart leave no trace: they are taken out before anything is compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Subquery
from django.http import Http404

from alongside.matching.suggest import Suggestion, Wish, suggest
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_look
from alongside.web.people import selectors as people
from alongside.web.people.contact_details import short_name
from alongside.web.people.referral_states import State
from alongside.web.people.selectors import DeskCounts
from alongside.web.support.match_states import MatchState
from alongside.web.support.models import Match, PeerProfile, Wishes
from alongside.web.support.own_matches import without_own
from alongside.web.support.selectors.pairing import (
    Pairs,
    candidates,
    candidates_for,
    giver_of,
    pairs,
    seeker_of,
    weigh,
)
from alongside.web.support.wishes import Fact, read_wishes
from alongside.web.workforce import selectors as workforce
from alongside.web.workforce.gates import Gates

if TYPE_CHECKING:
    from alongside.web.support.selectors.pairing import CountedProfile

MOST_ON_BOARD = 60
SHORTLIST = 3


@dataclass(frozen=True)
class Seeking:
    """Somebody who waits. `keeps_record`: whether they agree that we keep what they told us;
    without that nothing is suggested. `wishes` is None until somebody wrote down what they are."""

    referral: UUID
    name: str
    service: str
    received_at: datetime
    next_contact_on: date | None
    keeps_record: bool
    wishes: tuple[Wish, ...] | None
    heading: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Agenda:
    """One line of the board. `suggested`: how many could be asked who have all that they must
    have. `missing`: what the nearest lacks of that, when nobody has."""

    seeking: Seeking
    asked: int
    suggested: int
    missing: tuple[Wish, ...]


@dataclass(frozen=True)
class Board:
    rows: list[Agenda]
    counts: DeskCounts
    free_places: int
    missing: list[tuple[Fact, int]]

    @property
    def is_cut(self) -> bool:
        return self.counts.waiting > len(self.rows)


@dataclass(frozen=True)
class Shortlisted:
    """Somebody who could be asked, with all that they meet and miss."""

    person: UUID
    name: str
    gates: Gates
    met: tuple[Wish, ...]
    missed: tuple[Wish, ...]
    suggested: bool

    @property
    def misses_a_must(self) -> bool:
        return any(wish.must for wish in self.missed)


@dataclass(frozen=True)
class Asked:
    """An open question about somebody. Who has answered stands on its own page."""

    match: UUID
    name: str
    answer_by: date


@dataclass(frozen=True)
class Shortlist:
    seeking: Seeking
    rows: list[Shortlisted] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)


@dataclass(frozen=True)
class Asking:
    """All that is looked at before both are asked: what each will read of the other, and the id
    and name of what they could take part in."""

    seeking: Seeking
    person: UUID
    name: str
    heading: str
    sentence: str
    practical: str
    met: tuple[Wish, ...]
    missed: tuple[Wish, ...]
    offers: list[tuple[UUID, str]]

    @property
    def misses_a_must(self) -> bool:
        return any(wish.must for wish in self.missed)


def desk_counts(viewer: Viewer) -> DeskCounts:
    """The counts beside the desk's menu. One query."""
    open_asks = Match.objects.filter(referral=OuterRef("pk"), state=MatchState.ASKED)
    return people.desk_counts(viewer, Exists(open_asks))


# The board


def board(viewer: Viewer, on: date) -> Board:
    """Everybody who waits, longest first, with what could be suggested. Five queries."""
    rows: list[Any] = list(people.counted(viewer, people.waiting_rows(viewer))[:MOST_ON_BOARD])
    if not rows:
        return Board([], desk_counts(viewer), 0, [])
    known = pairs(viewer.organisation)
    wishes = _wishes_of(rows)
    profiles = _profiles_of(viewer)
    gates = _gates_of(profiles, on)
    agenda = [
        _agenda(row, wishes.get((row.service_id, row.person_id)), profiles, gates, known)
        for row in rows
    ]
    lacking = Counter(
        (wish.kind, wish.value) for line in agenda if not line.suggested for wish in line.missing
    )
    free = sum(found.free for found in gates.values() if found.is_ready)
    asked = sum(1 for line in agenda if line.asked)
    counts = DeskCounts(new=rows[0].new_count or 0, waiting=rows[0].waiting_count, asked=asked)
    return Board(agenda, counts, free, sorted(lacking.items(), key=lambda one: (-one[1], one[0])))


def _wishes_of(rows: Iterable[Any]) -> dict[tuple[UUID, UUID], Wishes]:
    persons = {row.person_id for row in rows}
    services = {row.service_id for row in rows}
    found = Wishes.objects.filter(person__in=persons, service__in=services)
    return {(row.service_id, row.person_id): row for row in found}


def _profiles_of(viewer: Viewer) -> list[CountedProfile]:
    return list(
        candidates(viewer.organisation)
        .filter(service__in=viewer.services_as(Role.COORDINATOR))
        .exclude(person=viewer.person)
    )


def _gates_of(profiles: Iterable[CountedProfile], on: date) -> dict[tuple[UUID, UUID], Gates]:
    return workforce.gates_in({(p.service_id, p.person_id): p.taken for p in profiles}, on)


def _agenda(
    row: Any, wishes: Wishes | None, profiles: list[CountedProfile],
    gates: dict[tuple[UUID, UUID], Gates], known: Pairs,
) -> Agenda:  # fmt: skip
    seeking = _seeking(row, wishes)
    asked = known.asked.get(row.person_id, set())
    barred = known.barred.get(row.person_id, set()) | asked
    fit = [p for p in profiles if p.service_id == row.service_id and p.person_id not in barred]
    found = _suggest(row.person_id, seeking, fit, gates, most=len(fit))
    whole = [one for one in found if not one.misses_a_must]
    nearest = found[0].missed if found and not whole else (seeking.wishes or ())
    missing = tuple(wish for wish in nearest if wish.must) if found else nearest
    return Agenda(seeking, len(asked), len(whole), () if whole else missing)


def _seeking(row: Any, wishes: Wishes | None) -> Seeking:
    reads = row.keeps_record is not False and wishes is not None
    return Seeking(
        referral=row.id,
        name=short_name(row.person.name),
        service=row.service.name,
        received_at=row.received_at,
        next_contact_on=row.next_contact_on,
        keeps_record=row.keeps_record is not False,
        wishes=read_wishes(wishes.wishes) if reads and wishes else None,
        heading=wishes.heading if reads and wishes else "",
        sentence=wishes.sentence if reads and wishes else "",
    )


def _suggest(
    person: UUID, seeking: Seeking, profiles: Iterable[PeerProfile],
    gates: dict[tuple[UUID, UUID], Gates], *, most: int = SHORTLIST,
) -> list[Suggestion]:  # fmt: skip
    if not seeking.keeps_record:
        return []
    givers = []
    for profile in profiles:
        found = gates[profile.service_id, profile.person_id]
        givers.append(giver_of(profile, free=found.free, ready=found.is_ready))
    wishes = [{"kind": w.kind, "value": w.value, "must": w.must} for w in seeking.wishes or ()]
    return suggest(seeker_of(person, wishes), givers, most=most)


# One person


def shortlist(viewer: Viewer, referral: UUID, on: date) -> Shortlist | None:
    """Who could be put to somebody who waits, and who is asked already; None when they do not
    wait. 404 for everybody but a coordinator of that service. The look is logged. Five queries."""
    opened = _opened(viewer, referral)
    if opened is None:
        return None
    row, seeking = opened
    open_ask = Match.objects.filter(
        referral=referral, supporter=OuterRef("person_id"), state=MatchState.ASKED
    )
    profiles = list(
        candidates_for(viewer.organisation, row.service_id, row.person_id)
        .exclude(person=viewer.person)
        .annotate(
            ask=Subquery(open_ask.values("id")[:1]),
            ask_until=Subquery(open_ask.values("answer_by")[:1]),
        )
    )
    asked = [Asked(p.ask, short_name(p.person.name), p.ask_until) for p in profiles if p.ask]
    fit = {str(p.person_id): p for p in profiles if not p.ask}
    gates = _gates_of(fit.values(), on)
    rows = [
        Shortlisted(
            person=fit[one.giver].person_id,
            name=short_name(fit[one.giver].person.name),
            gates=gates[row.service_id, fit[one.giver].person_id],
            met=one.met,
            missed=one.missed,
            suggested=place == 0 and not one.misses_a_must,
        )
        for place, one in enumerate(_suggest(row.person_id, seeking, fit.values(), gates))
    ]
    return Shortlist(seeking, rows, sorted(asked, key=lambda one: (one.answer_by, one.name)))


def suggestions(viewer: Viewer, referral: UUID, on: date) -> list[Shortlisted]:
    """As `shortlist`: at most three who are ready and have a place, the nearest first."""
    found = shortlist(viewer, referral, on)
    return found.rows if found else []


def _opened(viewer: Viewer, referral: UUID) -> tuple[Any, Seeking] | None:
    row = people.match_rows(viewer).filter(id=referral).first()
    if row is None:
        raise Http404
    if row.state != State.WAITING:
        return None
    record_look(
        "referral.read", by=viewer, subject=row.person_id, thing=f"referral {row.id}",
        service=row.service_id,
    )  # fmt: skip
    wishes = Wishes.objects.filter(service=row.service_id, person=row.person_id).first()
    return row, _seeking(row, wishes)


def asking(viewer: Viewer, referral: UUID, supporter: UUID) -> Asking | None:
    """What both would read, before they are asked. None as in `shortlist`, and for whoever cannot
    be put to them. Whether a place is free is asked by the deed. Four queries."""
    opened = _opened(viewer, referral)
    if opened is None:
        return None
    row, seeking = opened
    found_with = list(
        candidates_for(viewer.organisation, row.service_id, row.person_id)
        .exclude(person=viewer.person)
        .filter(person=supporter, service__offer__is_open=True)
        .annotate(offer_id=F("service__offer__id"), offer_name=F("service__offer__name"))
        .order_by("service__offer__made_at", "service__offer__id")
    )
    profile = found_with[0] if found_with else None
    wishes = [{"kind": w.kind, "value": w.value, "must": w.must} for w in seeking.wishes or ()]
    found = profile and weigh(seeker_of(row.person_id, wishes), giver_of(profile, free=1))
    if not profile or not found or not seeking.keeps_record:
        return None
    return Asking(
        seeking=seeking,
        person=supporter,
        name=short_name(profile.person.name),
        heading=profile.heading,
        sentence=profile.sentence,
        practical=profile.practical,
        met=found.met,
        missed=found.missed,
        offers=[(one.offer_id, one.offer_name) for one in found_with],
    )


def live_match(viewer: Viewer, referral: UUID) -> UUID | None:
    """The match that somebody is in now, or the last that ended, for their coordinator. One
    query."""
    rows = Match.objects.filter(
        organisation_id=viewer.organisation,
        referral=referral,
        service__in=viewer.services_as(Role.COORDINATOR),
        introduced_at__isnull=False,
    )
    return (
        without_own(viewer, rows)
        .order_by("-introduced_at", "-id")
        .values_list("id", flat=True)
        .first()
    )
