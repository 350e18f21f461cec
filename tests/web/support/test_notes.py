"""Words about a meeting that both read: who reads them, who adds, and when they were seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import system_viewer
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.people import selectors as people
from alongside.web.support import selectors, services
from alongside.web.support.models import SharedNote
from tests.cast import introduce
from tests.web.support.logs_cast import keep_attendance_only, meet, note, take_back_record


@pytest.fixture
def match(house, alex):
    return introduce(house, alex)


@pytest.fixture
def shared(house, match) -> SharedNote:
    return note(house, meet(house, match))


def seen(one: SharedNote):
    return SharedNote.objects.get(id=one.id).seen_at


# Who reads


def test_the_one_it_is_about_reads_it_at_once_and_nobody_else_by_that_way(house, elsewhere, shared):
    alex = house.viewer("Alex")
    assert [one.first.text for one in selectors.my_notes(alex)] == ["We walked to the gate"]
    assert selectors.my_note(alex, shared.id).is_new
    for by in (*map(house.viewer, ("Dan", "Bo", "Mo", "Ada")), elsewhere.viewer("Cy")):
        assert selectors.my_notes(by) == []
        with pytest.raises(Http404):
            selectors.my_note(by, shared.id)


def test_reading_alone_marks_nothing(house, shared):
    alex = house.viewer("Alex")
    selectors.my_notes(alex)
    selectors.my_note(alex, shared.id)
    assert seen(shared) is None


def test_the_desk_reads_notes_with_when_they_were_seen_and_the_look_is_kept(house, alex, shared):
    services.see_note(by=house.viewer("Alex"), note=shared.id)
    bo = house.viewer("Bo")
    (thread,) = selectors.notes_on_record(bo, people.get_referral(bo, alex.id))
    assert thread.first.seen_at is not None and not thread.is_new
    look = Event.objects.get(deed="note.read")
    assert (look.is_read, look.subject) == (True, str(alex.person_id))


def test_the_desk_reads_none_of_somebody_who_agrees_to_no_record(house, alex, shared):
    take_back_record(house)
    bo = house.viewer("Bo")
    assert selectors.notes_on_record(bo, people.get_referral(bo, alex.id)) == []
    assert not Event.objects.filter(deed="note.read").exists()


def test_the_one_it_is_about_keeps_their_notes_after_the_end(house, match, shared):
    services.end_match(by=house.viewer("Dan"), match=match.id)
    assert len(selectors.my_notes(house.viewer("Alex"))) == 1


# Who adds


def test_the_one_it_is_about_adds_and_nothing_is_written_over(house, shared):
    alex = house.viewer("Alex")
    own = services.add_to_note(by=alex, note=shared.id, text="I liked the gate")
    more = services.add_to_note(by=house.viewer("Dan"), note=own.id, text="So did I")
    assert own.corrects_id == more.corrects_id == shared.id
    thread = selectors.my_note(alex, shared.id)
    assert [one.text for one in (thread.first, *thread.added)] == [
        "We walked to the gate", "I liked the gate", "So did I",
    ]  # fmt: skip
    assert [one.side for one in thread.added] == ["member", "supporter"]


def test_own_words_are_never_new_to_their_writer(house, shared):
    alex = house.viewer("Alex")
    services.see_note(by=alex, note=shared.id)
    services.add_to_note(by=alex, note=shared.id, text="I liked the gate")
    assert selectors.unread_notes(alex) == 0
    services.add_to_note(by=house.viewer("Dan"), note=shared.id, text="So did I")
    assert selectors.unread_notes(alex) == 1


def test_nobody_else_adds(house, elsewhere, match, shared):
    outsiders = (*map(house.viewer, ("Bo", "Mo", "Ada")), elsewhere.viewer("Cy"))
    for by in outsiders:
        with pytest.raises(Http404):
            services.add_to_note(by=by, note=shared.id, text="Mine")
    services.end_match(by=house.viewer("Alex"), match=match.id, wants_another=False)
    with pytest.raises(Http404):
        services.add_to_note(by=house.viewer("Dan"), note=shared.id, text="Late")
    services.add_to_note(by=house.viewer("Alex"), note=shared.id, text="My last word")


@pytest.mark.parametrize("stop", [keep_attendance_only, take_back_record])
def test_whoever_gives_support_adds_nothing_where_no_notes_are_kept(house, shared, stop):
    stop(house)
    with pytest.raises(Refused):
        services.add_to_note(by=house.viewer("Dan"), note=shared.id, text="More")
    services.add_to_note(by=house.viewer("Alex"), note=shared.id, text="My side of it")


def test_empty_words_are_refused(house, shared):
    with pytest.raises(Refused):
        services.add_to_note(by=house.viewer("Alex"), note=shared.id, text="  ")


# When it was seen


WHO = ("Alex", "Dan", "Bo", "Mo", "Ada", "program", "Cy")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(opened=st.lists(st.sampled_from(WHO), max_size=6))
def test_seen_is_set_by_the_first_look_of_the_one_it_is_about_and_by_nothing_else(
    house, elsewhere, shared, opened
):
    SharedNote.objects.update(seen_at=None)
    start, first = now(), None
    for number, who in enumerate(opened):
        with pretend(start + timedelta(hours=number)):
            if who == "Alex":
                services.see_note(by=house.viewer("Alex"), note=shared.id)
                first = first or now()
            else:
                with pytest.raises(Http404):
                    services.see_note(by=actor(house, elsewhere, who), note=shared.id)
        assert seen(shared) == first


def actor(house, elsewhere, who):
    if who == "program":
        return system_viewer("jobs", house.organisation.id)
    return elsewhere.viewer("Cy") if who == "Cy" else house.viewer(who)


def test_what_was_added_later_has_its_own_time(house, shared):
    alex = house.viewer("Alex")
    services.see_note(by=alex, note=shared.id)
    before = seen(shared)
    more = services.add_to_note(by=house.viewer("Dan"), note=shared.id, text="More")
    with pretend(now() + timedelta(days=1)):
        assert services.see_note(by=alex, note=shared.id) == 1
        assert services.see_note(by=alex, note=shared.id) == 0
    assert seen(shared) == before < seen(more)
    assert Event.objects.filter(deed="note.seen").count() == 2
