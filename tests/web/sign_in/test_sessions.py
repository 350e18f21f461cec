"""A session that we start ourselves: for the set-up address, a handed-over code, a persona."""

from __future__ import annotations

from importlib import import_module

import pytest
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.test import RequestFactory

from alongside.web.accounts.methods import HANDED_OVER, PERSONA, SET_UP
from alongside.web.config.sign_in import has_second_factor
from alongside.web.home.entry.origin import origin_of
from alongside.web.home.entry.sessions import start_session


@pytest.fixture
def request_with_session(db):
    request = RequestFactory().post("/enter/code/")
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    request.session["left_by"] = "somebody else"
    request.session.save()
    return request


@pytest.mark.parametrize("method", [HANDED_OVER, PERSONA, SET_UP])
def test_a_started_session_has_a_new_key_and_its_proof(house, request_with_session, method):
    request, user = request_with_session, house.people["Dan"].user
    before = request.session.session_key
    start_session(request, user, method=method)
    assert request.session.session_key not in (before, None)
    assert "left_by" not in request.session
    assert [r["method"] for r in get_authentication_records(request, user)] == [method]


def test_idle_minutes_depend_on_the_role(house, alex, request_with_session):
    start_session(request_with_session, house.people["Bo"].user, method=HANDED_OVER)
    assert request_with_session.session["idle_minutes"] == settings.IDLE_MINUTES_STAFF
    start_session(request_with_session, house.people["Alex"].user, method=HANDED_OVER)
    assert request_with_session.session["idle_minutes"] == settings.IDLE_MINUTES_MEMBER


def test_only_a_persona_in_the_demo_counts_as_two_factors(house, request_with_session, settings):
    user = house.people["Bo"].user
    for method in (HANDED_OVER, SET_UP, PERSONA):
        start_session(request_with_session, user, method=method)
        assert not has_second_factor(request_with_session, user)
    settings.DEMO = True
    assert has_second_factor(request_with_session, user)


def test_tries_are_counted_by_where_they_come_from_even_behind_our_proxy(rf, settings):
    headers = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 10.1.1.1", "REMOTE_ADDR": "127.0.0.1"}
    assert origin_of(rf.get("/", **headers)) == "127.0.0.1", "anybody may write that header"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert origin_of(rf.get("/", **headers)) == "10.1.1.1", "what our own proxy added"
    assert origin_of(rf.get("/")) == "127.0.0.1"
