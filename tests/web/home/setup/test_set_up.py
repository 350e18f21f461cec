"""The list of what is set up, the place, the words, the help lines."""

import pytest
from django.urls import reverse

from alongside.web.accounts.models import Organisation
from alongside.web.audit.models import Event
from alongside.web.safety.selectors import crisis_contacts
from alongside.web.ui.words import standard_terms
from tests.pages import count_queries, form_with, text_of

PAGES = (
    "set_up", "set_up_place", "set_up_words", "set_up_help_lines", "set_up_rota",
    "set_up_people", "set_up_person_add", "set_up_service_add",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_only_an_administrator_sets_things_up(name, house, as_person, anonymous):
    assert as_person("Ada").get(reverse(name)).status_code == 200
    for who in ("Bo", "Dan", "Mo"):
        assert as_person(who).get(reverse(name)).status_code == 403
    assert anonymous.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
def test_a_page_needs_at_most_eight_queries(name, house, as_person):
    assert count_queries(as_person("Ada"), reverse(name)) <= 8


def test_the_list_says_what_is_there_and_what_is_not(house, as_person):
    page = text_of(as_person("Ada").get(reverse("set_up")))
    assert "Thornbeck Commons, England" in page
    assert "Side by side" in page
    assert "4 lines, checked on" in page
    assert "As they come" in page
    assert "4 people" in page
    assert "Nothing yet" in page  # the rota
    assert page.index("Your place and name") < page.index("Your words") < page.index("4 lines,")


def test_the_place_is_changed_and_its_time_zone_with_it(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_place")), "place") | {
        "place": "us",
        "name": "Riverside",
        "phone": "555 0100",
    }
    after = client.post(reverse("set_up_place"), given)
    assert after.status_code == 302
    assert "Every page shows it now" in text_of(client.get(after["Location"]))
    changed = Organisation.objects.get(id=house.organisation.id)
    assert (changed.name, changed.place, changed.time_zone) == (
        "Riverside",
        "us",
        "America/New_York",
    )
    assert Event.objects.filter(deed="organisation.changed").exists()


def test_a_missing_name_is_said_beside_the_field_and_what_was_typed_stays(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_place")), "place")
    after = client.post(reverse("set_up_place"), given | {"name": "", "phone": "0117 496 0000"})
    page = text_of(after)
    assert after.status_code == 422
    assert "Please check one thing" in page
    assert page.count("Enter the name of the organisation") == 2
    assert "0117 496 0000" in page
    assert "<title>Error:" in page


@pytest.mark.parametrize("address", ["weather", "http://old.example", "javascript:alert(1)"])
def test_exit_leads_to_a_whole_address(address, house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_place")), "place")
    after = client.post(reverse("set_up_place"), given | {"exit_url": address})
    assert after.status_code == 422


def test_a_word_is_changed_on_every_page_at_once(house, as_person):
    client = as_person("Ada")
    assert "coordinator" in text_of(client.get(reverse("set_up_people"))).lower()
    given = form_with(client.get(reverse("set_up_words")), "one_0")
    number = [term.standard for term in standard_terms()].index("coordinator")
    given |= {f"one_{number}": "host", f"many_{number}": "hosts", f"article_{number}": "a"}
    after = client.post(reverse("set_up_words"), given)
    assert after.status_code == 302
    people = text_of(client.get(reverse("set_up_people")))
    assert "Host, Thornbeck Peer Support" in people
    assert "coordinator" not in people.lower()
    words = text_of(client.get(reverse("set_up_words")))
    assert 'value="hosts"' in words
    assert "coordinator" not in words.lower()


def test_empty_boxes_go_back_to_the_word_we_began_with(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_words")), "one_0") | {
        "one_0": "guest",
        "many_0": "guests",
    }
    client.post(reverse("set_up_words"), given)
    given = form_with(client.get(reverse("set_up_words")), "one_0")
    assert given["one_0"] == "guest"
    client.post(reverse("set_up_words"), given | {"one_0": "", "many_0": "", "article_0": ""})
    assert Organisation.objects.get(id=house.organisation.id).words == {}


def test_a_word_without_its_plural_is_refused_and_kept(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_words")), "one_0")
    after = client.post(reverse("set_up_words"), given | {"one_0": "guest", "many_0": ""})
    assert after.status_code == 422
    assert "Enter the word for several of “guest”" in text_of(after)
    given |= {"one_0": "{name}"}
    assert client.post(reverse("set_up_words"), given).status_code == 422


def test_help_lines_are_changed_and_the_emergency_number_stays_last(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_help_lines")), "name_0")
    given |= {
        "name_4": "Night Line", "number_4": "0117 496 0000", "way_4": "call",
        "hint_4": "From 8pm", "gone_1": "on", "order_2": "1",
    }  # fmt: skip
    after = client.post(reverse("set_up_help_lines"), given)
    assert after.status_code == 302
    lines = crisis_contacts(house.organisation.id)
    assert [line.name for line in lines] == ["Shout", "Samaritans", "Night Line", "Emergency"]
    assert lines[0].href == "sms:85258?body=SHOUT"
    assert lines[2].href == "tel:01174960000"
    assert "Night Line" in text_of(client.get(reverse("set_up")))


def test_the_last_help_line_cannot_be_taken_out(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_help_lines")), "name_0")
    given |= {f"gone_{n}": "on" for n in range(4)}
    after = client.post(reverse("set_up_help_lines"), given)
    assert after.status_code == 422
    assert "Keep at least one help line" in text_of(after)
    assert len(crisis_contacts(house.organisation.id)) == 4


def test_a_help_line_needs_name_number_and_way(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_help_lines")), "name_0") | {"hint_4": "Any time"}
    page = text_of(client.post(reverse("set_up_help_lines"), given))
    assert "Please check 3 things" in page
    assert "Enter its number, like 116 123" in page
    assert 'value="Any time"' in page


def test_numbers_cannot_have_been_checked_tomorrow(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_help_lines")), "name_0")
    after = client.post(reverse("set_up_help_lines"), given | {"checked_on-year": "2999"})
    assert after.status_code == 422


def test_the_lines_of_the_place_can_be_put_back(house, as_person):
    client = as_person("Ada")
    page = client.get(reverse("set_up_help_lines"))
    client.post(reverse("set_up_help_lines"), form_with(page, "name_0") | {"gone_0": "on"})
    assert len(crisis_contacts(house.organisation.id)) == 3
    page = client.get(reverse("set_up_help_lines"))
    again = form_with(page, "again-do")
    assert client.post(reverse("set_up_help_lines"), again).status_code == 302
    assert len(crisis_contacts(house.organisation.id)) == 4


def test_pressing_twice_writes_once(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_place")), "place") | {"name": "Riverside"}
    first = client.post(reverse("set_up_place"), given)
    second = client.post(reverse("set_up_place"), given)
    assert first["Location"] == second["Location"]
    assert Event.objects.filter(deed="organisation.changed").count() == 1
