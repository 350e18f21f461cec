"""With every word of the pack renamed, no page of these areas shows an old one."""

import re
from html import unescape

import pytest
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.people import services
from alongside.web.support.models import Offer
from alongside.web.ui.words import standard_terms
from tests.cast import agree_to_all, system_viewer
from tests.pages import text_of

SOUNDS = "bofu dako gemi hiru jopa kelo lumi mabu nogi pira rosu sito tabe vimo wuna yalo zeki"
HEARD = re.compile(r'(?:alt|title|aria-label|type="text" value)="([^"]*)"')


def seen_and_heard(page):
    """What somebody reads or hears: text, values and labels, but no addresses or ids."""
    return unescape(f"{re.sub('<[^>]+>', ' ', page)} {' '.join(HEARD.findall(page))}").lower()


@pytest.fixture
def renamed(house):
    pairs = zip(standard_terms(), SOUNDS.split(), strict=True)
    words = {
        term.standard: {"one": sound, "many": f"{sound}ri", "article": "le"}
        for term, sound in pairs
    }
    accounts.change_words(by=house.viewer("Ada"), words=words)
    return house


def old_words(page):
    shown = seen_and_heard(page)
    terms = [word for term in standard_terms() for word in (term.one, term.many)]
    return [word for word in terms if re.search(rf"\b{re.escape(word)}\b", shown)]


def test_no_old_word_is_left(renamed, alex, as_person):
    house = renamed
    agree_to_all(house, alex.person)
    services.add_to_circle(
        by=system_viewer("test", house.organisation.id), person=alex.person,
        viewer=house.people["Dan"], relation="supporter", service=house.service.id, why="match",
    )  # fmt: skip
    services.change_details(
        by=house.viewer("Bo"), person=alex.person, details=services.Details(name="Alex"),
        contact=None,
    )  # fmt: skip
    part = Offer.objects.get(service=house.service)
    service = [house.service.id]
    visits = [
        *[("Ada", reverse(name)) for name in (
            "set_up", "set_up_place", "set_up_words", "set_up_help_lines", "set_up_rota",
            "set_up_people", "set_up_person_add", "set_up_service_add",
        )],
        ("Ada", reverse("set_up_service", args=service)),
        ("Ada", reverse("set_up_offer_add", args=service)),
        ("Ada", reverse("set_up_offer", args=[part.id])),
        ("Ada", reverse("set_up_person", args=[house.people["Dan"].id])),
        ("Mo", reverse("figures")),
        ("Dan", reverse("beside_home")),
        ("Dan", reverse("beside_person", args=[alex.person_id])),
    ]  # fmt: skip
    for who, address in visits:
        client = as_person(who)
        found = old_words(text_of(client.get(address)))
        if address != reverse("set_up_words"):  # nothing typed there is a right answer
            wrong = client.post(address, {"x": "1"})
            found += old_words(text_of(wrong)) if wrong.status_code == 422 else []
        assert found == [], address
