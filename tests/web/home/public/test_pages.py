"""The public pages around getting in touch."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.web.accounts.models import Service
from tests.pages import count_queries, text_of

PAGES = ("help_lines", "what_we_keep", "accessibility", "hello_resume")


@pytest.fixture
def slug(house):
    return house.service.slug


def test_one_open_service_is_the_first_page(house, anonymous, slug):
    answer = anonymous.get("/")
    assert answer.status_code == 302 and answer.url == f"/s/{slug}/"


def test_several_open_services_are_a_list(house, elsewhere, anonymous):
    page = text_of(anonymous.get("/"))
    for one in (house, elsewhere):
        assert one.service.name in page and f'href="/s/{one.service.slug}/"' in page


def test_with_nothing_open_the_page_is_calm_and_has_help_lines(db, anonymous):
    page = text_of(anonymous.get("/"))
    assert "Nothing is open here yet" in page and "Call 116 123" in page


@pytest.mark.parametrize(
    ("who", "where"), [("Alex", "/my/"), ("Bo", "/desk/"), ("Mo", "/figures/")]
)
def test_whoever_is_signed_in_begins_at_their_own_page(house, alex, as_person, who, where):
    assert as_person(who).get("/").url == where


def test_the_landing_page_puts_help_lines_before_everything(house, anonymous, slug):
    page = text_of(anonymous.get(f"/s/{slug}/"))
    assert 0 < page.index("Call 116 123") < page.index("<h1>")
    assert page.index("Call 999") < page.index("<h1>")
    assert "We are not a crisis service" in page and "Exit this page" in page


def test_the_landing_page_says_the_real_clocks(house, anonymous, slug):
    page = text_of(anonymous.get(f"/s/{slug}/"))
    assert "within 2 working days" in page and "within 15 working days" in page
    assert "Side by side" in page and "Two people, one to one" in page


def test_the_wait_is_said_only_when_it_is_known(house, anonymous, slug):
    assert "People are waiting" not in text_of(anonymous.get(f"/s/{slug}/"))
    Service.objects.filter(id=house.service.id).update(wait_weeks=5)
    assert "People are waiting about 5 weeks" in text_of(anonymous.get(f"/s/{slug}/"))


def test_a_closed_service_is_not_there(house, anonymous, slug):
    Service.objects.filter(id=house.service.id).update(is_open=False)
    for name in ("service", "hello_start", "paper_form"):
        assert anonymous.get(reverse(name, args=[slug])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_each_page_opens_for_anyone_with_help_lines_and_a_neutral_tab(house, anonymous, name):
    page = text_of(anonymous.get(reverse(name)))
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Call 116 123" in page and house.service.name not in title
    assert title.endswith("Information")


def test_what_we_keep_says_how_long_and_who_sees(house, anonymous):
    page = text_of(anonymous.get("/what-we-keep/"))
    for part in ("30 days", "Eight years", "Coordinators of the service", "Telling your doctor"):
        assert part in page


@pytest.mark.parametrize("query", ["", "?for=other"])
def test_the_paper_form_asks_every_question(house, anonymous, slug, query):
    page = text_of(anonymous.get(f"/s/{slug}/paper/{query}"))
    asked = [
        "safe",
        "May we get in touch with you in the ways you tick?",
        "hat would help?",
        "born",
    ]
    assert all(part in page for part in asked)
    assert "116 123" in page and "Reference" in page
    assert "<form" not in page and "draft" not in page


@pytest.mark.parametrize(
    "path", ["/", "/s/{slug}/", "/s/{slug}/hello/", "/s/{slug}/paper/", "/what-we-keep/"]
)
def test_no_page_asks_the_database_often(house, anonymous, slug, path):
    path = path.format(slug=slug)
    assert count_queries(anonymous, path) <= 8
