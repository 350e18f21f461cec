"""A house to test in, and a client that is signed in by cookie, not by clicking."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from tests.cast import House, add_member
from tests.flushing import lift_audit_triggers
from tests.rebuilding import rebuild_house

__all__ = ["lift_audit_triggers"]  # a fixture that every test has


@pytest.fixture
def house(db) -> House:
    return rebuild_house("Thornbeck")


@pytest.fixture
def elsewhere(db) -> House:
    """Another organisation, where Cy coordinates."""
    other = rebuild_house("Farfield")
    other.people["Cy"] = other.people["Bo"]
    return other


@pytest.fixture
def alex(house: House):
    """Alex got in touch with the house and can sign in. Gives their referral."""
    return add_member(house)


@pytest.fixture
def as_person(house: House, client_of):
    """`as_person("Bo")` is a browser in which Bo has signed in with both factors."""
    return lambda who: client_of(house.people[who].user)


@pytest.fixture
def client_of():
    from tests.signing_in import signed_in_client

    return signed_in_client


@pytest.fixture
def anonymous() -> Client:
    return Client()


@pytest.fixture
def on_postgresql() -> bool:
    return connection.vendor == "postgresql"
