"""Every deed of `people`, as somebody would do it to the things of the house."""

from __future__ import annotations

from alongside.web.accounts.viewer import Role
from alongside.web.clock import now
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from tests.cast import SPOKEN
from tests.web.access.things import DAY, soon

DEEDS = {
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
        by=by, referral=t.referral.id, at=now() + DAY, way="phone"
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
    "check_minds_in": lambda by, t: services.check_minds_in(by, t.person, t.service),
    "lock_waiting": lambda by, t: services.lock_waiting(by=by, referral=t.wim.id),
}  # fmt: skip

# What a person may do with their own, and nobody else with it but the desk.
OWN = {
    "accept_place", "answer_consent", "answer_consents", "change_details", "check_minds_in",
    "give_sign_in", "return_person", "withdraw_consent", "withdraw_referral",
}  # fmt: skip
# About somebody else, so that a coordinator's own record does not stand in the way.
ABOUT_OTHERS = {
    "add_person", "add_to_circle", "add_to_team", "end_circle", "end_role", "give_role",
    "hand_over_code", "send_referral",
}  # fmt: skip
ACTS_ON_OWN_ORGANISATION = {"add_to_team"}
BY_ADMINISTRATOR = {"add_to_team", "end_role"}
INSIDE = {
    "tell": "asks consent, and is called inside deeds",
    "tell_team": "the same, to whoever works here",
    "send_draft": "by send_referral, which checks; whoever holds the draft",
    "lock_referral": "inside the deeds of a match, which ask who acts",
    "place_referral": "inside answer_match",
    "leave_circle": "inside end_match",
    "look_again": "inside end_match",
    "close_placed": "inside record_after_check",
}
# Without an actor at all.
NO_ACTOR = {
    "check_flow": "a rule that other deeds ask",
    "count_wrong_answer": "inside signing in",
    "delete_old_drafts": "by the clock",
    "drop_draft": "whoever holds the draft",
    "find_draft": "whoever holds its code; wrong tries are counted",
    "live_consents": "a rule that other deeds ask",
    "open_draft": "whoever holds the draft",
    "save_answers": "whoever holds the draft",
    "start_draft": "anybody, on the public pages",
}
