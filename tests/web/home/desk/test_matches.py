"""The desk brings two people together: the board, one person's shortlist, and what comes of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.matching.suggest import Wish
from alongside.web.clock import now
from alongside.web.people import services as people
from alongside.web.support import services
from alongside.web.support.match_states import Answer, Side
from alongside.web.support.models import Match, Offer
from tests.cast import (
    SPOKEN,
    add_member,
    ask_both,
    bring_to_waiting,
    introduce,
    own_words,
    ready_supporter,
    wish_for,
)
from tests.pages import count_queries, text_of
from tests.web.home.desk.walking import boxes, in_days, press

GARDEN, THURSDAY, WELSH = ("interest", "gardening"), ("day", "thu"), ("language", "welsh")


@pytest.fixture
def bo(as_person):
    return as_person("Bo")


@pytest.fixture
def waits(house, alex):
    """Alex waits; Dan has all that they wish for, Fay misses a must."""
    bring_to_waiting(house, alex)
    wish_for(house, alex, Wish(*WELSH, must=True), Wish(*GARDEN), Wish(*THURSDAY))
    for who, has in (("Dan", (WELSH, GARDEN)), ("Fay", (GARDEN, THURSDAY))):
        ready_supporter(house, who)
        own_words(house, who, has=has)
    return alex


def page(client, name, *args, **query):
    return client.get(reverse(name, args=args), query)


def answer(house, match, side, what):
    services.answer_match(by=house.viewer("Bo"), match=match.id, side=side, answer=what, how=SPOKEN)


# The board


def test_the_board_says_who_waits_and_who_could_be_asked(house, waits, bo):
    said = text_of(page(bo, "match_board"))
    assert "Alex M" in said
    assert "1 suggestion" in said
    assert "4 free places" in said
    assert "1 waits" in said


def test_who_is_together_is_found_from_the_board(house, alex, bo):
    match = introduce(house, alex)
    board, together = page(bo, "match_board"), page(bo, "match_together")
    assert reverse("match_together") in text_of(board)
    assert "Alex M and Dan" in text_of(together)
    assert reverse("match_one", args=[match.id]) in text_of(together)
    services.end_match(by=house.viewer("Bo"), match=match.id, wants_another=False)
    assert "Alex M and Dan" in text_of(page(bo, "match_together"))


def test_the_board_says_what_is_missing(house, waits, bo):
    own_words(house, "Dan", has=(GARDEN,))
    said = text_of(page(bo, "match_board"))
    assert "No suggestion yet" in said
    assert "Missing: Welsh" in said
    assert "Speaks Welsh (1)" in said


def test_the_board_says_when_nothing_is_wished_for_yet(house, alex, bo):
    bring_to_waiting(house, alex)
    assert "Ask what they wish for first" in text_of(page(bo, "match_board"))


def test_the_menu_counts_people_who_are_asked(house, waits, bo):
    ask_both(house, waits)
    for name in ("match_board", "desk", "waiting_list"):
        assert re.search(r">Matches <span[^>]*>1<", text_of(page(bo, name)))


def test_nobody_waits(house, bo):
    assert "Nobody is waiting" in text_of(page(bo, "match_board"))


# One person


def test_the_shortlist_shows_what_each_meets_and_misses(house, waits, bo):
    said = text_of(page(bo, "match_person", waits.id))
    dan, fay = said.index("Dan W"), said.index("Fay W")
    assert dan < fay
    assert "Suggested" in said[dan:fay]
    assert "Ask both, privately" in said[dan:fay]
    assert "Not free on Thursdays" in said[dan:fay]
    assert "Does not speak Welsh. Misses a must" in said[fay:]
    assert "Choose Fay W, with a reason" in said[fay:]
    assert "<strong>Must</strong> Speaks Welsh" in said


def test_before_both_are_asked_the_desk_reads_what_each_will_read(house, waits, bo):
    dan = house.people["Dan"].id
    said = text_of(page(bo, "match_person", waits.id, **{"with": dan}))
    assert "Someone who gardens" in said
    assert "Someone who walks" in said
    assert "Not free on Thursdays, which you said would be nice" in said


def test_both_are_asked_with_one_press(house, waits, bo):
    dan = house.people["Dan"].id
    answered = press(bo, f"{reverse('match_person', args=[waits.id])}?with={dan}", {})
    assert answered.status_code == 302
    match = Match.objects.get()
    assert (match.state, match.supporter_id, match.chosen_because) == ("asked", dan, "")
    said = text_of(bo.get(answered.url))
    assert "Both are asked" in said
    assert said.index("Asked already") < said.index("Dan W") < said.index("Shortlist")


def test_whoever_misses_a_must_is_chosen_with_a_reason(house, waits, bo):
    url = f"{reverse('match_person', args=[waits.id])}?with={house.people['Fay'].id}"
    assert press(bo, url, {}).status_code == 422
    assert not Match.objects.exists()
    press(bo, url, {"because": "They met at the garden and asked for it"})
    assert Match.objects.get().chosen_because == "They met at the garden and asked for it"


def test_where_there_is_a_choice_the_desk_chooses_what_they_take_part_in(house, waits, bo):
    other = Offer.objects.get(service=house.service)
    other.pk, other.name = None, "By phone"
    other.id = Offer._meta.pk.get_default()
    other.save(force_insert=True)
    url = f"{reverse('match_person', args=[waits.id])}?with={house.people['Dan'].id}"
    assert press(bo, url, {}).status_code == 422
    assert press(bo, url, {"offer": str(other.id)}).status_code == 302
    assert Match.objects.get().offer == other


@pytest.mark.parametrize("gate", ["full", "not ready", "no words", "said no"])
def test_whoever_cannot_be_asked_is_not_on_the_shortlist(house, waits, bo, gate):
    dan = house.people["Dan"]
    if gate == "full":
        for who in ("Eve", "Kim"):
            introduce(house, add_member(house, who, email=f"{who}@people.example", phone=""))
    elif gate == "not ready":
        dan.readiness.filter(kind="training").update(until_on=now().date())
    elif gate == "no words":
        dan.profiles.update(heading="")
    else:
        match = ask_both(house, waits)
        answer(house, match, Side.MEMBER, Answer.NO)
        answer(house, match, Side.SUPPORTER, Answer.YES)
    assert "Dan W" not in text_of(page(bo, "match_person", waits.id))


def test_two_who_are_kept_apart_leave_no_trace(house, waits, bo):
    """The pages are the same bytes as if the one had never been there to be asked."""
    urls = [reverse("match_board"), reverse("match_person", args=[waits.id])]
    house.people["Dan"].profiles.update(heading="")
    without = [text_of(bo.get(url)) for url in urls]
    own_words(house, "Dan", has=(WELSH, GARDEN))
    people.keep_apart(
        by=house.viewer("Bo"), one=waits.person_id, other=house.people["Dan"].id,
        reason="Family", review_on=(now() + timedelta(days=90)).date(),
    )  # fmt: skip
    kept = [text_of(bo.get(url)) for url in urls]
    assert kept == without
    dan = f"{urls[1]}?with={house.people['Dan'].id}"
    assert "cannot be asked now" in text_of(bo.get(dan, follow=True))


def test_somebody_who_said_no_to_a_record_is_not_put_to_anybody(house, waits, bo):
    people.withdraw_consent(
        by=house.viewer("Bo"), person=waits.person, purpose=people.consents.Purpose.RECORD,
        how=SPOKEN,
    )  # fmt: skip
    said = text_of(page(bo, "match_person", waits.id))
    assert "said no to a record" in said
    assert "Welsh" not in said
    assert "I like company" not in said


def test_whoever_waits_no_longer_is_found_with_the_one_beside_them(house, waits, bo):
    match = introduce(house, waits)
    answered = page(bo, "match_person", waits.id)
    assert answered.url == reverse("match_one", args=[match.id])


def test_a_hello_that_is_new_leads_back_to_its_record(house, alex, bo):
    assert page(bo, "match_person", alex.id).url.startswith(reverse("record", args=[alex.id]))


def test_the_record_leads_here(house, waits, bo):
    record = bo.get(reverse("record", args=[waits.id]))
    assert "Find somebody for them" in text_of(record)
    assert reverse("match_person", args=[waits.id]) in record.content.decode()
    introduce(house, waits)
    assert "See how they get on" in text_of(bo.get(reverse("record", args=[waits.id])))


# Two people


def test_the_desk_reads_who_has_not_answered_and_never_what(house, waits, bo):
    match = ask_both(house, waits)
    assert "Neither has answered yet" in text_of(page(bo, "match_one", match.id))
    seen = set()
    for what in Answer:
        answer(house, match, Side.MEMBER, what)
        said = text_of(page(bo, "match_one", match.id))
        assert "Dan W has not answered yet" in said
        seen.add(said)
    assert len(seen) == 1


@pytest.mark.parametrize("member", Answer)
@pytest.mark.parametrize("supporter", Answer)
def test_what_came_of_it_says_nothing_of_who_answered_what(house, waits, bo, member, supporter):
    match = ask_both(house, waits)
    answer(house, match, Side.MEMBER, member)
    answer(house, match, Side.SUPPORTER, supporter)
    said = text_of(page(bo, "match_one", match.id))
    if member == supporter == Answer.YES:
        assert "Both said yes" in said
    else:
        assert "What each of them answered stays with them" in said


def act(client, match, do, data):
    return press(client, f"{reverse('match_one', args=[match.id])}?do={do}", data)


def test_the_desk_writes_down_what_somebody_said_on_the_phone(house, waits, bo):
    match = ask_both(house, waits)
    said = {"side": "member", "answer": "yes"}
    assert act(bo, match, "answer", said).status_code == 422  # not read back
    answered = act(bo, match, "answer", {**said, "read_back": "on"})
    assert "said=match_answer" in answered.url
    act(bo, match, "answer", {"side": "supporter", "answer": "yes", "read_back": "on"})
    match.refresh_from_db()
    assert match.state == "introduced"


def test_the_desk_takes_back_and_ends_on_behalf(house, waits, bo):
    match = ask_both(house, waits)
    act(bo, match, "take_back", {})
    match.refresh_from_db()
    assert match.state == "not_this_time"
    match = introduce(house, waits)
    words = {"side": "supporter", "wants_another": "yes", "may_say": "I start a new job"}
    act(bo, match, "end", words)
    match.refresh_from_db()
    waits.refresh_from_db()
    assert (match.state, match.ended_by, match.may_say) == ("ended", "supporter", words["may_say"])
    assert waits.state == "waiting"


def test_an_end_names_whose_wish_it_is(house, waits, bo):
    match = introduce(house, waits)
    faulty = act(bo, match, "end", {"wants_another": "yes"})
    assert faulty.status_code == 422
    assert "Choose who wants to end it" in text_of(faulty)


def test_every_other_act_has_its_page(house, waits, bo):
    match = introduce(house, waits)
    Match.objects.filter(id=match.id).update(state="trial")
    for do, data, state in (
        ("go_on", {"side": "member", "goes_on": "yes"}, "trial"),
        ("go_on", {"side": "supporter", "goes_on": "yes"}, "active"),
        ("pause", {}, "paused"),
        ("resume", {}, "active"),
        ("plan", boxes("last_day", in_days(20)), "ending"),
        ("keep_going", {}, "active"),
    ):
        assert act(bo, match, do, data).status_code == 302, do
        match.refresh_from_db()
        assert match.state == state


def test_an_act_that_is_not_there_any_more_shows_how_it_stands(house, waits, bo):
    match = introduce(house, waits)
    url = f"{reverse('match_one', args=[match.id])}?do=take_back"
    assert "Both said yes" in text_of(bo.get(url))


def test_the_pages_need_at_most_eight_queries_however_many_people_there_are(house, waits, bo):
    for number in range(12):
        row = add_member(house, f"Eve{number}", email=f"e{number}@people.example", phone="")
        bring_to_waiting(house, row)
        wish_for(house, row, Wish(*WELSH, must=True))
        ready_supporter(house, f"Sam{number}")
        own_words(house, f"Sam{number}", has=(WELSH,))
    match = ask_both(house, waits)
    one = reverse("match_one", args=[match.id])
    person = reverse("match_person", args=[waits.id])
    pages = [
        reverse("match_board"), person, one, f"{one}?do=answer", f"{one}?do=take_back",
        f"{person}?with={house.people['Fay'].id}",
    ]  # fmt: skip
    counted = {url: count_queries(bo, url) for url in pages}
    assert max(counted.values()) <= 8, counted
