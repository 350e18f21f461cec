"""The web process sends what is due by itself."""

from __future__ import annotations

from django.core import mail
from django.db import OperationalError

from alongside.web.config import clockwork
from alongside.web.people import services


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
