"""The pages of a measure: what is said before, what happens at once, who never sees a thing."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.web.accounts.services import add_service
from alongside.web.accounts.viewer import Role
from alongside.web.clock import pretend
from alongside.web.questionnaires import services
from alongside.web.questionnaires.models import MeasureRequest, MeasureResponse, MeasureSwitch
from alongside.web.safety.models import Concern
from tests.cast import House, add_worker
from tests.web.questionnaires.conftest import TUESDAY_NOON, WHY, on_duty, switch_on
from tests.web.questionnaires.test_measures import ALL_NOUGHT, answer, ask

pytestmark = pytest.mark.usefixtures("noon")
LAST = "Thoughts that you would be better off dead"


@contextmanager
def at(hour, minute=0, days=0):
    with pretend(TUESDAY_NOON.replace(hour=hour, minute=minute) + timedelta(days=days)):
        yield


def text_of(response) -> str:
    """What a reader reads in the main part."""
    page = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def queries_of(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    frame = ("BEGIN", "SAVEPOINT", "RELEASE", "SET LOCAL", "COMMIT", "ROLLBACK")
    return len([q for q in seen if not q["sql"].lstrip().upper().startswith(frame)])


# Before the first question


def test_before_the_first_question_people_read_what_the_last_one_does(house, asked, as_person):
    said = text_of(as_person("Alex").get(reverse("my_check_in", args=["phq9"])))
    assert WHY in said
    assert LAST in said
    assert "If you answer anything but “Not at all”, Bo is told at once" in said
    assert "within 2 hours, by phone or by email, to talk with you" in said
    assert "You may leave this question out. Then nobody is told anything." in said
    assert "You can leave out any of them" in said


def test_without_a_way_to_reach_them_the_page_says_so(house, asked, as_person):
    asked.safe_contact.ways = []
    asked.safe_contact.save()
    said = text_of(as_person("Alex").get(reverse("my_check_in", args=["phq9"])))
    assert "You have not said how we may get in touch" in said


def test_questions_that_call_nobody_warn_of_nothing(house, asked, as_person):
    said = text_of(as_person("Alex").get(reverse("my_check_in", args=["gad7"])))
    assert "Before you begin" not in said
    assert WHY in said


def test_the_list_has_only_what_may_be_answered_now_and_what_was(house, asked, as_person):
    row, first = answer(house, {1: 1}, "gad7"), reverse("my_check_in", args=["phq9"])
    page = as_person("Alex").get(reverse("my_check_ins")).content.decode()
    assert first in page and reverse("my_response", args=[row.id]) in page
    assert as_person("Alex").get(reverse("my_home")).content.decode().count('"/my/check-in/"') == 1
    with at(20):
        assert first not in as_person("Alex").get(reverse("my_check_ins")).content.decode()


def test_start_asks_and_not_now_costs_nothing(house, asked, as_person):
    alex = as_person("Alex")
    address = reverse("my_check_in", args=["gad7"])
    begun = alex.post(address, {})
    request = MeasureRequest.objects.get()
    assert begun.url == reverse("my_answers", args=[request.id])
    left = alex.post(address, {"not_now": "1"})
    assert left.url == reverse("my_check_ins") + "?said=not_now"
    assert MeasureRequest.objects.get().state == MeasureRequest.State.SKIPPED


def test_looking_at_the_page_asks_nothing(house, asked, as_person):
    as_person("Alex").get(reverse("my_check_in", args=["phq9"]))
    assert not MeasureRequest.objects.exists()


@pytest.mark.parametrize("when", [(8, 0), (15, 1), (20, 0)])
def test_with_nobody_on_duty_it_is_not_there_neither_to_look_at_nor_to_begin(
    house, asked, as_person, when
):
    with at(12):
        request = ask(house)
    with at(*when):
        alex = as_person("Alex")
        address = reverse("my_check_in", args=["phq9"])
        assert alex.get(address).status_code == 404
        assert alex.post(address, {}).status_code == 404
        assert alex.get(reverse("my_answers", args=[request.id])).status_code == 404
        assert alex.get(reverse("my_check_in", args=["gad7"])).status_code == 200


def test_a_measure_that_is_off_or_unknown_is_not_there(house, asked, as_person):
    switch_on(house, "gad7", is_on=False)
    alex = as_person("Alex")
    for code in ("gad7", "core10"):
        assert alex.get(reverse("my_check_in", args=[code])).status_code == 404


# The questions


def form_of(house):
    return reverse("my_answers", args=[ask(house).id])


def test_nothing_is_chosen_beforehand_and_nothing_is_required(house, asked, as_person):
    page = as_person("Alex").get(form_of(house)).content.decode()
    assert page.count('type="radio"') == 9 * 5
    questions = page.split("<form")[1].split("</form>")[0]
    assert "checked" not in questions
    assert "required" not in questions


def test_the_last_question_is_preceded_by_the_same_words_and_the_foot_names_the_licence(
    house, asked, as_person
):
    said = text_of(as_person("Alex").get(form_of(house)))
    before, after = said.split(LAST)
    assert "Bo is told at once" in before.split("8. Moving or speaking")[1]
    assert "No permission required to reproduce" in after


def test_sending_nothing_at_all_is_kept_as_nothing(house, asked, as_person):
    sent = as_person("Alex").post(form_of(house), {})
    row = MeasureResponse.objects.get()
    assert sent.url == reverse("my_thanks", args=[row.request_id])
    assert (row.answers, row.unscored_why) == ({}, "nothing_answered")


def test_a_question_can_be_left_out_again_after_it_was_answered(house, asked, as_person):
    as_person("Alex").post(form_of(house), {"q1": "2", "q9": "left-out"})
    assert MeasureResponse.objects.get().answers == {"1": 2}
    assert not Concern.objects.exists()


def test_pressing_twice_sends_once(house, asked, as_person):
    alex, address = as_person("Alex"), form_of(house)
    page = alex.get(address).content.decode()
    key = re.search(r'name="form_key" value="([^"]+)"', page).group(1)
    sent = [alex.post(address, {"q9": "1", "form_key": key}).url for _ in range(2)]
    assert sent[0] == sent[1]
    assert MeasureResponse.objects.count() == Concern.objects.count() == 1


def test_an_answer_that_is_none_of_those_listed_is_shown_again(house, asked, as_person):
    page = as_person("Alex").post(form_of(house), {"q1": "7", "q2": "3"})
    assert page.status_code == 422
    assert "Choose from the answers listed" in page.content.decode()
    assert not MeasureResponse.objects.exists()


def test_answers_sent_after_a_session_ended_come_back_whoever_is_on_duty(house, asked, as_person):
    """They stand in the questions again, and are sent from there."""
    with at(14, 59):
        alex, address = as_person("Alex"), form_of(house)
        key = re.search(r'name="form_key" value="([^"]+)"', alex.get(address).content.decode())
    with at(17, 30):
        sent = {"q9": "2", "form_key": key.group(1)}
        alex.cookies.clear()
        alex.post(address, sent)
        assert not MeasureResponse.objects.exists()
        back = as_person("Alex")
        page = back.get(address).content.decode()
        questions = page.split("<form")[1].split("</form>")[0]
        assert questions.count("checked") == 1
        back.post(address, {"q9": "2"})
    assert MeasureResponse.objects.get().answers == {"9": 2}
    assert Concern.objects.count() == 1


def test_once_answered_the_questions_lead_to_the_thanks(house, asked, as_person):
    row = answer(house, {1: 1})
    page = as_person("Alex").get(reverse("my_answers", args=[row.request_id]))
    assert page.url == reverse("my_thanks", args=[row.request_id])


# What happens at once


def test_help_lines_come_first_then_who_talks_with_them_and_when(house, asked, as_person):
    page = as_person("Alex").post(form_of(house), {"q9": "1"}, follow=True)
    whole = page.content.decode()
    assert whole.index('class="help-open"') < whole.index("<main")
    assert "116 123" in whole.split("<main")[0]
    said = text_of(page)
    assert "Bo will talk with you today" in said
    assert "By phone or by email, before 2pm." in said
    assert "If you need someone sooner" in said
    assert "Thank you" not in said


def test_without_such_an_answer_the_page_thanks_and_says_what_next(house, asked, as_person):
    page = as_person("Alex").post(form_of(house), {"q1": "3", "q9": "0"}, follow=True)
    said = text_of(page)
    assert "Thank you" in said
    assert "Next time: Tuesday 22 December 2026, or any time you like" in said
    assert 'class="help-open"' not in page.content.decode()


def test_when_cover_ended_meanwhile_the_page_says_honestly_when_somebody_is_there(
    house, asked, as_person
):
    with at(14, 59):
        address = form_of(house)
    with at(18):
        page = as_person("Alex").post(address, {"q9": "3", "q1": "0"}, follow=True)
        said = text_of(page)
        assert "Nobody is here just now" in said
        assert "Bo is here next on Tuesday 1 December 2026, 9am" in said
        assert "today" not in said
        assert 'class="help-open"' in page.content.decode()
    assert MeasureResponse.objects.get().answers == {"1": 0, "9": 3}
    assert Concern.objects.get().assigned_to == house.people["Bo"].user_id


def test_whoever_is_there_for_less_than_two_hours_promises_no_more_than_that(
    house, asked, as_person
):
    with at(14, 59):
        address = form_of(house)
    with at(16, 30):
        said = text_of(as_person("Alex").post(address, {"q9": "1"}, follow=True))
    assert "Bo is told now" in said
    assert "Bo is here until 5pm" in said


def test_with_no_rota_at_all_no_day_is_promised(house, asked, as_person):
    address = form_of(house)
    from alongside.web.accounts.models import CoverShift

    CoverShift.objects.all().delete()
    said = text_of(as_person("Alex").post(address, {"q9": "1"}, follow=True))
    assert "Nobody is here just now" in said
    assert "We cannot say when that is" in said


def test_once_the_alert_is_closed_the_page_promises_nothing_more(house, asked, as_person):
    row = answer(house, {9: 1})
    Concern.objects.update(state="closed")
    said = text_of(as_person("Alex").get(reverse("my_thanks", args=[row.request_id])))
    assert "Thank you" in said
    assert "will talk with you" not in said


# One's own answers


def test_own_answers_are_there_word_for_word_and_ranges_only_for_whoever_asks(
    house, asked, as_person
):
    row = answer(house, ALL_NOUGHT | {1: 3, 2: 2, 3: 3})
    address = reverse("my_response", args=[row.id])
    said = text_of(as_person("Alex").get(address))
    assert "8 of 27" in said
    assert "Nearly every day" in said
    assert "Mild" not in said
    ranges = text_of(as_person("Alex").get(address + "?ranges=1"))
    assert "Mild" in ranges and "5 to 9" in ranges


def test_what_was_left_out_says_so_and_there_is_no_number_to_show(house, asked, as_person):
    row = answer(house, {1: 3})
    said = text_of(as_person("Alex").get(reverse("my_response", args=[row.id])))
    assert said.count("Left out") == 8
    assert "No number, because some questions were left out" in said
    assert "Show the number" not in said


def test_a_number_is_shown_and_taken_back(house, beside, as_person):
    row = answer(house, ALL_NOUGHT | {9: 2})
    alex, address = as_person("Alex"), reverse("my_response", args=[row.id])
    person = reverse("beside_person", args=[row.person_id])
    assert "2 of 27" not in text_of(as_person("Dan").get(person))
    alex.post(address, {"shown": "yes"})
    seen = text_of(as_person("Dan").get(person))
    assert "2 of 27" in seen
    for never in ("Thoughts that", "talk with", "Not at all", "alert"):
        assert never not in seen
    alex.post(address, {"shown": "no"})
    assert "2 of 27" not in text_of(as_person("Dan").get(person))


# At the desk


def desk(alex, code=""):
    if code:
        return reverse("record_measure", args=[alex.id, code])
    return reverse("record_measures", args=[alex.id])


def test_paper_is_typed_in_and_the_coordinator_is_told_at_once(house, asked, alex, as_person):
    page = as_person("Bo").post(
        desk(alex, "phq9"), {"way": "paper", "helped_by": "Ann", "q9": "2"}, follow=True
    )
    assert page.redirect_chain[0][0].endswith("?said=typed")
    said = text_of(page)
    assert "Their last answer calls somebody" in said
    assert "Talk with them today before 2pm, or see that somebody does." in said
    assert "116 123" in said
    row = MeasureResponse.objects.get()
    assert (row.way, row.helped_by, row.answers) == ("paper", "Ann", {"9": 2})
    assert Concern.objects.get().source == row.id
    assert reverse("concern", args=[Concern.objects.get().id]) in page.content.decode()


def test_without_such_an_answer_nothing_is_said_of_one(house, asked, alex, as_person):
    page = as_person("Bo").post(desk(alex, "phq9"), {"way": "spoken", "q9": "0"}, follow=True)
    assert "calls somebody" not in text_of(page)
    assert MeasureResponse.objects.get().way == "spoken"


def test_with_nobody_on_duty_only_what_stands_on_paper_is_typed_in(house, asked, alex, as_person):
    with at(20):
        bo = as_person("Bo")
        said = text_of(bo.get(desk(alex, "phq9")))
        assert "do not read these questions out now" in said
        assert "Spoken, while I typed" not in said
        assert "Read this out" not in said
        assert bo.post(desk(alex, "phq9"), {"way": "spoken", "q9": "1"}).status_code == 422
        assert bo.post(desk(alex, "phq9"), {"way": "paper", "q9": "1"}).status_code == 302
    assert Concern.objects.count() == 1


def test_how_they_answered_is_asked(house, asked, alex, as_person):
    page = as_person("Bo").post(desk(alex, "gad7"), {"q1": "1"})
    assert page.status_code == 422
    assert "Choose how they answered" in page.content.decode()
    assert not MeasureRequest.objects.exists()


def test_a_coordinator_notes_that_they_want_to_show_a_number(house, asked, alex, as_person):
    row = answer(house, ALL_NOUGHT)
    as_person("Bo").post(desk(alex), {"response": str(row.id), "shown": "yes"})
    row.refresh_from_db()
    assert row.shown_to_supporter
    assert as_person("Bo").post(desk(alex), {"response": "x", "shown": "yes"}).status_code == 404


def test_a_measure_that_is_off_is_not_typed_in(house, asked, alex, as_person):
    switch_on(house, "gad7", is_on=False)
    assert as_person("Bo").get(desk(alex, "gad7")).status_code == 404


# Who never sees a thing


def test_nobody_else_reaches_any_of_it(house, elsewhere, beside, alex, as_person, client_of):
    row = answer(house, ALL_NOUGHT | {9: 1})
    own = [
        reverse("my_answers", args=[row.request_id]),
        reverse("my_thanks", args=[row.request_id]),
        reverse("my_response", args=[row.id]),
    ]
    desk_pages = [desk(alex), desk(alex, "phq9")]
    for who in ("Dan", "Bo", "Mo", "Ada"):
        assert {as_person(who).get(page).status_code for page in own} == {403}
    for who in ("Alex", "Dan", "Mo", "Ada"):
        assert {as_person(who).get(page).status_code for page in desk_pages} == {403}
    cy = client_of(elsewhere.people["Cy"].user)
    assert {cy.get(page).status_code for page in desk_pages} == {404}
    assert {cy.post(page, {"way": "paper"}).status_code for page in desk_pages} == {404}


def test_another_member_gets_404(house, asked, as_person):
    from tests.cast import add_member

    row = answer(house, {1: 0})
    add_member(house, "Rae", email="rae@people.example", phone="07700 900124")
    rae = as_person("Rae")
    for page in ("my_answers", "my_thanks"):
        assert rae.get(reverse(page, args=[row.request_id])).status_code == 404
    assert rae.post(reverse("my_answers", args=[row.request_id]), {"q9": "1"}).status_code == 404
    assert rae.get(reverse("my_response", args=[row.id])).status_code == 404


def test_a_coordinator_of_another_service_gets_404(house, asked, alex, as_person):
    answer(house, {9: 1})
    other = add_service(by=house.viewer("Ada"), name="Night Line", profile="standard", is_open=True)
    house.people["Bea"] = add_worker(House(house.organisation, other, {}), "Bea", Role.COORDINATOR)
    assert {as_person("Bea").get(p).status_code for p in (desk(alex), desk(alex, "phq9"))} == {404}


def test_no_answer_score_or_name_in_addresses_logs_or_emails(
    house, asked, alex, as_person, caplog, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        page = as_person("Alex").post(
            form_of(house), {"q1": "3", "q2": "3", "q9": "3"}, follow=True
        )
    where = [address for address, _ in page.redirect_chain]
    told = [f"{m.subject} {m.body}" for m in mail.outbox]
    for words in (*where, *caplog.messages, *told):
        for never in ("Alex", "phq9", "PHQ", "score", "item", "mood", "q9"):
            assert never not in words


def test_tab_titles_are_neutral(house, asked, as_person):
    row = answer(house, ALL_NOUGHT | {9: 1})
    alex = as_person("Alex")
    for page in (
        reverse("my_check_in", args=["phq9"]),
        form_of(house),
        reverse("my_thanks", args=[row.request_id]),
        reverse("my_response", args=[row.id]),
    ):
        title = re.search(r"<title>(.*?)</title>", alex.get(page).content.decode(), re.S).group(1)
        assert "mood" not in title.lower() and "phq" not in title.lower()


# Set-up


@pytest.mark.parametrize("who", ["Ada", "Mo"])
def test_a_measure_is_switched_on_with_its_why(house, as_person, who):
    address = reverse("set_up_measures", args=[house.service.id])
    worker = as_person(who)
    said = text_of(worker.get(address))
    assert "No permission required to reproduce" in said
    assert "Tuesday 24 November 2026, by founding team" in said
    assert "calls whoever is on duty" in said
    sent = worker.post(
        address, {"phq9-is_on": "yes", "phq9-why": WHY, "phq9-every_weeks": "6"}, follow=True
    )
    assert "People can be asked from now on" in sent.content.decode()
    assert MeasureSwitch.objects.get().instrument == "phq9"
    worker.post(address, {"phq9-is_on": "no"})
    row = MeasureSwitch.objects.get()
    assert (row.is_on, row.why) == (False, WHY)


def test_without_a_why_it_stays_off(house, as_person):
    address = reverse("set_up_measures", args=[house.service.id])
    page = as_person("Ada").post(
        address, {"gad7-is_on": "yes", "gad7-why": "", "gad7-every_weeks": "4"}
    )
    assert page.status_code == 422
    assert "Say why you ask" in page.content.decode()
    assert not MeasureSwitch.objects.exists()


def test_the_page_of_the_service_leads_there(house, as_person):
    page = as_person("Ada").get(reverse("set_up_service", args=[house.service.id]))
    assert reverse("set_up_measures", args=[house.service.id]) in page.content.decode()


# Queries


def test_each_page_asks_the_database_at_most_eight_times(house, beside, alex, as_person):
    row = answer(house, ALL_NOUGHT | {9: 1})
    answer(house, {1: 1}, "gad7")
    services.share_response(by=house.viewer("Alex"), response=row.id, shown=True)
    on_duty(house, time(17), time(19), "Mo")
    pages = {
        "Alex": [
            reverse("my_check_ins"),
            reverse("my_check_in", args=["phq9"]),
            form_of(house),
            reverse("my_thanks", args=[row.request_id]),
            reverse("my_response", args=[row.id]),
        ],
        "Dan": [reverse("beside_person", args=[row.person_id])],
        "Bo": [desk(alex), desk(alex) + "?said=typed", desk(alex, "phq9")],
        "Ada": [reverse("set_up_measures", args=[house.service.id])],
    }
    found = {page: queries_of(as_person(who), page) for who, ones in pages.items() for page in ones}
    assert {page: count for page, count in found.items() if count > 8} == {}
