"""The page on which a meeting is written down, in a minute."""

from __future__ import annotations

import re
from datetime import time, timedelta

import pytest
from django.urls import reverse

from alongside.web.accounts.services import add_cover
from alongside.web.clock import now
from alongside.web.people.local_time import local
from alongside.web.safety.models import Concern
from alongside.web.support import services
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Meeting, SessionLog, SharedNote
from tests.cast import introduce
from tests.pages import count_queries, forms_of, text_of
from tests.web.support.logs_cast import HOUR, keep_attendance_only, log, meet, note


@pytest.fixture
def match(house, alex):
    return introduce(house, alex)


@pytest.fixture
def meeting(house, match) -> Meeting:
    return meet(house, match)


@pytest.fixture
def on_duty(house):
    weekday = local(now(), house.organisation.time_zone).weekday()
    for later in range(7):
        add_cover(
            by=house.viewer("Ada"), service=house.service.id, user=house.people["Bo"].user_id,
            weekday=(weekday + later) % 7, starts=time(0), ends=time(23, 59),
        )  # fmt: skip


def address(meeting) -> str:
    return reverse("beside_log", args=[meeting.id])


def opened(as_person, meeting):
    answer = as_person("Dan").get(address(meeting))
    return answer, re.sub(r"\s+", " ", text_of(answer))


def form_of(answer) -> dict[str, str]:
    return next(form for form in forms_of(answer) if "form_key" in form and "way" in form)


def test_only_yes_and_the_usual_length_come_chosen(meeting, as_person):
    answer, _ = opened(as_person, meeting)
    form = form_of(answer)
    assert (form["outcome"], form["length"], form["way"]) == ("met", "60", "in_person")
    assert not {"worry", "feeling", "kinds", "together"} & set(form)
    assert form["note"] == ""


def test_an_unusual_length_comes_chosen_in_its_own_box(house, match, as_person):
    answer, _ = opened(as_person, meet(house, match, ago=2 * HOUR, minutes=75))
    form = form_of(answer)
    assert (form["length"], form["minutes"]) == ("other", "75")


def test_who_sees_each_part_stands_beside_it(meeting, on_duty, as_person):
    _, page = opened(as_person, meeting)
    for words in (
        "Alex sees it today. Write it together if you can.",
        "Stays with you, unless you ask for a call",
        "Yes, tell Bo now",
        "Alex couldn&#39;t",
        "I couldn&#39;t",
        "Moved it",
        "Hard. Ring me",
        "Any that fit",
    ):
        assert words in page
    assert "Alex" not in page[page.index("<title>") : page.index("</title>")]


def test_one_press_is_enough(meeting, as_person):
    dan = as_person("Dan")
    form = form_of(dan.get(address(meeting)))
    answer = dan.post(address(meeting), form)
    assert answer.status_code == 302
    kept = SessionLog.objects.get()
    assert (kept.minutes, kept.way, kept.worry, kept.feeling) == (60, "in_person", "", "")
    assert "Saved." in text_of(dan.get(answer.url))


def test_all_of_it_is_kept_and_the_worry_sent(house, meeting, on_duty, as_person):
    dan = as_person("Dan")
    form = form_of(dan.get(address(meeting))) | {
        "kinds": ["listened", "plan"], "note": "We walked", "together": "on", "worry": "yes",
        "feeling": "hard", "length": "other", "minutes": "50",
    }  # fmt: skip
    answer = dan.post(address(meeting), form)
    kept = SessionLog.objects.get()
    assert (kept.minutes, kept.kinds, kept.wants_call) == (50, ["listened", "plan"], True)
    assert SharedNote.objects.get().written_together
    assert Concern.objects.get().assigned_to == house.people["Bo"].user_id
    page = text_of(dan.get(answer.url))
    assert "sent to a named person" in page and reverse("worry") in page


def test_couldnt_asks_for_nothing_else(meeting, as_person):
    dan = as_person("Dan")
    form = form_of(dan.get(address(meeting))) | {
        "outcome": "missed_by_member", "length": "", "minutes": "x", "way": "", "note": "Waited",
    }  # fmt: skip
    assert dan.post(address(meeting), form).status_code == 302
    assert Meeting.objects.get().state == MeetingState.MISSED_BY_MEMBER
    assert not SharedNote.objects.exists()


