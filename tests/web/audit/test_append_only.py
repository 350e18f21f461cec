"""Events are only ever added, and both databases see to it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.models import Event
from alongside.web.audit.services import OutsideTransaction, record


@pytest.fixture
def event(house):
    return Event.objects.order_by("at", "id").first()


def test_an_event_cannot_be_changed(event):
    with pytest.raises(DatabaseError, match="events are never"), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(deed="nothing.happened")
    event.refresh_from_db()
    assert event.deed != "nothing.happened"


def test_an_event_cannot_be_deleted(event):
    count = Event.objects.count()
    with pytest.raises(DatabaseError, match="events are never"), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()
    assert Event.objects.count() == count


def test_the_log_cannot_be_emptied_by_plain_sql(event):
    empty = (
        "TRUNCATE audit_event" if connection.vendor == "postgresql" else "DELETE FROM audit_event"
    )
    with pytest.raises(DatabaseError, match="events are never"), transaction.atomic():
        connection.cursor().execute(empty)
    assert Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_deed_cannot_be_logged_outside_its_transaction():
    with pytest.raises(OutsideTransaction, match=r"something\.done"):
        record("something.done", by=system_viewer("test", None))
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_log_is_guarded_again_after_a_test_that_commits():
    with transaction.atomic():
        record("something.done", by=system_viewer("test", None))
    with pytest.raises(DatabaseError, match="events are never"):
        Event.objects.all().delete()
