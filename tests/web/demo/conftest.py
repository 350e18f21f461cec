"""A small demo, told once for the tests of a file and undone after them."""

from __future__ import annotations

import shutil

import pytest
from django.db import transaction

from alongside.web.demo.seeding import seed
from alongside.web.demo.services import begin_mark, finish_mark

MEMBERS = 60


@pytest.fixture(scope="module")
def town(request, django_db_setup, django_db_blocker):
    """Sixty people, or as many as the module says; gives the sign-ins of the personas by key."""
    members = getattr(request.module, "MEMBERS", MEMBERS)
    with django_db_blocker.unblock(), transaction.atomic():
        mark = begin_mark(members=members, profile="standard", is_empty=False)
        users = seed(members=members, profile="standard")
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
