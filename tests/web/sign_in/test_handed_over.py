"""A code handed over, for people without e-mail and for volunteers on a new phone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from alongside.web.accounts.services import add_service, agree_question, close_user
from alongside.web.accounts.viewer import Role, system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.jobs.models import Job
from alongside.web.people import services
from alongside.web.people.models import RoleHolding
from tests.cast import add_member, add_worker

ENTER = "/enter/code/"


def give(client: Client, person, **answers):
    page = client.get(f"/enter/give/{person.id}/").content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    return client.post(
        f"/enter/give/{person.id}/", {"form_key": key, "how": "in_person", **answers}
    )


def code_on(answer) -> str:
    return re.search(r'id="the-code">([^<]+)<', answer.content.decode())[1]


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


@pytest.fixture
def dans_question(house):
    agree_question(
        by=house.viewer("Ada"),
        user=house.people["Dan"].user_id,
        question="What was your first boat called?",
        answer="The Wren",
    )


def test_a_member_without_email_gets_a_code_in_person_and_goes_on(house, bo, anonymous):
    add_member(house, "Fay")
    fay = house.people["Fay"]
    assert "Fay Member" in bo.get("/enter/give/").content.decode()
    made = give(bo, fay)
    assert made.status_code == 200
    answer = anonymous.post(f"{ENTER}?next=/my/", {"code": code_on(made).lower()})
    assert (answer.status_code, answer.url) == (302, "/my/")
    maker = str(house.people["Bo"].user_id)
    assert Event.objects.filter(deed="code.handed_over", actor=maker).exists()


def test_a_supporter_on_a_new_phone_must_set_it_up_first(house, bo, anonymous):
    made = give(bo, house.people["Dan"])
    answer = anonymous.post(f"{ENTER}?next=/beside/", {"code": code_on(made)})
    assert answer.url == "/enter/second/?next=%2Fbeside%2F"
    assert anonymous.get(answer.url).status_code == 200


def test_both_are_told(house, alex, bo):
    made = give(bo, house.people["Alex"])
    assert "told them by email" in made.content.decode()
    assert "The log keeps that you made it" in made.content.decode()
    work = [job.work for job in Job.objects.filter(kind="email")]
    assert any("new phone" in each["body"] for each in work)


def test_a_supporter_is_told_at_their_own_address_when_the_code_is_used(house, bo, anonymous):
    made = give(bo, house.people["Dan"])
    assert "Tell them yourself" in made.content.decode()
    anonymous.post(ENTER, {"code": code_on(made)})
    sent = mail.outbox[-1]
    assert sent.to == [house.people["Dan"].user.email]
    assert "signed in as you just now" in sent.body
    assert "We are not a crisis service" in sent.body


def test_by_phone_only_after_the_agreed_question(house, bo, dans_question):
    dan = house.people["Dan"]
    page = bo.get(f"/enter/give/{dan.id}/").content.decode()
    assert "What was your first boat called?" in page
    wrong = give(bo, dan, how="by_phone", answer="The Robin")
    assert wrong.status_code == 422
    assert "not the agreed answer" in wrong.content.decode()
    assert code_on(give(bo, dan, how="by_phone", answer="the  wren"))


def test_five_wrong_answers_end_the_telephone_for_ten_minutes(house, bo, dans_question):
    dan = house.people["Dan"]
    answers = [give(bo, dan, how="by_phone", answer="no").status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    with pretend(now() + timedelta(minutes=11)):
        assert services.hand_over_code(by=house.viewer("Bo"), person=dan.id, answer="the wren")


def test_without_an_agreed_question_the_telephone_is_not_there(house, bo):
    page = bo.get(f"/enter/give/{house.people['Dan'].id}/").content.decode()
    assert "By phone" not in page
    assert give(bo, house.people["Dan"], how="by_phone").status_code == 422


def test_nothing_chosen_is_said_beside_the_field(house, bo):
    answer = give(bo, house.people["Dan"], how="")
    assert answer.status_code == 422
    assert "Choose how you are talking with them" in answer.content.decode()


def test_the_same_form_twice_makes_one_code(house, bo):
    dan = house.people["Dan"]
    page = bo.get(f"/enter/give/{dan.id}/").content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    sent = {"form_key": key, "how": "in_person"}
    assert code_on(bo.post(f"/enter/give/{dan.id}/", sent))
    again = bo.post(f"/enter/give/{dan.id}/", sent)
    assert again.url.endswith("?said=made")
    assert "shown once" in bo.get(again.url).content.decode()
    assert Event.objects.filter(deed="code.handed_over").count() == 1


def test_staff_and_people_of_others_are_not_found(house, elsewhere, alex, bo, client_of):
    for person in (house.people["Mo"], house.people["Ada"], house.people["Bo"]):
        assert bo.get(f"/enter/give/{person.id}/").status_code == 404
        assert bo.post(f"/enter/give/{person.id}/", {"how": "in_person"}).status_code == 404
    cy = client_of(elsewhere.people["Cy"].user)
    for person in (house.people["Dan"], house.people["Alex"]):
        assert cy.get(f"/enter/give/{person.id}/").status_code == 404


def test_a_supporter_who_also_coordinates_is_helped_by_set_up_only(house, bo, as_person):
    both = add_worker(house, "Eve", Role.PEER_SUPPORTER)
    ours = system_viewer("test", house.organisation.id)
    services.give_role(by=ours, person=both, role=Role.MANAGER, service=house.service.id)
    assert "Eve Worker" not in bo.get("/enter/give/").content.decode()
    assert bo.get(f"/enter/give/{both.id}/").status_code == 404
    ada = as_person("Ada")
    assert "Eve Worker" in ada.get("/enter/give/").content.decode()
    assert code_on(give(ada, both))


def test_who_also_supports_people_of_another_service_is_helped_by_set_up_only(house, alex, bo):
    """A code opens all that they may open, so a coordinator of one service is not enough."""
    ours = system_viewer("test", house.organisation.id)
    other = add_service(by=ours, name="Lowfield", profile="standard")
    for person in (house.people["Dan"], house.people["Alex"]):
        services.give_role(by=ours, person=person, role=Role.PEER_SUPPORTER, service=other.id)
        assert bo.get(f"/enter/give/{person.id}/").status_code == 404
    listed = bo.get("/enter/give/").content.decode()
    assert "Dan Worker" not in listed and "Alex Member" not in listed


def test_a_role_that_ended_gives_nobody_a_code(house, bo):
    dan = house.people["Dan"]
    holding = RoleHolding.objects.get(person=dan)
    services.end_role(by=house.viewer("Ada"), holding=holding.id)
    assert bo.get(f"/enter/give/{dan.id}/").status_code == 404


@pytest.mark.parametrize("who", ["Alex", "Dan", "Mo"])
def test_nobody_else_gives_codes(house, alex, as_person, who):
    assert as_person(who).get("/enter/give/").status_code == 403


def test_the_rule_for_a_new_phone_is_printed(house, bo):
    for page in ("/enter/give/", f"/enter/give/{house.people['Dan'].id}/"):
        words = bo.get(page).content.decode()
        assert "The rule for a new phone" in words
        assert "the one question you agreed beforehand" in words
        assert "within 10 minutes" in words


def test_a_code_works_once_and_for_ten_minutes(house, alex, bo):
    code = code_on(give(bo, house.people["Alex"]))
    with pretend(now() + timedelta(minutes=11)):
        assert Client().post(ENTER, {"code": code}).status_code == 422
    code = code_on(give(bo, house.people["Alex"]))
    assert Client().post(ENTER, {"code": code}).status_code == 302
    assert Client().post(ENTER, {"code": code}).status_code == 422


def test_a_new_code_ends_the_old_one(house, alex, bo):
    old = code_on(give(bo, house.people["Alex"]))
    give(bo, house.people["Alex"])
    assert Client().post(ENTER, {"code": old}).status_code == 422


def test_five_wrong_tries_wait_ten_minutes_even_with_the_right_code(house, alex, bo):
    code = code_on(give(bo, house.people["Alex"]))
    for _ in range(5):
        wrong = Client().post(ENTER, {"code": "AAAA-AAAA"})
        assert wrong.status_code == 422
        assert "That code does not work" in wrong.content.decode()
    stopped = Client().post(ENTER, {"code": code})
    assert stopped.status_code == 429
    assert "Please wait 10 minutes" in stopped.content.decode()
    assert Client(REMOTE_ADDR="10.0.0.9").post(ENTER, {"code": code}).status_code == 302


def test_a_closed_sign_in_cannot_use_its_code(house, alex, bo):
    code = code_on(give(bo, house.people["Alex"]))
    close_user(by=house.viewer("Ada"), user=house.people["Alex"].user_id)
    assert Client().post(ENTER, {"code": code}).status_code == 422


def test_the_pages_ask_few_queries(house, bo, django_assert_max_num_queries):
    for name in ("Fay", "Gil", "Hal"):
        add_member(house, name)
    with django_assert_max_num_queries(8):
        assert bo.get("/enter/give/").status_code == 200
    with django_assert_max_num_queries(8):
        assert bo.get(f"/enter/give/{house.people['Dan'].id}/").status_code == 200
    with django_assert_max_num_queries(8):
        assert bo.get("/enter/second/").status_code == 200


def test_members_come_by_the_page(house, bo, monkeypatch):
    from alongside.web.people.selectors import signing_in

    monkeypatch.setattr(signing_in, "PAGE_SIZE", 2)
    for name in ("Fay", "Gil", "Hal"):
        add_member(house, name)
    first = bo.get("/enter/give/").content.decode()
    assert "Hal Member" in first and "Fay Member" not in first
    more = re.search(r'href="(\?after=[^"]+)"', first)[1]
    assert "Fay Member" in bo.get(f"/enter/give/{more}").content.decode()
