"""Every deed on a record: its page, its refusals, and that it is done once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import mail
from django.urls import reverse

from alongside.web.jobs.models import Job
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Contact, Referral, ReferralStep, WelcomeConversation
from alongside.web.people.referral_states import State
from tests.cast import SPOKEN, bring_to_waiting, say_hello
from tests.pages import forms_of, text_of
from tests.web.home.desk.walking import PLAN, WELCOME, boxes, deed, in_days


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


def state(row) -> str:
    return Referral.objects.get(id=row.id).state


def test_from_a_first_hello_to_the_waiting_list_in_pages(house, alex, bo):
    steps = [
        ("record_reply", {"way": "phone", "note": "Talked a little"}, State.ACKNOWLEDGED),
        ("record_plan", PLAN, State.TALKING),
        ("record_welcome", WELCOME, State.TALKING),
        ("record_yes", {}, State.OFFERED),
        ("record_accept", {"method": "spoken"}, State.ACCEPTED),
        ("record_wait", boxes("next_contact_on", in_days(14)), State.WAITING),
    ]
    for page, data, after in steps:
        answer = deed(bo, page, alex, data)
        assert answer.status_code == 302, (page, text_of(answer))
        assert state(alex) == after
        assert 'class="notice"' in text_of(bo.get(answer.url))
    welcome = WelcomeConversation.objects.get(referral=alex)
    assert welcome.hopes == "To get out more"
    assert str(welcome.planned_at.minute) == "30"
    assert set(services.live_consents([alex.person_id])[alex.person_id]) == {
        Purpose.CONTACT, Purpose.RECORD, Purpose.EVALUATION,
    }  # fmt: skip


REFUSALS = [
    ("record_reply", {}, "Choose how"),
    ("record_contact", {}, "Choose what happened"),
    ("record_stop", {}, "Choose how they said so"),
]


@pytest.mark.parametrize(("page", "data", "said"), REFUSALS)
def test_what_is_missing_is_said_and_what_was_typed_is_kept(house, alex, bo, page, data, said):
    answer = deed(bo, page, alex, {**data, "note": "Kept words", "helped_by": "Kept words"})
    assert answer.status_code == 422
    shown = text_of(answer)
    assert said in shown
    assert "error-summary" in shown
    assert "Kept words" in shown
    assert "<title>Error:" in shown


def test_a_second_press_is_the_same_press(house, alex, bo):
    address = reverse("record_reply", args=[alex.id])
    [*_, form] = forms_of(bo.get(address))
    answers = [bo.post(address, {**form, "way": "phone"}) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert ReferralStep.objects.filter(referral=alex, to_state="acknowledged").count() == 1


def test_only_ways_they_ticked_are_shown_and_that_they_rang(house, alex, bo):
    shown = text_of(bo.get(reverse("record_reply", args=[alex.id])))
    assert 'value="phone"' in shown
    assert 'value="rang_us"' in shown
    assert 'value="text"' not in shown
    assert deed(bo, "record_reply", alex, {"way": "text"}).status_code == 422


def test_without_a_yes_to_contact_only_their_own_call_counts(house, bo):
    row = say_hello(house, consents={Purpose.CONTACT: False})
    shown = text_of(bo.get(reverse("record_reply", args=[row.id])))
    assert "They have not agreed that we get in touch." in shown
    assert 'value="phone"' not in shown
    assert deed(bo, "record_reply", row, {"way": "rang_us"}).status_code == 302
    assert state(row) == State.ACKNOWLEDGED


def test_an_answer_by_email_is_sent_by_the_program(house, alex, bo):
    answer = deed(bo, "record_reply", alex, {"way": "email"})
    assert "said=answered_email" in answer.url
    assert Job.objects.filter(kind="email").count() == 1
    assert mail.outbox == []


def test_a_deed_whose_time_has_not_come_leads_back_to_the_record(house, alex, bo):
    for page in ("record_plan", "record_welcome", "record_yes", "record_accept", "record_wait",
                 "record_keep", "record_back", "record_close", "record_elsewhere"):  # fmt: skip
        answer = bo.get(reverse(page, args=[alex.id]))
        assert answer.status_code == 302, page
        assert "said=moved_on" in answer.url


def test_what_was_sent_too_late_is_kept_and_explained(house, alex, bo):
    address = reverse("record_reply", args=[alex.id])
    [*_, form] = forms_of(bo.get(address))
    services.withdraw_referral(by=house.viewer("Bo"), referral=alex.id, how=SPOKEN)
    answer = bo.post(address, {**form, "way": "phone", "note": "We talked"})
    assert answer.status_code == 422
    assert "This has moved on since you opened it" in text_of(answer)
    assert "We talked" in text_of(answer)


def test_a_talk_is_planned_in_the_future(house, alex, bo):
    deed(bo, "record_reply", alex, {"way": "phone"})
    answer = deed(bo, "record_plan", alex, {**PLAN, **boxes("day", in_days(-1))})
    assert answer.status_code == 422
    assert "or a later date" in text_of(answer)
    answer = deed(bo, "record_plan", alex, {**PLAN, "at": "half past"})
    assert "Enter a time, like 2:30pm" in text_of(answer)


def test_an_hour_that_the_clocks_leave_out_is_said_and_not_moved(house, alex, bo):
    deed(bo, "record_reply", alex, {"way": "phone"})
    lost = {**PLAN, **boxes("day", date(2027, 3, 28)), "at": "1:30am"}
    answer = deed(bo, "record_plan", alex, lost)
    assert answer.status_code == 422
    assert "The clocks go forward over this time" in text_of(answer)
    assert deed(bo, "record_plan", alex, {**lost, "at": "2:30am"}).status_code == 302


def test_a_talk_can_be_moved_before_it_is_held(house, alex, bo):
    deed(bo, "record_reply", alex, {"way": "phone"})
    deed(bo, "record_plan", alex, PLAN)
    assert "Move the welcome conversation" in text_of(bo.get(reverse("record", args=[alex.id])))
    assert deed(bo, "record_plan", alex, {**PLAN, "at": "4pm"}).status_code == 302


def talking(house, row, bo):
    deed(bo, "record_reply", row, {"way": "phone"})
    deed(bo, "record_plan", row, PLAN)


def test_nothing_about_sharing_is_answered_beforehand(house, alex, bo):
    talking(house, alex, bo)
    shown = text_of(bo.get(reverse("record_welcome", args=[alex.id])))
    assert " checked>" not in shown
    for title in ("May we keep a record", "May we tell your doctor"):
        assert title in shown


def test_each_question_about_sharing_is_asked(house, alex, bo):
    talking(house, alex, bo)
    answer = deed(bo, "record_welcome", alex, {**WELCOME, "may_gp": ""})
    assert answer.status_code == 422
    assert "Ask this and choose yes or no: Telling your doctor" in text_of(answer)
    assert "To get out more" in text_of(answer)


def test_a_spoken_answer_is_read_back(house, alex, bo):
    talking(house, alex, bo)
    answer = deed(bo, "record_welcome", alex, {**WELCOME, "read_back": ""})
    assert "Read it back to them, then tick the box" in text_of(answer)
    paper = {**WELCOME, "read_back": "", "method": "paper"}
    assert deed(bo, "record_welcome", alex, paper).status_code == 302


def test_the_limits_are_explained_first(house, alex, bo):
    talking(house, alex, bo)
    answer = deed(bo, "record_welcome", alex, {**WELCOME, "limits_explained": ""})
    assert "Explain first what stays between you and what cannot" in text_of(answer)


def test_without_a_yes_to_a_record_their_words_are_not_kept_and_we_say_so(house, alex, bo):
    talking(house, alex, bo)
    answer = deed(bo, "record_welcome", alex, {**WELCOME, "may_record": "no"})
    assert "what they said was not kept" in text_of(bo.get(answer.url))
    assert WelcomeConversation.objects.get(referral=alex).hopes == ""


def test_somewhere_better_needs_a_place_and_a_person(house, alex, bo):
    talking(house, alex, bo)
    answer = deed(bo, "record_elsewhere", alex, {"reason": "other_place"})
    assert "Say where else they can turn" in text_of(answer)
    data = {"reason": "other_place", "elsewhere": "The library", "spoke_to": "Jo at the desk"}
    assert deed(bo, "record_elsewhere", alex, data).status_code == 302
    shown = text_of(bo.get(reverse("record", args=[alex.id])))
    assert "The library. Jo at the desk" in shown


def test_nobody_is_given_up_before_enough_tries_they_agreed_to(house, alex, bo):
    address = reverse("record_no_reach", args=[alex.id])
    assert "0 of 3 tries" in text_of(bo.get(address))
    tried = {"way": "phone", "outcome": "no_answer", "within_rules": "yes"}
    for _ in range(2):
        deed(bo, "record_contact", alex, tried)
    deed(bo, "record_contact", alex, {**tried, "within_rules": "no"})
    deed(bo, "record_contact", alex, {**tried, "way": "text"})
    shown = text_of(bo.get(address))
    assert "2 of 3 tries" in shown
    assert "Try again first" in shown
    answer = bo.post(address, {})
    assert answer.status_code == 422
    deed(bo, "record_contact", alex, tried)
    assert deed(bo, "record_no_reach", alex, {}).status_code == 302
    assert state(alex) == State.COULD_NOT_REACH
    assert deed(bo, "record_back", alex, {"way": "rang_us"}).status_code == 302
    assert state(alex) == State.ACKNOWLEDGED


def test_who_was_lost_from_the_list_and_came_back_talks_once_more(house, alex, bo):
    bring_to_waiting(house, alex)
    tried = {"way": "phone", "outcome": "no_answer", "within_rules": "yes"}
    for _ in range(3):
        deed(bo, "record_contact", alex, tried)
    deed(bo, "record_no_reach", alex, {})
    deed(bo, "record_back", alex, {"way": "rang_us"})
    assert deed(bo, "record_plan", alex, PLAN).status_code == 302
    assert state(alex) == State.TALKING
    assert bo.get(reverse("record_yes", args=[alex.id])).status_code == 302  # not held yet
    welcome = WelcomeConversation.objects.get(referral=alex)
    assert (welcome.held_at, welcome.hopes) == (None, "To get out more")
    assert "To get out more" in text_of(bo.get(reverse("record_welcome", args=[alex.id])))
    again = {name: said for name, said in WELCOME.items() if name != "hopes"}
    assert deed(bo, "record_welcome", alex, again | {"wishes": "A walker"}).status_code == 302
    welcome.refresh_from_db()
    assert (welcome.hopes, welcome.wishes) == ("To get out more", "A walker")
    assert deed(bo, "record_yes", alex, {}).status_code == 302


def test_keeping_in_touch_sets_the_next_day_within_the_clock(house, alex, bo):
    bring_to_waiting(house, alex)
    data = {"way": "phone", "outcome": "reached", **boxes("next_contact_on", in_days(60))}
    answer = deed(bo, "record_keep", alex, data)
    assert answer.status_code == 422
    assert "so that nobody is forgotten" in text_of(answer)
    data |= boxes("next_contact_on", in_days(20))
    assert deed(bo, "record_keep", alex, data).status_code == 302
    assert Referral.objects.get(id=alex.id).next_contact_on == in_days(20)


def test_they_stop_without_a_reason_and_it_is_closed(house, alex, bo):
    shown = text_of(bo.get(reverse("record_stop", args=[alex.id])))
    assert "Do not ask why" in shown
    assert (
        deed(bo, "record_stop", alex, {"method": "spoken", "helped_by": "Sam"}).status_code == 302
    )
    assert state(alex) == State.WITHDRAWN
    assert "Helped by Sam" in text_of(bo.get(reverse("record", args=[alex.id])))
    assert deed(bo, "record_close", alex, {"reason": "withdrawn"}).status_code == 302
    shown = text_of(bo.get(reverse("record", args=[alex.id])))
    assert "This is closed." in shown
    assert reverse("record_contact", args=[alex.id]) not in shown


def test_a_contact_is_kept_with_whether_it_was_as_agreed(house, alex, bo):
    data = {"way": "phone", "outcome": "left_message", "within_rules": "no", "note": "By mistake"}
    assert deed(bo, "record_contact", alex, data).status_code == 302
    assert Contact.objects.get(referral=alex).within_rules is False
    shown = text_of(bo.get(reverse("record", args=[alex.id])))
    assert "Not as they agreed" in shown
    assert "By mistake" in shown


PAGES = [
    "reply", "contact", "plan", "welcome", "yes", "accept", "wait", "keep-in-touch", "elsewhere",
    "not-reached", "back", "stop", "close", "sharing/gp", "details", "send-on", "same-person",
    "sign-in",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_no_deed_exists_for_strangers(house, alex, elsewhere, as_person, client_of, page):
    address = f"{reverse('record', args=[alex.id])}{page}/"
    cy = client_of(elsewhere.people["Cy"].user)
    assert cy.get(address).status_code == 404
    assert cy.post(address, {}).status_code == 404
    assert as_person("Mo").get(address).status_code == 403
    assert as_person("Alex").post(address, {}).status_code == 403
