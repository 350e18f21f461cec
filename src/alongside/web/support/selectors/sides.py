"""What each of two people reads of the other: without a name before both said yes, and after it
only what is theirs to know.

`Ask` has no field for a name, and none that tells whether or what the other has answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from alongside.matching.suggest import Wish
from alongside.web.accounts.viewer import Role, Viewer
from alongside.web.clock import now
from alongside.web.people import selectors as people
from alongside.web.people.consent_rules import Flow, blocked_by
from alongside.web.people.services import live_consents
from alongside.web.support.afterwards import may_look_back, may_say_now
from alongside.web.support.match_states import LIVE_STATES, Answer, MatchState, Side
from alongside.web.support.models import Match, PeerProfile, Wishes
from alongside.web.support.selectors.meetings import first_name, shown_name
from alongside.web.support.selectors.pairing import NOT_WAITING
from alongside.web.support.wishes import read_wishes

NEWS_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Ask:
    """Somebody whom the reader may want to meet. `met` and `missed` are the reader's own wishes,
    so they are there for a member only. `own_answer` may be changed until `answer_by`."""

    match: UUID
    side: Side
    heading: str
    sentence: str
    practical: str
    offer: str
    met: tuple[Wish, ...]
    missed: tuple[Wish, ...]
    own_answer: Answer | None
    answer_by: date


@dataclass(frozen=True)
class NotThisTime:
    """What came to nothing. `no_place_left`: both said yes, and the last place went a moment
    before."""

    match: UUID
    on: datetime
    own_answer: Answer | None
    no_place_left: bool


@dataclass(frozen=True)
class SideMatch:
    """Two people who know each other, for one of them. `name` is empty where the reader may not
    read it: a supporter after the end, or of somebody who agrees to no record. `goes_on` is the
    reader's own word. `words` is what whoever ended it agreed to say; the reader's own after an
    end of theirs. Nothing tells who ended it to the one who did not. `asks_after`: it is time to
    ask the reader how they are, and they have not said."""

    match: UUID
    side: Side
    person: UUID
    name: str
    offer: str
    state: MatchState
    introduced_at: datetime
    goes_on: bool | None
    last_day: date | None
    ended_at: datetime | None
    ended_by_reader: bool
    words: str
    after_check_on: date | None
    may_look_back: bool
    asks_after: bool

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES


def _mine(viewer: Viewer, side: Side) -> QuerySet[Match]:
    rows = Match.objects.filter(organisation_id=viewer.organisation).select_related("offer")
    if side is Side.MEMBER:
        return rows.filter(member_id=viewer.person)
    return rows.filter(
        supporter_id=viewer.person, service_id__in=viewer.services_as(Role.PEER_SUPPORTER)
    )


def asks(viewer: Viewer, side: Side) -> list[Ask]:
    """Whom the viewer is asked about, the first to answer by first. Whoever waits no longer, or is
    to be kept apart, is not there. Two queries, one more for a supporter."""
    other = "supporter_id" if side is Side.MEMBER else "member_id"
    rows = list(
        _mine(viewer, side)
        .filter(state=MatchState.ASKED, referral__state="waiting")
        .exclude(people.apart_from(other, viewer.person))
        .order_by("answer_by", "id")
    )
    if not rows:
        return []
    return _of_supporters(rows) if side is Side.MEMBER else _of_members(rows)


def _of_supporters(rows: list[Match]) -> list[Ask]:
    profiles = PeerProfile.objects.filter(
        service__in={row.service_id for row in rows},
        person__in={row.supporter_id for row in rows},
    )
    words = {(row.service_id, row.person_id): row for row in profiles}
    return [
        Ask(
            match=row.id,
            side=Side.MEMBER,
            heading=profile.heading,
            sentence=profile.sentence,
            practical=profile.practical,
            offer=row.offer.name,
            met=read_wishes(row.met_wishes),
            missed=read_wishes(row.missed_wishes),
            own_answer=_answer(row.member_answer),
            answer_by=row.answer_by,
        )
        for row in rows
        if (profile := words.get((row.service_id, row.supporter_id))) is not None
    ]


def _of_members(rows: list[Match]) -> list[Ask]:
    found = Wishes.objects.filter(
        service__in={row.service_id for row in rows}, person__in={row.member_id for row in rows}
    )
    words = {(row.service_id, row.person_id): row for row in found}
    live = live_consents({row.member_id for row in rows})
    asked = []
    for row in rows:
        if blocked_by(live.get(row.member_id, ()), Flow.SUPPORTER_PAGE):
            continue
        own = words.get((row.service_id, row.member_id))
        asked.append(
            Ask(
                match=row.id,
                side=Side.SUPPORTER,
                heading=own.heading if own else "",
                sentence=own.sentence if own else "",
                practical="",
                offer=row.offer.name,
                met=(),
                missed=(),
                own_answer=_answer(row.supporter_answer),
                answer_by=row.answer_by,
            )
        )
    return asked


def _answer(kept: str) -> Answer | None:
    return Answer(kept) if kept else None


def not_this_time(viewer: Viewer, side: Side) -> list[NotThisTime]:
    """What came to nothing in the last two weeks, newest first. What was taken away quietly since
    somebody else was found is no news to the one who was found. One query."""
    rows = _mine(viewer, side).filter(
        state=MatchState.NOT_THIS_TIME, ended_at__gt=now() - NEWS_FOR
    )  # fmt: skip
    if side is Side.MEMBER:
        rows = rows.exclude(ended_how=NOT_WAITING)
    return [
        NotThisTime(
            row.id,
            row.state_at,
            _answer(row.member_answer if side is Side.MEMBER else row.supporter_answer),
            row.no_place_left,
        )
        for row in rows.order_by("-state_at", "id")
    ]


def own_matches(viewer: Viewer, side: Side) -> list[SideMatch]:
    """Everybody the viewer was introduced to, the live ones first, then the last to end. One query,
    one more for a supporter."""
    rows = _introduced(viewer, side).order_by("introduced_at", "id")
    found = _as_sides(rows, side)
    live = [one for one in found if one.is_live]
    return live + [one for one in reversed(found) if not one.is_live]


def own_match(viewer: Viewer, match: UUID, side: Side) -> SideMatch:
    """404 for everybody but that side, and before both said yes. Two queries at most."""
    found = _as_sides(_introduced(viewer, side).filter(id=match), side)
    if not found:
        raise Http404
    return found[0]


def _introduced(viewer: Viewer, side: Side) -> QuerySet[Match]:
    rows = _mine(viewer, side).filter(introduced_at__isnull=False)
    return rows.select_related("member", "supporter", "organisation", "ending")


def _as_sides(rows: Iterable[Match], side: Side) -> list[SideMatch]:
    found = list(rows)
    if side is Side.MEMBER:
        return [_as_side(row, side, first_name(row.supporter)) for row in found]
    live = live_consents({row.member_id for row in found if row.state in LIVE_STATES})
    return [
        _as_side(row, side, shown_name(row.member, live) if row.state in LIVE_STATES else "")
        for row in found
    ]


def _as_side(row: Match, side: Side, name: str) -> SideMatch:
    goes_on = row.member_goes_on if side is Side.MEMBER else row.supporter_goes_on
    own_end = row.ended_by == side
    said = getattr(getattr(row, "ending", None), f"{side}_check", "")
    if row.introduced_at is None:
        raise ValueError("They were never introduced.")
    return SideMatch(
        match=row.id,
        side=side,
        person=row.supporter_id if side is Side.MEMBER else row.member_id,
        name=name,
        offer=row.offer.name,
        state=MatchState(row.state),
        introduced_at=row.introduced_at,
        goes_on=None if not goes_on else goes_on == "yes",
        last_day=row.last_day,
        ended_at=row.ended_at,
        ended_by_reader=own_end,
        words=row.may_say,
        after_check_on=row.after_check_on,
        may_look_back=may_look_back(row),
        asks_after=not said and may_say_now(row, said),
    )
