"""A service is added, described, filled and opened."""

import pytest
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.accounts.models import Service
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.support.models import Offer
from tests.cast import add_worker
from tests.pages import count_queries, form_with, text_of


@pytest.fixture
def empty(house):
    """A service with nothing in it yet."""
    return accounts.add_service(by=house.viewer("Ada"), name="Quay", profile="light")


def page_of(service):
    return reverse("set_up_service", args=[service.id])


def test_a_service_is_added_closed(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_service_add")), "name")
    given |= {"name": "Night Café", "profile": "secure", "wait_weeks": "3", "identity": "light"}
    after = client.post(reverse("set_up_service_add"), given)
    assert after.status_code == 302
    service = Service.objects.get(name="Night Café")
    assert (service.is_open, service.wait_weeks, service.slug) == (False, 3, "night-cafe")
    assert service.switches == {"identity": "light"}
    page = text_of(client.get(after["Location"]))
    assert "Added. Next" in page
    assert "What is not there yet" in page
    assert "approval of each pair by the care team" in page
    assert "first name or none" in page  # set otherwise than the profile has it
    assert "co-written, with a part the care team sees" in page  # as the profile has it


def test_a_service_without_name_or_profile_is_sent_back(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_service_add")), "name")
    after = client.post(reverse("set_up_service_add"), given | {"about": "Tea and talk"})
    page = text_of(after)
    assert after.status_code == 422
    assert "Please check 2 things" in page
    assert "Tea and talk" in page


def test_it_opens_only_when_nothing_is_missing(house, empty, as_person):
    client = as_person("Ada")
    page = client.get(page_of(empty))
    assert "Missing: something that people can take part in" in text_of(page)
    refused = client.post(page_of(empty), form_with(page, "act-do"))
    assert refused.status_code == 422
    assert (
        "Still needed: something that people can take part in and a coordinator who can sign in."
        in text_of(refused)
    )
    assert not Service.objects.get(id=empty.id).is_open


def test_with_all_that_is_needed_it_opens_and_closes(house, empty, as_person):
    client = as_person("Ada")
    add = reverse("set_up_offer_add", args=[empty.id])
    given = form_with(client.get(add), "model")
    assert given["host"] == "Thornbeck Commons"
    given |= {
        "name": "Drop-in", "model": "drop_in", "mode": "in_person", "pay": "unpaid",
        "for_whom": "Anyone",
    }  # fmt: skip
    assert client.post(add, given).status_code == 302
    assert client.post(add, given).status_code == 302  # a second press
    assert Offer.objects.filter(service=empty).count() == 1
    house.service = empty
    add_worker(house, "Kit", Role.COORDINATOR)
    page = client.get(page_of(empty))
    assert text_of(page).count("There: ") == 3
    after = client.post(page_of(empty), form_with(page, "act-do"))
    assert after.status_code == 302
    assert Service.objects.get(id=empty.id).is_open
    assert Event.objects.filter(deed="service.opened", service=str(empty.id)).exists()
    page = client.get(after["Location"])
    assert "It is open" in text_of(page)
    client.post(page_of(empty), form_with(page, "act-do"))
    assert not Service.objects.get(id=empty.id).is_open


def test_what_people_take_part_in_is_changed(house, as_person):
    client = as_person("Ada")
    part = Offer.objects.get(service=house.service)
    address = reverse("set_up_offer", args=[part.id])
    given = form_with(client.get(address), "model")
    assert given["is_open"] == "yes"
    client.post(address, given | {"name": "Walks", "is_open": "no"})
    part.refresh_from_db()
    assert (part.name, part.is_open, part.model) == ("Walks", False, "one_to_one")
    assert "Missing: something" in text_of(client.get(page_of(house.service)))
    wrong = client.post(address, given | {"model": "séance"})
    assert wrong.status_code == 422


def test_saving_what_it_is_does_not_close_it(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(page_of(house.service)), "profile")
    client.post(page_of(house.service), given | {"about": "We walk together."})
    service = Service.objects.get(id=house.service.id)
    assert (service.about, service.is_open, service.profile) == (
        "We walk together.", True, "standard",
    )  # fmt: skip


def test_a_service_of_another_organisation_is_not_found(house, elsewhere, as_person):
    client = as_person("Ada")
    part = Offer.objects.get(service=elsewhere.service)
    for address in (
        page_of(elsewhere.service),
        reverse("set_up_offer_add", args=[elsewhere.service.id]),
        reverse("set_up_offer", args=[part.id]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {"name": "Ours now"}).status_code == 404


def test_pages_of_services_need_at_most_eight_queries(house, as_person):
    client = as_person("Ada")
    part = Offer.objects.get(service=house.service)
    assert count_queries(client, page_of(house.service)) <= 8
    assert count_queries(client, reverse("set_up_offer", args=[part.id])) <= 8
