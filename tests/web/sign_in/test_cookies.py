"""What the browser keeps, and how it is told to guard it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from alongside.web.vault.keys import make_keys

ASK = """
import json
from alongside.web.config import settings as s
names = [name for name in dir(s) if "COOKIE" in name or "SECURE" in name]
print(json.dumps({name: getattr(s, name) for name in names}))
"""


@pytest.fixture(scope="module")
def in_earnest(tmp_path_factory) -> dict:
    """The settings of a site that serves real people: no test, no demo, nothing said."""
    data = tmp_path_factory.mktemp("earnest") / "data"
    make_keys(data, data / "recovery-sheet.txt")
    kept = {k: v for k, v in os.environ.items() if k != "ALONGSIDE_TEST_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**kept, "ALONGSIDE_DATA": str(data)},
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_session_and_form_cookies_travel_by_https_only(in_earnest):
    assert in_earnest["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert in_earnest["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert in_earnest["SESSION_COOKIE_SECURE"] and in_earnest["CSRF_COOKIE_SECURE"]
    assert in_earnest["SESSION_COOKIE_HTTPONLY"]
    assert in_earnest["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert in_earnest["SECURE_SSL_REDIRECT"]
    assert in_earnest["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert in_earnest["SESSION_COOKIE_AGE"] == 12 * 60 * 60


def test_the_cookies_say_so_in_each_answer(alex, anonymous, settings):
    from tests.web.sign_in.conftest import sign_in_by_mail

    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    anonymous.get("/sign-in/")
    sign_in_by_mail(anonymous, "alex@people.example", "/my/")
    for name in (settings.SESSION_COOKIE_NAME, "alongside-seen"):
        cookie = anonymous.cookies[name]
        assert cookie["secure"] and cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
    assert anonymous.cookies[settings.CSRF_COOKIE_NAME]["secure"]


def test_no_sign_in_page_is_kept_by_a_browser(db, anonymous):
    for page in ("/sign-in/", "/enter/code/"):
        assert "no-store" in anonymous.get(page)["Cache-Control"]


def test_a_post_without_its_token_is_not_taken(alex):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    for page in ("/sign-in/", "/enter/code/", "/sign-in/passkey/"):
        assert client.post(page, {"email": "alex@people.example", "code": "A"}).status_code == 403
