"""A session that ended loses nothing that reached us, and shows it to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from alongside.web.accounts.keeping import kept_post, new_form_key
from alongside.web.accounts.rules import SIGNED_IN, rule
from alongside.web.accounts.services import close_user
from alongside.web.clock import now, pretend
from alongside.web.people import services
from tests.web.sign_in.conftest import ENTER, ask_for_code, mailed_code, sign_in_by_mail

PAGE = "/written/"


@rule(SIGNED_IN)
def written(request):
    """A page that shows again what was kept of this person's words."""
    kept = kept_post(request.viewer, PAGE)
    return HttpResponse(f"kept: {kept['words'] if kept else 'nothing'}")


class Urls:
    urlpatterns = [
        path("written/", written, name="written"),
        path("", include("alongside.web.config.urls")),
    ]
    handler403 = "alongside.web.config.errors.refused"
    handler404 = "alongside.web.config.errors.not_found"


@pytest.fixture(autouse=True)
def a_page_to_write_on(settings, alex):
    settings.ROOT_URLCONF = Urls


@pytest.fixture
def late(house):
    """Alex wrote for a long time, then pressed the button: the browser's session had ended."""
    client = Client()
    key = new_form_key(house.viewer("Alex"))
    answer = client.post(PAGE, {"form_key": key, "words": "On Tuesdays I swim"})
    return client, answer


def test_the_sign_in_page_says_that_the_words_are_kept(late):
    client, answer = late
    assert answer.url == "/sign-in/?next=%2Fwritten%2F&kept=1"
    page = client.get(answer.url).content.decode()
    assert "We kept what you wrote. Sign in to see it again." in page
    assert 'name="next" value="/written/"' in page


def test_the_same_person_lands_on_the_page_with_their_words(late):
    client, _ = late
    asked = ask_for_code(client, "alex@people.example", PAGE)
    assert asked.url == "/sign-in/code/?next=%2Fwritten%2F"
    assert 'name="next" value="/written/"' in client.get(asked.url).content.decode()
    landed = client.post(asked.url, {"code": mailed_code(), "next": PAGE}, follow=True)
    assert landed.redirect_chain == [(PAGE, 302)]
    assert landed.content == b"kept: On Tuesdays I swim"


def test_a_handed_over_code_leads_there_as_well(house, late):
    client, _ = late
    code, _ = services.hand_over_code(by=house.viewer("Bo"), person=house.people["Alex"].id)
    landed = client.post(f"/enter/code/?next={PAGE}", {"code": code}, follow=True)
    assert landed.content == b"kept: On Tuesdays I swim"


def test_another_person_does_not_see_them(house, late, client_of):
    client, _ = late
    code, _ = services.hand_over_code(by=house.viewer("Bo"), person=house.people["Dan"].id)
    answer = client.post(f"/enter/code/?next={PAGE}", {"code": code}, follow=True)
    assert b"Tuesdays" not in answer.content
    assert client_of(house.people["Dan"].user).get(PAGE).content == b"kept: nothing"


def test_a_form_that_is_not_ours_is_not_kept(db):
    answer = Client().post(PAGE, {"form_key": "made up", "words": "x"})
    assert answer.url == "/sign-in/?next=%2Fwritten%2F"


def test_a_supporter_comes_there_past_the_second_proof(house):
    key = new_form_key(house.viewer("Dan"))
    client = Client()
    client.post(PAGE, {"form_key": key, "words": "Saw Alex today"})
    answer = sign_in_by_mail(client, house.people["Dan"].user.email, PAGE)
    assert answer.url == PAGE
    assert client.get(PAGE).url == "/enter/second/?next=%2Fwritten%2F"


def test_a_new_session_id_at_each_sign_in(alex):
    client = Client()
    ask_for_code(client, "alex@people.example")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(ENTER, {"code": mailed_code()})
    after = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert before != after
    old = Client()
    old.cookies[settings.SESSION_COOKIE_NAME] = before
    assert old.get(PAGE).status_code == 302


@pytest.mark.parametrize(
    ("who", "minutes"),
    [("Alex", settings.IDLE_MINUTES_MEMBER), ("Bo", settings.IDLE_MINUTES_STAFF)],
)
def test_an_untouched_session_ends(house, who, minutes):
    client = Client()
    person = house.people[who]
    sign_in_by_mail(client, person.user.email)
    page = "/enter/second/"
    begin = now()
    with pretend(begin + timedelta(minutes=minutes - 1)):
        assert client.get(page).status_code == 200
    with pretend(begin + timedelta(minutes=2 * minutes - 3)):
        assert client.get(page).status_code == 200, "each touch begins the time anew"
    with pretend(begin + timedelta(minutes=3 * minutes - 1)):
        assert client.get(page).url.startswith("/sign-in/?next=")
    assert client.get(page).status_code == 302, "it does not come back"


def test_the_mark_of_the_last_touch_is_bound_to_its_session(alex, as_person):
    first, second = as_person("Alex"), as_person("Alex")
    first.cookies["alongside-seen"] = second.cookies["alongside-seen"].value
    assert first.get("/enter/second/").status_code == 302
    forged = as_person("Alex")
    forged.cookies["alongside-seen"] = "x:9999999999"
    assert forged.get("/enter/second/").status_code == 302


def test_however_often_it_is_touched_a_session_ends_after_twelve_hours(alex, monkeypatch):
    from django.contrib.sessions.backends import base
    from django.contrib.sessions.backends import db as store

    client = Client()
    sign_in_by_mail(client, "alex@people.example")
    begin = now()
    for hours, status in ((0.4, 200), (11.9, 200), (12.1, 302)):
        moment = begin + timedelta(hours=hours)
        for module in (base, store):
            monkeypatch.setattr(module.timezone, "now", lambda moment=moment: moment)
        with pretend(moment - timedelta(minutes=5)):  # a page read just before keeps it awake
            stamp = client.cookies["alongside-seen"]
            stamp.set(stamp.key, *_touched(client, moment))
        with pretend(moment):
            assert client.get("/enter/second/").status_code == status, hours


def _touched(client: Client, moment) -> tuple[str, str]:
    from django.core import signing

    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    value = signing.Signer(salt="alongside.seen").sign(f"{key}:{moment.timestamp():.0f}")
    return value, value


def test_closing_a_sign_in_ends_its_sessions_at_the_next_click(house, as_person):
    client = as_person("Dan")
    assert client.get(PAGE).status_code == 200
    close_user(by=house.viewer("Ada"), user=house.people["Dan"].user_id)
    assert client.get(PAGE).status_code == 302
