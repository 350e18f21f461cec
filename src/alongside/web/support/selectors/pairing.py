"""Who may be put to whom: the rows and rules from which suggestions are worked out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from alongside.matching.suggest import Giver, Seeker, Suggestion, suggest
from alongside.web.clock import now
from alongside.web.people import selectors as people
from alongside.web.support.clocks import clocks
from alongside.web.support.match_states import LIVE_STATES, Answer, MatchState
from alongside.web.support.models import Match, PeerProfile
from alongside.web.support.wishes import read_facts, read_wishes

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Counted(TypedDict):
        taken: int

    CountedProfile = WithAnnotations[PeerProfile, Counted]

ANSWERED, LAPSED, TAKEN_BACK, NOT_WAITING = "answered", "lapsed", "taken_back", "not_waiting"
"""Kept in `ended_how` of a match that came to nothing."""


def not_again() -> Q:
    """Matches after which the same two are not suggested: they know each other from this stay, one
    of them said no, or it was "not now" a short while ago."""
    lately = now() - timedelta(days=clocks().ask_again_days)
    said_no = Q(member_answer=Answer.NO) | Q(supporter_answer=Answer.NO)
    not_now = Q(ended_how__in=(ANSWERED, LAPSED), no_place_left=False, ended_at__gt=lately)
    met = Q(introduced_at__isnull=False, referral__state="waiting") | Q(state__in=LIVE_STATES)
    return met | Q(state=MatchState.NOT_THIS_TIME) & (said_no | not_now)


def candidates(organisation: UUID) -> QuerySet[CountedProfile]:
    """Everybody with words about themselves to show, each with how many they support."""
    live = (
        Match.objects.filter(
            service=OuterRef("service_id"),
            supporter=OuterRef("person_id"),
            state__in=LIVE_STATES,
        )
        .order_by()
        .values("supporter")
        .annotate(many=Count("id"))
        .values("many")
    )
    return (
        PeerProfile.objects.filter(organisation_id=organisation)
        .select_related("person")
        .annotate(taken=Coalesce(Subquery(live, output_field=IntegerField()), 0))
        .order_by("person_id")
    )


def candidates_for(organisation: UUID, service: UUID, member: UUID) -> QuerySet[CountedProfile]:
    """As `candidates`, without whoever is never, or not again, to be put to `member`."""
    past = Match.objects.filter(not_again(), member=member).values("supporter")
    beside = Match.objects.filter(not_again(), supporter=member).values("member")
    return (
        candidates(organisation)
        .filter(service=service)
        .exclude(person=member)
        .exclude(person__in=past)
        .exclude(person__in=beside)
        .exclude(people.apart_from("person_id", member))
    )


@dataclass
class Pairs:
    """Who is not to be suggested to whom, and who is asked about whom, by either's id."""

    barred: dict[UUID, set[UUID]] = field(default_factory=dict)
    asked: dict[UUID, set[UUID]] = field(default_factory=dict)


def pairs(organisation: UUID) -> Pairs:
    """For rules, not for pages. One query."""
    ours = Match.objects.filter(organisation_id=organisation).order_by()
    past = ours.filter(not_again()).values_list(Value("past"), "member_id", "supporter_id")
    asked = ours.filter(state=MatchState.ASKED).values_list(
        Value("asked"), "member_id", "supporter_id"
    )
    found = Pairs()
    for kind, one, other in past.union(asked, people.apart_rows(organisation), all=True):
        where = found.asked if kind == "asked" else found.barred
        where.setdefault(one, set()).add(other)
        where.setdefault(other, set()).add(one)
    return found


def places_taken(service: UUID, persons: Collection[UUID]) -> dict[UUID, int]:
    """How many each supports now. One query."""
    rows = Match.objects.filter(
        service_id=service, supporter_id__in=persons, state__in=LIVE_STATES
    ).values_list("supporter_id", flat=True)
    found: dict[UUID, int] = {}
    for person in rows:
        found[person] = found.get(person, 0) + 1
    return found


# To the engine, which knows nothing of rows


def seeker_of(person: UUID, kept: Iterable[Any]) -> Seeker:
    return Seeker(str(person), read_wishes(kept))


def giver_of(profile: PeerProfile, *, free: int, ready: bool = True) -> Giver:
    return Giver(
        id=str(profile.person_id),
        has=read_facts(profile.has),
        cannot=read_facts(profile.cannot),
        free_places=free,
        ready=ready and profile.heading.strip() != "",
    )


def weigh(seeker: Seeker, giver: Giver) -> Suggestion | None:
    """What one giver would meet and miss; None when they cannot be put to the seeker."""
    return next(iter(suggest(seeker, [giver], most=1)), None)
