"""Two people are asked, each in private, and what comes of their answers.

Asking reserves no place. Until both have answered, or the last day has passed, nothing that one
side can see or is sent depends on what the other answered, nor on whether they did. The history
names who asked and who took it back; what comes of two answers is done by the program.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404

from alongside.web.accounts.access import is_program
from alongside.web.accounts.refusal import Refused
from alongside.web.accounts.viewer import Viewer, system_viewer
from alongside.web.audit.services import Actor, record
from alongside.web.clock import now
from alongside.web.people import selectors as people_reads
from alongside.web.people import services as people
from alongside.web.people.consent_rules import Flow
from alongside.web.people.local_time import local_date, say_date
from alongside.web.people.referral_states import State as ReferralState
from alongside.web.people.services import How
from alongside.web.support.access import check_coordinates, check_speaks_for
from alongside.web.support.clocks import clocks
from alongside.web.support.match_states import Answer, MatchState, Side
from alongside.web.support.models import Match, MatchStep, Offer, PeerProfile, Wishes
from alongside.web.support.selectors.pairing import (
    ANSWERED,
    LAPSED,
    NOT_WAITING,
    TAKEN_BACK,
    candidates_for,
    giver_of,
    places_taken,
    seeker_of,
    weigh,
)
from alongside.web.support.services.match_news import BOTH, tell_sides
from alongside.web.support.services.rows import locked_match, move_match
from alongside.web.support.wishes import keep_wishes
from alongside.web.ui.words import say, say_later
from alongside.web.workforce import selectors as workforce
from alongside.web.workforce.gates import Gates
from alongside.web.workforce.services import lock_places

NOT_NOW_POSSIBLE = say_later("They cannot be asked now. Choose somebody else.")


@transaction.atomic
def propose_match(
    *, by: Viewer, referral: UUID, supporter: UUID, offer: UUID, because: str = ""
) -> Match:
    """Ask both. Only somebody who is ready and has a place, and never more than a few at once."""
    row = people.lock_waiting(by=by, referral=referral)
    people.check_flow(row.person_id, Flow.SUPPORTER_PAGE)
    what = Offer.objects.filter(id=offer, service_id=row.service_id, is_open=True).first()
    if what is None:
        raise Refused(say("Choose what they would take part in."), field="offer")
    profile = _profile_of(by, row, supporter)
    wishes = Wishes.objects.filter(service_id=row.service_id, person_id=row.person_id).first()
    found = weigh(
        seeker_of(row.person_id, wishes.wishes if wishes else []), giver_of(profile, free=1)
    )
    if found is None or not _has_place(row.service_id, supporter, _today(row)):
        raise Refused(str(NOT_NOW_POSSIBLE))
    if found.misses_a_must and not because.strip():
        raise Refused(say("Say why, as something that they must have is missing."), field="because")
    match = Match.objects.create(
        organisation_id=row.organisation_id,
        service_id=row.service_id,
        offer=what,
        referral=row,
        member_id=row.person_id,
        supporter_id=supporter,
        state_at=now(),
        asked_by=by.user,
        asked_at=now(),
        answer_by=_today(row) + timedelta(days=clocks().answer_days),
        met_wishes=keep_wishes(found.met),
        missed_wishes=keep_wishes(found.missed),
        chosen_because=because.strip(),
    )
    _keep_asking(match, by)
    return match


def _profile_of(by: Viewer, row: Any, supporter: UUID) -> PeerProfile:
    """The words of somebody who may be asked about this person; one refusal for every reason
    against it, so that none can be told from another."""
    open_asks = Match.objects.filter(referral=row, state=MatchState.ASKED)
    asked = set(open_asks.values_list("supporter_id", flat=True))
    if len(asked) >= clocks().open_asks:
        raise Refused(
            say("{count} people are asked already. Wait for an answer first.", count=len(asked))
        )
    fit = candidates_for(row.organisation_id, row.service_id, row.person_id)
    profile = fit.filter(person=supporter).exclude(person__in={*asked, by.person}).first()
    if profile is None:
        raise Refused(str(NOT_NOW_POSSIBLE))
    return profile


def _keep_asking(match: Match, by: Viewer) -> None:
    MatchStep.objects.create(
        organisation_id=match.organisation_id, match=match, to_state=MatchState.ASKED, at=now(),
        done_by=by.actor,
    )  # fmt: skip
    record(
        "match.asked", by=by, subject=match.member_id, service=match.service_id,
        thing=f"match {match.id}",
    )  # fmt: skip
    tell_sides(match, "match_asked", date=say_date(match.answer_by))


@transaction.atomic
def take_back_match(*, by: Actor, match: UUID) -> None:
    """A coordinator thought better of it, before both had answered. Both read "not this time"."""
    row = locked_match(by, match)
    check_coordinates(by, row)
    move_match(
        row, MatchState.NOT_THIS_TIME, by=by, deed="take_back_match", ended_how=TAKEN_BACK,
        ended_at=now(),
    )  # fmt: skip
    tell_sides(row, "match_news")


@transaction.atomic
def answer_match(*, by: Actor, match: UUID, side: Side, answer: Answer, how: How) -> None:
    """One side says yes, not now or no; or changes their mind, as long as the other has not
    answered. With the second answer it is decided."""
    row = locked_match(by, match)
    check_speaks_for(by, row, side)
    if row.state != MatchState.ASKED:
        raise Refused(say("This has moved on since you opened it. Look again, then decide."))
    if _today(row) > row.answer_by:
        raise Refused(say("The last day to answer was {date}.", date=say_date(row.answer_by)))
    if how.method == "spoken" and not how.read_back:
        raise Refused(say("Read it back to them, then tick the box."), field="read_back")
    _keep_answer(row, side, Answer(answer))
    record(
        "match.answered", by=by, subject=row.member_id if side is Side.MEMBER else row.supporter_id,
        service=row.service_id, thing=f"match {row.id}", reason=how.method,
    )  # fmt: skip
    if row.member_answer and row.supporter_answer:
        _decide(row)


def _keep_answer(row: Match, side: Side, answer: Answer) -> None:
    setattr(row, f"{side}_answer", answer.value)
    setattr(row, f"{side}_answered_at", now())
    row.save(update_fields=[f"{side}_answer", f"{side}_answered_at"])


def _decide(row: Match) -> None:
    """Both have answered. Two yeses bring them together if there is still a place for it."""
    both = row.member_answer == row.supporter_answer == Answer.YES
    if both and row.referral.state == ReferralState.WAITING and not _kept_apart(row):
        lock_places(row.service_id, row.supporter_id)
        gates = _gates(row.service_id, row.supporter_id, _today(row))
        if gates.is_ready:
            return _introduce(row)
        return _not_this_time(row, ANSWERED, no_place_left=gates.taken >= gates.places > 0)
    return _not_this_time(row, ANSWERED)


def _introduce(row: Match) -> None:
    ours = system_viewer("matches", row.organisation_id)
    circle = people.place_referral(by=ours, referral=row.referral_id, supporter=row.supporter)
    move_match(
        row, MatchState.INTRODUCED, by=ours, deed="answer_match", introduced_at=now(),
        circle=circle.id,
    )  # fmt: skip
    tell_sides(row, "match_news")
    for other in _asked().filter(referral_id=row.referral_id).order_by("id"):
        _not_this_time(other, NOT_WAITING, sides=(Side.SUPPORTER,))


def _not_this_time(
    row: Match, how: str, *, no_place_left: bool = False, sides: Sequence[Side] = BOTH
) -> None:
    deed = "answer_match" if how == ANSWERED else "let_lapse"
    move_match(
        row, MatchState.NOT_THIS_TIME, by=system_viewer("matches", row.organisation_id), deed=deed,
        ended_how=how, ended_at=now(), no_place_left=no_place_left,
    )  # fmt: skip
    tell_sides(row, "match_news", sides)


def let_matches_lapse(*, by: Actor) -> int:
    """What nobody can answer any more comes to nothing: the last day has passed, they wait no
    longer, or they are kept apart since. Returns how many. Each in a transaction of its own."""
    if not is_program(by):
        raise Http404
    found = Match.objects.filter(state=MatchState.ASKED).select_related("organisation", "referral")
    if by.organisation_id is not None:
        found = found.filter(organisation_id=by.organisation_id)
    over = [(row.organisation_id, row.id) for row in found.order_by("id") if _why_over(row)]
    return sum(_let_lapse(organisation, match) for organisation, match in over)


@transaction.atomic
def _let_lapse(organisation: UUID, match: UUID) -> bool:
    row = locked_match(system_viewer("matches", organisation), match)
    why = _why_over(row) if row.state == MatchState.ASKED else ""
    if why:
        _not_this_time(row, why)
    return bool(why)


def _why_over(row: Match) -> str:
    """Whom somebody keeps apart reads what they would read had the question been taken back."""
    if row.referral.state != ReferralState.WAITING:
        return NOT_WAITING
    if _kept_apart(row):
        return TAKEN_BACK
    return LAPSED if _today(row) > row.answer_by else ""


def _asked() -> Any:
    return Match.objects.select_for_update(of=("self",)).select_related(
        "organisation", "service", "referral", "member", "supporter", "offer"
    ).filter(state=MatchState.ASKED)  # fmt: skip


def _today(row: Any) -> date:
    return local_date(now(), row.organisation.time_zone)


def _kept_apart(row: Match) -> bool:
    pair = frozenset((row.member_id, row.supporter_id))
    return pair in people_reads.kept_apart(row.organisation_id)


def _gates(service: UUID, supporter: UUID, on: date) -> Gates:
    taken = places_taken(service, [supporter])
    return workforce.gates(service=service, persons=[supporter], taken=taken, on=on)[supporter]


def _has_place(service: UUID, supporter: UUID, on: date) -> bool:
    gates = _gates(service, supporter, on)
    return gates.is_ready and gates.free > 0
