"""The pages of looking back, of how both are some weeks later, and of coming back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.web.accounts.services import change_words
from alongside.web.clock import now, pretend
from alongside.web.people.models import Referral
from alongside.web.support import services
from alongside.web.support.match_states import Side
from alongside.web.support.models import Ending, Match
from tests.cast import introduce
from tests.pages import count_queries, forms_of
from tests.web.home.test_renamed_words import WORDS, old_words

SOON = timedelta(days=29)


@pytest.fixture
def match(house, alex):
    return introduce(house, alex)


@pytest.fixture
def ending(house, match):
    """A last day is set."""
    services.plan_ending(
        by=house.viewer("Alex"), match=match.id, last_day=(now() + timedelta(days=10)).date()
    )
    return match


@pytest.fixture
def over(house, match):
    """It ended four weeks ago, and the member wants nobody else."""
    services.end_match(by=house.viewer("Alex"), match=match.id, wants_another=False)
    day = (now() - SOON).date()
    Match.objects.filter(id=match.id).update(
        ended_at=now() - SOON, last_day=day, after_check_on=day + timedelta(days=28)
    )
    return match


def page(route, match):
    return reverse(route, args=[match.id])


def shown(response):
    return response.content.decode()


def press(client, address, which=0, **data):
    form = forms_of(client.get(address))[which]
    return client.post(address, {**form, **data})


def test_both_look_back_on_one_page_each(as_person, ending):
    alex, dan = as_person("Alex"), as_person("Dan")
    sent = press(
        alex, page("my_ending", ending), looked_back="We walked.", gained="I go out.",
        feedback="More tea.",
    )  # fmt: skip
    assert sent.url == f"{page('my_ending', ending)}?said=ending"
    text = shown(dan.get(page("beside_ending", ending)))
    assert "“We walked.”" in text
    assert "“I go out.”" in text
    assert "More tea." not in text
    assert "Looking back with Alex M" in text
    assert "You, Alex M and the coordinators here read this" in text
    assert "You and the coordinators here read this. Alex M does not" in text


def test_who_writes_at_the_same_moment_keeps_their_words_and_reads_the_others(
    house, as_person, ending
):
    dan = as_person("Dan")
    address = page("beside_ending", ending)
    form = forms_of(dan.get(address))[0]
    services.write_ending(
        by=house.viewer("Alex"), match=ending.id, side=Side.MEMBER, looked_back="We walked."
    )
    again = dan.post(address, {**form, "looked_back": "We talked."})
    text = shown(again)
    assert again.status_code == 422
    assert "The other one has written here since" in text
    assert "“We walked.”" in text and "We talked." in text
    form = forms_of(again)[0]
    both = dan.post(address, {**form, "looked_back": "We walked and talked."})
    assert both.status_code == 302
    assert Ending.objects.get().looked_back == "We walked and talked."


def test_too_many_words_are_kept_on_the_page(as_person, ending):
    sent = press(as_person("Alex"), page("my_ending", ending), gained="x" * 2001)
    assert sent.status_code == 422
    assert "x" * 2001 in shown(sent)


@pytest.mark.parametrize(("who", "route"), [("Alex", "my_after"), ("Dan", "beside_after")])
def test_each_says_how_they_are(as_person, over, who, route):
    client = as_person(who)
    address = page(route, over)
    empty = press(client, address)
    assert empty.status_code == 422
    assert "Choose one of these" in shown(empty)
    sent = press(client, address, answer="not_well", ring_me="on", words="Nights are long.")
    assert sent.url == f"{address}?said=after_call"
    text = shown(client.get(sent.url))
    assert "Somebody of the team rings you" in text
    assert "You said that you are not so well." in text


def test_a_call_is_asked_for_only_by_who_is_not_well(as_person, over):
    press(as_person("Alex"), page("my_after", over), answer="well", ring_me="on")
    assert Ending.objects.get().member_wants_call is False


def test_before_it_is_time_the_page_says_when(as_person, house, match):
    services.end_match(by=house.viewer("Alex"), match=match.id)
    text = shown(as_person("Alex").get(page("my_after", match)))
    assert "We ask how you are on" in text
    assert "<textarea" not in text


def test_first_pages_lead_to_the_question(as_person, over):
    for who, home, route in (
        ("Alex", "my_home", "my_after"),
        ("Dan", "beside_home", "beside_after"),
    ):
        client = as_person(who)
        assert page(route, over) in shown(client.get(reverse(home)))
        press(client, page(route, over), answer="rather_not_say")
        assert page(route, over) not in shown(client.get(reverse(home)))


def test_a_tab_names_nobody(as_person, ending):
    for who, route in (("Alex", "my_ending"), ("Dan", "beside_ending")):
        title = shown(as_person(who).get(page(route, ending))).split("<title>")[1].split("<")[0]
        assert "Dan" not in title and "Alex" not in title


def test_a_supporter_reads_no_name_after_the_end(as_person, over):
    for route in ("beside_ending", "beside_after", "beside_with"):
        assert "Alex" not in shown(as_person("Dan").get(page(route, over)))


# The desk


def test_a_coordinator_writes_it_all_down_for_whoever_has_no_screen(as_person, alex, ending, house):
    """Neither e-mail nor smartphone: from the last day to the close, on the telephone."""
    bo = as_person("Bo")
    sent = press(bo, page("match_ending", ending), looked_back="We walked.", gained="I go out.")
    assert sent.status_code == 302
    other = f"{page('match_ending', ending)}?side=supporter"
    assert "What Dan W takes away from it" in shown(bo.get(other))
    press(bo, other, gained="I listen.", feedback="All fine.")
    kept = Ending.objects.get()
    assert (kept.looked_back, kept.member_gained) == ("We walked.", "I go out.")
    assert (kept.supporter_gained, kept.supporter_feedback) == ("I listen.", "All fine.")
    services.end_match(
        by=house.viewer("Bo"), match=ending.id, side=Side.MEMBER, wants_another=False
    )
    address = page("match_after", ending)
    with pretend(now() + SOON):
        bo = as_person("Bo")
        not_read_back = bo.post(address, after(bo, address, "member", answer="up_and_down"))
        assert not_read_back.status_code == 422
        assert "Read it back to them" in shown(not_read_back)
        said = after(bo, address, "member", answer="up_and_down", read_back="on")
        assert bo.post(address, said).status_code == 302
        said = after(bo, address, "supporter", answer="not_reached")
        assert bo.post(address, said).status_code == 422
        said = after(bo, address, "supporter", answer="not_reached", tried="on")
        assert bo.post(address, said).status_code == 302
    alex.refresh_from_db()
    assert (Match.objects.get().state, alex.state) == ("checked", "closed")


def after(client, address, side, **data):
    form = next(f for f in forms_of(client.get(address)) if f"{side}-words" in f)
    return {**form, "do": side, **{f"{side}-{name}": value for name, value in data.items()}}


def test_who_is_not_well_stands_first_at_the_desk_until_somebody_talked_with_them(
    as_person, over, house
):
    press(as_person("Dan"), page("beside_after", over), answer="not_well", ring_me="on")
    bo = as_person("Bo")
    text = shown(bo.get(reverse("desk_today")))
    assert "Endings, and how people are afterwards" in text  # Alex is still to be asked
    assert "Ask Alex M how they are." in text
    assert "Dan W is not so well" in text
    assert "Wants a call." in text
    assert text.index("Asked for a call") < text.index("Dan W is not so well")
    assert "Nobody else needs a call." in text
    address = page("match_after", over)
    assert "Not so well. Wants a call." in shown(bo.get(address))
    form = next(f for f in forms_of(bo.get(address)) if "supporter-words" not in f)
    sent = bo.post(address, {**form, "do": "talked_supporter"})
    assert sent.url.endswith("said=after_talked")
    text = shown(bo.get(reverse("desk_today")))
    assert "not so well" not in text
    assert "Ask Alex M how they are." in text


def test_a_last_day_that_has_passed_asks_for_a_person(as_person, ending):
    with pretend(now() + timedelta(days=12)):
        text = shown(as_person("Bo").get(reverse("desk_today")))
    assert "Ask both: end it, or go on." in text


# Coming back


def close(alex):
    Referral.objects.filter(id=alex.id).update(state="closed")


def test_a_member_comes_back_with_one_press(as_person, alex, over):
    close(alex)
    client = as_person("Alex")
    assert reverse("my_return") in shown(client.get(reverse("my_home")))
    form = forms_of(client.get(reverse("my_return")))[0]
    first = client.post(reverse("my_return"), form)
    again = client.post(reverse("my_return"), form)
    assert first.url == f"{reverse('my_home')}?said=returned"
    assert again.status_code in (302, 422)
    assert Referral.objects.count() == 2
    text = shown(client.get(first.url))
    assert "Welcome back." in text
    assert reverse("my_return") not in text
    assert "You are here already" in shown(client.get(reverse("my_return")))


def test_a_coordinator_writes_it_down_and_both_records_are_linked(as_person, alex):
    close(alex)
    bo = as_person("Bo")
    old = reverse("record", args=[alex.id])
    assert "They have come back" in shown(bo.get(old))
    sent = press(bo, reverse("record_return", args=[alex.id]), method="spoken")
    new = Referral.objects.get(returns=alex)
    assert sent.url == f"{reverse('record', args=[new.id])}?said=returned"
    assert alex.reference in shown(bo.get(sent.url))
    assert "Came before" in shown(bo.get(sent.url))
    text = shown(bo.get(old))
    assert "Came back" in text and new.reference in text
    assert "They have come back" not in text
    assert bo.get(reverse("record_return", args=[alex.id])).url.endswith("said=moved_on")


# How much is asked of the database


def test_every_page_takes_at_most_eight_queries(as_person, alex, over, house):
    bo, member, dan = as_person("Bo"), as_person("Alex"), as_person("Dan")
    press(dan, page("beside_after", over), answer="not_well", ring_me="on")
    for client, address in (
        (member, page("my_ending", over)),
        (member, page("my_after", over)),
        (dan, page("beside_ending", over)),
        (dan, page("beside_after", over)),
        (dan, reverse("beside_home")),
        (bo, page("match_ending", over)),
        (bo, page("match_after", over)),
        (bo, reverse("desk_today")),
        (bo, reverse("record", args=[alex.id])),
    ):
        assert count_queries(client, address) <= 8, address
    close(alex)
    assert count_queries(member, reverse("my_return")) <= 8
    assert count_queries(bo, reverse("record_return", args=[alex.id])) <= 8


def test_no_word_that_a_service_renamed_stands_on_these_pages(as_person, alex, over, house):
    change_words(by=house.viewer("Ada"), words=WORDS)
    bo, member, dan = as_person("Bo"), as_person("Alex"), as_person("Dan")
    press(dan, page("beside_after", over), answer="not_well")
    found = {}
    for state in ("ending", "ended", "checked"):
        Match.objects.filter(id=over.id).update(state=state)
        for client, address in (
            (member, page("my_ending", over)),
            (member, page("my_after", over)),
            (dan, page("beside_ending", over)),
            (dan, page("beside_after", over)),
            (bo, page("match_ending", over)),
            (bo, page("match_after", over)),
            (bo, reverse("desk_today")),
        ):
            found[state, address] = old_words(shown(client.get(address)))
    close(alex)
    found["return"] = old_words(shown(member.get(reverse("my_return"))))
    found["record"] = old_words(shown(bo.get(reverse("record_return", args=[alex.id]))))
    assert {where: words for where, words in found.items() if words} == {}
