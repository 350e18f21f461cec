"""With every word of the pack renamed in set-up, nobody meets an old one: every route by every
role, every form with faults, every state of a first hello, the error pages, the e-mails."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.clock import now
from alongside.web.config import errors
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.support.models import Offer
from alongside.web.support.services import add_offer
from alongside.web.ui.words import make_pack, standard_terms, use_pack
from tests.cast import SPOKEN, House, add_member, agree_to_all, say_hello
from tests.guards.test_routes import routes
from tests.pages import forms_of
from tests.signing_in import signed_in_client
from tests.web.home.route_world import arguments, build_world
from tests.web.home.setup.test_renamed import SOUNDS, seen_and_heard

ROLES = ("nobody", "Alex", "Dan", "Bo", "Mo", "Ada")
MAY_BE_TYPED = {"set_up_words"}
"""The page on which the words are changed is tried elsewhere: its form sends the words."""

OLD = re.compile(
    r"\b({})\b".format(
        "|".join(re.escape(w) for term in standard_terms() for w in (term.many, term.one))
    )
)
WORDS = {
    term.standard: {"one": sound, "many": f"{sound}ri", "article": "le"}
    for term, sound in zip(standard_terms(), SOUNDS.split(), strict=True)
}


def old_words(html: str) -> list[str]:
    shown = seen_and_heard(html).replace("alex member", "alex")  # what our cast is called
    return sorted(set(OLD.findall(shown)))


class Crawl:
    """Opens pages, sends every form of theirs empty and with nonsense, and collects old words.
    What a form does is undone."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.found: dict[str, list[str]] = {}
        self.opened: set[str] = set()
        self.faulty = 0
        known = {"nobody", *house.people}
        self._clients = {who: self._client(who) for who in ROLES if who in known}

    def _client(self, who: str) -> Client:
        return Client() if who == "nobody" else signed_in_client(self.house.people[who].user)

    def look(self, route: str, who: str, client: Client | None = None, **given: object) -> None:
        address = reverse(route, kwargs=given)
        client = client or self._clients[who]
        page = client.get(address)
        self._note(f"{route} by {who}", page)
        if page.status_code != 200:
            return
        self.opened.add(route)
        if route in MAY_BE_TYPED:
            return
        for form in forms_of(page):
            for value in ("", "\0{Nonsense}"):
                typed = {name: form[name] if "form_key" in name else value for name in form}
                self._send(f"{route} by {who}", client, address, typed)

    def _send(self, name: str, client: Client, address: str, typed: dict[str, str]) -> None:
        with transaction.atomic():
            self._note(f"{name}, sent", client.post(address, typed))
            transaction.set_rollback(True)

    def _note(self, name: str, page) -> None:
        self.faulty += page.status_code == 422
        if page.status_code not in (301, 302) and "html" in page.get("Content-Type", ""):
            old = old_words(page.content.decode())
            if old:
                self.found[name] = old


@pytest.fixture
def house(house):
    """One organisation, all of whose words are its own."""
    accounts.change_words(by=house.viewer("Ada"), words=WORDS)
    with use_pack(make_pack(WORDS)):
        yield house


@pytest.fixture
def alex(house):
    referral = add_member(house)
    agree_to_all(house, referral.person)
    services.add_to_circle(
        by=house.viewer("Bo"), person=referral.person, viewer=house.people["Dan"],
        relation="supports", service=house.service.id, why="test",
    )  # fmt: skip
    return referral


def test_no_old_word_on_any_route_to_anybody(house):
    world = build_world(house)
    crawl = Crawl(house)
    for _, route in routes():
        given = arguments(route, world, route.name)
        for who in ROLES:
            crawl.look(route.name, who, **given)
    assert crawl.found == {}
    assert len(crawl.opened) > 90
    assert crawl.faulty > 20


def test_no_old_word_on_the_way_of_a_first_hello(house):
    offer = Offer.objects.get(service=house.service)
    add_offer(
        by=house.viewer("Ada"), service=house.service.id, name="Drop-in", model="drop_in",
        mode=offer.mode, pay=offer.pay, host=offer.host, for_whom=offer.for_whom,
    )  # fmt: skip
    crawl = Crawl(house)
    slug = {"service_slug": house.service.slug}
    for who in ("self", "other"):
        client = Client()
        start = reverse("hello_start", kwargs=slug)
        form = forms_of(client.get(start))[0]
        at = client.post(start, form | {"who": who}).url
        while "/q/" in at:
            page = client.get(at)
            crawl.look("hello_step", "nobody", client, **slug, step=at.rstrip("/").split("/")[-1])
            at = client.post(at, _plain_answers(forms_of(page)[0])).url
        for route in ("hello_check", "hello_kept", "hello_start"):
            crawl.look(route, "nobody", client, **slug)
        check = reverse("hello_check", kwargs=slug)
        client.post(check, forms_of(client.get(check))[0] | {"contact": "yes"})
        crawl.look("hello_sent", "nobody", client, **slug)
    crawl.look("hello_step", "nobody", **slug, step="talk")
    assert crawl.found == {}
    assert {"hello_step", "hello_check", "hello_kept", "hello_sent"} <= crawl.opened


