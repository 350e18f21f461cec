"""A person's own pages."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

import alongside.web
from alongside.web.clock import now
from alongside.web.home.member.looks import DEEDS, say_look
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent, Person, Referral
from alongside.web.people.referral_states import State
from tests.cast import SPOKEN, add_member, agree_to_all, bring_to_waiting, say_hello
from tests.pages import count_queries, form_with, text_of

PAGES = ("my_home", "my_sharing", "my_details", "my_words", "my_looks")


@pytest.fixture
def mine(alex, as_person):
    """Alex's own browser."""
    return as_person("Alex")


def post(client, address: str, data: dict | None = None):
    page = client.get(address)
    return client.post(address, form_with(page, "form_key") | (data or {}))


def to_offered(house, referral) -> None:
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=referral.id, way="phone")
    plan = now() + timedelta(days=1)
    services.plan_welcome(by=bo, referral=referral.id, at=plan, way="phone")
    services.record_welcome(
        by=bo, referral=referral.id, words=services.Words(hopes="To get out more"),
        limits_explained=True, limits_understood=True,
        consents=dict.fromkeys(Purpose, True), how=SPOKEN,
    )  # fmt: skip
    services.say_yes_here(by=bo, referral=referral.id)


# Who may open it


@pytest.mark.parametrize("name", PAGES)
def test_only_members_have_these_pages(house, alex, as_person, anonymous, name):
    address = reverse(name)
    assert as_person("Alex").get(address).status_code == 200
    assert as_person("Bo").get(address).status_code == 403
    assert anonymous.get(address).status_code == 302


@pytest.mark.parametrize("name", ["my_stop", "my_yes"])
def test_nobody_stops_or_takes_the_place_of_another(house, elsewhere, alex, mine, name):
    other = say_hello(house, name="Robin", email="r@people.example", phone="")
    far = say_hello(elsewhere, name="Far", email="f@people.example", phone="")
    for referral in (other, far):
        assert mine.get(reverse(name, args=[referral.id])).status_code == 404
        assert mine.post(reverse(name, args=[referral.id])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_each_page_asks_the_database_little_and_its_tab_gives_nothing_away(mine, house, name):
    page = text_of(mine.get(reverse(name)))
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Alex" not in title and house.service.name not in title
    assert "116 123" in page and "Exit this page" in page
    assert count_queries(mine, reverse(name)) <= 8


# What happens next


def test_home_says_by_when_we_answer(house, alex, mine):
    page = text_of(mine.get("/my/"))
    assert "Hello, Alex" in page and "We answer you by" in page and alex.reference in page
    assert "Stop this" in page and "Nobody has opened your page yet" in page


def test_home_follows_the_hello_to_the_list(house, alex, mine):
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=alex.id, way="phone")
    assert "We talk with you by" in text_of(mine.get("/my/"))
    services.plan_welcome(by=bo, referral=alex.id, at=now() + timedelta(days=1), way="phone")
    page = text_of(mine.get("/my/"))
    assert "We talk on" in page and "We ring you." in page


def test_home_says_when_the_next_contact_is(house, alex, mine):
    bring_to_waiting(house, alex)
    page = text_of(mine.get("/my/"))
    assert "You hear from us by" in page and "You are on the list" in page


@pytest.mark.parametrize("state", list(State)[1:])
def test_every_state_has_words(house, alex, mine, state):
    from alongside.web.people.models import WelcomeConversation

    WelcomeConversation.objects.create(
        organisation_id=alex.organisation_id, referral=alex, planned_at=now(), way="post"
    )
    Referral.objects.filter(id=alex.id).update(state=state, next_contact_on=now().date())
    page = mine.get("/my/")
    assert page.status_code == 200 and alex.reference in text_of(page)


def test_yes_and_no_are_of_the_same_standing_and_a_yes_is_kept(house, alex, mine):
    to_offered(house, alex)
    page = text_of(mine.get("/my/"))
    assert "We would be glad to have you here" in page and "No, thank you" in page
    answer = post(mine, f"/my/yes/{alex.id}/")
    assert answer.url == "/my/?said=accepted"
    alex.refresh_from_db()
    assert alex.state == State.ACCEPTED
    assert "You said yes" in text_of(mine.get(answer.url))


