"""Looking back and asking afterwards: for each side what is theirs, for the desk what is due."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.audit.services import record_looks
from alongside.web.clock import now
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.contact_details import short_name
from alongside.web.people.local_time import local_date
from alongside.web.people.services import live_consents
from alongside.web.support.access import may_coordinate
from alongside.web.support.afterwards import (
    After,
    is_time_to_ask,
    mark_of,
    may_look_back,
    may_say_now,
    today_of,
)
from alongside.web.support.documentation import Mode, mode_of
from alongside.web.support.match_states import LIVE_STATES, MatchState, Side
from alongside.web.support.models import Ending, Match
from alongside.web.support.own_matches import without_own
from alongside.web.support.selectors.meetings import Live, first_name, shown_name

DUE_WITHIN = timedelta(days=14)
_LATE_STATES = (MatchState.ENDING, MatchState.ENDED, MatchState.CHECKED)
_WORDS = ("looked_back", "other_support", "member_gained", "supporter_gained")


@dataclass(frozen=True)
class OwnEnding:
    """What one side reads and writes. `name` is empty where they may not read it, as are the
    words of the other when the time to look back is over for a supporter. Nothing of what the
    other told a coordinator, nor of how they are."""

    match: UUID
    side: Side
    name: str
    state: MatchState
    last_day: date | None
    looked_back: str
    other_support: str
    gained: str
    other_gained: str
    feedback: str
    mark: str
    may_write: bool
    keeps_words: bool
    asks_on: date | None
    may_answer: bool
    answer: After | None
    answer_words: str
    wants_call: bool

    @property
    def has_words(self) -> bool:
        return any((self.looked_back, self.other_support, self.gained, self.other_gained))


@dataclass(frozen=True)
class SideAfter:
    """One of the two, for the desk. `ways`, `times` and so on are their own rules."""

    side: Side
    name: str
    may_contact: bool
    phone: str
    ways: tuple[str, ...]
    times: str
    may_leave_message: bool
    may_say_who: bool
    gained: str
    feedback: str
    answer: After | None
    answer_words: str
    wants_call: bool
    may_answer: bool
    is_open: bool

    @property
    def is_asked(self) -> bool:
        return self.answer is not None


@dataclass(frozen=True)
class DeskEnding:
    match: UUID
    referral: UUID
    state: MatchState
    last_day: date | None
    asks_on: date | None
    looked_back: str
    other_support: str
    mark: str
    may_write: bool
    keeps_words: bool
    member: SideAfter
    supporter: SideAfter

    @property
    def sides(self) -> tuple[SideAfter, SideAfter]:
        return self.member, self.supporter

    def of(self, side: Side) -> SideAfter:
        return self.member if side is Side.MEMBER else self.supporter


@dataclass(frozen=True)
class EndingDue:
    match: UUID
    member: str
    supporter: str
    begun_on: date
    last_day: date
    is_past: bool
    has_words: bool


@dataclass(frozen=True)
class AfterDue:
    """Who has still to be asked, and who said that they are not well and waits for us."""

    match: UUID
    member: str
    supporter: str
    since: date
    to_ask: tuple[Side, ...]
    not_well: tuple[Side, ...]
    wants_call: bool


def own_ending(viewer: Viewer, match: UUID, side: Side) -> OwnEnding:
    """404 for everybody but that side, and before a last day is set. Two queries."""
    rows = Match.objects.filter(
        id=match,
        organisation_id=viewer.organisation,
        introduced_at__isnull=False,
        state__in=_LATE_STATES,
    ).select_related("member", "supporter", "service", "organisation", "ending")
    if side is Side.MEMBER:
        rows = rows.filter(member_id=viewer.person)
    else:
        services = viewer.services_as(Role.PEER_SUPPORTER)
        rows = rows.filter(supporter_id=viewer.person, service_id__in=services)
    row = rows.first()
    if row is None:
        raise Http404
    return _own(row, side)


def _own(row: Match, side: Side) -> OwnEnding:
    ending = _kept(row)
    live = live_consents([row.member_id])
    keeps = mode_of(row.service, live.get(row.member_id, ())) is Mode.SHARED
    writes = may_look_back(row)
    shows = keeps and (writes or side is Side.MEMBER)
    answer = getattr(ending, f"{side}_check")
    return OwnEnding(
        match=row.id,
        side=side,
        name=_name_of_other(row, side, live),
        state=MatchState(row.state),
        last_day=row.last_day,
        looked_back=ending.looked_back if shows else "",
        other_support=ending.other_support if shows else "",
        gained=getattr(ending, f"{side}_gained") if keeps else "",
        other_gained=getattr(ending, f"{_other(side)}_gained") if shows else "",
        feedback=getattr(ending, f"{side}_feedback") if keeps else "",
        mark=mark_of(ending),
        may_write=writes and keeps,
        keeps_words=keeps,
        asks_on=row.after_check_on,
        may_answer=may_say_now(row, answer),
        answer=After(answer) if answer else None,
        answer_words=getattr(ending, f"{side}_check_words"),
        wants_call=getattr(ending, f"{side}_wants_call"),
    )


def _other(side: Side) -> Side:
    return Side.SUPPORTER if side is Side.MEMBER else Side.MEMBER


def _name_of_other(row: Match, side: Side, live: Live) -> str:
    """A supporter reads no name after the end."""
    if side is Side.MEMBER:
        return first_name(row.supporter)
    return shown_name(row.member, live) if row.state in LIVE_STATES else ""


def _kept(row: Match) -> Ending:
    found: Ending | None = getattr(row, "ending", None)
    return found or Ending(match=row)


def _of_desk(viewer: Viewer) -> QuerySet[Match]:
    """Those of the services that the viewer coordinates, without their own."""
    rows = Match.objects.filter(
        organisation_id=viewer.organisation, service__in=viewer.services_as(Role.COORDINATOR)
    )
    return without_own(viewer, rows).select_related(
        "member", "supporter", "service", "organisation", "ending"
    )


def desk_ending(viewer: Viewer, match: UUID) -> DeskEnding:
    """404 for everybody but a coordinator of that service who is neither of the two, and before a
    last day is set. The look at both is logged. Three queries."""
    row = (
        _of_desk(viewer)
        .filter(id=match, state__in=_LATE_STATES)
        .select_related("member__safe_contact", "supporter__safe_contact")
        .first()
    )
    if row is None or not may_coordinate(viewer, row):
        raise Http404
    record_looks("match.read", by=viewer, subjects=[row.member_id, row.supporter_id])
    ending = _kept(row)
    live = live_consents([row.member_id]).get(row.member_id, ())
    keeps = mode_of(row.service, live) is Mode.SHARED
    return DeskEnding(
        match=row.id,
        referral=row.referral_id,
        state=MatchState(row.state),
        last_day=row.last_day,
        asks_on=row.after_check_on,
        looked_back=ending.looked_back if keeps else "",
        other_support=ending.other_support if keeps else "",
        mark=mark_of(ending),
        may_write=may_look_back(row) and keeps,
        keeps_words=keeps,
        member=_side_after(row, ending, Side.MEMBER, live, keeps),
        supporter=_side_after(row, ending, Side.SUPPORTER, live, keeps),
    )


def _side_after(
    row: Match, ending: Ending, side: Side, live: Collection[Purpose], keeps: bool
) -> SideAfter:
    person = row.member if side is Side.MEMBER else row.supporter
    rules = person.safe_contact
    answer = getattr(ending, f"{side}_check")
    shows = keeps or side is Side.SUPPORTER
    return SideAfter(
        side=side,
        name=short_name(person.name),
        may_contact=side is Side.SUPPORTER or Purpose.CONTACT in live,
        phone=person.phone,
        ways=tuple(rules.ways),
        times=rules.times,
        may_leave_message=rules.may_leave_message,
        may_say_who=rules.may_say_who,
        gained=getattr(ending, f"{side}_gained") if keeps else "",
        feedback=getattr(ending, f"{side}_feedback") if keeps else "",
        answer=After(answer) if answer else None,
        answer_words=getattr(ending, f"{side}_check_words") if shows else "",
        wants_call=getattr(ending, f"{side}_wants_call"),
        may_answer=may_say_now(row, answer),
        is_open=_waits_for_us(ending, side),
    )


def _waits_for_us(ending: Ending, side: Side) -> bool:
    """They said that they are not well, and nobody has talked with them since."""
    said = getattr(ending, f"{side}_check") == After.NOT_WELL
    return said and getattr(ending, f"{side}_rung_at") is None


def endings_due(viewer: Viewer) -> list[EndingDue]:
    """Whose last day comes within two weeks or has passed, the first first. Nothing ends by
    itself: somebody decides. One query."""
    rows = _of_desk(viewer).filter(state=MatchState.ENDING, last_day__lte=now().date() + DUE_WITHIN)
    return [
        EndingDue(
            match=row.id,
            member=short_name(row.member.name),
            supporter=short_name(row.supporter.name),
            begun_on=local_date(row.state_at, row.organisation.time_zone),
            last_day=row.last_day,
            is_past=row.last_day < today_of(row),
            has_words=any(getattr(_kept(row), name) for name in _WORDS),
        )
        for row in rows.order_by("last_day", "id")
        if row.last_day is not None
    ]


def after_checks_due(viewer: Viewer) -> list[AfterDue]:
    """Who has still to be asked how they are, and whoever said that they are not well and was not
    rung yet: those first, then the longest wait. One query."""
    not_well = Q(ending__member_check=After.NOT_WELL, ending__member_rung_at=None) | Q(
        ending__supporter_check=After.NOT_WELL, ending__supporter_rung_at=None
    )
    rows = _of_desk(viewer).filter(
        Q(state=MatchState.ENDED, after_check_on__lte=now().date() + timedelta(days=1)) | not_well
    )
    found = [_after_due(row) for row in rows.order_by("after_check_on", "id")]
    due = [one for one in found if one.to_ask or one.not_well]
    return sorted(due, key=lambda one: not one.not_well)


def _after_due(row: Match) -> AfterDue:
    ending = _kept(row)
    if row.after_check_on is None:
        raise ValueError("An end without a day to ask on.")
    time = row.state == MatchState.ENDED and is_time_to_ask(row)
    open_now = tuple(side for side in Side if _waits_for_us(ending, side))
    return AfterDue(
        match=row.id,
        member=short_name(row.member.name),
        supporter=short_name(row.supporter.name),
        since=row.after_check_on,
        to_ask=tuple(s for s in Side if time and not getattr(ending, f"{s}_check")),
        not_well=open_now,
        wants_call=any(getattr(ending, f"{side}_wants_call") for side in open_now),
    )
