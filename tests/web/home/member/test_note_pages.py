"""A person's own notes: read at once, marked seen by themselves only, and added to."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.web.support import services
from alongside.web.support.models import SharedNote
from tests.cast import introduce
from tests.pages import count_queries, forms_of, text_of
from tests.web.support.logs_cast import meet, note


@pytest.fixture
def shared(house, alex) -> SharedNote:
    return note(house, meet(house, introduce(house, alex)))


def page_of(shared) -> str:
    return reverse("my_note", args=[shared.id])


def seen(shared):
    return SharedNote.objects.get(id=shared.id).seen_at


def test_the_list_says_what_is_new_and_opens_nothing(shared, as_person):
    mine = as_person("Alex")
    page = text_of(mine.get(reverse("my_notes")))
    assert "You have not read this" in page and "We walked" not in page
    assert seen(shared) is None


def test_opening_it_marks_it_once(shared, as_person):
    mine = as_person("Alex")
    assert "We walked to the gate" in text_of(mine.get(page_of(shared)))
    first = seen(shared)
    assert first is not None
    mine.get(page_of(shared))
    assert seen(shared) == first
    assert "Dan wrote it" in text_of(mine.get(reverse("my_notes")))


def test_nobody_else_opens_or_marks_it(house, elsewhere, shared, as_person, client_of):
    for who in ("Dan", "Bo", "Mo", "Ada"):
        assert as_person(who).get(page_of(shared)).status_code == 403
    assert client_of(elsewhere.people["Cy"].user).get(page_of(shared)).status_code in (403, 404)
    assert seen(shared) is None


def test_another_member_gets_404(house, shared, as_person):
    from tests.cast import add_member

    add_member(house, "Eve", email="eve@people.example", phone="07700 900999")
    eve = as_person("Eve")
    assert eve.get(page_of(shared)).status_code == 404
    assert eve.post(page_of(shared), {"text": "Mine"}).status_code == 404
    assert seen(shared) is None


def test_only_a_look_marks_it(shared, as_person):
    mine = as_person("Alex")
    mine.head(page_of(shared))
    mine.post(page_of(shared), {"text": ""})
    assert seen(shared) is None


def test_own_words_are_added_beneath(shared, as_person):
    mine = as_person("Alex")
    answer = mine.get(page_of(shared))
    form = next(form for form in forms_of(answer) if "text" in form) | {"text": "I liked it"}
    answer = mine.post(page_of(shared), form)
    page = text_of(mine.get(answer.url))
    assert page.index("We walked to the gate") < page.index("I liked it")
    assert "It stands beneath the note." in page


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "Write a few words"), (" \x00 ", "Write a few words"), ("x" * 5001, "5000")],
)
def test_what_cannot_be_is_said_beside_it(shared, as_person, text, words):
    mine = as_person("Alex")
    form = next(form for form in forms_of(mine.get(page_of(shared))) if "text" in form)
    answer = mine.post(page_of(shared), form | {"text": text})
    assert answer.status_code == 422 and words in text_of(answer)
    assert SharedNote.objects.count() == 1


def test_the_pages_name_nobody_in_the_tab_and_need_at_most_eight_queries(shared, as_person):
    mine = as_person("Alex")
    services_page = reverse("my_notes")
    for address in (services_page, page_of(shared)):
        page = text_of(mine.get(address))
        assert "Dan" not in page[page.index("<title>") : page.index("</title>")]
        assert count_queries(mine, address) <= 8


def test_a_note_is_about_one_person_however_often_it_was_added_to(house, shared, as_person):
    services.add_to_note(by=house.viewer("Dan"), note=shared.id, text="More")
    page = text_of(as_person("Alex").get("/my/"))
    assert "1 you have not read" in page
