"""Whoever sees what others told in confidence opens no page without a second proof."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from alongside.web.accounts.methods import HANDED_OVER
from alongside.web.audit.models import Event
from alongside.web.config.sign_in import read_factors
from tests.web.sign_in.conftest import app_code, set_up_app, sign_in_by_mail

# The package counts a new factor after its transaction, so these tests really commit.
pytestmark = pytest.mark.django_db(transaction=True)

SECOND = "/enter/second/"
WANTED = "/enter/give/"


def mail_of(house, who: str) -> str:
    return house.people[who].user.email


@pytest.mark.parametrize("who", ["Bo", "Dan", "Mo", "Ada"])
def test_only_the_pages_of_set_up_open_before_it(house, anonymous, who):
    sign_in_by_mail(anonymous, mail_of(house, who), WANTED)
    for page in ("/sign-in/app/", "/sign-in/passkeys/add/", SECOND):
        assert anonymous.get(page).status_code == 200, page
    if who in ("Bo", "Ada"):
        asked = anonymous.get(WANTED)
        assert asked.url == "/enter/second/?next=%2Fenter%2Fgive%2F"
        assert "two proofs" in anonymous.get(asked.url).content.decode()


def test_an_app_opens_the_session_and_leads_where_they_wanted_to_go(house, anonymous):
    sign_in_by_mail(anonymous, mail_of(house, "Bo"), WANTED)
    _, answer = set_up_app(anonymous, WANTED)
    assert answer.url == "/sign-in/spare/?next=%2Fenter%2Fgive%2F"
    spare = anonymous.get(answer.url).content.decode()
    assert len(re.findall(r"<li><strong>\d{8}</strong>", spare)) == 10
    assert f'href="{WANTED}"' in spare
    assert anonymous.get(WANTED).status_code == 200
    assert Event.objects.filter(deed="factor.added", reason="totp").exists()


def test_the_secret_is_sealed_in_the_database(house, anonymous):
    sign_in_by_mail(anonymous, mail_of(house, "Bo"))
    secret, _ = set_up_app(anonymous)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_next_time_the_code_of_the_app_is_asked_for(house, anonymous):
    sign_in_by_mail(anonymous, mail_of(house, "Bo"))
    secret, _ = set_up_app(anonymous)
    again = Client()
    answer = sign_in_by_mail(again, mail_of(house, "Bo"), WANTED)
    assert answer.url == "/sign-in/second/"
    assert again.get(WANTED).url.startswith("/sign-in/?next=")
    assert again.get(answer.url).status_code == 200
    wrong = again.post(answer.url, {"code": "000000"})
    assert wrong.status_code == 422
    assert "That did not work" in wrong.content.decode()
    done = again.post(answer.url, {"code": app_code(secret, 30)})
    assert (done.status_code, done.url) == (302, WANTED)
    assert again.get(WANTED).status_code == 200


def test_a_code_of_the_app_works_once(house, anonymous):
    sign_in_by_mail(anonymous, mail_of(house, "Bo"))
    secret, _ = set_up_app(anonymous)
    code = app_code(secret)
    first, second = Client(), Client()
    sign_in_by_mail(first, mail_of(house, "Bo"), WANTED)
    sign_in_by_mail(second, mail_of(house, "Bo"), WANTED)
    assert first.post("/sign-in/second/", {"code": code}).status_code == 302
    assert second.post("/sign-in/second/", {"code": code}).status_code == 422


def test_guessing_the_second_proof_ends_in_a_wait(house, anonymous):
    sign_in_by_mail(anonymous, mail_of(house, "Bo"))
    set_up_app(anonymous)
    other = Client()
    sign_in_by_mail(other, mail_of(house, "Bo"))
    answers = [other.post("/sign-in/second/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]


def test_a_spare_code_works_once_in_its_place(house, anonymous):
    sign_in_by_mail(anonymous, mail_of(house, "Bo"))
    _, answer = set_up_app(anonymous)
    spare = re.search(r"<strong>(\d{8})</strong>", anonymous.get(answer.url).content.decode())[1]
    statuses = []
    for _ in range(2):
        client = Client()
        sign_in_by_mail(client, mail_of(house, "Bo"), WANTED)
        statuses.append(client.post("/sign-in/second/", {"code": spare}).status_code)
    assert statuses == [302, 422]
    assert read_factors(house.people["Bo"].user_id).spare_codes == 9


def test_a_member_needs_none_and_one_that_they_add_is_no_wall(house, alex, anonymous):
    email = "alex@people.example"
    assert sign_in_by_mail(anonymous, email, "/my/").url == "/my/"
    page = anonymous.get(SECOND).content.decode()
    assert "The code goes on working" in page
    set_up_app(anonymous)
    assert sign_in_by_mail(Client(), email, "/my/").url == "/my/"


def test_changing_how_one_signs_in_asks_to_prove_it_again(house, as_person, client_of):
    bo = house.people["Bo"].user
    first = client_of(bo, second_factor=False)
    secret, _ = set_up_app(first)
    later = client_of(bo)
    session = later.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 1.0, "type": "totp"}]
    session.save()
    asked = later.get("/sign-in/passkeys/add/?next=/enter/give/")
    assert asked.url.startswith("/sign-in/again/?next=")
    assert later.get(asked.url).status_code == 200
    done = later.post(asked.url, {"code": app_code(secret, 30)})
    assert done.url == "/sign-in/passkeys/add/?next=/enter/give/"
    assert later.get(done.url).status_code == 200


def test_on_a_new_phone_the_old_factor_is_listed_and_can_be_removed(house, anonymous, client_of):
    dan = house.people["Dan"].user
    set_up_app(client_of(dan, second_factor=False))
    phone = client_of(dan, second_factor=False)
    session = phone.session
    methods = [{**m, "method": HANDED_OVER} for m in session["account_authentication_methods"]]
    session["account_authentication_methods"] = methods
    session.save()
    page = phone.get(SECOND).content.decode()
    assert "this may be a new phone" in page
    assert "Authenticator app" in page
    assert phone.get("/sign-in/app/remove/").status_code == 200
    assert phone.post("/sign-in/app/remove/").status_code == 302
    assert read_factors(dan.id).held == []
    assert Event.objects.filter(deed="factor.removed").exists()
    set_up_app(phone)
    assert "What you have now" in phone.get(SECOND).content.decode()


def test_another_persons_passkey_cannot_be_removed(house, as_person):
    row = Authenticator.objects.create(
        user=house.people["Dan"].user, type="webauthn", data={"name": "x", "credential": {}}
    )
    assert as_person("Bo").post(f"/sign-in/passkeys/{row.pk}/remove/").status_code == 404


def test_a_passkey_that_we_do_not_know_leads_back_and_says_so(db, anonymous):
    answer = anonymous.post("/sign-in/passkey/", {"credential": "{}", "next": "/my/"})
    assert answer.url == "/sign-in/?no_passkey=1&next=%2Fmy%2F"
    assert "We do not know that passkey" in anonymous.get(answer.url).content.decode()