def test_saying_yes_when_nothing_was_held_out_writes_nothing(alex, mine):
    address = f"/my/yes/{alex.id}/"
    page = text_of(mine.get(address))
    assert "There is nothing to answer" in page
    answer = mine.post(address)
    assert answer.status_code == 422 and "moved on" in text_of(answer)
    alex.refresh_from_db()
    assert alex.state == State.RECEIVED


def test_stopping_asks_no_reason_and_a_second_press_does_nothing_more(alex, mine):
    address = f"/my/stop/{alex.id}/"
    data = form_with(mine.get(address), "form_key")
    first, again = (mine.post(address, data) for _ in range(2))
    assert first.url == again.url == "/my/?said=stopped"
    assert alex.steps.filter(to_state=State.WITHDRAWN).count() == 1
    assert "There is nothing to stop" in text_of(mine.get(address))


# Who sees what


def test_sharing_shows_each_purpose_with_its_wording_my_answer_when_and_how(house, alex, mine):
    services.answer_consent(
        by=house.viewer("Bo"), person=alex.person, purpose=Purpose.GP, given=True,
        how=services.How("spoken", helped_by="Kit", read_back=True),
    )  # fmt: skip
    page = text_of(mine.get("/my/sharing/"))
    assert page.count("Not asked yet") == 4
    assert "May we tell your doctor that you come here?" in page
    assert "spoken, and read back to you, with help from Kit" in page
    assert "on a page like this" in page


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_answer_can_be_given_and_taken_back(alex, mine, purpose):
    person = Person.objects.get(id=alex.person_id)
    Consent.objects.filter(person=person).delete()
    address = f"/my/sharing/{purpose}/"
    assert post(mine, address, {"answer": "yes"}).url == "/my/sharing/?said=yes"
    assert purpose in services.live_consents([person.id])[person.id]
    page = text_of(mine.get(address))
    assert "No, I take it back" in page and "If you say no:" in page
    assert post(mine, address, {"answer": "yes"}).url == "/my/sharing/?said=same"
    answer = post(mine, address, {"answer": "no"})
    assert answer.url == "/my/sharing/?said=back"
    assert person.id not in services.live_consents([person.id])
    row = Consent.objects.get()
    assert row.withdrawn_at is not None and row.withdrawn_method == "online"
    assert "You took your yes back" in text_of(mine.get(answer.url))


def test_a_no_is_kept_as_a_no(alex, mine):
    assert post(mine, "/my/sharing/gp/", {"answer": "no"}).url == "/my/sharing/?said=no"
    assert Consent.objects.get(purpose="gp").given is False


def test_no_answer_is_asked_for_again(alex, mine):
    answer = post(mine, "/my/sharing/gp/")
    assert answer.status_code == 422 and "Choose one. You can change it later" in text_of(answer)


def test_an_unknown_purpose_is_not_there(alex, mine):
    assert mine.get("/my/sharing/adverts/").status_code == 404


def test_home_says_in_short_who_sees_what(house, alex, mine):
    assert text_of(mine.get("/my/")).count("Nothing. You have not said yes") == 3
    agree_to_all(house, alex.person)
    page = text_of(mine.get("/my/"))
    assert "That you come here" in page and "Nothing. You have not said yes" not in page


# My details


DETAILS = {
    "name": "Alexa", "ways": ["email"], "email": "new@people.example", "birth_year": "1990",
    "times": "evenings",
}  # fmt: skip


def test_details_show_what_we_hold_and_change_it(alex, mine):
    assert 'value="07700 900123"' in text_of(mine.get("/my/details/"))
    answer = post(mine, "/my/details/", DETAILS)
    assert answer.url == "/my/details/?said=details"
    person = Person.objects.get(id=alex.person_id)
    assert (person.name, person.email, person.phone) == ("Alexa", "new@people.example", "")
    assert person.birth_year == "1990" and person.safe_contact.ways == ["email"]
    assert "Saved. We use this from now on" in text_of(mine.get(answer.url))


def test_details_with_a_fault_keep_what_was_typed(alex, mine):
    answer = post(mine, "/my/details/", DETAILS | {"email": "new at people", "name": ""})
    page = text_of(answer)
    assert answer.status_code == 422 and "Please check 2 things" in page
    assert 'value="new at people"' in page and "like name@example.org" in page
    assert Person.objects.get(id=alex.person_id).name == "Alex Member"


