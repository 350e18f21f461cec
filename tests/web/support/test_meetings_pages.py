"""The pages of meetings: nine on a Thursday, a link in a message, one tap afterwards."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.web.accounts.models import FormKey
from alongside.web.audit.models import Event
from alongside.web.clock import pretend
from alongside.web.jobs.services import run_due_jobs
from alongside.web.people import services as people
from alongside.web.people.models import SafeContact
from alongside.web.support import selectors, services
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_links import token_of
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.models import Match, Meeting
from alongside.web.support.selectors import Rank
from tests.cast import add_member, agree_to_all, introduce
from tests.pages import count_queries, form_with, forms_of, text_of

THURSDAY = datetime(2027, 1, 14, tzinfo=UTC)
NAMES = ("Alex", "Bea", "Col", "Dee", "Eli", "Fay", "Gus", "Hal", "Ivy")


def at(hour: int, minute: int = 0) -> datetime:
    return THURSDAY + timedelta(hours=hour, minutes=minute)


def together(house, name: str) -> Match:
    """Two who know each other, without the way there."""
    referral = add_member(house, name, email=f"{name.lower()}@people.example")
    agree_to_all(house, referral.person)
    offer = house.service.offer_set.first()
    return Match.objects.create(
        organisation=house.organisation, service=house.service, referral=referral, offer=offer,
        member=referral.person, supporter=house.people["Dan"], state="trial",
        asked_by=house.people["Bo"].user_id, answer_by=THURSDAY.date(), member_answer="yes",
        supporter_answer="yes", introduced_at=THURSDAY - timedelta(days=60),
    )  # fmt: skip


def arrange(house, match, hour, who="Dan", **more) -> Meeting:
    details = {"minutes": 60, "way": "in_person", "where": "Library café"} | more
    return services.arrange_meeting(
        by=house.viewer(who), match=match.id, starts_at=at(hour), **details
    )


@pytest.fixture
def nine(house):
    """Nine meetings on a Thursday, arranged the day before, at 9 to 17."""
    with pretend(THURSDAY - timedelta(hours=12)):
        return [arrange(house, together(house, name), 9 + n) for n, name in enumerate(NAMES)]


def queries(client, address: str) -> int:
    assert client.get(address).status_code == 200
    return count_queries(client, address)


def link(meeting: Meeting, side: Side = Side.MEMBER) -> str:
    return reverse("meeting_link", args=[token_of(Meeting.objects.get(id=meeting.id), side)])


def link_in_mail(mailoutbox, to: str) -> str:
    body = next(m.body for m in reversed(mailoutbox) if m.to == [to] and "/meet/" in m.body)
    return re.search(r"https?://[^/]+(/meet/\S+)", body)[1]


def press(client, address: str, do: str, **more):
    forms = forms_of(client.get(address))
    form = next((f for f in forms if set(f) == {"csrfmiddlewaretoken", "form_key"}), forms[-1])
    return client.post(address, {**form, "do": do, **more}, follow=True)


# Nine on a Thursday


def test_nine_on_a_thursday_of_which_two_cancel_by_link_and_one_is_silent(
    house, nine, as_person, anonymous, mailoutbox
):
    only_phone(nine[5])
    with pretend(at(8)):
        run_due_jobs()
        for name in ("bea", "gus"):
            press(anonymous, link_in_mail(mailoutbox, f"{name}@people.example"), "cancel")
    with pretend(at(14, 30)):  # seven have begun, five are over
        for n in (0, 2, 3):
            services.say_how_it_went(
                by=house.viewer("Dan"), meeting=nine[n].id, says=MeetingState.MET
            )
        page = as_person("Bo").get(reverse("desk_today"))
        found = selectors.desk_today(house.viewer("Bo"), "Europe/London")
    counts = found.counts
    assert (counts.planned, counts.met, counts.cancelled, counts.silent, counts.coming) == (
        9, 3, 2, 1, 3,
    )  # fmt: skip
    assert [row.member.name for row in found.ranked(Rank.SILENT)] == ["Eli M"]
    assert [row.member.name for row in found.ranked(Rank.COMING)] == ["Fay M", "Hal M", "Ivy M"]
    text = re.sub(r"<[^>]+>|\s+", " ", text_of(page))
    text = re.sub(r"\s+", " ", text)
    assert "9 planned for today : 3 met, 2 cancelled," in text
    assert "1 that nobody has spoken of, 3 to come" in text
    assert "Cancelled by Bea M." in text and "Cancelled by Gus M." in text
    assert text.index("Ring first") < text.index("Eli M and Dan W") < text.index("To come")


def only_phone(meeting: Meeting) -> None:
    rules = SafeContact.objects.get(person=meeting.match.member)
    rules.ways, rules.may_leave_message, rules.may_say_who = ["phone"], False, False
    rules.times = "Afternoons"
    rules.save()


def test_first_comes_who_does_not_know_of_a_change_then_who_is_silent_then_who_comes_soonest(
    house, nine, as_person
):
    only_phone(nine[8])
    with pretend(at(8)):
        services.cancel_meeting(by=house.viewer("Dan"), meeting=nine[8].id)
    with pretend(at(10, 30)):
        rows = selectors.desk_today(house.viewer("Bo"), "Europe/London").rows
        text = text_of(as_person("Bo").get(reverse("desk_today")))
    assert [row.rank for row in rows[:3]] == [Rank.TELL, Rank.SILENT, Rank.COMING]
    assert [row.member.name for row in rows[:3]] == ["Ivy M", "Alex M", "Bea M"]
    for words in ("Cancelled by Dan W. Tell Ivy M:", "Likes phone.", "No voicemail.",
                  "Do not say who we are.", "Best time: Afternoons."):  # fmt: skip
        assert words in text


def test_one_who_was_told_stands_on_the_list_no_more(house, nine, as_person):
    only_phone(nine[8])
    address = reverse("desk_meeting", args=[nine[8].id])
    with pretend(at(8)):
        bo = as_person("Bo")
        services.cancel_meeting(by=house.viewer("Dan"), meeting=nine[8].id)
        page = press(bo, address, "told_member")
        assert "They know" in text_of(page)
        assert not selectors.desk_today(house.viewer("Bo"), "Europe/London").ranked(Rank.TELL)


def test_what_moved_to_another_day_is_on_the_list_until_they_know(house, nine):
    only_phone(nine[0])
    with pretend(at(8)):
        services.move_meeting(
            by=house.viewer("Dan"), meeting=nine[0].id, starts_at=at(9) + timedelta(days=5)
        )
        found = selectors.desk_today(house.viewer("Bo"), "Europe/London")
    [row] = found.ranked(Rank.TELL)
    assert (row.member.name, row.is_today) == ("Alex M", False)
    assert (found.counts.planned, found.counts.moved) == (9, 1)


def test_a_silent_one_of_yesterday_is_not_forgotten(house, nine):
    with pretend(at(9) + timedelta(days=1)):
        found = selectors.desk_today(house.viewer("Bo"), "Europe/London")
    assert len(found.ranked(Rank.SILENT)) == 9
    assert found.counts.planned == 0


def test_today_takes_as_many_queries_for_nine_as_for_one(house, as_person):
    address = reverse("desk_today")
    with pretend(THURSDAY - timedelta(hours=12)):
        arrange(house, together(house, "Alex"), 9)
    with pretend(at(8)):
        one = queries(as_person("Bo"), address)
    with pretend(THURSDAY - timedelta(hours=12)):
        for n, name in enumerate(NAMES[1:]):
            arrange(house, together(house, name), 10 + n)
    with pretend(at(8)):
        assert queries(as_person("Bo"), address) == one <= 8


@pytest.mark.parametrize(
    ("who", "route", "thing"),
    [
        ("Bo", "desk_meeting", "meeting"), ("Bo", "desk_arrange", "match"),
        ("Alex", "my_meeting", "meeting"), ("Alex", "my_arrange", "match"),
        ("Dan", "beside_meeting", "meeting"), ("Dan", "beside_arrange", "match"),
        ("nobody", "meeting_link", "token"),
    ],
)  # fmt: skip
def test_every_page_of_a_meeting_keeps_to_its_number_of_queries(
    nine, as_person, anonymous, who, route, thing
):
    things = {
        "meeting": nine[0].id, "match": nine[0].match_id,
        "token": token_of(nine[0], Side.MEMBER),
    }  # fmt: skip
    with pretend(at(8)):
        client = anonymous if who == "nobody" else as_person(who)
        assert queries(client, reverse(route, args=[things[thing]])) <= 8


# The link


def test_a_get_of_the_link_writes_nothing_and_a_head_neither(nine, anonymous):
    with pretend(at(8)), CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            assert anonymous.get(link(nine[0])).status_code == 200
            assert anonymous.head(link(nine[0])).status_code == 200
    wrote = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert wrote == []
    assert Meeting.objects.get(id=nine[0].id).state == MeetingState.PLANNED


def test_the_link_shows_a_date_and_no_name_and_no_place(nine, anonymous):
    with pretend(at(8)):
        text = text_of(anonymous.get(link(nine[0])))
    assert "Thursday 14 January, 9am" in text
    for word in ("Alex", "Dan", "Worker", "Library"):
        assert word not in text


def test_a_link_cannot_be_forged(nine, anonymous):
    good = token_of(nine[0], Side.MEMBER)
    other = token_of(nine[1], Side.MEMBER)
    forged = (
        good.replace(".m:", ".s:"), good[:-1] + ("A" if good[-1] != "A" else "B"),
        good.split(":")[0] + ":" + other.split(":")[1], good.split(":")[0], "x", "..:",
        Signer(salt="alongside.form").sign(good.split(":")[0]),
    )  # fmt: skip
    for token in forged:
        for send in (anonymous.get, anonymous.post):
            answer = send(reverse("meeting_link", args=[token]), {"do": "cancel"})
            assert answer.status_code == 404, token
    assert not Meeting.objects.exclude(state="planned").exists()


def test_an_old_link_says_what_holds_now_and_does_nothing(house, nine, anonymous):
    old = link(nine[0])
    with pretend(at(8)):
        form = forms_of(anonymous.get(old))[0]
        new = services.move_meeting(by=house.viewer("Dan"), meeting=nine[0].id, starts_at=at(20))
        for do in ("cancel", "coming", "move"):
            page = anonymous.post(old, {**form, "do": do})
            assert page.status_code == 200
        text = text_of(page)
    assert "This was moved" in text and "Thursday 14 January, 8pm" in text
    assert 'name="do"' not in text
    new.refresh_from_db()
    assert (new.state, new.member_comes) == ("planned", False)


@pytest.mark.parametrize(
    ("when", "says"), [(at(8), "This time was cancelled"), (at(12), "This time is over")]
)
def test_a_used_link_and_one_of_the_past_say_so_kindly(house, nine, anonymous, when, says):
    with pretend(when):
        if when == at(8):
            services.cancel_meeting(by=house.viewer("Dan"), meeting=nine[0].id)
        page = anonymous.get(link(nine[0]))
        assert says in text_of(page) and 'name="do"' not in text_of(page)


def test_the_link_says_that_they_come_and_stays_good_for_cancelling(nine, anonymous):
    address = link(nine[0])
    with pretend(at(8)):
        assert "You said that you will be there" in text_of(press(anonymous, address, "coming"))
        assert Meeting.objects.get(id=nine[0].id).member_comes
        assert "This time was cancelled" in text_of(press(anonymous, address, "cancel"))
    found = Meeting.objects.get(id=nine[0].id)
    assert (found.state, found.changed_by) == ("cancelled", "member")


def test_the_link_of_a_supporter_acts_as_the_supporter(house, nine, anonymous):
    with pretend(at(8)):
        press(anonymous, link(nine[0], Side.SUPPORTER), "cancel")
    assert Meeting.objects.get(id=nine[0].id).changed_by == "supporter"
    event = Event.objects.filter(deed="meeting.cancelled").get()
    assert event.actor == str(house.people["Dan"].user_id) and event.acting_as == "link"


def test_the_link_moves_to_another_time_and_the_other_is_told(house, nine, anonymous, mailoutbox):
    address = link(nine[0])
    with pretend(at(8)):
        run_due_jobs()
        mailoutbox.clear()
        form = form_with(anonymous.get(address), "day-day")
        sent = form | {"do": "move", "day-day": "15", "day-month": "1", "day-year": "2027",
                       "at": "3pm"}  # fmt: skip
        text = text_of(anonymous.post(address, sent, follow=True))
        run_due_jobs()
    assert "Friday 15 January, 3pm" in text
    assert {m.to[0] for m in mailoutbox} == {"alex@people.example", house.people["Dan"].user.email}
    assert all("Friday 15 January" in m.body for m in mailoutbox)


def test_faults_on_the_link_are_said_and_nothing_is_done(nine, anonymous):
    address = link(nine[0])
    with pretend(at(8)):
        form = form_with(anonymous.get(address), "day-day")
        page = anonymous.post(address, {**form, "do": "move"})
    assert page.status_code == 422 and "Enter a time" in text_of(page)


# Both sides


def test_one_press_says_i_will_be_there(house, nine, as_person):
    with pretend(at(8)):
        page = press(as_person("Alex"), reverse("my_meeting", args=[nine[0].id]), "coming")
    assert "You said that you will be there" in text_of(page)
    assert Meeting.objects.get(id=nine[0].id).member_comes


def test_one_tap_afterwards_in_words_of_nobodys_fault(house, nine, as_person):
    with pretend(at(11)):
        alex, dan = as_person("Alex"), as_person("Dan")
        page = alex.get(reverse("my_meeting", args=[nine[0].id]))
        for words in ("We met", "Dan couldn’t", "I couldn’t", "We moved it"):
            assert words in text_of(page)
        beside = dan.get(reverse("beside_meeting", args=[nine[0].id]))
        assert "Alex M couldn’t" in text_of(beside)
        press(dan, reverse("beside_meeting", args=[nine[0].id]), "missed_by_member")
    found = Meeting.objects.get(id=nine[0].id)
    assert (found.state, found.supporter_says, found.member_says) == (
        "missed_by_member", "missed_by_member", "",
    )  # fmt: skip


def test_the_desk_asks_both_when_they_differ_and_writes_it_down(house, nine, as_person):
    address = reverse("desk_meeting", args=[nine[0].id])
    with pretend(at(11)):
        bo = as_person("Bo")
        services.say_how_it_went(by=house.viewer("Dan"), meeting=nine[0].id, says=MeetingState.MET)
        services.say_how_it_went(
            by=house.viewer("Alex"), meeting=nine[0].id, says=MeetingState.MISSED_BY_SUPPORTER
        )
        assert "They remember it differently" in text_of(bo.get(reverse("desk_today")))
        assert text_of(bo.post(address, {"do": "settled"})).count("Choose how it went")
        page = press(bo, address, "settled", outcome="met")
    assert "What each of them said stays as well" in text_of(page)
    assert Meeting.objects.get(id=nine[0].id).settled_at is not None


def arrange_by_form(client, address: str, **more):
    form = form_with(client.get(address), "day-day")
    sent = {"repeats": "once", "day-day": "21", "day-month": "1", "day-year": "2027", "at": "2pm",
            "minutes": "45", "way": "phone", "call": "Dan rings"}  # fmt: skip
    return client.post(address, {**form, **sent, **more}, follow=True)


@pytest.mark.parametrize(
    ("who", "route"), [("Alex", "my_arrange"), ("Dan", "beside_arrange"), ("Bo", "desk_arrange")]
)
def test_each_sets_one_time_or_every_week(nine, as_person, who, route):
    match = nine[0].match_id
    with pretend(at(8)):
        client = as_person(who)
        page = arrange_by_form(client, reverse(route, args=[match]))
        assert page.status_code == 200 and "21 January" in text_of(page)
        arrange_by_form(client, reverse(route, args=[match]), repeats="weekly")
        page = client.get(reverse(route, args=[match]))
        assert "Every Thursday, 2pm" in text_of(page)
        stop = forms_of(page)[0] if who != "Bo" else forms_of(page)[-1]
        client.post(reverse(route, args=[match]), {**stop, "do": "stop"})
    row = Meeting.objects.get(pattern=None, starts_at=at(14) + timedelta(days=7))
    assert (row.minutes, row.way, row.where) == (45, "phone", "Dan rings")
    assert not Meeting.objects.exclude(pattern=None).filter(state="planned").exists()


def test_a_coordinator_does_all_for_one_who_has_neither_email_nor_phone_screen(
    house, nine, as_person
):
    only_phone(nine[0])
    with pretend(at(8)):
        bo = as_person("Bo")
        arrange_by_form(bo, reverse("desk_arrange", args=[nine[0].match_id]), known=["member"])
        new = Meeting.objects.get(starts_at=at(14) + timedelta(days=7))
        address = reverse("desk_meeting", args=[new.id])
        press(bo, address, "coming")
        form = form_with(bo.get(address), "day-day")
        bo.post(address, {**form, "do": "move", "day-day": "22", "day-month": "1",
                          "day-year": "2027", "at": "2pm", "known": ["member"]})  # fmt: skip
        moved = Meeting.objects.get(starts_at=at(14) + timedelta(days=8))
    assert not moved.member_untold
    with pretend(at(16) + timedelta(days=8)):
        desk = reverse("desk_meeting", args=[moved.id])
        press(as_person("Bo"), desk, "said", side="member", says="met")
    assert Meeting.objects.get(id=moved.id).member_says == "met"


def test_opening_a_meeting_on_the_desk_can_be_read_by_whom_it_is_about(house, nine, as_person):
    with pretend(at(8)):
        as_person("Bo").get(reverse("desk_meeting", args=[nine[0].id]))
        text = text_of(as_person("Alex").get(reverse("my_looks")))
    assert "Bo (coordinator) opened the page of a meet-up" in text


def test_a_page_sent_twice_is_done_once(nine, as_person):
    address = reverse("my_arrange", args=[nine[0].match_id])
    with pretend(at(8)):
        alex = as_person("Alex")
        form = form_with(alex.get(address), "day-day")
        sent = {**form, "repeats": "once", "day-day": "21", "day-month": "1", "day-year": "2027",
                "at": "2pm", "minutes": "45", "way": "phone"}  # fmt: skip
        for _ in range(2):
            alex.post(address, sent)
    assert Meeting.objects.filter(starts_at=at(14) + timedelta(days=7)).count() == 1
    assert FormKey.objects.count() == 1


def test_the_same_page_is_read_after_a_real_introduction(house, alex, as_person):
    match = introduce(house, alex)
    assert as_person("Dan").get(reverse("beside_arrange", args=[match.id])).status_code == 200
    assert people.live_consents([match.member_id])
