"""Every route, asked by every kind of person."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.guards.test_routes import routes
from tests.signing_in import signed_in_client
from tests.web.home.route_table import ROLES, TABLE
from tests.web.home.route_world import arguments, build_world


@pytest.fixture
def world(house, elsewhere):
    house.people["Cy"] = elsewhere.people["Cy"]
    return build_world(house)


def browser_of(world, who: str) -> Client:
    if who == "nobody":
        return Client()
    return signed_in_client(world["house"].people[who].user)


def answer(response) -> str:
    if response.status_code != 302:
        return str(response.status_code)
    return "in" if response.url.startswith(reverse("account_request_login_code")) else "on"


def test_the_table_lists_every_route_and_no_other():
    assert set(TABLE) == {route.name for _, route in routes()}


def test_a_route_answers_each_role_as_the_table_says(world):
    browsers = {who: browser_of(world, who) for who in ROLES}
    differs = {}
    for _, route in routes():
        address = reverse(route.name, kwargs=arguments(route, world, route.name))
        answers = [answer(browsers[who].get(address)) for who in ROLES]
        if answers != TABLE[route.name].split():
            differs[route.name] = " ".join(answers)
    assert not differs


def test_whoever_may_open_a_page_gets_404_for_a_thing_that_is_not_there(world):
    browsers = {who: browser_of(world, who) for who in ROLES}
    differs = {}
    for _, route in routes():
        given = arguments(route, world, route.name)
        unknown = {k: uuid.uuid4() if isinstance(v, uuid.UUID) else v for k, v in given.items()}
        if unknown == given:
            continue
        address = reverse(route.name, kwargs=unknown)
        statuses = {browsers[who].get(address).status_code for who in ROLES}
        if not (statuses <= {302, 403, 404, 405} and statuses & {404, 405}):
            differs[route.name] = statuses
    assert not differs


def test_a_get_writes_nothing_but_the_log_of_looks_and_when_a_note_was_seen(world):
    """Sign-in pages of the package keep their own steps in the session."""
    browsers = {who: browser_of(world, who) for who in ROLES}
    wrote = {}
    for _, route in routes():
        address = reverse(route.name, kwargs=arguments(route, world, route.name))
        for who in ROLES:
            with CaptureQueriesContext(connection) as asked:
                browsers[who].get(address)
            found = {_table_written(query["sql"]) for query in asked} - {None, "audit_event"}
            if (route.name, who) == ("my_note", "Alex"):
                found -= {"support_sharednote"}
            if route.name.startswith(("account_", "mfa_")):
                found -= {"django_session", "alongside_counters"}
            if found:
                wrote[f"{route.name} by {who}"] = found
    assert not wrote


def _table_written(sql: str) -> str | None:
    match = re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", sql)
    return match.group(1) if match else None
