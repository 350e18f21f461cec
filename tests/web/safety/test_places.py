"""Help lines: their links, the emergency number last, the first organisation of a place."""

import pytest
from django.http import Http404

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.people.models import RoleHolding
from alongside.web.safety.places import (
    Contact,
    address_of,
    in_order,
    is_emergency,
    places,
    word_of,
)
from alongside.web.safety.selectors import crisis_contacts
from alongside.web.safety.services import Founder, change_place, found_organisation
from alongside.web.support.opening import Need, missing, say_missing
from alongside.web.support.selectors import missing_to_open
from alongside.web.support.services import close_service, open_service


@pytest.mark.parametrize("place", places().values(), ids=lambda place: place.key)
def test_the_link_of_every_shipped_line_is_what_its_number_makes(place):
    for line in place.contacts:
        assert address_of(line.way, line.number, word_of(line.href)) == line.href


@pytest.mark.parametrize("place", places().values(), ids=lambda place: place.key)
def test_the_emergency_number_goes_last_from_anywhere(place):
    assert in_order(place.contacts[::-1])[-1] == place.contacts[-1]
    assert is_emergency(place.contacts[-1])


def test_a_number_in_words_keeps_only_its_digits():
    assert address_of("call", "+44 (0)117 496 0000") == "tel:+4401174960000"
    assert address_of("call", "111, then 2") == "tel:111"
    assert address_of("text", "85258") == "sms:85258"


def test_a_token_that_is_not_ours_founds_nothing(db):
    with pytest.raises(Refused):
        found_organisation(
            by=system_viewer("test", None), token="guess", name="Ours", place="us",
            founder=Founder("Ada", "ada@x.example"),
        )  # fmt: skip
    assert not RoleHolding.objects.exists()


def test_a_place_we_do_not_know_is_refused(house):
    with pytest.raises(Refused):
        change_place(by=house.viewer("Ada"), place="atlantis", name="Ours")
    assert len(crisis_contacts(house.organisation.id)) == 4


def test_only_an_administrator_opens_or_closes_their_own_service(house, elsewhere):
    for deed in (open_service, close_service):
        for who in ("Bo", "Dan", "Mo"):
            with pytest.raises(Refused):
                deed(by=house.viewer(who), service=house.service.id)
        with pytest.raises(Http404):
            deed(by=elsewhere.viewer("Ada"), service=house.service.id)


def test_what_is_missing_is_said_in_one_sentence(house):
    assert missing_to_open(house.viewer("Ada"), house.service.id) == []
    assert say_missing(missing(help_lines=True, taking_part=True, welcomer=False)) == (
        "a coordinator who can sign in"
    )
    assert say_missing(Need) == (
        "help lines for your place, something that people can take part in and "
        "a coordinator who can sign in"
    )


def test_a_line_has_all_its_parts():
    line = Contact("Night Line", "0117 496 0000", "call", "tel:01174960000", "From 8pm")
    assert not is_emergency(line)
