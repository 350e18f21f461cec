"""A small demo, told once for the tests of a file and undone after them."""

from __future__ import annotations

import shutil

import pytest
from django.db import transaction

from alongside.web.demo.seeding import seed
from alongside.web.demo.services import begin_mark, finish_mark

MEMBERS = 60


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Sixty people; gives the sign-ins of the personas by key."""
    with django_db_blocker.unblock(), transaction.atomic():
        mark = begin_mark(members=MEMBERS, profile="standard", is_empty=False)
        users = seed(members=MEMBERS, profile="standard")
        finish_mark(mark=mark, persona_users=users)
        yield users
        transaction.set_rollback(True)


@pytest.fixture
def demo_site(settings):
    """The pages of a demo, with an empty place for its e-mails."""
    settings.DEMO = True
    mail = settings.DATA / "mail"
    mail.mkdir()
    yield settings
    shutil.rmtree(mail)
