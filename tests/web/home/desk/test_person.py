"""Sharing, details, letters, pairs and a sign-in: what is kept of a person and who may have it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import (
    Consent,
    Person,
    PossibleDuplicate,
    RoleHolding,
    SentOn,
)
from tests.cast import ONLINE, agree_to_all, say_hello
from tests.pages import text_of
from tests.web.home.desk.walking import deed

READ_BACK = {"method": "spoken", "read_back": "on"}


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


def live(row) -> set[Purpose]:
    return set(services.live_consents([row.person_id]).get(row.person_id, {}))


def test_an_answer_about_sharing_is_given_and_taken_back_for_them(house, alex, bo):
    yes = {"given": "yes", **READ_BACK, "helped_by": "Their sister"}
    assert deed(bo, "record_sharing", alex, yes, "gp").status_code == 302
    assert Purpose.GP in live(alex)
    consent = Consent.objects.get(purpose="gp")
    assert (consent.helped_by, consent.wording) == ("Their sister", "gp-1")
    no = {"given": "no", "method": "paper"}
    assert deed(bo, "record_sharing", alex, no, "gp").status_code == 302
    assert Purpose.GP not in live(alex)
    assert Consent.objects.get(purpose="gp").withdrawn_method == "paper"
    assert "Taken back on" in text_of(bo.get(reverse("record", args=[alex.id])))


def test_the_question_stands_as_it_is_read_and_nothing_is_chosen(house, alex, bo):
    shown = text_of(bo.get(reverse("record_sharing", args=[alex.id, "gp"])))
    assert "May we tell your doctor that you come here?" in shown
    assert " checked>" not in shown
    answer = deed(bo, "record_sharing", alex, {"given": "yes", "method": "spoken"}, "gp")
    assert answer.status_code == 422
    assert "Read it back to them" in text_of(answer)


def test_a_purpose_that_does_not_exist_is_not_found(house, alex, bo):
    assert bo.get(reverse("record_sharing", args=[alex.id, "gossip"])).status_code == 404


def test_nothing_is_sent_on_without_every_yes_and_the_page_names_what_is_missing(house, alex, bo):
    shown = text_of(bo.get(reverse("record_send_on", args=[alex.id])))
    assert "Their doctor: not agreed" in shown
    assert "Keeping a record" in shown
    assert "Telling your doctor" in shown
    answer = bo.post(
        reverse("record_send_on", args=[alex.id]),
        {"to": "gp", "recipient": "Dr Patel", "shared": "They come here"},
    )
    assert answer.status_code == 422
    assert not SentOn.objects.exists()


def test_a_letter_holds_only_what_was_written_and_is_read_by_its_own_coordinators(
    house, alex, bo, elsewhere, client_of, as_person
):
    agree_to_all(house, alex.person, but=(Purpose.THERAPY,))
    shown = text_of(bo.get(reverse("record_send_on", args=[alex.id])))
    assert "A therapy service: not agreed" in shown
    assert 'value="therapy"' not in shown
    data = {"to": "gp", "recipient": "Dr Patel, Mill Surgery", "shared": "They come here."}
    answer = deed(bo, "record_send_on", alex, data)
    assert answer.status_code == 302
    letter = text_of(bo.get(answer.url))
    for said in ("Dr Patel, Mill Surgery", "They come here.", "Alex Member", alex.reference):
        assert said in letter
    assert "Someone to walk with" not in letter
    assert Event.objects.filter(deed="sent_on.read", subject=str(alex.person_id)).exists()
    assert client_of(elsewhere.people["Cy"].user).get(answer.url).status_code == 404
    assert as_person("Mo").get(answer.url).status_code == 403
    assert answer.url in text_of(bo.get(reverse("record_send_on", args=[alex.id])))


@pytest.mark.parametrize("purpose", [Purpose.GP, Purpose.RECORD])
def test_a_letter_is_not_printed_again_once_its_yes_was_taken_back(house, alex, bo, purpose):
    agree_to_all(house, alex.person)
    data = {"to": "gp", "recipient": "Dr Patel, Mill Surgery", "shared": "They come here."}
    letter = deed(bo, "record_send_on", alex, data).url
    services.withdraw_consent(
        by=house.viewer("Alex"), person=alex.person, purpose=purpose, how=ONLINE
    )
    shown = text_of(bo.get(letter))
    assert "They have not agreed to this" in shown
    for gone in ("Dr Patel", "They come here.", "Alex"):
        assert gone not in shown


def test_details_and_safe_contact_are_put_right(house, alex, bo):
    data = {"name": "Alex Other", "ways": ["text", "post"], "address": "1 High Street",
            "times": "Afternoons", "may_leave_message": "yes"}  # fmt: skip
    assert deed(bo, "record_details", alex, data).status_code == 302
    person = Person.objects.get(id=alex.person_id)
    assert person.name == "Alex Other"
    assert person.safe_contact.ways == ["text", "post"]
    shown = text_of(bo.get(reverse("record", args=[alex.id])))
    assert "Likes text or post. Best time: Afternoons." in shown
    answer = deed(bo, "record_details", alex, {"address": "", "ways": ["post"], "name": ""})
    assert answer.status_code == 422
    assert "Enter an address, or take the tick at post away" in text_of(answer)


def test_a_pair_is_shown_with_no_more_than_decides_it_and_a_person_decides(house, alex, bo):
    twin = say_hello(house, "Alexandra Member")
    record = reverse("record", args=[twin.id])
    assert "May be here twice" in text_of(bo.get(record))
    shown = text_of(bo.get(reverse("record_doubles", args=[twin.id])))
    assert "Alex M" in shown
    assert alex.reference in shown
    assert "The same phone number" in shown
    assert "Someone to walk with" not in shown
    assert "07700" not in shown
    assert Event.objects.filter(deed="duplicate.read", subject=str(alex.person_id)).exists()
    pair = PossibleDuplicate.objects.get()
    assert deed(bo, "record_doubles", twin, {}).status_code == 422
    assert deed(bo, "record_doubles", twin, {str(pair.id): "different"}).status_code == 302
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("different", house.people["Bo"].user_id)
    assert "May be here twice" not in text_of(bo.get(record))
    assert Person.objects.filter(id__in=[alex.person_id, twin.person_id]).count() == 2


def test_a_sign_in_is_given_with_an_address_or_by_a_code_handed_over(house, bo):
    one, two = say_hello(house, "Ruth Mbeki"), say_hello(house, "Sam Else", email="", phone="")
    answer = deed(bo, "record_sign_in", one, {"way": "email", "email": "ruth@people.example"})
    assert "said=sign_in" in answer.url
    answer = deed(bo, "record_sign_in", two, {"way": "code", "email": "left@over.example"})
    assert "said=sign_in_code" in answer.url
    one.person.refresh_from_db()
    assert one.person.user.email == "ruth@people.example"
    assert Person.objects.get(id=two.person_id).user.email is None
    held = RoleHolding.objects.filter(role=Role.MEMBER, service=house.service)
    assert held.count() == 2
    assert reverse("record_sign_in", args=[one.id]) not in text_of(
        bo.get(reverse("record", args=[one.id]))
    )


def test_an_address_that_is_taken_is_said_beside_the_field(house, alex, bo):
    row = say_hello(house, "Ruth Mbeki")
    data = {"way": "email", "email": "alex@people.example"}
    answer = deed(bo, "record_sign_in", row, data)
    assert answer.status_code == 422
    assert "This address cannot be used here. Enter another one." in text_of(answer)
