"""The web process sends what is due, and clears out what is out of date, by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import OperationalError
from django.http import QueryDict

from alongside.web.accounts import keeping
from alongside.web.accounts.models import KeptPost
from alongside.web.clock import now, pretend
from alongside.web.config import clockwork
from alongside.web.people import services
from alongside.web.people.models import Draft


def test_a_tick_sends_what_waits(house, alex):
    services.acknowledge_referral(by=house.viewer("Bo"), referral=alex.id, way="email")
    assert mail.outbox == []
    clockwork.tick()
    assert [message.to for message in mail.outbox] == [["alex@people.example"]]


def test_a_busy_database_is_asked_again_later(db, monkeypatch):
    def busy() -> int:
        raise OperationalError("database is locked")

    monkeypatch.setattr(clockwork, "run_due_jobs", busy)
    clockwork.tick()


def test_a_job_that_breaks_the_program_does_not_stop_the_clock(monkeypatch):
    started = []

    def broken() -> None:
        raise RuntimeError("a job nobody thought of")

    monkeypatch.setattr(clockwork, "EVERY_SECONDS", 0)
    monkeypatch.setattr(clockwork, "tick", broken)
    monkeypatch.setattr(clockwork, "start_clock", lambda: started.append(True))
    with pytest.raises(RuntimeError):
        clockwork._keep_ticking()
    assert started == [True]


def test_what_is_out_of_date_goes_though_nobody_writes_to_us(house, monkeypatch):
    monkeypatch.setattr(clockwork, "close_old_connections", lambda: None)  # it is the test's own
    services.start_draft(service=house.service, route="self")
    key = keeping.new_form_key(house.viewer("Bo"))
    keeping.keep_post(key=key, path="/desk/", body=QueryDict("note=moth"))
    session = SessionStore()
    session.set_expiry(-1)
    session.create()
    clockwork.clear_out()
    assert (Draft.objects.count(), KeptPost.objects.count()) == (1, 1)
    assert not Session.objects.exists()
    with pretend(now() + timedelta(days=31)):
        clockwork.clear_out()
    assert not Draft.objects.exists()
    assert not KeptPost.objects.exists()
