"""Getting in touch on the public pages, as a browser without script does it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from alongside.web.clock import now, pretend
from alongside.web.people import services
from alongside.web.people.models import Consent, Draft, Referral
from tests.pages import count_queries, form_with, forms_of, text_of

BY_PHONE = {"ways": ["phone"], "phone": "07700 900 123", "may_leave_message": "yes"}
SELF = {
    "name": {"name": "Robin"},
    "reach": BY_PHONE,
    "help": {"what_would_help": "Someone to walk with"},
    "why": {"why_peer_support": "They know what voices are"},
    "about": {"pronouns": "they", "language": "Welsh", "access_needs": "No stairs"},
    "other": {"other_help": "My GP"},
    "safe": {"keep_safe": "My ex reads my post"},
    "year": {"birth_year": "1985"},
}
OTHER = {
    "agree": {"agree": "yes"},
    "you": {"referrer_name": "Kit", "referrer_role": "Their sister", "referrer_contact": "01"},
    **SELF,
}


class Path:
    """Somebody on the pages of one service."""

    def __init__(self, house, client: Client) -> None:
        self.at = f"/s/{house.service.slug}"
        self.client = client

    def url(self, step: str) -> str:
        return f"{self.at}/hello/q/{step}/"

    def start(self, who: str = "self"):
        return self.client.post(f"{self.at}/hello/", {"who": who})

    def answer(self, step: str, data: dict, query: str = ""):
        page = self.client.get(self.url(step) + query)
        return self.client.post(self.url(step) + query, form_with(page, "draft") | data)

    def fill(self, answers: dict[str, dict]) -> None:
        for step, data in answers.items():
            assert self.answer(step, data).status_code == 302, step

    def check_page(self):
        return self.client.get(f"{self.at}/hello/check/")

    def send(self, contact: str = "yes"):
        data = form_with(self.check_page(), "form_key") | {"contact": contact}
        return self.client.post(f"{self.at}/hello/check/", data)

    def go(self, answer):
        return self.client.get(answer.url)


@pytest.fixture
def path(house) -> Path:
    return Path(house, Client())


def test_a_stranger_gets_in_touch(path, house):
    assert path.start().url == path.url("name")
    path.fill(SELF)
    answer = path.send()
    assert answer.url == f"{path.at}/hello/sent/"
    referral = Referral.objects.get()
    page = text_of(path.go(answer))
    assert referral.reference in page and "answers by" in page and "116 123" in page
    assert (referral.route, referral.state) == ("self", "received")
    assert referral.what_would_help == "Someone to walk with"
    assert referral.keep_safe == "My ex reads my post"
    person = referral.person
    assert (person.name, person.phone, person.birth_year) == ("Robin", "07700900123", "1985")
    assert person.safe_contact.ways == ["phone"]
    assert person.safe_contact.may_leave_message and not person.safe_contact.may_say_who
    consent = Consent.objects.get()
    assert (consent.purpose, consent.given, consent.method) == ("contact", True, "online")


def test_after_sending_the_draft_is_gone_and_the_browser_forgets_it(path):
    path.start()
    path.fill(SELF)
    path.send()
    assert not Draft.objects.exists()
    assert "hello" not in path.client.session
    assert path.client.get(path.url("help")).url == f"{path.at}/hello/sent/"


def test_pressing_send_twice_or_going_back_sends_once(path):
    path.start()
    path.fill(SELF)
    data = form_with(path.check_page(), "form_key") | {"contact": "yes"}
    first = path.client.post(f"{path.at}/hello/check/", data)
    again = path.client.post(f"{path.at}/hello/check/", data)
    assert first.url == again.url == f"{path.at}/hello/sent/"
    assert Referral.objects.count() == 1


def test_two_tabs_send_once(path):
    path.start()
    path.fill(SELF)
    tabs = [form_with(path.check_page(), "form_key") | {"contact": "yes"} for _ in range(2)]
    for data in tabs:
        answer = path.client.post(f"{path.at}/hello/check/", data)
        assert answer.url == f"{path.at}/hello/sent/"
    assert Referral.objects.count() == 1


def test_nothing_is_sent_without_an_answer_about_contact(path):
    path.start()
    path.fill(SELF)
    answer = path.send(contact="")
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Choose yes or no" in page and "Please check one thing" in page
    assert "May we get in touch with you in the ways you tick?" in page
    assert not Referral.objects.exists()


def test_a_no_to_contact_is_kept_as_a_no(path):
    path.start()
    path.fill(SELF)
    page = text_of(path.go(path.send(contact="no")))
    assert Consent.objects.get().given is False
    assert "We do not write or ring, as you said" in page


def test_i_will_get_in_touch_with_you_is_a_fine_answer(path):
    path.start()
    path.fill(SELF | {"reach": {"ways": ["none"]}})
    page = path.check_page()
    assert "You said you will get in touch yourself" in text_of(page)
    answer = path.client.post(f"{path.at}/hello/check/", forms_of(page)[0])
    assert answer.status_code == 302
    assert Referral.objects.get().person.safe_contact.ways == []
    assert not Consent.objects.exists()


def test_nothing_is_ticked_beforehand(path):
    path.start()
    sent = form_with(path.client.get(path.url("reach")), "draft")
    assert "ways" not in sent and "may_leave_message" not in sent and "may_say_who" not in sent
    path.fill(SELF)
    assert "contact" not in form_with(path.check_page(), "form_key")


def test_a_fault_is_named_beside_the_field_and_in_the_summary_and_nothing_is_lost(path):
    path.start()
    answer = path.answer("reach", {"ways": ["text"], "mobile": "07700 9001", "times": "evenings"})
    page = text_of(answer)
    assert answer.status_code == 422
    assert page.count("Enter a phone number with 11 digits, like 07700 900 123") == 2
    assert "<title>Error:" in page and 'value="07700 9001"' in page and 'value="evenings"' in page
    assert 'role="alert"' in page and "autofocus" in page


def test_one_number_does_for_calls_and_texts(path):
    path.start()
    both = {"ways": ["text", "phone"], "mobile": "07700 900123", "phone": ""}
    assert path.answer("reach", both).status_code == 302
    other = path.answer("reach", both | {"phone": "020 7946 0000"})
    assert other.status_code == 422 and "We can keep one number" in text_of(other)


def test_a_way_and_no_way_do_not_go_together(path):
    path.start()
    answer = path.answer("reach", {"ways": ["in_person", "none"]})
    assert answer.status_code == 422 and "Keep one of them" in text_of(answer)


@pytest.mark.parametrize("step", ["help", "why", "about", "other", "safe", "year"])
def test_every_question_that_may_hurt_can_be_skipped_by_a_button(path, step):
    path.start()
    page = text_of(path.client.get(path.url(step)))
    assert "Skip this question" in page and 'name="skip"' in page
    assert path.answer(step, {"skip": "1"}).status_code == 302
    assert Draft.objects.get().answers[step] == {}


@pytest.mark.parametrize("step", ["help", "why", "other", "safe", "year", "reach", "about"])
def test_every_question_that_may_hurt_says_why_it_is_asked(path, step):
    path.start()
    assert "Why we ask this" in text_of(path.client.get(path.url(step)))


def test_the_question_about_safety_says_it_is_not_read_at_once_beside_help_lines(path):
    path.start()
    page = text_of(path.client.get(path.url("safe")))
    assert "Nobody reads this at once" in page
    assert page.index("Call 116 123") < page.index("<h1")


def test_only_a_name_must_be_given(path):
    path.start()
    skips = {step: {"skip": "1"} for step in SELF if step not in ("name", "reach")}
    path.fill({"name": {"name": "Jo"}, "reach": {"ways": ["none"]}} | skips)
    path.client.post(f"{path.at}/hello/check/", forms_of(path.check_page())[0])
    assert Referral.objects.get().person.name == "Jo"


def test_going_back_shows_the_answer_again(path):
    path.start()
    path.answer("name", {"name": "Robin"})
    page = text_of(path.client.get(path.url("reach")))
    assert f'href="{path.url("name")}"' in page
    assert 'value="Robin"' in text_of(path.client.get(path.url("name")))


def test_changing_from_the_check_page_comes_back_to_it(path):
    path.start()
    path.fill(SELF)
    page = text_of(path.check_page())
    assert f"{path.url('name')}?from=check" in page and "My ex reads my post" in page
    answer = path.answer("name", {"name": "Robina"}, "?from=check")
    assert answer.url == f"{path.at}/hello/check/"
    assert "Robina" in text_of(path.go(answer))


def test_the_check_page_leads_to_what_is_not_answered_yet(path):
    path.start()
    path.answer("name", {"name": "Robin"})
    assert path.check_page().url == path.url("reach")


def test_an_age_to_come_is_no_year_of_birth(path):
    path.start()
    answer = path.answer("year", {"birth_year": str(now().year + 1)})
    assert answer.status_code == 422 and "Enter a year up to" in text_of(answer)


# Stopping and coming back


def test_stopping_keeps_the_answers_and_shows_the_code(path, house):
    path.start()
    answer = path.answer("name", {"name": "Robin", "stop": "1"})
    assert answer.url == f"{path.at}/hello/kept/"
    code = Draft.objects.get().answers["code"]
    assert code in text_of(path.go(answer))
    elsewhere = Path(house, Client())
    answer = elsewhere.client.post("/hello/back/", {"code": code.lower().replace("-", " ")})
    assert answer.url == path.url("reach")
    assert 'value="Robin"' in text_of(elsewhere.client.get(path.url("name")))


def test_the_code_is_shown_at_the_start_too(path):
    page = text_of(path.go(path.start()))
    assert Draft.objects.get().answers["code"] in page


def test_stopping_keeps_even_what_cannot_be_taken_yet(path):
    path.start()
    path.answer("reach", {"ways": ["phone"], "phone": "0770", "stop": "1"})
    page = text_of(path.client.get(path.url("reach")))
    assert 'value="0770"' in page and "<title>Error" not in page
    assert "reach" not in Draft.objects.get().answers


def test_stopping_on_an_empty_page_leaves_it_to_be_asked(path):
    path.start()
    path.answer("help", {"stop": "1"})
    assert "help" not in Draft.objects.get().answers


def test_a_wrong_code_is_told_kindly_and_counted(path):
    for _ in range(5):
        answer = path.client.post("/hello/back/", {"code": "AAAAA-AAAAA"})
        assert answer.status_code == 422 and "We cannot find answers" in text_of(answer)
    path.start()
    code = Draft.objects.get().answers["code"]
    answer = path.client.post("/hello/back/", {"code": code})
    assert answer.status_code == 422 and "Wait 10 minutes" in text_of(answer)


def test_a_browser_that_lets_go_needs_the_code_again(path):
    path.start()
    path.answer("name", {"name": "Robin", "stop": "1"})
    path.client.post(f"{path.at}/hello/kept/", {"do": "leave"})
    assert Draft.objects.exists() and "hello" not in path.client.session
    assert "Robin" not in text_of(path.go(path.client.get(path.url("name"))))


def test_answers_can_be_deleted(path):
    path.start()
    path.answer("name", {"name": "Robin", "stop": "1"})
    answer = path.client.post(f"{path.at}/hello/kept/", {"do": "drop"})
    assert not Draft.objects.exists()
    assert "Nothing was kept" in text_of(path.go(answer))


def test_after_thirty_days_the_answers_are_gone(path):
    path.start()
    path.answer("name", {"name": "Robin"})
    with pretend(now() + timedelta(days=31)):
        answer = path.client.get(path.url("name"))
        assert answer.status_code == 302 and "/hello/?said=none" in answer.url
        services.delete_old_drafts()
    assert not Draft.objects.exists()


def test_a_page_sent_after_the_session_was_lost_is_saved_and_asks_for_the_code(path):
    path.start()
    sent = form_with(path.client.get(path.url("help")), "draft")
    path.client.cookies.clear()
    answer = path.client.post(path.url("help"), sent | {"what_would_help": "Company"})
    assert answer.url == "/hello/back/?said=saved"
    draft = Draft.objects.get()
    assert draft.answers["help"] == {"what_would_help": "Company"}
    assert "Company" not in text_of(path.go(answer))


def test_a_forged_draft_opens_nothing(path):
    path.start()
    draft = Draft.objects.get()
    path.client.cookies.clear()
    answer = path.client.post(path.url("help"), {"draft": str(draft.id), "what_would_help": "x"})
    assert "said=none" in answer.url and "help" not in Draft.objects.get().answers


def test_the_answers_of_one_service_are_not_shown_on_another(path, elsewhere):
    path.start()
    answer = path.client.get(f"/s/{elsewhere.service.slug}/hello/q/name/")
    assert answer.status_code == 302 and "said=none" in answer.url


def test_an_unknown_page_of_the_form_is_not_there(path):
    path.start()
    assert path.client.get(path.url("nonsense")).status_code == 404


# For someone else


def test_someone_else_writes_when_the_person_knows_and_agrees(path):
    path.start("other")
    path.fill(OTHER)
    page = text_of(path.check_page())
    assert "Read this to them" in page
    path.send()
    referral = Referral.objects.get()
    assert (referral.route, referral.referrer_name) == ("other", "Kit")
    assert referral.referrer_role == "Their sister"
    assert Consent.objects.get().method == "referrer"


@pytest.mark.parametrize("said", ["no", "unsure"])
def test_without_their_yes_nothing_is_kept(path, said):
    path.start("other")
    answer = path.answer("agree", {"agree": said})
    page = text_of(path.go(answer))
    assert "Talk with them first" in page and "We have kept nothing" in page
    assert not Draft.objects.exists() and not Referral.objects.exists()
    assert "hello" not in path.client.session


def test_taking_part_is_asked_where_there_is_a_choice(path, house):
    from alongside.web.accounts.viewer import system_viewer
    from alongside.web.support.models import Offer
    from alongside.web.support.services import add_offer

    path.start()
    assert path.client.get(path.url("part")).status_code == 404
    add_offer(
        by=system_viewer("test", house.organisation.id), service=house.service.id,
        name="Thursday drop-in", model="drop_in", mode="in_person", pay="unpaid",
        host="Library", for_whom="Anyone",
    )  # fmt: skip
    drop_in = Offer.objects.get(model="drop_in")
    page = text_of(path.client.get(path.url("part")))
    assert "Thursday drop-in" in page and "Come when you like" in page
    path.fill(SELF | {"part": {"preferred_offers": [str(drop_in.id)]}})
    assert "Thursday drop-in" in text_of(path.check_page())
    path.send()
    assert Referral.objects.get().preferred_offers == [str(drop_in.id)]


def test_a_signed_in_person_on_the_public_page_is_a_stranger_like_anybody(house, as_person):
    path = Path(house, as_person("Bo"))
    path.start()
    path.fill(SELF)
    path.send()
    assert Referral.objects.get().taken_by is None


@pytest.mark.parametrize("step", ["name", "reach", "safe"])
def test_a_question_asks_the_database_little(path, step):
    path.start()
    assert count_queries(path.client, path.url(step)) <= 8


def test_no_tab_gives_anybody_away(path, house):
    path.start()
    path.fill(SELF)
    for address in (path.url("name"), f"{path.at}/hello/check/", f"{path.at}/hello/"):
        title = text_of(path.client.get(address)).split("<title>")[1].split("</title>")[0]
        assert house.service.name not in title and "Robin" not in title
