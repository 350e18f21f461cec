"""The pages that only a demo has."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.test import Client

from alongside.web.demo.mailbox import letters
from alongside.web.demo.personas import personas

MEMBERS = 4


def test_the_page_lists_whom_to_be_and_signs_in(town, demo_site):
    browser = Client()
    page = browser.get("/demo/").content.decode()
    assert all(persona.name in page for persona in personas())
    answer = browser.post("/demo/", {"persona": "bo"})
    assert answer.status_code == 302
    assert browser.session["_auth_user_id"] == town["bo"]
    assert browser.get("/demo/").wsgi_request.user.is_authenticated


def test_a_persona_wears_both_hats(town, demo_site):
    from alongside.web.accounts.models import User
    from alongside.web.people.selectors import viewer_of

    sam = viewer_of(User.objects.get(id=town["sam"]))
    assert sam.has("member") and sam.has("peer_supporter")


def test_nobody_else_can_be_chosen(town, demo_site):
    assert Client().post("/demo/", {"persona": "cy"}).status_code == 404
    assert Client().post("/demo/", {}).status_code == 404


def test_every_page_leads_to_the_choice_of_whom_to_be(town, demo_site):
    assert 'href="/demo/"' in Client().get("/help-lines/").content.decode()


def test_every_component_is_drawn(town, demo_site):
    assert Client().get("/demo/components/").status_code == 200


def test_outside_of_a_demo_there_are_no_such_pages(db, settings, anonymous):
    settings.DEMO = False
    assert anonymous.get("/demo/").status_code == 404
    assert anonymous.get("/demo/components/").status_code == 404
    assert 'href="/demo/"' not in anonymous.get("/help-lines/").content.decode()
    assert anonymous.post("/demo/", {"persona": "bo"}).status_code == 404
    assert anonymous.get("/demo/mail/").status_code == 404


def test_an_empty_demo_says_that_nobody_is_here(db, demo_site, anonymous):
    page = anonymous.get("/demo/").content.decode()
    assert "Nobody is here yet" in page


def test_e_mails_can_be_read_newest_first(db, demo_site, anonymous):
    for number in (1, 2):
        backend = EmailBackend(file_path=str(demo_site.DATA / "mail"))
        body = f"Your code is {number}\n\nCafé"
        message = EmailMessage(f"Letter {number}", body, to=["bo@thornbeck.example"])
        message.connection = backend
        message.send()
    found = letters(demo_site.DATA / "mail")
    assert {letter.subject for letter in found} == {"Letter 1", "Letter 2"}
    page = anonymous.get("/demo/mail/").content.decode()
    assert "Your code is 1" in page and "Café" in page and "bo@thornbeck.example" in page


def test_without_e_mails_the_page_says_so(db, demo_site, anonymous):
    assert "No e-mail yet" in anonymous.get("/demo/mail/").content.decode()
