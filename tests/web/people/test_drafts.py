"""Answers on the way: sealed, found by a code, gone after 30 days, no referral until sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404

from alongside.web.accounts.codes import TooManyAttempts
from alongside.web.accounts.services import Refused
from alongside.web.clock import now, pretend
from alongside.web.people import selectors, services
from alongside.web.people.models import Draft, Person, Referral

WORDS = "I hear the sea at night"


@pytest.fixture
def draft(house):
    """A draft with an answer, and its code."""
    row, code = services.start_draft(service=house.service, route="self")
    services.save_answers(draft=row.id, answers={"what_would_help": WORDS})
    return row, code


def find(code, source="192.0.2.7"):
    return services.find_draft(code, source=source)


def test_the_words_are_sealed_at_rest(draft):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_draft")
        assert "sea" not in str(cursor.fetchall())
    assert Draft.objects.get().answers == {"what_would_help": WORDS}


def test_a_draft_is_found_again_by_its_code_however_it_is_typed(draft):
    row, code = draft
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert find(typed).id == row.id


def test_the_code_itself_is_never_stored(draft):
    _, code = draft
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_draft")
        assert code.replace("-", "") not in str(cursor.fetchall())


def test_later_answers_replace_earlier_ones_and_the_rest_stays(draft):
    row, _ = draft
    services.save_answers(draft=row.id, answers={"name": "Sam"})
    services.save_answers(draft=row.id, answers={"name": "Sam Reed"})
    assert services.open_draft(row.id).answers == {"what_would_help": WORDS, "name": "Sam Reed"}


@pytest.mark.parametrize(("days", "there"), [(29.9, True), (30.1, False)])
def test_a_draft_lasts_thirty_days_after_the_last_answer(draft, days, there):
    row, code = draft
    with pretend(now() + timedelta(days=days)):
        if there:
            assert find(code).id == row.id
            assert services.open_draft(row.id)
        else:
            with pytest.raises(Refused, match="cannot find answers"):
                find(code)
            assert services.open_draft(row.id) is None
            with pytest.raises(Http404):
                services.save_answers(draft=row.id, answers={"name": "Sam"})


def test_old_drafts_are_deleted_when_the_next_is_started(house, draft):
    with pretend(now() + timedelta(days=31)):
        services.start_draft(service=house.service, route="self")
        assert Draft.objects.count() == 1
        assert WORDS not in str(Draft.objects.get().answers)


def test_wrong_codes_are_counted_and_then_refused(draft):
    _, code = draft
    for _ in range(5):
        with pytest.raises(Refused, match="cannot find answers"):
            find("AAAAA-AAAAA")
    with pytest.raises(TooManyAttempts):
        find(code)
    assert find(code, source="192.0.2.8")


def test_a_draft_is_no_referral_and_no_person_for_anybody(house, draft):
    assert not Referral.objects.exists()
    assert not Person.objects.filter(roleholding__isnull=True).exists()
    assert selectors.front_door(house.viewer("Bo")).rows == []
    assert selectors.desk_counts(house.viewer("Bo")).new == 0


def test_a_dropped_draft_is_gone(draft):
    row, code = draft
    services.drop_draft(row.id)
    assert services.open_draft(row.id) is None
    with pytest.raises(Http404):
        services.save_answers(draft=row.id, answers={})
    with pytest.raises(Refused):
        find(code)
