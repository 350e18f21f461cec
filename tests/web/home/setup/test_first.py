"""The one-time address makes the first administrator, once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from alongside.web.accounts.codes import issue_setup_address
from alongside.web.accounts.models import Organisation, User
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.people.models import RoleHolding
from alongside.web.safety.selectors import crisis_contacts
from tests.pages import count_queries, form_with, text_of

GIVEN = {
    "organisation": "Marlow Friends", "place": "us", "name": "Ada Marsh",
    "email": "Ada@marlow.example",
}  # fmt: skip


@pytest.fixture
def address(db):
    return reverse("first_administrator", args=[issue_setup_address()])


def test_it_makes_organisation_help_lines_and_administrator(address):
    client = Client()
    given = form_with(client.get(address), "organisation")
    after = client.post(address, given | GIVEN)
    assert after.status_code == 302
    assert after["Location"] == reverse("second_factor")
    organisation = Organisation.objects.get()
    assert (organisation.name, organisation.time_zone) == ("Marlow Friends", "America/New_York")
    assert crisis_contacts(organisation.id)[0].number == "988"
    user = User.objects.get()
    assert user.email == "ada@marlow.example"
    assert RoleHolding.objects.get().role == Role.ADMINISTRATOR
    assert client.session["_auth_user_id"] == str(user.id)
    assert {"organisation.added", "crisis_contacts.set", "person.added", "role.given"} <= set(
        Event.objects.values_list("deed", flat=True)
    )


def test_before_anything_else_comes_the_second_factor(address):
    client = Client()
    client.post(address, form_with(client.get(address), "organisation") | GIVEN)
    after = client.get(reverse("set_up"))
    assert after.status_code == 302
    assert after["Location"].startswith(reverse("second_factor"))


def test_it_works_once(address):
    client = Client()
    given = form_with(client.get(address), "organisation") | GIVEN
    client.post(address, given)
    again = Client().post(address, given)
    assert again.status_code == 302  # the same form: where the first press led
    other = Client()
    assert other.get(address).status_code == 404
    assert other.post(address, GIVEN).status_code == 404
    assert "_auth_user_id" not in other.session
    assert Organisation.objects.count() == 1


def test_an_old_or_wrong_address_says_how_to_get_a_new_one(address):
    with pretend(now() + timedelta(hours=25)):
        page = Client().get(address)
    assert page.status_code == 404
    assert "It prints a new address" in text_of(page)
    wrong = reverse("first_administrator", args=["guess"])
    assert Client().post(wrong, GIVEN).status_code == 404
    assert not Organisation.objects.exists()


def test_what_is_missing_is_said_and_the_address_stays_good(address):
    client = Client()
    given = form_with(client.get(address), "organisation") | GIVEN | {"email": "ada", "place": ""}
    after = client.post(address, given)
    page = text_of(after)
    assert after.status_code == 422
    assert "Please check 2 things" in page
    assert "Marlow Friends" in page
    assert client.post(address, given | GIVEN).status_code == 302


def test_a_taken_email_address_does_not_spend_it(house, address):
    client = Client()
    taken = {"email": house.people["Bo"].user.email}
    given = form_with(client.get(address), "organisation") | GIVEN | taken
    assert client.post(address, given).status_code == 422
    assert client.get(address).status_code == 200
    assert Organisation.objects.count() == 1


def test_the_page_needs_few_queries(address):
    assert count_queries(Client(), address) <= 8
