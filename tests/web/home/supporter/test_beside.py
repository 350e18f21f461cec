"""What somebody who gives support sees, and what they never see."""

import pytest
from django.urls import reverse

from alongside.web.accounts.services import change_words
from alongside.web.audit.models import Event
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.services import How
from tests.cast import introduce
from tests.pages import count_queries, text_of


@pytest.fixture
def beside(house, alex):
    """Dan is beside Alex, who agreed to everything."""
    introduce(house, alex)
    return reverse("beside_person", args=[alex.person_id])


def test_beside_nobody_it_says_how_it_will_go(house, as_person):
    page = text_of(as_person("Dan").get(reverse("beside_home")))
    assert "You are beside nobody just now" in page
    assert "Both of you say yes" in page
    assert "Type the code within 10 minutes" in page
    assert "Need someone now?" in page
    assert "who helped" in page
    assert reverse("hello_start", args=[house.service.slug]) in page


def test_beside_somebody_their_short_name_leads_to_them(house, alex, as_person):
    together = reverse("beside_with", args=[introduce(house, alex).id])
    dan = as_person("Dan")
    page = text_of(dan.get(reverse("beside_home")))
    assert "You are beside nobody" not in page
    assert "Alex M" in page
    assert together in page
    assert reverse("beside_person", args=[alex.person_id]) in text_of(dan.get(together))


def test_their_page_shows_what_they_agreed_to_and_is_logged(house, alex, beside, as_person):
    page = text_of(as_person("Dan").get(beside))
    assert "Alex Member" in page
    assert "+447700900123" in page or "07700 900123" in page
    assert "Leave no message" in page
    assert "Someone to walk with" not in page
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Alex" not in title
    assert Event.objects.filter(deed="person.read", subject=str(alex.person_id)).exists()


def test_without_consent_to_contact_there_is_no_number(house, alex, beside, as_person):
    services.withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.CONTACT, how=How("online")
    )
    page = text_of(as_person("Dan").get(beside))
    assert "Alex Member" in page
    assert "900123" not in page
    assert "alex@people.example" not in page


def test_without_consent_to_a_record_nothing_is_named(house, alex, beside, as_person):
    services.withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.RECORD, how=How("online")
    )
    answer = as_person("Dan").get(beside)
    page = text_of(answer)
    assert answer.status_code == 200
    assert "has not agreed to share" in page
    assert "Alex" not in page
    assert "Alex" not in text_of(as_person("Dan").get(reverse("beside_home")))


def test_strangers_get_404_and_other_roles_403(
    house, elsewhere, alex, beside, as_person, client_of
):
    assert client_of(elsewhere.people["Dan"].user).get(beside).status_code == 404
    stranger = reverse("beside_person", args=[house.people["Bo"].id])
    assert as_person("Dan").get(stranger).status_code == 404
    for who in ("Bo", "Mo", "Ada", "Alex"):
        assert as_person(who).get(beside).status_code == 403
        assert as_person(who).get(reverse("beside_home")).status_code == 403


def test_pages_use_the_words_of_the_service(house, as_person):
    words = {"coordinator": {"one": "host", "many": "hosts", "article": "a"}}
    change_words(by=house.viewer("Ada"), words=words)
    page = text_of(as_person("Dan").get(reverse("beside_home")))
    assert "A host thinks of the two of you" in page
    assert "oordinator" not in page


def test_the_pages_need_at_most_eight_queries(house, beside, as_person):
    client = as_person("Dan")
    assert count_queries(client, reverse("beside_home")) <= 8
    assert count_queries(client, beside) <= 8
