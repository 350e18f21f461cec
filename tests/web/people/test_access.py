"""Who may do and see what: every deed and every read, tried by those who may not."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass, replace
from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import Http404

from alongside.web.accounts import codes
from alongside.web.accounts import selectors as account_reads
from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role, system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Circle, Person, Referral, RoleHolding, SentOn
from alongside.web.safety import services as safety
from alongside.web.support import selectors as support_reads
from alongside.web.support import services as support
from alongside.web.workforce import selectors as workforce_reads
from alongside.web.workforce import services as workforce
from tests.cast import SPOKEN, House, add_worker, agree_to_all, bring_to_waiting, say_hello

TOMORROW = timedelta(days=1)


@dataclass
class Things:
    """One of everything in the house that somebody from outside might reach for."""

    house: House
    referral: Referral
    person: Person
    pair: UUID
    circle: Circle
    holding: RoleHolding
    offer: UUID
    shift: UUID
    sent: UUID
    apart: UUID
    line: UUID

    @property
    def service(self) -> UUID:
        return self.house.service.id

    @property
    def dan(self) -> Person:
        return self.house.people["Dan"]

    @property
    def user(self) -> UUID:
        return self.house.people["Dan"].user_id


@pytest.fixture
def things(house, alex):
    agree_to_all(house, alex.person)
    again = say_hello(house)
    bo, ada = house.viewer("Bo"), house.viewer("Ada")
    dan = house.people["Dan"]
    circle = services.add_to_circle(
        by=bo, person=alex.person, viewer=dan, relation="supporter",
        service=house.service.id, why="match",
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
    return Things(
        house, alex, alex.person, selectors.duplicates_to_decide(bo, again.id)[0][0].id, circle,
        RoleHolding.objects.get(person=dan), support_reads.offers(ada)[0].id, shift.id, sent.id,
        apart.id, line.id,
    )  # fmt: skip


def soon():
    return (now() + timedelta(days=7)).date()


# Every deed whose `by` must be somebody who may. One line each; a new deed without a line fails.
PEOPLE = {
    "accept_place": lambda by, t: services.accept_place(by=by, referral=t.referral.id, how=SPOKEN),
    "acknowledge_referral": lambda by, t: services.acknowledge_referral(
        by=by, referral=t.referral.id, way="phone"
    ),
    "add_person": lambda by, t: services.add_person(
        by=by, organisation=t.house.organisation.id, details=services.Details("Eve")
    ),
    "add_to_team": lambda by, t: services.add_to_team(
        by=by, name="Eve", email=None, place=services.Place(Role.ADMINISTRATOR)
    ),
    "open_member_pages": lambda by, t: services.open_member_pages(
        by=by, referral=t.referral.id, email=None
    ),
    "add_to_circle": lambda by, t: services.add_to_circle(
        by=by, person=t.person, viewer=t.house.people["Mo"], relation="supporter",
        service=t.service, why="match",
    ),
    "answer_consent": lambda by, t: services.answer_consent(
        by=by, person=t.person, purpose=Purpose.GP, given=True, how=SPOKEN
    ),
    "answer_consents": lambda by, t: services.answer_consents(
        by=by, person=t.person, answers={Purpose.GP: True}, how=SPOKEN
    ),
    "change_details": lambda by, t: services.change_details(
        by=by, person=t.person, details=services.Details("Eve"), contact=None
    ),
    "close_referral": lambda by, t: services.close_referral(
        by=by, referral=t.referral.id, reason="completed"
    ),
    "decide_duplicate": lambda by, t: services.decide_duplicate(by=by, pair=t.pair, same=True),
    "end_keeping_apart": lambda by, t: services.end_keeping_apart(by=by, pair=t.apart),
    "end_circle": lambda by, t: services.end_circle(by=by, circle=t.circle),
    "end_role": lambda by, t: services.end_role(by=by, holding=t.holding.id),
    "give_role": lambda by, t: services.give_role(
        by=by, person=t.person, role=Role.MEMBER, service=t.service
    ),
    "give_sign_in": lambda by, t: services.give_sign_in(by=by, person=t.person, email=None),
    "hand_over_code": lambda by, t: services.hand_over_code(by=by, person=t.person.id),
    "hear_again": lambda by, t: services.hear_again(by=by, referral=t.referral.id, way="phone"),
    "keep_apart": lambda by, t: services.keep_apart(
        by=by, one=t.person.id, other=t.dan.id, reason="", review_on=soon()
    ),
    "keep_in_touch": lambda by, t: services.keep_in_touch(
        by=by, referral=t.referral.id, way="phone", outcome="reached", next_contact_on=soon()
    ),
    "log_contact": lambda by, t: services.log_contact(
        by=by, referral=t.referral.id, way="phone", outcome="reached", within_rules=True
    ),
    "mark_could_not_reach": lambda by, t: services.mark_could_not_reach(
        by=by, referral=t.referral.id
    ),
    "plan_welcome": lambda by, t: services.plan_welcome(
        by=by, referral=t.referral.id, at=now() + TOMORROW, way="phone"
    ),
    "record_welcome": lambda by, t: services.record_welcome(
        by=by, referral=t.referral.id, words=services.Words(), limits_explained=True,
        limits_understood=True, consents={}, how=SPOKEN,
    ),
    "return_person": lambda by, t: services.return_person(
        by=by, referral=t.referral.id, how=SPOKEN
    ),
    "say_not_right_here": lambda by, t: services.say_not_right_here(
        by=by, referral=t.referral.id, reason="full", elsewhere="Library", spoke_to="Jo"
    ),
    "say_yes_here": lambda by, t: services.say_yes_here(by=by, referral=t.referral.id),
    "send_on": lambda by, t: services.send_on(
        by=by, referral=t.referral.id, to="gp", recipient="Surgery", shared="Dates"
    ),
    "send_referral": lambda by, t: services.send_referral(
        by=by, service=t.house.service, route="phone",
        hello=services.Hello(services.Details("Eve")), consents={}, how=SPOKEN,
    ),
    "start_waiting": lambda by, t: services.start_waiting(
        by=by, referral=t.referral.id, next_contact_on=soon()
    ),
    "withdraw_consent": lambda by, t: services.withdraw_consent(
        by=by, person=t.person, purpose=Purpose.CONTACT, how=SPOKEN
    ),
    "withdraw_referral": lambda by, t: services.withdraw_referral(
        by=by, referral=t.referral.id, how=SPOKEN
    ),
}  # fmt: skip
SET_UP = {
    "add_cover": lambda by, t: accounts.add_cover(
        by=by, service=t.service, user=t.user, weekday=1, starts=time(9), ends=time(17)
    ),
    "add_organisation": lambda by, t: accounts.add_organisation(by=by, name="Other"),
    "add_service": lambda by, t: accounts.add_service(by=by, name="Other", profile="standard"),
    "agree_question": lambda by, t: accounts.agree_question(
        by=by, user=t.user, question="Pet?", answer="Rex"
    ),
    "change_organisation": lambda by, t: accounts.change_organisation(by=by, name="Other"),
    "change_service": lambda by, t: accounts.change_service(by=by, service=t.service, name="Other"),
    "change_words": lambda by, t: accounts.change_words(by=by, words={}),
    "reopen_user": lambda by, t: accounts.reopen_user(by=by, user=t.user),
    "close_user": lambda by, t: accounts.close_user(by=by, user=t.user),
    "remove_cover": lambda by, t: accounts.remove_cover(by=by, shift=t.shift),
    "issue_code": lambda by, t: codes.issue_code(by=by, user=t.user),
    "set_crisis_contacts": lambda by, t: safety.set_crisis_contacts(by=by, contacts=[]),
    "start_with_place": lambda by, t: safety.start_with_place(by=by, place="us"),
    "change_place": lambda by, t: safety.change_place(by=by, place="us"),
    "add_offer": lambda by, t: support.add_offer(
        by=by, service=t.service, name="Walks", model="one_to_one", mode="mixed", pay="unpaid",
        host="Us", for_whom="Adults",
    ),
    "change_offer": lambda by, t: support.change_offer(by=by, offer=t.offer, name="Other"),
    "open_service": lambda by, t: support.open_service(by=by, service=t.service),
    "close_service": lambda by, t: support.close_service(by=by, service=t.service),
}  # fmt: skip
WORKFORCE = {
    "add_readiness": lambda by, t: workforce.add_readiness(
        by=by, person=t.dan.id, service=t.service, kind="check", from_on=soon()
    ),
    "end_readiness": lambda by, t: workforce.end_readiness(by=by, row=t.line, until_on=soon()),
}
DEEDS = PEOPLE | SET_UP | WORKFORCE
# Deeds that anybody may do, or that other deeds call after they have checked who acts.
OPEN = {
    "tell",  # asks consent, and is called inside deeds
    "tell_team",  # the same, to whoever works here
    # tried by everybody in tests/web/support/test_match_access.py
    "propose_match", "take_back_match", "answer_match", "let_matches_lapse", "confirm_match",
    "pause_match", "resume_match", "plan_ending", "keep_going", "end_match", "save_profile",
    "save_wishes",
    # inside the deeds of a match, which have checked who acts
    "lock_referral", "lock_waiting", "place_referral", "leave_circle", "look_again",
    "close_placed",
    # tried by everybody in tests/web/support/test_meetings.py
    "arrange_meeting", "move_meeting", "cancel_meeting", "say_coming", "say_how_it_went",
    "settle_meeting", "mark_told", "set_pattern", "end_pattern", "fill_patterns",
    "cancel_meetings_of",  # inside end_match
    # tried by everybody in tests/web/support/test_sessions.py and test_notes.py
    "log_session", "mark_rung", "add_to_note", "see_note",
    # tried by everybody in tests/web/support/test_endings.py
    "write_ending", "record_after_check", "mark_asked_back", "ask_after_endings",
    # tried by everybody in tests/web/safety/test_concerns.py
    "raise_concern", "keep_unfinished", "acknowledge_concern", "hand_on_concern",
    "decide_concern", "close_concern", "pass_on_concerns",
    "raise_alert",  # inside submit_response
    "add_user",  # inside give_sign_in
    "touch_organisation",  # says only that pages must be drawn afresh
    "send_draft",  # by send_referral, which checks; whoever holds the draft
    "found_organisation",  # asks for the one-time address
}  # fmt: skip
OURS_ONLY = {  # each acts on the actor's own organisation: nothing of the house is reached
    "add_service", "change_organisation", "change_words", "change_place", "set_crisis_contacts",
    "start_with_place", "add_organisation", "add_to_team",
}  # fmt: skip


def deeds_with_an_actor():
    for module in (services, accounts, safety, support, workforce):
        names = getattr(module, "__all__", None) or [n for n in vars(module) if n[0] != "_"]
        for name in names:
            deed = getattr(module, name)
            home = deed.__module__ if inspect.isfunction(deed) else ""
            if home.startswith(module.__name__) and "by" in inspect.signature(deed).parameters:
                yield name


def test_every_deed_is_tried_here():
    assert set(deeds_with_an_actor()) - OPEN <= set(DEEDS)
    assert set(DEEDS) - set(deeds_with_an_actor()) == {"issue_code"}


def events():
    return set(Event.objects.filter(is_read=False).values_list("id", flat=True))


NOT_YOURS = re.compile(
    "You do not look after|Only an administrator|Ask somebody else of the team|This is about you"
)


def went_through(deeds, by, things):
    """The deeds that were not refused for who acts, or that left a trace. Each is undone."""
    found = {}
    for name in sorted(deeds):
        before = events()
        try:
            with transaction.atomic():
                DEEDS[name](by, things)
                raise WentThrough
        except Http404:
            pass
        except Refused as refused:
            if not NOT_YOURS.match(refused.message):
                found[name] = refused.message
        except WentThrough:
            found[name] = "done"
        if events() != before:
            found[name] = "left a trace"
    return found


class WentThrough(Exception):
    """Nobody stopped it."""


def test_the_coordinator_of_another_organisation_can_do_nothing(things, elsewhere):
    assert went_through(set(DEEDS) - OURS_ONLY, elsewhere.viewer("Cy"), things) == {}


def test_the_administrator_of_another_organisation_can_do_nothing(things, elsewhere):
    assert went_through(set(DEEDS) - OURS_ONLY, elsewhere.viewer("Ada"), things) == {}


@pytest.fixture
def bea(house):
    """Coordinates another service of the same organisation."""
    other = accounts.add_service(
        by=house.viewer("Ada"), name="Thornbeck Night Line", profile="standard", is_open=True
    )
    house.people["Bea"] = add_worker(House(house.organisation, other, {}), "Bea", Role.COORDINATOR)
    return house.viewer("Bea")


def test_the_coordinator_of_another_service_can_do_nothing(things, bea):
    about_sign_ins = {"issue_code"}  # who looks after whom: hand_over_code
    assert went_through(set(DEEDS) - about_sign_ins, bea, things) == {}


def test_a_stranger_can_do_nothing(things):
    assert went_through(DEEDS, things.house.public, things) == {}


def test_a_peer_supporter_can_do_nothing_to_those_they_support(things):
    with_oneself = {"agree_question"}
    assert went_through(set(DEEDS) - with_oneself, things.house.viewer("Dan"), things) == {}


OWN = {
    "accept_place", "answer_consent", "answer_consents", "change_details", "give_sign_in",
    "return_person", "withdraw_consent", "withdraw_referral",
}  # fmt: skip


def test_a_member_can_do_only_what_is_theirs(things):
    assert went_through(set(DEEDS) - OWN, things.house.viewer("Alex"), things) == {}


def as_if_alex(things):
    """Bo, as if Bo were the person who got in touch."""
    return replace(things.house.viewer("Bo"), person_id=things.person.id)


def test_a_coordinator_does_not_work_on_their_own_record(things):
    about_others = {
        "add_person", "add_to_circle", "end_circle", "end_role", "give_role", "send_referral",
        "hand_over_code", "add_to_team",
    }  # fmt: skip
    assert went_through(set(PEOPLE) - OWN - about_others, as_if_alex(things), things) == {}


def test_a_coordinator_does_not_see_their_own_referral_among_the_others(things):
    bo, me = things.house.viewer("Bo"), as_if_alex(things)
    assert things.referral.id in [row.id for row in selectors.front_door(bo).rows]
    assert things.referral.id not in [row.id for row in selectors.front_door(me).rows]
    with pytest.raises(Http404):
        selectors.get_referral(me, things.referral.id)


# Reads

# 404 for whoever may not; the second is who may.
GETS = {
    "get_referral": ("Bo", lambda by, t: selectors.get_referral(by, t.referral.id)),
    "get_sent_on": ("Bo", lambda by, t: selectors.get_sent_on(by, t.sent)),
    "duplicates_to_decide": (
        "Bo", lambda by, t: selectors.duplicates_to_decide(by, t.referral.id)
    ),
    "person_to_help": ("Bo", lambda by, t: selectors.person_to_help(by, t.person.id)),
    "peer_supporter": ("Bo", lambda by, t: selectors.peer_supporter(by, t.dan.id)),
    "supporter": (
        "Bo", lambda by, t: workforce_reads.supporter(by, t.dan.id, {}, now().date())
    ),
    "supporter_page": ("Dan", lambda by, t: selectors.supporter_page(by, t.person.id)),
    "export_rows": ("Mo", lambda by, t: selectors.export_rows(by, t.service)),
    "report_figures": ("Mo", lambda by, t: selectors.report_figures(by, t.service)),
    "team_member": ("Ada", lambda by, t: selectors.team_member(by, t.house.people["Dan"].id)),
}  # fmt: skip
# Empty of the house's people for whoever may not see them.
LISTS = {
    "front_door": ("Bo", lambda by, t: selectors.front_door(by).rows),
    "waiting": ("Bo", lambda by, t: selectors.waiting(by).rows),
    "worklist": ("Bo", lambda by, t: selectors.worklist(by, zone="Europe/London")),
    "desk_counts": ("Bo", lambda by, t: any(vars(selectors.desk_counts(by)).values())),
    "sent_on": ("Bo", lambda by, t: selectors.sent_on(by, t.referral.id)),
    "members_to_help": ("Bo", lambda by, t: selectors.members_to_help(by).rows),
    "team_to_help": (
        "Bo", lambda by, t: [r for r in selectors.team_to_help(by) if r.id == t.dan.id]
    ),
    "pairs_apart": ("Bo", lambda by, t: selectors.pairs_apart(by)),
    "find_people": (
        "Bo", lambda by, t: [p for p in selectors.find_people(by, "Dan") if p.id == t.dan.id]
    ),
    "peer_supporters": (
        "Bo", lambda by, t: [h for h in selectors.peer_supporters(by) if h.person_id == t.dan.id]
    ),
    "supporters": (
        "Bo", lambda by, t: [
            s for s in workforce_reads.supporters(by, {}, now().date()) if s.person == t.dan.id
        ],
    ),
    "people_i_support": ("Dan", lambda by, t: selectors.people_i_support(by)),
    "team": ("Ada", lambda by, t: [m for m in selectors.team(by) if m.person.id == t.dan.id]),
}  # fmt: skip
# What anybody of the organisation may read, and nobody of another.
OURS = {
    "own_service": lambda by, t: account_reads.own_service(by, t.service),
    "own_user": lambda by, t: account_reads.own_user(by, t.user),
    "own_offer": lambda by, t: support_reads.own_offer(by, t.offer),
    "services": lambda by, t: [s for s in account_reads.services(by) if s.id == t.service],
    "cover_shifts": lambda by, t: account_reads.cover_shifts(by),
    "offers": lambda by, t: [o for o in support_reads.offers(by) if o.id == t.offer],
    "names_of_users": lambda by, t: selectors.names_of_users(by, [str(t.user)]),
    "has_holder": lambda by, t: selectors.has_holder(by, Role.COORDINATOR, t.service),
}
READS = {name: read for name, (_, read) in {**GETS, **LISTS}.items()} | OURS
TOLD_APART = {
    "doubles",  # takes a record that get_referral gave
    "missing_to_open",  # names no person
    # tried by everybody in tests/web/safety/test_naming.py
    "people_to_name", "person_to_name", "service_to_name_in", "people_around", "rota_with_names",
    # tried by everybody in tests/web/support/test_match_access.py
    "asks", "not_this_time", "own_match", "own_matches", "board", "shortlist",
    "suggestions", "asking", "desk_match", "live_match", "waiting_rows", "match_rows", "counted",
    "speaks_for",
    # tried by everybody in tests/web/support/test_meetings.py
    "arranging", "desk_meeting", "desk_today", "own_meeting", "own_meetings", "supporter_day",
    # tried by everybody in tests/web/support/test_sessions.py and test_notes.py
    "calls_wanted", "meeting_to_log", "supporters_today", "my_note", "my_notes", "notes_on_record",
    "unread_notes",
    # tried by everybody in tests/web/support/test_endings.py
    "own_ending", "desk_ending", "endings_due", "after_checks_due",
    "own_places",  # the viewer's own
    "taken_places",  # counts in the services that the viewer coordinates
    "wish_list",  # one's own too: tests/web/home/desk/test_wishes.py
    "organisation",  # the viewer's own, as in the next three
    "own_record",
    "own_person",
    "who_looked",
}  # fmt: skip


def reads_with_a_viewer():
    for module in (selectors, account_reads, support_reads, workforce_reads):
        names = getattr(module, "__all__", None) or [n for n in vars(module) if n[0] != "_"]
        for name in names:
            read = getattr(module, name)
            home = read.__module__ if inspect.isfunction(read) else ""
            if home.startswith(module.__name__) and "viewer" in inspect.signature(read).parameters:
                yield name


def test_every_read_is_tried_here():
    assert set(reads_with_a_viewer()) - TOLD_APART == set(READS)


def gave_something(reads, by, things):
    """The reads that gave anything of the house to `by`, or logged a look that did not happen."""
    found = []
    for name in sorted(reads):
        looks = Event.objects.filter(is_read=True).count()
        try:
            if READS[name](by, things):
                found.append(name)
        except Http404:
            pass
        if name not in found and Event.objects.filter(is_read=True).count() != looks:
            found.append(f"{name} logged a look")
    return found


@pytest.mark.parametrize("who", ["Bo", "Dan", "Mo", "Ada", "Alex"])
def test_each_role_reads_what_is_its_own_and_nothing_else(things, who):
    bring_to_waiting_again(things)
    named = {**GETS, **LISTS}
    may = {name for name, (reader, _) in named.items() if reader == who}
    if who == "Ada":  # whoever sets up helps the whole team and everybody to sign in
        may |= {"person_to_help", "team_to_help"}
    others = set(named) - may
    assert gave_something(others, things.house.viewer(who), things) == []
    for name in (n for n, (reader, _) in named.items() if reader == who):
        assert READS[name](things.house.viewer(who), things), name


def bring_to_waiting_again(things):
    """One more person, who waits, so that no list is empty by chance."""
    bring_to_waiting(things.house, say_hello(things.house, name="Wim Waits", phone="", email=""))


def test_a_coordinator_of_another_service_reads_nothing(things, bea):
    assert gave_something({**GETS, **LISTS}, bea, things) == []


def test_a_coordinator_of_another_organisation_reads_nothing(things, elsewhere):
    for who in ("Cy", "Ada", "Mo", "Dan"):
        assert gave_something(READS, elsewhere.viewer(who), things) == []


def test_a_stranger_reads_nothing(things):
    ours_to_the_public = {  # what pages of the organisation itself are drawn from
        "own_service", "own_user", "own_offer", "services", "cover_shifts", "offers",
        "names_of_users", "has_holder",
    }  # fmt: skip
    public = things.house.public
    assert gave_something(set(READS) - ours_to_the_public, public, things) == []


def test_counts_hold_only_ones_own_service(things, bea, elsewhere):
    assert selectors.desk_counts(things.house.viewer("Bo")).new == 2
    for viewer in (bea, elsewhere.viewer("Cy"), things.house.public):
        counts = selectors.desk_counts(viewer)
        assert (counts.new, counts.waiting) == (0, 0)


def test_what_does_not_exist_looks_the_same_as_what_is_not_yours(things, elsewhere):
    bo = things.house.viewer("Bo")
    with pytest.raises(Http404) as missing:
        selectors.get_referral(bo, uuid4())
    with pytest.raises(Http404) as foreign:
        selectors.get_referral(elsewhere.viewer("Cy"), things.referral.id)
    assert str(missing.value) == str(foreign.value)


def test_a_person_reads_only_their_own_record(things, elsewhere):
    own = selectors.own_record(things.house.viewer("Alex"))
    assert [row.id for row in own.referrals] == [things.referral.id]
    for house, who in ((things.house, "Bo"), (things.house, "Ada"), (elsewhere, "Cy")):
        viewer = house.viewer(who)
        assert selectors.own_record(viewer).referrals == []
        assert selectors.own_person(viewer).id == house.people[who].id
        events = Event.objects.filter(subject=str(house.people[who].id))
        assert len(selectors.who_looked(viewer)) == events.count() > 0


def test_who_is_nobody_has_no_record(things):
    for viewer in (things.house.public, system_viewer("jobs", things.house.organisation.id)):
        for read in (selectors.own_record, selectors.own_person, selectors.who_looked):
            with pytest.raises(Http404):
                read(viewer)


# Circles and dated roles


def test_a_supporter_sees_nobody_before_and_nobody_after(things):
    dan = things.house.viewer("Dan")
    assert selectors.people_i_support(dan) == [(things.person.id, "Alex M")]
    with pretend(things.circle.from_at - timedelta(seconds=1)):
        assert selectors.people_i_support(dan) == []
    services.end_circle(by=things.house.viewer("Bo"), circle=things.circle)
    assert selectors.people_i_support(dan) == []
    with pytest.raises(Http404):
        selectors.supporter_page(dan, things.person.id)


def test_a_circle_with_an_end_lasts_until_then(things):
    end = now() + timedelta(days=30)
    Circle.objects.update(until_at=end)
    dan = things.house.viewer("Dan")
    with pretend(end - timedelta(minutes=1)):
        assert selectors.supporter_page(dan, things.person.id)
    with pretend(end + timedelta(minutes=1)), pytest.raises(Http404):
        selectors.supporter_page(dan, things.person.id)


def test_a_circle_joins_only_people_of_one_organisation(things, elsewhere):
    for by, person, viewer in (
        (things.house.viewer("Bo"), things.person, elsewhere.people["Dan"]),
        (elsewhere.viewer("Cy"), things.person, elsewhere.people["Dan"]),
    ):
        with pytest.raises(Http404):
            services.add_to_circle(
                by=by, person=person, viewer=viewer, relation="supporter", why="match",
                service=things.service,
            )  # fmt: skip


def test_a_role_that_ended_yesterday_no_longer_counts(things):
    yesterday = (now() - TOMORROW).date()
    RoleHolding.objects.filter(id=things.holding.id).update(until_on=yesterday)
    dan = things.house.viewer("Dan")
    assert not dan.holdings
    assert selectors.people_i_support(dan) == []


def test_a_member_who_supported_once_sees_nobody_any_more(things):
    """The circle was left open, but the role that it rests on has ended."""
    house = things.house
    dan = house.people["Dan"]
    services.give_role(
        by=house.viewer("Ada"), person=dan, role=Role.MEMBER, service=house.service.id
    )
    services.end_role(by=house.viewer("Ada"), holding=things.holding.id)
    viewer = house.viewer("Dan")
    assert viewer.has(Role.MEMBER)
    assert selectors.people_i_support(viewer) == []
    with pytest.raises(Http404):
        selectors.supporter_page(viewer, things.person.id)


def test_nothing_of_a_supported_person_is_on_the_team_pages(things):
    with pytest.raises(Http404):
        selectors.team_member(things.house.viewer("Ada"), things.person.id)
    assert things.person.id not in [r.person.id for r in selectors.team(things.house.viewer("Ada"))]


def test_a_sent_letter_is_read_only_through_its_referral(things, bea):
    assert SentOn.objects.get().id == things.sent
    with pytest.raises(Http404):
        selectors.get_sent_on(bea, things.sent)
