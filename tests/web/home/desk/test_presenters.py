"""Clocks in words, and which deeds a record allows: pure functions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from uuid import uuid4

import pytest

from alongside.web.accounts.viewer import Holding, Role, Viewer
from alongside.web.home.desk.clocks import appointment, clock, say_day, short_day
from alongside.web.home.desk.deeds import PAGES, TEXTS, allowed_pages, main_and_others
from alongside.web.home.desk.notices import NOTICES
from alongside.web.home.desk.presenters import Here, duty
from alongside.web.home.desk.words import either, times_tried
from alongside.web.home.menus import hats, landing, staff_nav
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.referral_states import MOVES, State

TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("due", "text", "state"),
    [
        (date(2026, 3, 10), "2 days over", "over"),
        (date(2026, 3, 11), "1 day over", "over"),
        (TODAY, "Today", "today"),
        (date(2026, 3, 13), "Fri 13", "in_time"),
        (date(2026, 4, 13), "13 Apr", "in_time"),
        (date(2027, 4, 13), "13 Apr 2027", "in_time"),
    ],
)
def test_a_clock_says_words_first(due, text, state):
    tag = clock(due, date(2026, 3, 9), TODAY)
    assert (tag.text, tag.state) == (text, state)


def test_the_pie_is_full_only_when_the_time_is_over():
    assert clock(date(2026, 3, 14), date(2026, 3, 10), TODAY).percent == 50
    assert clock(TODAY, date(2026, 3, 10), TODAY).percent < 100
    assert clock(date(2026, 3, 11), date(2026, 3, 10), TODAY).percent == 100
    assert clock(TODAY, TODAY, TODAY).percent == 0


def test_an_appointment_says_its_hour_on_its_day():
    at = datetime(2026, 3, 12, 14, 30, tzinfo=UTC)
    assert appointment(at, TODAY, TODAY, "Europe/London").text == "Today, 2:30pm"
    assert appointment(at, TODAY, date(2026, 3, 11), "Europe/London").text == "Thu 12"


def test_days_name_their_year_only_when_it_is_another():
    assert say_day(TODAY, TODAY) == "Thursday 12 March"
    assert say_day(date(2025, 3, 12), TODAY) == "Wednesday 12 March 2025"
    assert short_day(date(2026, 3, 11), TODAY) == "11 Mar"


def test_lists_and_numbers_in_words():
    assert either([]) == ""
    assert either(["text", "phone", "email"]) == "text, phone or email"
    assert [times_tried(n) for n in range(4)] == [
        "",
        "Tried once.",
        "Tried twice.",
        "Tried 3 times.",
    ]


def fake(state: str, *, held: bool = False, asked: int = 6, user=None, twice: bool = False):
    return SimpleNamespace(
        referral=SimpleNamespace(id=uuid4(), state=state),
        person=SimpleNamespace(user_id=user),
        is_held=held,
        asked_all=asked == len(Purpose),
        consents=dict.fromkeys(list(Purpose)[:asked]),
        asked=set(list(Purpose)[:asked]),
        came_back=None,
        is_beside=state == "placed",
        may_be_double=twice,
        said_no_to_record=False,
        live=set(),
    )


@pytest.mark.parametrize("state", [s for s in State if s is not State.DRAFT])
def test_only_moves_of_the_table_are_shown(state):
    allowed = set(allowed_pages(fake(state, held=True)))
    moves = {PAGES[m.deed] for m in MOVES[state].values() if m.deed in PAGES}
    assert allowed & set(PAGES.values()) == moves
    main, others = main_and_others(fake(state, held=True))
    assert (main is None) == (state is State.CLOSED)
    assert all(deed.text for deed in others)


def test_every_deed_of_the_table_has_a_page_but_sending_and_matching():
    deeds = {move.deed for targets in MOVES.values() for move in targets.values()}
    of_a_match = {"match", "look_again", "close_placed"}
    assert deeds - set(PAGES) == {"send_referral"} | of_a_match
    assert set(PAGES.values()) <= set(TEXTS)


def test_wishes_are_written_down_until_somebody_is_found():
    asked = {state for state in State if "record_wishes" in allowed_pages(fake(state))}
    assert asked == {State.TALKING, State.OFFERED, State.ACCEPTED, State.WAITING}


def test_while_talking_the_page_follows_the_talk():
    planned, held = fake("talking", asked=1), fake("talking", held=True)
    assert {"record_welcome", "record_plan"} <= set(allowed_pages(planned))
    assert "record_yes" not in allowed_pages(planned)
    assert "record_yes" in allowed_pages(held)
    assert "record_welcome" not in allowed_pages(held)
    half = fake("talking", held=True, asked=2)
    assert main_and_others(half)[0].url.endswith("/sharing/gp/")


def test_a_closed_record_allows_no_deed_but_coming_back_and_a_sign_in():
    assert allowed_pages(fake("closed", user=uuid4())) == ["record_return"]
    assert allowed_pages(fake("closed")) == ["record_return", "record_sign_in"]
    back = fake("closed")
    back.came_back = "already"
    assert allowed_pages(back) == ["record_sign_in"]


def test_who_is_on_duty_and_who_comes_next():
    service, me, tom = uuid4(), uuid4(), uuid4()
    viewer = Viewer(user_id=me, holdings=frozenset([Holding(Role.COORDINATOR, service)]))

    def shift(user, starts, ends, where=service, weekday=3):
        return SimpleNamespace(
            service_id=where, user_id=user, weekday=weekday, starts=time(starts), ends=time(ends)
        )

    here = Here("Europe/London", datetime(2026, 3, 12, 12, tzinfo=UTC))
    shifts = [
        shift(me, 9, 17),
        shift(tom, 17, 20),
        shift(tom, 9, 17, uuid4()),
        shift(tom, 9, 17, weekday=4),
    ]
    found = duty(shifts, {str(tom): "Tom Reyes"}, viewer, here)
    assert found.now == [("you", "until 5pm")]
    assert found.then == "Tom"


def viewer_with(*roles: str) -> Viewer:
    return Viewer(user_id=uuid4(), holdings=frozenset(Holding(role, uuid4()) for role in roles))


def test_the_menu_is_that_of_the_hat_that_is_on():
    both = viewer_with(Role.COORDINATOR, Role.MANAGER)
    assert [item.text for item in staff_nav(both.acting(Role.MANAGER), "figures")] == [
        "Figures", "Outcomes", "Concerns",
    ]  # fmt: skip
    counts = SimpleNamespace(new=3, waiting=14, asked=2)
    items = staff_nav(both.acting(Role.COORDINATOR), "desk", counts, concerns=2)
    assert [(i.text, i.count, i.current) for i in items] == [
        ("Desk", None, True), ("Today", None, False), ("Concerns", 2, False),
        ("Front door", 3, False), ("Waiting", 14, False), ("Matches", 2, False),
        ("Peer supporters", None, False), ("Give a code", None, False),
    ]  # fmt: skip
    assert [(h.label, h.current) for h in hats(both, Role.MANAGER)] == [
        ("coordinator", False), ("manager", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("roles", "address"),
    [
        ([Role.COORDINATOR, Role.MEMBER], "/desk/"),
        ([Role.MANAGER], "/figures/"),
        ([Role.PEER_SUPPORTER, Role.MEMBER], "/beside/"),
        ([Role.MEMBER], "/my/"),
        ([Role.SUPERVISOR], ""),
        ([], ""),
    ],
)
def test_each_lands_where_their_work_is(roles, address):
    assert landing(viewer_with(*roles)) == address


def test_set_up_comes_first_until_a_service_is_open(house):
    ada = house.viewer("Ada")
    assert landing(ada) == "/set-up/"
    house.service.is_open = False
    house.service.save()
    assert landing(ada) == "/set-up/"


def test_every_notice_is_said():
    assert all(str(text).endswith(".") for text in NOTICES.values())
