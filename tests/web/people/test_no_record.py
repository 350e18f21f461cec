"""A no to a record is true to its words: only what is needed to get back to the person is kept
and shown."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.web.accounts.services import Refused
from alongside.web.clock import now
from alongside.web.people import selectors, services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Contact, Referral, WelcomeConversation
from tests.cast import ONLINE, add_member, bring_to_waiting
from tests.pages import text_of
from tests.web.home.desk.walking import deed

NO = {Purpose.CONTACT: True, Purpose.RECORD: False}
HELLO, TALK, NOTE = "Someone to walk with", "To get out more", "Lives with her aunt"
PUT_AWAY = "They said no to a record, so their words are put away."


def soon():
    return (now() + timedelta(days=7)).date()


WRITES = {
    "log_contact": ("waiting", lambda by, r, note: services.log_contact(
        by=by, referral=r, way="phone", outcome="no_answer", within_rules=True, note=note)),
    "acknowledge_referral": ("received", lambda by, r, note: services.acknowledge_referral(
        by=by, referral=r, way="phone", note=note)),
    "keep_in_touch": ("waiting", lambda by, r, note: services.keep_in_touch(
        by=by, referral=r, way="phone", outcome="reached", next_contact_on=soon(), note=note)),
}  # fmt: skip


def say_no(house, alex):
    services.answer_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.RECORD, given=False,
        how=ONLINE,
    )  # fmt: skip


def take_back(house, alex):
    services.withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=Purpose.RECORD, how=ONLINE
    )


@pytest.fixture
def told(house):
    """Alex waits, agreed to a record and told us much; a note was written too."""
    alex = add_member(house)
    bring_to_waiting(house, alex)
    services.log_contact(
        by=house.viewer("Bo"), referral=alex.id, way="phone", outcome="reached",
        within_rules=True, note=NOTE,
    )  # fmt: skip
    return alex


@pytest.mark.parametrize("name", WRITES)
@pytest.mark.parametrize("lack", [say_no, take_back])
def test_no_note_is_written_about_who_said_no_and_the_date_is_kept(house, told, name, lack):
    lack(house, told)
    state, write = WRITES[name]
    Referral.objects.filter(id=told.id).update(state=state)
    before = Contact.objects.count()
    with pytest.raises(Refused, match="said no to a record") as refused:
        write(house.viewer("Bo"), told.id, NOTE)
    assert refused.value.field == "note"
    assert Contact.objects.count() == before
    write(house.viewer("Bo"), told.id, "  ")
    assert Contact.objects.count() == before + 1


@pytest.mark.parametrize("name", WRITES)
def test_a_note_is_written_where_a_record_was_agreed_or_not_asked_yet(house, alex, name):
    state, write = WRITES[name]
    Referral.objects.filter(id=alex.id).update(state=state, next_contact_on=soon())
    write(house.viewer("Bo"), alex.id, NOTE)
    assert Contact.objects.get().note == NOTE


def test_where_to_turn_is_kept_to_pass_them_on(house, as_person):
    alex = add_member(house, consents=NO)
    Referral.objects.filter(id=alex.id).update(state="acknowledged")
    services.say_not_right_here(
        by=house.viewer("Bo"), referral=alex.id, reason="other_need", elsewhere="The library",
        spoke_to="Jo",
    )  # fmt: skip
    assert "The library. Jo" in text_of(as_person("Bo").get(reverse("record", args=[alex.id])))


@pytest.mark.parametrize("lack", [say_no, take_back])
def test_their_words_are_put_away_for_staff_and_stay_for_them(house, told, as_person, lack):
    address = reverse("record", args=[told.id])
    shown = text_of(as_person("Bo").get(address))
    assert all(words in shown for words in (HELLO, TALK, NOTE))
    assert PUT_AWAY not in shown
    lack(house, told)
    shown = text_of(as_person("Bo").get(address))
    assert not any(words in shown for words in (HELLO, TALK, NOTE))
    assert PUT_AWAY in shown
    own = text_of(as_person("Alex").get(reverse("my_words")))
    assert HELLO in own and TALK in own


@pytest.mark.parametrize("consents", [True, False])
def test_no_read_of_a_record_gives_the_words(house, told, consents):
    take_back(house, told)
    found = selectors.get_referral(house.viewer("Bo"), told.id, consents=consents)
    assert (found.referral.what_would_help, found.referral.welcome.hopes) == ("", "")
    assert [contact.note for contact in found.contacts if contact.note] == []


def test_a_yes_given_again_brings_the_words_back(house, told):
    take_back(house, told)
    services.answer_consent(
        by=house.viewer("Alex"), person=told.person, purpose=Purpose.RECORD, given=True, how=ONLINE
    )
    found = selectors.get_referral(house.viewer("Bo"), told.id)
    assert found.referral.what_would_help == HELLO


def test_the_list_shows_no_wish_of_theirs(house, told):
    welcome = WelcomeConversation.objects.get(referral=told)
    welcome.wishes = "A walker"
    welcome.save()
    [row] = selectors.waiting(house.viewer("Bo")).rows
    assert row.wishes == "A walker"
    take_back(house, told)
    [row] = selectors.waiting(house.viewer("Bo")).rows
    assert row.wishes == ""


def test_the_form_has_no_box_for_notes_and_says_why_one_that_was_sent_is_not_kept(
    house, told, as_person
):
    take_back(house, told)
    bo = as_person("Bo")
    assert 'name="note"' not in text_of(bo.get(reverse("record_contact", args=[told.id])))
    tried = {"way": "phone", "outcome": "no_answer", "within_rules": "yes"}
    answer = deed(bo, "record_contact", told, {**tried, "note": NOTE})
    assert answer.status_code == 422
    assert "They said no to a record. Leave this empty" in text_of(answer)
    assert deed(bo, "record_contact", told, tried).status_code == 302
