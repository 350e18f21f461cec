"""Anybody with an address signs in by a code that we e-mail. Nobody has a password."""

from __future__ import annotations

import time

from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from alongside.web.accounts.models import User
from alongside.web.accounts.services import close_user
from alongside.web.audit.models import Event
from tests.web.sign_in.conftest import ENTER, SIGN_IN, ask_for_code, mailed_code, sign_in_by_mail

ALEX = "alex@people.example"


def test_a_member_signs_in_by_the_code_in_the_mail(alex, anonymous):
    answer = sign_in_by_mail(anonymous, ALEX, "/my/")
    assert (answer.status_code, answer.url) == (302, "/my/")
    assert anonymous.get("/enter/second/").status_code == 200
    assert Event.objects.filter(deed="user.signed_in").count() == 1


def test_the_mail_is_neutral_and_brings_the_help_lines(alex, anonymous):
    ask_for_code(anonymous, ALEX)
    sent = mail.outbox[-1]
    assert sent.subject == "Your code"
    assert sent.to == [ALEX]
    assert "We are not a crisis service" in sent.body
    assert "116 123" in sent.body
    assert "Thornbeck" not in sent.body + sent.subject


def test_capital_letters_in_the_address_do_not_matter(alex, anonymous):
    assert sign_in_by_mail(anonymous, "Alex@People.Example", "/my/").status_code == 302


def test_no_row_of_addresses_is_kept_beside_ours(alex, anonymous):
    sign_in_by_mail(anonymous, ALEX)
    assert not EmailAddress.objects.exists()


def test_an_unknown_address_meets_the_same_words_and_gets_no_mail(alex, anonymous):
    users = User.objects.count()
    answers = []
    for address in (ALEX, "nobody@people.example"):
        client = Client()
        asked = ask_for_code(client, address)
        page = client.get(asked.url)
        tried = client.post(ENTER, {"code": "WRONG-CODE"})
        words = page.content.decode().replace(address, "X")
        again = tried.content.decode().replace(address, "X")
        answers.append((asked.status_code, asked.url, page.status_code, _plain(words)))
        answers.append((tried.status_code, _plain(again)))
    assert answers[0] == answers[2]
    assert answers[1] == answers[3]
    assert answers[1][0] == 422
    assert len(mail.outbox) == 1
    assert User.objects.count() == users


def _plain(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_a_closed_sign_in_is_as_unknown_as_any(house, alex, anonymous):
    close_user(by=house.viewer("Ada"), user=house.people["Alex"].user_id)
    assert ask_for_code(anonymous, ALEX).status_code == 302
    assert not mail.outbox


def test_a_wrong_code_says_so_beside_the_field_and_keeps_it(alex, anonymous):
    ask_for_code(anonymous, ALEX)
    answer = anonymous.post(ENTER, {"code": "QQQQ"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "That code does not work" in page
    assert 'value="QQQQ"' in page
    assert 'role="alert"' in page


def test_a_missing_address_is_asked_for(db, anonymous):
    answer = anonymous.post(SIGN_IN, {"email": ""})
    assert answer.status_code == 422
    assert "Enter your email address" in answer.content.decode()


def test_five_wrong_codes_lead_back_to_the_start(alex, anonymous):
    ask_for_code(anonymous, ALEX, "/my/")
    for _ in range(4):
        assert anonymous.post(ENTER, {"code": "QQQQ", "next": "/my/"}).status_code == 422
    last = anonymous.post(ENTER, {"code": "QQQQ", "next": "/my/"})
    assert last.url == f"{SIGN_IN}?again=1&next=%2Fmy%2F"
    assert "wrong too often" in anonymous.get(last.url).content.decode()


def test_a_code_works_once_and_for_ten_minutes(alex, anonymous, monkeypatch):
    sign_in_by_mail(anonymous, ALEX)
    used = mailed_code()
    other = Client()
    ask_for_code(other, ALEX)
    assert other.post(ENTER, {"code": used}).status_code == 422
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + 601)
    late = other.post(ENTER, {"code": mailed_code()})
    assert late.url.startswith(SIGN_IN)
    assert "_auth_user_id" not in other.session


def test_the_sixth_request_in_ten_minutes_is_answered_429(alex):
    """Whoever asks: each of these comes with a browser of its own."""
    for _ in range(5):
        assert ask_for_code(Client(), ALEX).status_code == 302
    sixth = ask_for_code(Client(), ALEX)
    assert sixth.status_code == 429
    assert "Please wait 10 minutes" in sixth.content.decode()
    assert len(mail.outbox) == 5
    assert ask_for_code(Client(), "other@people.example").status_code == 302


def test_the_count_lies_in_the_database_so_all_processes_share_it(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_there_is_no_password_page(db, anonymous):
    old = anonymous.get("/sign-in/start/?next=/my/")
    assert old.url == f"{SIGN_IN}?next=/my/"
    assert "password" not in anonymous.get(SIGN_IN).content.decode().lower()


def test_an_address_elsewhere_is_never_gone_to(alex, anonymous):
    answer = sign_in_by_mail(anonymous, ALEX, "https://elsewhere.example/")
    assert "elsewhere" not in answer.url


def test_signing_out_ends_the_session(house, as_person):
    client = as_person("Bo")
    assert "Do you want to sign out" in client.get("/sign-in/out/").content.decode()
    assert client.post("/sign-in/out/").status_code == 302
    assert client.get("/enter/give/").url.startswith(SIGN_IN)


def test_a_mail_server_that_is_down_shows_the_same_page(alex, anonymous, monkeypatch):
    from django.core.mail import EmailMessage

    def fail(self, **_):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", fail)
    assert ask_for_code(anonymous, ALEX).status_code == 302


def test_through_a_mail_server_the_code_leaves_in_the_background(alex, settings, monkeypatch):
    """So that how long the answer takes does not tell whether the address is known."""
    from alongside.web.config import sign_in

    started = []

    class Thread:
        def __init__(self, *, target, args, daemon):
            self.start = lambda: started.append((target, args[0].to))

    monkeypatch.setattr(sign_in.threading, "Thread", Thread)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert ask_for_code(Client(), ALEX).status_code == 302
    assert started == [(sign_in._send, [ALEX])]