def test_what_was_sent_after_the_session_ended_is_shown_again(alex, as_person):
    client = as_person("Alex")
    data = form_with(client.get("/my/details/"), "form_key") | DETAILS | {"name": "Lex"}
    client.cookies.clear()
    answer = client.post("/my/details/", data)
    assert answer.status_code == 302 and "kept=1" in answer.url
    assert Person.objects.get(id=alex.person_id).name == "Alex Member"
    again = as_person("Alex")
    page = again.get("/my/details/")
    assert 'value="Lex"' in text_of(page) and "You were signed out" in text_of(page)
    assert "<title>Error" not in text_of(page) and page.status_code == 200
    answer = again.post("/my/details/", form_with(page, "form_key") | DETAILS | {"name": "Lex"})
    assert answer.status_code == 302
    assert Person.objects.get(id=alex.person_id).name == "Lex"
    assert "You were signed out" not in text_of(again.get("/my/details/"))


def test_what_was_kept_is_shown_to_nobody_else(house, alex, as_person):
    client = as_person("Alex")
    data = form_with(client.get("/my/details/"), "form_key") | DETAILS | {"name": "Lex"}
    client.cookies.clear()
    client.post("/my/details/", data)
    add_member(house, "Robin")
    assert "Lex" not in text_of(as_person("Robin").get("/my/details/"))


# What was written, and who looked


def test_my_words_are_shown_whole(house, alex, mine):
    to_offered(house, alex)
    page = text_of(mine.get("/my/words/"))
    assert "“Someone to walk with”" in page and "“To get out more”" in page


def test_what_someone_wrote_for_me_is_shown_without_their_number(house, as_person):
    referral = add_member(house, "Robin", route="other")
    referral.referrer_name, referral.referrer_role = "Kit", "My sister"
    referral.referrer_contact = "0123456"
    referral.save()
    page = text_of(as_person("Robin").get("/my/words/"))
    assert "What Kit wrote for you" in page and "My sister" in page and "0123456" not in page


def test_who_looked_is_said_in_words(house, alex, mine):
    selectors.get_referral(house.viewer("Bo").acting("coordinator"), alex.id)
    page = text_of(mine.get("/my/looks/"))
    assert "Bo (coordinator) read your page" in page
    assert "Whoever wrote to us sent the first hello" in page
    assert "Whoever wrote to us wrote down a yes: Getting in touch with you" in page
    assert "Last looked at by Bo (coordinator) on" in text_of(mine.get("/my/"))


def deeds_about_somebody() -> set[str]:
    """Every deed that is logged with a subject, by its name in the code."""
    found = {f"referral.{state}" for state in list(State)[1:]}
    for path in Path(alongside.web.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            named = any(word.arg == "subject" for word in node.keywords)
            if node.func.id in ("record", "record_look") and named:
                deed = node.args[0]
                if isinstance(deed, ast.Constant):
                    found.add(deed.value)
    return found


def test_every_deed_about_a_person_has_a_sentence():
    assert deeds_about_somebody() - set(DEEDS) == set()


def test_a_look_of_somebody_who_left_still_reads_as_a_sentence(house, alex):
    from alongside.web.audit.selectors import Look

    look = Look(now(), "11111111-1111-4111-8111-111111111111", "coordinator", "odd.deed", True)
    assert say_look(look, "", "me") == "Someone who worked here read something about you"


def test_going_back_and_sending_other_words_loses_neither(alex, mine):
    fields = form_with(mine.get("/my/details/"), "name")
    first = fields | {"name": "Alexa"}
    assert mine.post("/my/details/", first).status_code == 302
    again = mine.post("/my/details/", fields | {"name": "Lex"})
    assert again.status_code == 422
    assert "You sent this page before, with other words" in text_of(again)
    new_key = form_with(again, "name")
    assert new_key["name"] == "Lex" and new_key["form_key"] != first["form_key"]
    assert mine.post("/my/details/", new_key).status_code == 302
    alex.person.refresh_from_db()
    assert alex.person.name == "Lex"
