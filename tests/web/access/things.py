"""One of everything in the house that somebody else might reach for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.ids import new_id
from alongside.web.people import selectors, services
from alongside.web.people.models import Circle, Person, PossibleDuplicate, Referral, RoleHolding
from alongside.web.questionnaires import services as questionnaires
from alongside.web.safety import services as safety
from alongside.web.support import selectors as support_reads
from alongside.web.support import services as support
from alongside.web.support.match_states import Side
from alongside.web.support.models import (
    Ending,
    HeadCount,
    Match,
    Meeting,
    MeetingPattern,
    SessionLog,
    SharedNote,
)
from alongside.web.workforce import services as workforce
from tests.cast import (
    House,
    add_member,
    add_worker,
    agree_to_all,
    ask_both,
    own_words,
    ready_supporter,
    say_hello,
    wish_for,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass
class Things:
    """Alex got in touch twice. Dan is beside them and about to end it; an earlier time together
    is over. Wim waits, and is asked about Dan. Fay could
    be, and Zoe and Sam have nothing to do with any of it."""

    house: House
    referral: Referral
    again: Referral
    wim: Referral
    pair: UUID
    circle: Circle
    holding: RoleHolding
    offer: UUID
    shift: UUID
    sent: UUID
    apart: UUID
    line: UUID
    match: UUID
    over: UUID
    asked: UUID
    meeting: UUID
    met: UUID
    pattern: UUID
    log: UUID
    note: UUID
    drop_in: UUID
    goal: UUID
    request: UUID
    answered: UUID
    response: UUID
    concern: UUID
    alert: UUID
    record: Any = field(repr=False)
    page: Any = field(repr=False)

    @property
    def service(self) -> UUID:
        return self.house.service.id

    @property
    def person(self) -> Person:
        return self.referral.person

    @property
    def dan(self) -> Person:
        return self.house.people["Dan"]

    @property
    def fay(self) -> UUID:
        return self.house.people["Fay"].id

    @property
    def user(self) -> UUID:
        return self.dan.user_id


def soon(days: int = 7) -> date:
    return (now() + timedelta(days=days)).date()


def decide_same(things: Things, worker: Person) -> None:
    """Somebody of the team decided that this worker and Alex are one person."""
    PossibleDuplicate.objects.create(
        organisation=things.house.organisation, earlier=worker, later=things.person, why="phone",
        state=PossibleDuplicate.State.SAME, decided_at=now(), decided_by=new_id(),
    )  # fmt: skip


def build_things(house: House, alex: Referral) -> Things:
    agree_to_all(house, alex.person)
    made = _at_the_desk(house, alex)
    made |= _side_by_side(house, alex)
    made |= _measured(house, alex)
    made |= _worried(house, alex)
    bo, dan = house.viewer("Bo"), house.viewer("Dan")
    record = selectors.get_referral(bo, alex.id)
    page = selectors.supporter_page(dan, alex.person_id)
    return Things(house=house, referral=alex, record=record, page=page, **made)


def _at_the_desk(house: House, alex: Referral) -> dict[str, Any]:
    bo, ada, dan = house.viewer("Bo"), house.viewer("Ada"), house.people["Dan"]
    again = say_hello(house)
    circle = services.add_to_circle(
        by=bo, person=alex.person, viewer=dan, relation="supporter", service=house.service.id,
        why="match",
    )  # fmt: skip
    shift = accounts.add_cover(
        by=ada, service=house.service.id, user=dan.user_id, weekday=0, starts=time(9),
        ends=time(17),
    )  # fmt: skip
    sent = services.send_on(
        by=bo, referral=alex.id, to="gp", recipient="Mill Surgery", shared="They come here."
    )
    apart = services.keep_apart(
        by=bo, one=alex.person_id, other=again.person_id, reason="", review_on=soon()
    )
    line = workforce.add_readiness(
        by=bo, person=dan.id, service=house.service.id, kind="check", from_on=soon()
    )
    return {
        "again": again,
        "pair": selectors.duplicates_to_decide(bo, again.id)[0][0].id,
        "circle": circle,
        "holding": RoleHolding.objects.get(person=dan),
        "offer": support_reads.offers(ada)[0].id,
        "shift": shift.id,
        "sent": sent.id,
        "apart": apart.id,
        "line": line.id,
    }


def _side_by_side(house: House, alex: Referral) -> dict[str, Any]:
    """Rows as they are after months, whatever the state of the hello, so that the pages of the
    front door show what they show there."""
    bo = house.viewer("Bo")
    wim = add_member(house, "Wim", phone="", email="wim@people.example")
    add_member(house, "Zoe", phone="", email="zoe@people.example")
    house.people["Sam"] = add_worker(house, "Sam", Role.PEER_SUPPORTER)
    own_words(house, "Dan")
    wish_for(house, alex)
    for who in ("Dan", "Fay"):
        ready_supporter(house, who, places=3)
    own_words(house, "Fay")
    asked = ask_both(house, wim)
    match = _match(house, alex, state="ending", last_day=soon(), state_at=now())
    over = _match(
        house, alex, state="ended", ended_at=now() - 30 * DAY, ended_by="member",
        last_day=soon(-30), after_check_on=soon(-2),
    )  # fmt: skip
    Ending.objects.create(
        organisation=house.organisation, match=over, looked_back="We walked",
        supporter_check="not_well", supporter_wants_call=True,
    )  # fmt: skip
    _match(house, alex, state="not_this_time", introduced_at=None, ended_at=now(),
           ended_how="answered", member_answer="no")  # fmt: skip
    made = _met(house, match)
    drop_in = support.add_offer(
        by=house.viewer("Ada"), service=house.service.id, name="Tea", model="drop_in",
        mode="in_person", pay="unpaid", host="Us", for_whom="Adults",
    )  # fmt: skip
    support.count_heads(by=bo, offer=drop_in.id, on=now().date(), people=4, new_people=1)
    assert HeadCount.objects.count() == 1
    return made | {
        "wim": wim, "asked": asked.id, "match": match.id, "over": over.id, "drop_in": drop_in.id,
    }  # fmt: skip


def _match(house: House, referral: Referral, **details: Any) -> Match:
    given = {
        "member_answer": "yes", "supporter_answer": "yes", "introduced_at": now() - 60 * DAY,
        **details,
    }  # fmt: skip
    return Match.objects.create(
        organisation=house.organisation, service=house.service, referral=referral,
        offer=house.service.offer_set.get(), member=referral.person,
        supporter=house.people["Dan"], asked_by=house.people["Bo"].user_id,
        answer_by=soon(-55), **given,
    )  # fmt: skip


def _met(house: House, match: Match) -> dict[str, Any]:
    """A time to come, every week, and one an hour ago with a log that asks for a call."""
    organisation, dan = house.organisation, str(house.people["Dan"].user_id)
    common = {
        "organisation": organisation, "service": house.service, "match": match, "minutes": 30,
        "way": "phone", "arranged_by": dan,
    }  # fmt: skip
    pattern = MeetingPattern.objects.create(
        organisation=organisation, match=match, weekday=0, starts=time(10), minutes=30,
        way="phone", from_on=soon(1),
    )  # fmt: skip
    meeting = Meeting.objects.create(**common, starts_at=now() + DAY, pattern=pattern)
    met = Meeting.objects.create(**common, starts_at=now() - HOUR, supporter_says="met")
    to_log = Meeting.objects.create(**common, starts_at=now() - 2 * HOUR)
    log = SessionLog.objects.create(
        organisation=organisation, meeting=met, mode="B", minutes=30, wants_call=True,
        written_by=dan,
    )  # fmt: skip
    note = SharedNote.objects.create(
        organisation=organisation, meeting=met, subject=match.member, text="We walked",
        side=Side.SUPPORTER, written_by=dan,
    )  # fmt: skip
    return {
        "meeting": meeting.id, "met": to_log.id, "pattern": pattern.id, "log": log.id,
        "note": note.id,
    }  # fmt: skip


def _measured(house: House, alex: Referral) -> dict[str, Any]:
    questionnaires.switch_measure(
        by=house.viewer("Ada"), service=house.service.id, instrument="gad7", is_on=True,
        why="To see what changes", every_weeks=4,
    )  # fmt: skip
    by = house.viewer("Alex")
    ask = {"by": by, "service": house.service.id, "person": alex.person, "instrument": "gad7"}
    first = questionnaires.request_measure(**ask)
    response = questionnaires.submit_response(
        by=by, request=first.id, answers=dict.fromkeys(range(1, 8), 1), way="online"
    )
    questionnaires.share_response(by=by, response=response.id, shown=True)
    goal = questionnaires.add_goal(
        by=by, service=house.service.id, person=alex.person, words="Sleep through", shown=True,
        way="online",
    )  # fmt: skip
    return {
        "request": questionnaires.request_measure(**ask).id, "answered": first.id,
        "response": response.id, "goal": goal.id,
    }  # fmt: skip


def _worried(house: House, alex: Referral) -> dict[str, Any]:
    """Dan worries; and an answer of Alex's raised an alert, as far as anybody can tell."""
    concern = safety.raise_concern(
        by=house.viewer("Dan"), service=house.service.id, about=alex.person, words="They were low"
    )
    alert = safety.raise_alert(
        by=house.viewer("Alex"), service=house.service.id, person=alex.person,
        rule="phq9_item_9", source=alex.id,
    )  # fmt: skip
    return {"concern": concern.id, "alert": alert.source}
