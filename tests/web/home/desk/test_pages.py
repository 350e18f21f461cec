"""The desk and its lists say what to do, by when, and what matters for doing it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.audit.models import Event
from alongside.web.clock import now, pretend
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Contact
from tests.cast import add_member, bring_to_waiting, say_hello
from tests.pages import text_of

LISTS = ["desk", "front_door", "waiting_list", "take_call"]
TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)


def open_at(client, page, moment=None, *args):
    with pretend(moment or now()):
        return text_of(client.get(reverse(page, args=args)))


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("who", ["Alex", "Dan", "Mo", "Ada"])
def test_the_desk_is_for_coordinators_only(house, alex, as_person, page, who):
    assert as_person(who).get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", ["desk", "front_door", "waiting_list"])
def test_an_empty_list_says_so(house, as_person, page):
    shown = text_of(as_person("Bo").get(reverse(page)))
    assert "Nobody is" in shown or "Nothing is due today." in shown


@pytest.mark.parametrize("page", LISTS)
def test_another_organisation_sees_nobody_of_ours(house, alex, elsewhere, client_of, page):
    shown = text_of(client_of(elsewhere.people["Cy"].user).get(reverse(page)))
    assert "Alex" not in shown


def test_a_new_hello_is_due_in_two_working_days_and_then_over(house, as_person):
    with pretend(now()):
        row = say_hello(house, "Joan Price")
    bo = as_person("Bo")
    assert "Write back: Joan P" in text_of(bo.get(reverse("desk")))
    row.acknowledge_by = (now() - timedelta(days=2)).date()
    row.save()
    shown = text_of(bo.get(reverse("desk")))
    assert "2 days over" in shown
    assert "1 to do" in shown
    row.acknowledge_by = now().date()
    row.save()
    assert ">Today</strong>" in text_of(bo.get(reverse("desk")))


def test_a_row_says_how_the_person_may_be_reached(house, as_person):
    say_hello(house, "Joan Price")
    assert "Likes phone or email. No voicemail." in text_of(as_person("Bo").get(reverse("desk")))


def test_a_row_never_says_to_ring_somebody_who_said_no(house, as_person):
    say_hello(house, "Joan Price", consents={Purpose.CONTACT: False})
    shown = text_of(as_person("Bo").get(reverse("desk")))
    assert "They have not agreed that we get in touch." in shown
    assert "Likes phone" not in shown


def test_a_row_says_who_wrote_and_how_often_we_tried(house, alex, as_person):
    alex.referrer_role = "her sister"
    alex.save()
    for _ in range(2):
        services.log_contact(
            by=house.viewer("Bo"), referral=alex.id, way="phone", outcome="no_answer",
            within_rules=True,
        )  # fmt: skip
    shown = text_of(as_person("Bo").get(reverse("front_door")))
    assert "From her sister. They agreed to it. Tried twice." in shown


@pytest.mark.parametrize(("outcome", "on_the_list", "in_the_history"), [
    ("unsure", "Our last message may not have arrived.", "May not have arrived"),
    ("failed", "Our last message did not go.", "Did not go"),
])  # fmt: skip
def test_a_message_that_went_wrong_is_said_on_the_list_and_on_the_page(
    house, alex, as_person, outcome, on_the_list, in_the_history
):
    services.acknowledge_referral(by=house.viewer("Bo"), referral=alex.id, way="email")
    Contact.objects.update(outcome=outcome)
    bo = as_person("Bo")
    assert on_the_list in text_of(bo.get(reverse("desk")))
    assert in_the_history in text_of(bo.get(reverse("record", args=[alex.id])))


def test_the_first_on_the_desk_is_the_most_overdue(house, as_person):
    first, second = say_hello(house, "First Person"), say_hello(house, "Second Person")
    second.acknowledge_by = (now() - timedelta(days=5)).date()
    second.save()
    shown = text_of(as_person("Bo").get(reverse("desk")))
    assert shown.index("Second P") < shown.index("First P")
    assert str(first.id) in shown


def test_a_planned_talk_shows_its_hour_in_the_time_of_the_place(house, alex, as_person):
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=alex.id, way="phone")
    summer = datetime(now().year + 1, 7, 6, 9, 30, tzinfo=UTC)
    services.plan_welcome(by=bo, referral=alex.id, at=summer, way="phone")
    with pretend(now() + timedelta(seconds=1)):
        shown = text_of(as_person("Bo").get(reverse("record", args=[alex.id])))
    assert "10:30am" in shown


def test_the_day_of_a_late_talk_is_the_day_of_the_place(house, alex, as_person):
    """23:30 in London on a summer day is the next day in no list."""
    bo = house.viewer("Bo")
    services.acknowledge_referral(by=bo, referral=alex.id, way="phone")
    late = datetime(now().year + 1, 7, 6, 22, 30, tzinfo=UTC)
    services.plan_welcome(by=bo, referral=alex.id, at=late, way="phone")
    from alongside.web.people import selectors

    [row] = selectors.worklist(bo, zone="Europe/London")
    assert row.due_on == late.date()
    [row] = selectors.worklist(bo, zone="Asia/Tokyo")
    assert row.due_on == late.date() + timedelta(days=1)


def test_who_is_on_duty_stands_at_the_top(house, as_person):
    ada, bo = house.viewer("Ada"), house.people["Bo"].user_id
    shown = text_of(as_person("Bo").get(reverse("desk")))
    assert "Nobody is on duty just now." in shown
    for weekday in range(7):
        accounts.add_cover(
            by=ada, service=house.service.id, user=bo, weekday=weekday, starts=time(0),
            ends=time(23, 59, 59),
        )  # fmt: skip
    shown = text_of(as_person("Bo").get(reverse("desk")))
    assert "<strong>you</strong>, until 11:59pm" in shown


def test_the_waiting_list_says_weeks_last_word_next_day_and_wish(house, as_person):
    row = add_member(house)
    bring_to_waiting(house, row)
    row.received_at = now() - timedelta(days=58)
    row.save(update_fields=["received_at"])
    row.welcome.wishes = "A man, evenings."
    row.welcome.save()
    shown = text_of(as_person("Bo").get(reverse("waiting_list")))
    assert "Alex M" in shown
    assert "Weeks: </span>8</td>" in shown
    assert "phone" in shown
    assert "A man, evenings" in shown


def test_long_lists_are_turned_page_by_page(house, as_person):
    for number in range(27):
        say_hello(house, f"Person{number:02d} Some")
    bo = as_person("Bo")
    first = text_of(bo.get(reverse("front_door")))
    assert "27 people, oldest first" in first
    assert "Person24" in first
    assert "Person25" not in first
    more = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = text_of(bo.get(more.replace("&amp;", "&")))
    assert "Person24" not in second
    assert "Person26" in second
    assert 'rel="next"' not in second


@pytest.mark.parametrize("page", ["front_door", "waiting_list", "give_code"])
@pytest.mark.parametrize("mark", [
    "2026-01-01T00:00:00%2B00:00~x",
    "2026-01-01T00:00:00%2B00:00",
    "2026-13-01T00:00:00%2B00:00~00000000-0000-4000-8000-000000000000",
    "2026-01-01T00:00:00~00000000-0000-4000-8000-000000000000",
    "x",
])  # fmt: skip
def test_a_broken_page_mark_is_not_found(house, as_person, page, mark):
    assert as_person("Bo").get(f"{reverse(page)}?after={mark}").status_code == 404


def test_the_record_is_theirs_to_see_only(house, alex, elsewhere, as_person, client_of):
    address = reverse("record", args=[alex.id])
    assert as_person("Bo").get(address).status_code == 200
    assert client_of(elsewhere.people["Cy"].user).get(address).status_code == 404
    for who in ("Alex", "Dan", "Mo", "Ada"):
        assert as_person(who).get(address).status_code == 403


def test_a_look_at_the_record_is_logged_for_the_person(house, alex, as_person):
    as_person("Bo").get(reverse("record", args=[alex.id]))
    [look] = Event.objects.filter(is_read=True, subject=str(alex.person_id))
    assert look.deed == "referral.read"


def test_the_record_shows_words_rules_answers_and_history(house, as_person):
    row = add_member(house)
    bring_to_waiting(house, row)
    shown = text_of(as_person("Bo").get(reverse("record", args=[row.id])))
    for said in (
        "Alex Member", row.reference, "“Someone to walk with”", "“To get out more”",
        "No voicemail.", "Yes, spoken, and read back", "Put on the list", "You",
        "Through the public page", "We talked or they answered", "Keep in touch",
    ):  # fmt: skip
        assert said in shown


def test_the_record_names_others_of_the_team(house, alex, as_person, client_of):
    from tests.cast import add_worker

    house.people["Bea"] = add_worker(house, "Bea", "coordinator")
    services.acknowledge_referral(by=house.viewer("Bea"), referral=alex.id, way="phone")
    assert "Bea Worker" in text_of(as_person("Bo").get(reverse("record", args=[alex.id])))


def test_ways_that_were_not_ticked_are_not_shown(house, alex, as_person):
    rules = alex.person.safe_contact
    rules.ways = ["email"]
    rules.save()
    shown = text_of(as_person("Bo").get(reverse("record", args=[alex.id])))
    assert "alex@people.example" in shown
    assert "07700" not in shown