def test_moved_asks_for_the_new_time(meeting, as_person):
    dan = as_person("Dan")
    form = form_of(dan.get(address(meeting))) | {"outcome": "moved"}
    answer = dan.post(address(meeting), form)
    assert answer.status_code == 422
    assert "Enter a time" in text_of(answer)
    day = local(now() + timedelta(days=3), meeting.organisation.time_zone)
    form |= {
        "moved_day-day": str(day.day), "moved_day-month": str(day.month),
        "moved_day-year": str(day.year), "moved_at": "2pm",
    }  # fmt: skip
    assert dan.post(address(meeting), form).status_code == 302
    assert Meeting.objects.get(id=meeting.id).state == MeetingState.MOVED


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": ""}, "Choose how it went"),
        ({"outcome": "\x00"}, "Choose from the answers listed"),
        ({"length": ""}, "Choose how long it was"),
        ({"length": "other", "minutes": ""}, "Enter how many minutes"),
        ({"length": "other", "minutes": "9999999"}, "720"),
        ({"way": ""}, "Choose how you met"),
        ({"way": "pigeon"}, "Choose from the answers listed"),
        ({"worry": "perhaps"}, "Choose from the answers listed"),
        ({"kinds": ["juggling"]}, "Choose from the answers listed"),
        ({"note": "x" * 5001}, "5000"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_what_was_typed_stays(
    meeting, as_person, change, words
):
    dan = as_person("Dan")
    form = form_of(dan.get(address(meeting))) | {"note": "We walked"} | change
    answer = dan.post(address(meeting), form)
    page = text_of(answer)
    assert answer.status_code == 422
    assert words in page and "Error: " in page
    assert form["note"] in page
    assert not SessionLog.objects.exists()


def test_a_post_sent_twice_is_kept_once(meeting, as_person):
    dan = as_person("Dan")
    form = form_of(dan.get(address(meeting)))
    first, again = (dan.post(address(meeting), form) for _ in range(2))
    assert SessionLog.objects.count() == 1
    assert first.status_code == 302 and again.status_code in (200, 302, 422)


def test_attendance_only_asks_for_no_kinds_and_no_note(house, meeting, as_person):
    keep_attendance_only(house)
    _, page = opened(as_person, meeting)
    assert "What did you do?" not in page and "A note" not in page
    assert "Anything that worries you?" in page and "And you, after that?" in page


def test_before_it_began_it_leads_to_the_time_itself(house, match, as_person):
    later = meet(house, match, ago=-HOUR)
    answer = as_person("Dan").get(address(later))
    assert answer.url == reverse("beside_meeting", args=[later.id])


def test_what_was_written_can_be_read_and_added_to(house, meeting, as_person):
    log(house, meeting, note="We walked", kinds=["listened"], feeling="heavy", worry="no")
    dan = as_person("Dan")
    answer = dan.get(address(meeting))
    page = text_of(answer)
    for words in ("We walked", "Listened", "A bit heavy", "In person. 1 hour", "You"):
        assert words in page
    form = next(form for form in forms_of(answer) if "text" in form) | {"text": "To the gate"}
    answer = dan.post(address(meeting), form)
    assert "To the gate" in text_of(dan.get(answer.url))
    assert SharedNote.objects.filter(corrects__isnull=False).count() == 1


def test_the_time_itself_leads_there_for_the_supporter(meeting, as_person):
    link = address(meeting)
    assert link in text_of(as_person("Dan").get(reverse("beside_meeting", args=[meeting.id])))
    assert link not in text_of(as_person("Alex").get(reverse("my_meeting", args=[meeting.id])))


def test_it_is_there_for_the_supporter_only(house, elsewhere, meeting, as_person, client_of):
    assert client_of(elsewhere.people["Dan"].user).get(address(meeting)).status_code == 404
    for who in ("Alex", "Bo", "Mo", "Ada"):
        assert as_person(who).get(address(meeting)).status_code == 403


def test_the_pages_need_at_most_eight_queries(house, match, as_person):
    first, second = meet(house, match, ago=3 * HOUR), meet(house, match, ago=HOUR)
    note(house, first)
    assert count_queries(as_person("Dan"), address(first)) <= 8
    assert count_queries(as_person("Dan"), address(second)) <= 8


# The desk


def test_the_desk_reads_who_asked_for_a_call_until_they_were_rung(house, meeting, as_person):
    log(house, meeting, feeling="hard", note="We walked")
    bo, today = as_person("Bo"), reverse("desk_today")
    answer = bo.get(today)
    page = text_of(answer)
    assert "Ring Dan W (asked for a call)" in page
    assert "Hard" not in page and "We walked" not in page
    kept = SessionLog.objects.get()
    rung = reverse("desk_rung", args=[kept.id])
    form = next(form for form in forms_of(answer) if list(form)[-1] == "form_key")
    answer = bo.post(rung, form)
    assert answer.url.startswith(today)
    assert "asked for a call" not in text_of(bo.get(answer.url))
    assert count_queries(bo, today) <= 8


def test_nobody_else_may_say_that_they_rang(house, elsewhere, meeting, as_person, client_of):
    kept = log(house, meeting, feeling="hard")
    rung = reverse("desk_rung", args=[kept.id])
    cy = client_of(elsewhere.people["Cy"].user)
    key = next(form for form in forms_of(as_person("Bo").get(reverse("desk_today"))) if form)
    assert cy.post(rung, key).status_code in (302, 404)
    assert as_person("Mo").post(rung, key).status_code == 403
    assert SessionLog.objects.get().rung_at is None


def test_the_record_leads_to_the_notes_with_when_they_were_seen(house, alex, meeting, as_person):
    shared = note(house, meeting)
    bo, address = as_person("Bo"), reverse("record_notes", args=[alex.id])
    assert address in text_of(bo.get(reverse("record", args=[alex.id])))
    assert "Alex has not opened it yet." in text_of(bo.get(address))
    services.see_note(by=house.viewer("Alex"), note=shared.id)
    page = text_of(bo.get(address))
    assert "We walked to the gate" in page and "Alex first opened it on" in page
    assert count_queries(bo, address) <= 8
    assert count_queries(bo, reverse("record", args=[alex.id])) <= 8
