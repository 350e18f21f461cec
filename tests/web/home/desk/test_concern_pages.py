"""Concerns at the desk: who has each, by when, and each deed by one press or one form."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.safety import selectors, services
from alongside.web.safety.models import Concern
from tests.cast import agree_to_all
from tests.pages import count_queries, form_with, forms_of, text_of
from tests.web.safety.concerns_cast import ALL_WORDS, alert, second_coordinator, worry
from tests.web.safety.test_concerns import beside, decide

LIST = "/desk/concerns/"
DECISION = {"decision": "support", "why": "She wants company", "person_told": "yes"}


def page_of(concern):
    return reverse("concern", args=[concern.id])


def press(client, concern, do, **said):
    page = client.get(page_of(concern))
    form = form_with(page, "to") if do == "hand" else forms_of(page)[0]
    return client.post(page_of(concern), {**form, "do": do, **said})


def take(house, concern, who="Bo"):
    services.acknowledge_concern(by=house.viewer(who), concern=concern.id)


def test_the_desk_begins_with_the_open_concerns_and_the_menu_counts_them(house, alex, as_person):
    beside(house, alex.person)
    worry(house, about=alex.person)
    page = text_of(as_person("Bo").get("/desk/"))
    main = page[page.index("<main") :]
    assert main.index("Concerns") < main.index("About Alex M") < main.index("Today")
    assert "Raised by Dan. Same day. Nobody has it yet." in main
    nav = page[: page.index("<main")]
    assert LIST in nav and "1" in nav[nav.index(LIST) :][:120]


def test_a_desk_without_concerns_shows_no_such_group(house, as_person):
    assert 'id="concerns"' not in text_of(as_person("Bo").get("/desk/"))


def test_the_list_says_who_has_each(house, as_person):
    second_coordinator(house)
    rows = [worry(house) for _ in range(4)]
    take(house, rows[1])
    take(house, rows[2], "Bea")
    take(house, rows[3])
    decide(house, rows[3])
    services.close_concern(by=house.viewer("Bo"), concern=rows[3].id, outcome="She is well")
    page = text_of(as_person("Bo").get(LIST))
    parts = [page.index(f'id="{key}"') for key in ("untaken", "mine", "others", "closed")]
    where = [page.index(page_of(row)) for row in rows]
    assert parts == sorted(parts) and where == sorted(where)
    assert "Bea W has it." in page
    Concern.objects.filter(id=rows[3].id).update(closed_at=now() - timedelta(days=29))
    assert page_of(rows[3]) not in text_of(as_person("Bo").get(LIST))


def test_an_alert_says_that_something_was_ticked_and_never_a_score(house, alex, as_person):
    concern = alert(house, alex.person)
    Concern.objects.update(rule="phq9_item_9")
    bo = as_person("Bo")
    for address in ("/desk/", LIST, page_of(concern)):
        page = text_of(bo.get(address))
        assert "They ticked something above “Not at all” on the last question." in page
        assert "phq" not in page.lower() and "score" not in page
    Concern.objects.update(rule="core10_item_6")
    assert "One of their answers asks for a talk today." in text_of(bo.get(LIST))


@pytest.mark.parametrize(
    ("urgency", "minutes", "words"),
    [
        ("same_day", 80, "1 h 20 left"),
        ("same_day", 60, "1 h left"),
        ("same_day", 20, "20 min left"),
        ("same_day", -30, "30 min over"),
        ("emergency", 0, ">Now<"),
        ("routine", -60 * 24 * 3, "3 days over"),
    ],
)
def test_the_clock_says_hours_in_words(house, as_person, urgency, minutes, words):
    worry(house, urgency=urgency)
    Concern.objects.update(due_at=now() + timedelta(minutes=minutes, seconds=50))
    page = text_of(as_person("Bo").get(LIST)).replace(">Now ", ">Now<")
    assert words in " ".join(page.split()).replace("Now</", ">Now<")


def test_one_is_taken_decided_and_closed_from_its_page(house, as_person):
    concern = worry(house, **ALL_WORDS)
    bo = as_person("Bo")
    page = text_of(bo.get(page_of(concern)))
    for word in ALL_WORDS.values():
        assert word in page
    assert page.index(ALL_WORDS["wishes"]) < page.index(ALL_WORDS["words"])
    assert press(bo, concern, "take").url.endswith("said=concern_taken")
    assert press(bo, concern, "decide", **DECISION, shared="Her doctor").status_code == 302
    assert press(bo, concern, "close", outcome="She walks with Dan").status_code == 302
    page = text_of(bo.get(page_of(concern)))
    for words in ("Talk with them", "She wants company", "Her doctor", "She walks with Dan"):
        assert words in page
    assert "Closed" in page and "<textarea" not in page


def test_a_decision_without_its_reason_is_asked_for_and_nothing_typed_is_lost(house, as_person):
    concern = worry(house)
    take(house, concern)
    answer = press(
        as_person("Bo"), concern, "decide", decision="watch", why="Zigzag", person_told="no"
    )
    assert answer.status_code == 422
    assert "Write why they were not told" in text_of(answer) and "Zigzag" in text_of(answer)


def test_it_is_handed_on_to_somebody_of_the_staff_only(house, as_person):
    concern = worry(house)
    mo, dan = house.people["Mo"].user_id, house.people["Dan"].user_id
    bo = as_person("Bo")
    assert press(bo, concern, "hand", to=str(dan)).status_code == 422
    assert press(bo, concern, "hand", to=str(mo)).url.startswith(LIST)
    assert page_of(concern) in text_of(as_person("Mo").get(LIST))
    assert as_person("Mo").get(page_of(concern)).status_code == 200
    assert as_person("Ada").get(page_of(concern)).status_code == 404


def test_whoever_raised_it_reads_that_somebody_else_closes_it(house, as_person):
    concern = worry(house, by="Bo")
    take(house, concern)
    decide(house, concern)
    page = text_of(as_person("Bo").get(page_of(concern)))
    assert "Somebody else of the team closes it" in page and "What came of it?" not in page


def test_a_press_on_what_somebody_else_took_changes_nothing(house, as_person):
    second_coordinator(house)
    concern = worry(house)
    bo = as_person("Bo")
    page = forms_of(bo.get(page_of(concern)))[0]
    take(house, concern, "Bea")
    answer = bo.post(page_of(concern), {**page, "do": "take"})
    assert answer.status_code == 200 and "Bea W has it." in text_of(answer)


def test_nobody_works_on_a_concern_about_themselves(house, alex, as_person):
    concern = alert(house, house.people["Bo"], uuid4())
    bo = as_person("Bo")
    assert bo.get(page_of(concern)).status_code == 404
    assert page_of(concern) not in text_of(bo.get(LIST)) + text_of(bo.get("/desk/"))


def test_strangers_and_supporters_read_nothing(house, elsewhere, alex, as_person, client_of):
    concern = worry(house)
    assert client_of(elsewhere.people["Cy"].user).get(page_of(concern)).status_code == 404
    for who in ("Dan", "Alex"):
        assert as_person(who).get(page_of(concern)).status_code == 403
        assert as_person(who).get(LIST).status_code == 403


def test_whoever_it_is_about_reads_of_it_only_once_they_were_told(house, alex, as_person):
    beside(house, alex.person)
    concern = worry(house, about=alex.person)
    selectors.get_concern(house.viewer("Bo"), concern.id)
    take(house, concern)
    about_alex = Event.objects.filter(subject=str(alex.person_id), deed__startswith="concern.")
    assert not about_alex.exists()
    assert Event.objects.filter(thing=f"concern {concern.id}", is_read=True).count() == 1
    assert "worry" not in main_of(as_person("Alex").get("/my/looks/"))
    decide(house, concern)
    selectors.get_concern(house.viewer("Bo"), concern.id)
    page = main_of(as_person("Alex").get("/my/looks/"))
    assert "read a worry about you" in page and "wrote down what we do about a worry" in page
    assert "Dan" not in page


def main_of(response):
    return text_of(response)[text_of(response).index("<main") :]


def test_an_alert_from_their_own_answer_is_no_secret_to_them(house, alex, as_person):
    concern = alert(house, alex.person)
    selectors.get_concern(house.viewer("Bo"), concern.id)
    assert "read a worry about you" in main_of(as_person("Alex").get("/my/looks/"))


def test_the_pages_take_at_most_eight_queries_however_many_there_are(house, alex, as_person):
    agree_to_all(house, alex.person)
    beside(house, alex.person)
    for number in range(6):
        worry(house, about=alex.person if number % 2 else None)
    concern = Concern.objects.first()
    bo = as_person("Bo")
    for address in ("/desk/", LIST, page_of(concern)):
        assert count_queries(bo, address) <= 8, address


def test_whoever_has_to_talk_with_somebody_reads_how_to_reach_them(house, alex, as_person):
    page = text_of(as_person("Bo").get(page_of(alert(house, alex.person))))
    assert "How they like to be reached" in page and "alex@people.example" in page
