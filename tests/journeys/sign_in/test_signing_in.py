"""Signing in with a real browser: a code by e-mail, then a passkey alone; or an app."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from playwright.sync_api import Page, expect

from alongside.web.people import services

WANTED = "/enter/give/"


@pytest.fixture
def with_passkeys():
    """The browser's device that keeps passkeys and says yes by itself."""

    def switch_on(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        session.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )

    return switch_on


def mailed_code() -> str:
    return re.search(r"Your code is (\S+)", mail.outbox[-1].body)[1]


def sign_in_by_mail(page: Page, email: str, check) -> None:
    page.goto(WANTED)
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    check(page)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("alert").first).to_contain_text("Enter your email address")
    check(page)
    page.get_by_label("Your email address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    check(page)
    page.get_by_label("The code we sent you").fill("no such code")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".field .error-message")).to_contain_text("That code does not work")
    check(page)
    page.get_by_label("The code we sent you").fill(mailed_code())
    page.get_by_role("button", name="Sign in").click()


def sign_out(page: Page, check) -> None:
    page.get_by_role("link", name="Sign out").click()
    check(page)
    page.get_by_role("button", name="Sign out").click()


def test_a_code_by_mail_then_a_passkey_alone(house, page, with_passkeys, check_accessible):
    with_passkeys(page)
    sign_in_by_mail(page, house.people["Bo"].user.email, check_accessible)
    expect(page.get_by_role("heading", name="How you sign in")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="Set up a passkey").click()
    check_accessible(page)
    page.get_by_label("A name for this device").fill("Work phone")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", name="Your spare codes")).to_be_visible()
    check_accessible(page)
    page.get_by_role("link", name="I have them. Go on").click()
    expect(page.get_by_role("heading", name="Give a code")).to_be_visible()
    check_accessible(page)
    sign_out(page, check_accessible)

    page.goto(WANTED)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="Give a code")).to_be_visible()
    assert len(mail.outbox) == 1, "no mail was needed"

    page.goto("/enter/second/")
    expect(page.get_by_text("Work phone", exact=True)).to_be_visible()
    check_accessible(page)


def test_the_passkey_as_second_proof_after_a_code(house, page_phone, with_passkeys,
                                                  check_accessible):  # fmt: skip
    page = page_phone
    with_passkeys(page)
    email = house.people["Dan"].user.email
    sign_in_by_mail(page, email, check_accessible)
    page.goto("/sign-in/passkeys/add/?next=/enter/second/")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", name="Your spare codes")).to_be_visible()
    page.context.clear_cookies()
    page.goto("/sign-in/?next=/enter/second/")
    page.get_by_label("Your email address").fill(email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The code we sent you").fill(mailed_code())
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="One more proof")).to_be_visible()
    check_accessible(page)
    page.get_by_role("button", name="Use my passkey").click()
    expect(page.get_by_text("Passkey 1", exact=True)).to_be_visible()


def test_an_authenticator_app_without_script(house, open_page, check_accessible):
    page = open_page(360, script=False)
    email = house.people["Bo"].user.email
    sign_in_by_mail(page, email, lambda page: None)
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("#app-secret").inner_text()
    expect(page.locator("img[alt^='A picture']")).to_be_visible()
    page.get_by_label("The code that the app shows now").fill(app_code(secret))
    page.get_by_role("button", name="Done").click()
    page.get_by_role("link", name="I have them. Go on").click()
    expect(page.get_by_role("heading", name="Give a code")).to_be_visible()

    other = open_page(1280)
    sign_in_by_mail(other, email, check_accessible)
    expect(other.get_by_role("heading", name="One more proof")).to_be_visible()
    check_accessible(other)
    other.get_by_label("The code in your app, or a spare code").fill(app_code(secret, 30))
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", name="Give a code")).to_be_visible()


def app_code(secret: str, later: float = 0) -> str:
    return format_hotp_value(hotp_value(secret, int((time.time() + later) // 30)))


def test_a_volunteer_on_a_new_phone(house, page_phone, with_passkeys, check_accessible):
    page = page_phone
    with_passkeys(page)
    code, _ = services.hand_over_code(
        by=house.viewer("Bo"), person=house.people["Dan"].id, for_new_phone=True
    )
    page.goto("/sign-in/?next=/enter/second/")
    page.get_by_role("link", name="I was given a code").click()
    check_accessible(page)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").first).to_contain_text("Enter the code you were given")
    check_accessible(page)
    page.get_by_label("The code you were given").fill(code.lower())
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("link", name="I have them. Go on").click()
    expect(page.get_by_text("What you have now")).to_be_visible()


def test_a_coordinator_gives_a_code(house, alex, page, with_passkeys, check_accessible):
    with_passkeys(page)
    sign_in_by_mail(page, house.people["Bo"].user.email, lambda page: None)
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("link", name="I have them. Go on").click()
    page.get_by_role("link", name="Alex Member").click()
    check_accessible(page)
    page.get_by_role("button", name="Make a code").click()
    expect(page.get_by_role("alert").first).to_contain_text("Choose how you are talking")
    check_accessible(page)
    page.get_by_label("In person").check()
    page.get_by_role("button", name="Make a code").click()
    expect(page.locator("#the-code")).to_have_text(re.compile(r"^\w{4}-\w{4}$"))
    check_accessible(page)
