"""What somebody wishes for, written down with them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.support import selectors
from alongside.web.support.models import Wishes
from tests.cast import SPOKEN, bring_to_waiting
from tests.pages import count_queries, forms_of, text_of
from tests.web.home.desk.walking import deed


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


@pytest.fixture
def waits(house, alex):
    bring_to_waiting(house, alex)
    return alex


WISHES = {
    "must-language": ["welsh"], "nice-interest": ["walking", "music"],
    "heading": "Likes the sea", "sentence": "To get out of the house again.",
}  # fmt: skip


def test_wishes_are_kept_and_stand_in_the_form_again(house, waits, bo):
    answer = deed(bo, "record_wishes", waits, WISHES)
    assert answer.status_code == 302, text_of(answer)
    assert "Kept, in their words." in text_of(bo.get(answer.url))
    found = selectors.wish_list(house.viewer("Bo"), house.service.id, waits.person_id)
    assert {(w.kind, w.value, w.must) for w in found.wishes} == {
        ("language", "welsh", True), ("interest", "walking", False), ("interest", "music", False),
    }  # fmt: skip
    answer = deed(bo, "record_wishes", waits, {"heading": "Likes hills"})
    again = selectors.wish_list(house.viewer("Bo"), house.service.id, waits.person_id)
    assert again.heading == "Likes hills"
    assert again.sentence == "To get out of the house again."


def test_one_thing_cannot_be_both_a_must_and_nice(house, waits, bo):
    answer = deed(bo, "record_wishes", waits, {**WISHES, "nice-language": ["welsh"]})
    assert answer.status_code == 422
    assert "Choose each of these in one of the two rows" in text_of(answer)
    assert "Likes the sea" in text_of(answer)
    assert not Wishes.objects.exists()


def test_their_name_is_refused_where_a_supporter_would_read_it(house, waits, bo):
    answer = deed(bo, "record_wishes", waits, {"sentence": "Alex wants to walk"})
    assert answer.status_code == 422
    assert "Leave the name out" in text_of(answer)
    assert not Wishes.objects.exists()


def test_the_record_leads_to_it_while_it_can_matter(house, alex, bo):
    record, page = reverse("record", args=[alex.id]), reverse("record_wishes", args=[alex.id])
    assert page not in text_of(bo.get(record))
    assert bo.get(page).status_code == 302
    bring_to_waiting(house, alex)
    assert page in text_of(bo.get(record))


def test_no_wishes_are_kept_of_somebody_who_said_no_to_a_record(house, waits, bo):
    services.withdraw_consent(
        by=house.viewer("Bo"), person=waits.person, purpose=Purpose.RECORD, how=SPOKEN
    )
    page = reverse("record_wishes", args=[waits.id])
    assert page not in text_of(bo.get(reverse("record", args=[waits.id])))
    assert bo.get(page).status_code == 302


def test_a_page_of_wishes_sent_after_the_record_moved_on_is_refused(house, waits, bo):
    page = reverse("record_wishes", args=[waits.id])
    sent = {**forms_of(bo.get(page))[-1], **WISHES}
    services.withdraw_referral(by=house.viewer("Bo"), referral=waits.id, how=SPOKEN)
    answer = bo.post(page, sent)
    assert answer.status_code == 422
    assert "This has moved on" in text_of(answer)
    assert not Wishes.objects.exists()


def test_the_page_takes_at_most_eight_queries(house, waits, bo):
    deed(bo, "record_wishes", waits, WISHES)
    assert count_queries(bo, reverse("record_wishes", args=[waits.id])) <= 8


def test_nobody_else_reads_the_wishes(house, elsewhere, waits, bo):
    deed(bo, "record_wishes", waits, WISHES)

    def kept(viewer):
        return selectors.wish_list(viewer, house.service.id, waits.person_id)

    assert kept(house.viewer("Alex")).heading == "Likes the sea"
    for viewer in (*(house.viewer(w) for w in ("Dan", "Mo", "Ada")), elsewhere.viewer("Cy")):
        assert kept(viewer) == selectors.WishList()
