"""Somebody on the phone, a paper form, somebody beside: one page for a coordinator who types."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role
from alongside.web.people import services
from alongside.web.people.models import Consent, Referral
from tests.cast import system_viewer
from tests.pages import forms_of, text_of
from tests.web.home.desk.walking import press

CALL = "/desk/call/"
SPOKEN = {"route": "phone", "who": "self", "name": "Ruth Mbeki"}
YES = {"phone": "07700 900123", "ways": ["phone"], "may_contact": "yes", "read_back": "on"}


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


def test_the_page_says_what_to_say_and_has_the_numbers(house, bo):
    shown = text_of(bo.get(CALL))
    assert "Hello, you have reached us." in shown
    assert "We are not a crisis service." in shown
    assert "Call 116 123" in shown
    assert " checked>" not in shown
    assert "For which service?" not in shown


def test_a_call_ends_on_the_record_with_the_reference_to_read_out(house, bo):
    answer = press(bo, CALL, {**SPOKEN, **YES, "what_would_help": "Someone to walk with"})
    assert answer.status_code == 302
    row = Referral.objects.get()
    assert answer.url.startswith(reverse("record", args=[row.id]))
    shown = text_of(bo.get(answer.url))
    assert row.reference in shown
    assert "Read the reference out" in shown
    assert (row.route, row.taken_by) == ("phone", house.people["Bo"].user_id)
    consent = Consent.objects.get()
    assert (consent.method, consent.read_back, consent.given) == ("spoken", True, True)
    assert row.person.safe_contact.ways == ["phone"]


def test_a_name_is_enough(house, bo):
    assert press(bo, CALL, SPOKEN).status_code == 302
    assert not Consent.objects.exists()


def test_what_is_missing_is_said_and_all_that_was_typed_is_kept(house, bo):
    data = {"what_would_help": "Someone to walk with", "phone": "12", "ways": ["email"]}
    answer = press(bo, CALL, data)
    assert answer.status_code == 422
    shown = text_of(answer)
    for said in ("Enter a name, any name will do", "Choose who it is for",
                 "Enter a phone number with 11 digits", "Enter an email address, or take",
                 "Someone to walk with", 'value="12"'):  # fmt: skip
        assert said in shown
    assert not Referral.objects.exists()


def test_a_spoken_yes_is_read_back(house, bo):
    answer = press(bo, CALL, {**SPOKEN, **YES, "read_back": ""})
    assert "Read it back to them, then tick the box" in text_of(answer)
    paper = {**SPOKEN, **YES, "route": "paper", "read_back": ""}
    assert press(bo, CALL, paper).status_code == 302
    assert Consent.objects.get().method == "paper"


def test_a_yes_needs_at_least_one_way(house, bo):
    answer = press(bo, CALL, {**SPOKEN, **YES, "ways": []})
    assert "Choose at least one way, because they said yes" in text_of(answer)


def test_for_somebody_else_they_must_agree(house, bo):
    other = {**SPOKEN, "who": "other", "referrer_name": "Dee", "referrer_role": "her sister"}
    answer = press(bo, CALL, {**other, "person_agrees": "no"})
    assert "Ask them first. We can only start when they know and agree." in text_of(answer)
    answer = press(bo, CALL, {**other, **YES, "person_agrees": "yes", "read_back": ""})
    assert answer.status_code == 302
    assert Consent.objects.get().method == "referrer"
    assert "From her sister. They agreed to it." in text_of(bo.get(answer.url))


def test_who_helped_is_kept(house, bo):
    press(bo, CALL, {**SPOKEN, "route": "in_person", "helped_by": "Her son"})
    assert Referral.objects.get().helped_by == "Her son"


def test_a_second_press_makes_no_second_record(house, bo):
    [*_, form] = forms_of(bo.get(CALL))
    answers = [bo.post(CALL, {**form, **SPOKEN}) for _ in range(2)]
    assert answers[0].url == answers[1].url
    assert Referral.objects.count() == 1


def test_what_was_sent_after_the_session_ended_comes_back(house, bo, anonymous):
    [*_, form] = forms_of(bo.get(CALL))
    away = anonymous.post(CALL, {**form, **SPOKEN, "what_would_help": "A long talk"})
    assert away.status_code == 302
    assert "kept=1" in away.url
    shown = text_of(bo.get(CALL))
    assert "A long talk" in shown
    assert "Ruth Mbeki" in shown
    assert not Referral.objects.exists()


def test_the_service_is_asked_only_of_whoever_looks_after_several(house, as_person):
    ours = system_viewer("test", house.organisation.id)
    second = accounts.add_service(by=ours, name="Second Start", profile="standard")
    third = accounts.add_service(by=ours, name="Not Ours", profile="standard")
    services.give_role(by=ours, person=house.people["Bo"], role=Role.COORDINATOR, service=second.id)
    bo = as_person("Bo")
    shown = text_of(bo.get(CALL))
    assert "For which service?" in shown
    assert "Not Ours" not in shown
    assert press(bo, CALL, {**SPOKEN, "service": str(third.id)}).status_code == 422
    assert press(bo, CALL, {**SPOKEN, "service": str(second.id)}).status_code == 302
    assert Referral.objects.get().service_id == second.id
    assert "Second Start." in text_of(bo.get(reverse("front_door")))
