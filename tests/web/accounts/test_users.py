"""Sign-ins: whose address, and who agrees on a question for a new phone."""

from __future__ import annotations

import pytest

from alongside.web.accounts import services as accounts
from alongside.web.accounts.models import User
from alongside.web.accounts.services import Refused


def agree(house, who):
    dan = house.people["Dan"].user_id
    accounts.agree_question(by=house.viewer(who), user=dan, question="First pet?", answer="Rex")
    return User.objects.get(id=dan).agreed_question


@pytest.mark.parametrize("who", ["Dan", "Ada"])
def test_a_question_is_agreed_by_oneself_or_by_set_up(house, who):
    assert agree(house, who) == "First pet?"


@pytest.mark.parametrize("who", ["Bo", "Mo", "Alex"])
def test_nobody_else_agrees_on_the_question_of_another(house, alex, who):
    with pytest.raises(Refused, match="Only an administrator"):
        agree(house, who)
    assert User.objects.get(id=house.people["Dan"].user_id).agreed_question == ""


def refusal(house, email):
    with pytest.raises(Refused) as refused:
        accounts.add_user(by=house.viewer("Ada"), organisation=house.organisation.id, email=email)
    return refused.value


def test_nobody_learns_that_an_address_is_known_in_another_organisation(house, elsewhere):
    here = refusal(house, house.people["Dan"].user.email)
    there = refusal(house, f" {elsewhere.people['Dan'].user.email.upper()} ")
    assert here.message == there.message
    assert here.field == there.field == "email"
    for word in (elsewhere.organisation.name, elsewhere.service.name, "organisation", "already"):
        assert word not in there.message