def _plain_answers(form: dict[str, str]) -> dict[str, str | list[str]]:
    kept = {name: value for name, value in form.items() if name in ("form_key", "draft")}
    said = {
        "name": "Sam", "agree": "yes", "referrer_name": "Kit", "referrer_role": "a friend",
        "ways": ["email"], "email": "sam@people.example",
    }  # fmt: skip
    may_skip = {} if {"name", "agree", "referrer_name", "email"} & set(form) else {"skip": "1"}
    return kept | said | may_skip


def test_no_old_word_in_any_state_of_a_record(house, alex):
    bo, crawl = house.viewer("Bo"), Crawl(house)
    record_routes = [r for _, r in routes() if r.name.startswith("record") and "sent" not in str(
        r.pattern.converters)]  # fmt: skip
    mine = ("my_home", "my_words", "my_stop", "my_yes", "my_looks", "my_sharing")
    say_hello(house, name="Alex Other")  # the same telephone number: may be here twice

    def look_around(state: str) -> None:
        for route in record_routes:
            given = {"referral": alex.id}
            if "purpose" in route.pattern.converters:
                given["purpose"] = Purpose.GP.value
            if "instrument" in route.pattern.converters:
                given["instrument"] = "gad7"
            crawl.look(route.name, "Bo", **given)
        for name in ("desk", "front_door", "waiting_list"):
            crawl.look(name, "Bo")
        for name in mine:
            crawl.look(
                name, "Alex", **({"referral": alex.id} if name[3:] in ("stop", "yes") else {})
            )
        assert crawl.found == {}, state

    look_around("received")
    services.acknowledge_referral(by=bo, referral=alex.id, way="email")
    look_around("acknowledged")
    services.plan_welcome(by=bo, referral=alex.id, at=now() + timedelta(days=1), way="phone")
    look_around("talking")
    services.record_welcome(
        by=bo, referral=alex.id, words=services.Words(hopes="To get out more"),
        limits_explained=True, limits_understood=True, consents=dict.fromkeys(Purpose, True),
        how=SPOKEN,
    )  # fmt: skip
    look_around("held")
    services.say_yes_here(by=bo, referral=alex.id)
    look_around("theirs to decide")
    services.accept_place(by=bo, referral=alex.id, how=SPOKEN)
    look_around("accepted")
    services.start_waiting(
        by=bo, referral=alex.id, next_contact_on=(now() + timedelta(days=7)).date()
    )
    look_around("waiting")
    for _ in range(3):
        services.log_contact(
            by=bo, referral=alex.id, way="phone", outcome="no_answer", within_rules=True, note=""
        )
    services.mark_could_not_reach(by=bo, referral=alex.id)
    look_around("not reached")
    services.close_referral(by=bo, referral=alex.id, reason="could_not_reach")
    look_around("closed")
    assert {f"record_{name}" for name in (
        "reply", "plan", "welcome", "yes", "accept", "wait", "keep", "elsewhere", "no_reach",
        "back", "stop", "close", "contact", "send_on", "doubles", "details", "sharing",
    )} <= crawl.opened  # fmt: skip


def test_no_old_word_when_something_goes_wrong(house, anonymous, as_person):
    pages = [
        as_person("Mo").get("/desk/"),
        anonymous.get("/no-such-page/"),
        as_person("Bo").get("/no-such-page/"),
        Client(enforce_csrf_checks=True).post("/enter/code/", {"code": "x"}),
        errors.broken(_plain_request(as_person("Bo").get("/desk/"))),
        errors.too_many(_plain_request(anonymous.get("/"))),
    ]
    assert [page.status_code for page in pages] == [403, 404, 404, 403, 500, 429]
    assert [old_words(page.content.decode()) for page in pages] == [[]] * len(pages)


def _plain_request(answered):
    request = RequestFactory().get("/")
    for name in ("viewer", "dressing", "user", "session"):
        setattr(request, name, getattr(answered.wsgi_request, name))
    return request


def test_no_old_word_in_an_email(house, alex):
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=alex.id, way="email")
    services.plan_welcome(
        by=bo, referral=alex.id, at=now() + timedelta(days=1), way="phone", send_word=True
    )
    services.hand_over_code(by=bo, person=alex.person_id, for_new_phone=True)
    Client().post("/sign-in/", {"email": alex.person.user.email})
    run_due_jobs()
    assert len(mail.outbox) >= 3
    assert [OLD.findall(f"{one.subject} {one.body}".lower()) for one in mail.outbox] == [
        [] for _ in mail.outbox
    ]
