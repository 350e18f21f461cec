"""The page of everybody who worries: numbers first, a named person, and nothing lost."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from alongside.web.accounts.keeping import keep_post, new_form_key
from alongside.web.clock import now
from alongside.web.safety import services
from alongside.web.safety.models import Concern
from tests.cast import add_member, agree_to_all
from tests.pages import count_queries, form_with, text_of
from tests.web.safety.concerns_cast import also, shift, worry
from tests.web.safety.test_concerns import beside

PAGE = "/worry/"


def all_week(house, who="Bo"):
    for weekday in range(7):
        shift(house, who, weekday=weekday, starts=time(0), ends=time(23, 59, 59))


def post(client, do="send", **said):
    form = form_with(client.get(PAGE), "words")
    return client.post(PAGE, {**form, "do": do, **said})


@pytest.mark.parametrize("who", ["Alex", "Dan", "Bo", "Mo", "Ada"])
def test_every_signed_in_person_finds_the_link_on_their_page(house, alex, as_person, who):
    home = {"Alex": "my_home", "Dan": "beside_home", "Bo": "desk", "Mo": "figures", "Ada": "set_up"}
    page = text_of(as_person(who).get(reverse(home[who])))
    assert f'href="{PAGE}"' in page and "I’m worried about someone" in page


def test_a_stranger_has_no_such_link(house, anonymous):
    assert f'href="{PAGE}"' not in text_of(anonymous.get("/"))


def test_the_emergency_number_comes_before_the_form(house, as_person):
    page = text_of(as_person("Dan").get(PAGE))
    main = page[page.index("<main") :]
    assert main.index("Is somebody in danger now?") < main.index("999") < main.index("<form")
    assert "We are not a crisis service" in main


def test_the_page_says_who_is_on_duty_and_until_when(house, as_person):
    all_week(house)
    page = text_of(as_person("Dan").get(PAGE))
    assert "Bo is on duty now" in page
    assert "Send to Bo now" in page


def test_a_shift_of_today_says_until_when(house, as_person):
    for weekday in range(7):
        for starts, ends in ((time(0), time(12)), (time(12, 5), time(23, 50))):
            shift(house, "Bo", weekday=weekday, starts=starts, ends=ends)
    page = text_of(as_person("Dan").get(PAGE))
    assert "Bo is on duty until" in page or "who is here next" in page


def test_when_nobody_is_on_duty_it_says_so_and_points_to_the_numbers(house, as_person):
    page = text_of(as_person("Dan").get(PAGE))
    assert "Nobody is on duty just now. Do not wait for us: use the numbers above." in page
    assert "Send it now" in page


def test_nothing_is_chosen_beforehand(house, alex, as_person):
    agree_to_all(house, alex.person)
    beside(house, alex.person)
    page = text_of(as_person("Dan").get(PAGE))
    form = page[page.index("<form") : page.index("</form>")]
    assert " checked" not in form and " selected" not in form


def test_a_supporter_chooses_among_those_they_support_and_a_member_sees_no_names(
    house, alex, as_person
):
    add_member(house, "Zoe")
    agree_to_all(house, alex.person)
    beside(house, alex.person)
    page = text_of(as_person("Dan").get(PAGE))
    assert "Alex M" in page and "Zoe" not in page
    assert "It is about me" not in page
    page = text_of(as_person("Alex").get(PAGE))
    assert "It is about me" in page and "Zoe" not in page


def test_some_words_are_enough_and_the_next_page_says_who_has_it_and_by_when(house, as_person):
    all_week(house)
    dan = as_person("Dan")
    answer = post(dan, words="She gave her cat away")
    concern = Concern.objects.get()
    assert answer.url == reverse("worry_sent", args=[concern.id])
    page = text_of(dan.get(answer.url))
    assert "It went to Bo" in page and "Nobody has taken it yet" in page
    services.acknowledge_concern(by=house.viewer("Bo"), concern=concern.id)
    assert "Bo has it" in text_of(dan.get(answer.url))


def test_an_empty_form_is_asked_for_a_few_words(house, as_person):
    answer = post(as_person("Dan"))
    assert answer.status_code == 422
    assert "Write a few words, or say who it is about." in text_of(answer)


def test_a_person_chosen_is_enough_and_nobody_else_can_be_sent(house, alex, as_person):
    zoe = add_member(house, "Zoe")
    agree_to_all(house, alex.person)
    beside(house, alex.person)
    dan = as_person("Dan")
    assert post(dan, about=str(zoe.person_id)).status_code == 422
    assert post(dan, about=str(alex.person_id)).status_code == 302
    assert Concern.objects.get().about_id == alex.person_id


def test_a_member_may_say_that_it_is_about_them(house, alex, as_person):
    post(as_person("Alex"), about_me="on")
    assert Concern.objects.get().about_id == alex.person_id


def test_what_is_kept_stands_there_again_and_only_for_its_writer(house, as_person):
    dan = as_person("Dan")
    answer = post(dan, "keep", words="Zigzag across the road", urgency="routine")
    assert answer.url == f"{PAGE}?said=kept"
    page = text_of(dan.get(answer.url))
    assert "Kept, for you only" in page and "Zigzag across the road" in page
    assert "Zigzag" not in text_of(as_person("Bo").get(PAGE))
    kept = Concern.objects.get()
    assert as_person("Bo").get(reverse("concern", args=[kept.id])).status_code == 404
    assert dan.get(reverse("worry_sent", args=[kept.id])).status_code == 404
    post(dan, words="Zigzag across the road twice")
    sent = Concern.objects.get()
    assert (sent.id, sent.state) == (kept.id, "raised")
    assert "Zigzag" not in text_of(dan.get(PAGE))


def test_what_was_typed_when_the_session_had_ended_stands_there_again(house, as_person):
    sent = QueryDict(mutable=True)
    key = new_form_key(house.viewer("Dan"))
    sent.update({"form_key": key, "words": "Zebra crossing", "do": "send"})
    keep_post(key=key, path=PAGE, body=sent)
    page = text_of(as_person("Dan").get(PAGE))
    assert "Zebra crossing" in page and "You were signed out" in page


def test_the_page_of_what_was_sent_is_its_writers_only_and_shows_no_words(house, alex, as_person):
    concern = worry(house, words="Zigzag")
    address = reverse("worry_sent", args=[concern.id])
    for who in ("Alex", "Bo", "Mo"):
        assert as_person(who).get(address).status_code == 404
    assert "Zigzag" not in text_of(as_person("Dan").get(address))


def test_the_title_in_the_tab_says_nothing(house, as_person):
    concern = worry(house)
    for address in (PAGE, reverse("worry_sent", args=[concern.id])):
        page = text_of(as_person("Dan").get(address))
        title = page[page.index("<title>") : page.index("</title>")]
        assert "worr" not in title.lower() and "A word to us" in title


def test_the_pages_take_at_most_eight_queries(house, alex, as_person):
    agree_to_all(house, alex.person)
    beside(house, alex.person)
    also(house, "Dan", "coordinator")
    all_week(house)
    concern = worry(house)
    worry(house)
    dan = as_person("Dan")
    for address in (PAGE, reverse("worry_sent", args=[concern.id])):
        assert count_queries(dan, address) <= 8


def test_one_that_is_closed_says_so_and_leaves_the_page_after_four_weeks(house, as_person):
    concern = worry(house)
    Concern.objects.filter(id=concern.id).update(state="closed", closed_at=now())
    dan = as_person("Dan")
    address = reverse("worry_sent", args=[concern.id])
    assert "This was looked after" in text_of(dan.get(address))
    assert address in text_of(dan.get(PAGE))
    Concern.objects.update(closed_at=now() - timedelta(days=29))
    assert address not in text_of(dan.get(PAGE))
