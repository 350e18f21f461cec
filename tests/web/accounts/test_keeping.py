"""A form that is sent twice acts once; what arrives after the session ended is kept sealed."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict

from alongside.web.accounts import keeping
from alongside.web.accounts.models import FormKey, KeptPost
from alongside.web.accounts.services import Refused, close_user
from alongside.web.clock import now, pretend
from alongside.web.people import services
from alongside.web.people.models import Contact

PATH = "/desk/hello/"
WORDS = "I keep a light on"


def log(house, row):
    services.log_contact(
        by=house.viewer("Bo"), referral=row.id, way="phone", outcome="reached", within_rules=True
    )


# Once


def test_a_second_press_leads_to_the_first_outcome_and_acts_once(house, alex):
    key = keeping.new_form_key(house.viewer("Bo"))
    outcomes = iter(["/first/", "/second/"])

    def deed():
        log(house, alex)
        return next(outcomes)

    assert keeping.submit_once(key, deed) == "/first/"
    assert keeping.submit_once(key, deed) == "/first/"
    assert Contact.objects.count() == 1
    assert FormKey.objects.count() == 1


def test_changed_words_under_a_form_already_sent_are_never_taken_for_a_second_press(house, alex):
    key = keeping.new_form_key(house.viewer("Bo"))
    first = QueryDict("note=Rang+at+two&form_key=1")
    assert keeping.submit_once(key, lambda: log(house, alex) or "/", first) == "/"
    again = QueryDict("form_key=2&note=Rang+at+two")
    assert keeping.submit_once(key, lambda: log(house, alex) or "/", again) == "/"
    with pytest.raises(keeping.AlreadySent, match="with other words"):
        keeping.submit_once(key, lambda: "/", QueryDict("note=Rang+at+three"))
    assert Contact.objects.count() == 1


def test_keys_of_forms_go_after_a_month(house, alex):
    key = keeping.new_form_key(house.viewer("Bo"))
    keeping.submit_once(key, lambda: "/")
    assert keeping.delete_old_keys() == 0
    with pretend(now() + timedelta(days=31)):
        assert keeping.delete_old_keys() == 1


def test_another_drawing_of_the_form_acts_again(house, alex):
    for _ in range(2):
        key = keeping.new_form_key(house.viewer("Bo"))
        keeping.submit_once(key, lambda: log(house, alex) or "/")
    assert Contact.objects.count() == 2


def test_a_refused_deed_can_be_sent_again(house, alex):
    key = keeping.new_form_key(house.viewer("Bo"))

    def refused():
        log(house, alex)
        raise Refused("Choose a day after today.")

    with pytest.raises(Refused):
        keeping.submit_once(key, refused)
    assert not Contact.objects.exists()
    assert keeping.submit_once(key, lambda: log(house, alex) or "/done/") == "/done/"


@pytest.mark.parametrize("change", [
    lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"),
    lambda key: "x" + key,
    lambda key: "",
    lambda key: "no key",
])  # fmt: skip
def test_a_key_that_is_not_ours_protects_nothing_and_is_never_stored(house, alex, change):
    key = change(keeping.new_form_key(house.viewer("Bo")))
    assert keeping.owner_of(key) is None
    assert keeping.submit_once(key, lambda: log(house, alex) or "/done/") == "/done/"
    assert not FormKey.objects.exists()


def test_without_a_key_too_a_deed_is_done_whole_or_not_at_all(house, alex):
    def half():
        log(house, alex)
        raise Refused("Choose a day after today.")

    with pytest.raises(Refused):
        keeping.submit_once("", half)
    assert not Contact.objects.exists()


def test_a_key_says_whose_form_it_was(house):
    bo = house.viewer("Bo")
    assert keeping.owner_of(keeping.new_form_key(bo)) == bo.user_id
    assert keeping.owner_of(keeping.new_form_key(house.public)) is None


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_act_once(house, alex):
    key = keeping.new_form_key(house.viewer("Bo"))
    both_ready = threading.Barrier(2)
    outcomes, troubles = [], []

    def press(number):
        try:
            both_ready.wait(10)
            outcomes.append(keeping.submit_once(key, lambda: log(house, alex) or f"/{number}/"))
        except Exception as trouble:  # told below, in the test's own thread
            troubles.append(trouble)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert troubles == []
    assert len(outcomes) == 2
    assert len(set(outcomes)) == 1
    assert Contact.objects.count() == 1


# Kept


def body(**more):
    data = QueryDict(mutable=True)
    data["note"] = WORDS
    data.setlist("ways", ["phone", "post"])
    for name in ("csrfmiddlewaretoken", "code", "password", "form_key"):
        data[name] = f"secret-{name}"
    data.update(more)
    return data


def keep(house, who="Bo", path=PATH):
    key = keeping.new_form_key(house.viewer(who))
    return keeping.keep_post(key=key, path=path, body=body())


def test_what_arrives_after_the_session_ended_comes_back_to_its_owner(house):
    assert keep(house)
    back = keeping.kept_post(house.viewer("Bo"), PATH)
    assert back["note"] == WORDS
    assert back.getlist("ways") == ["phone", "post"]


def test_it_comes_back_to_nobody_else_and_on_no_other_page(house):
    keep(house)
    assert keeping.kept_post(house.viewer("Dan"), PATH) is None
    assert keeping.kept_post(house.public, PATH) is None
    assert keeping.kept_post(house.viewer("Bo"), "/desk/other/") is None


@pytest.mark.parametrize(("hours", "kept"), [(23.9, True), (24.1, False)])
def test_it_is_kept_for_a_day(house, hours, kept):
    keep(house)
    with pretend(now() + timedelta(hours=hours)):
        assert (keeping.kept_post(house.viewer("Bo"), PATH) is not None) is kept


def test_old_ones_are_deleted_when_the_next_is_kept(house):
    keep(house)
    with pretend(now() + timedelta(hours=25)):
        keep(house, "Dan")
    assert [str(row.user_id) for row in KeptPost.objects.all()] == [
        str(house.people["Dan"].user_id)
    ]


def test_no_code_password_or_token_is_ever_kept(house):
    keep(house)
    assert "secret" not in KeptPost.objects.get().body


def test_it_is_sealed_at_rest(house):
    keep(house)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM accounts_keptpost")
        assert "light" not in str(cursor.fetchone()[0])


def test_nothing_is_kept_without_a_key_of_ours_or_for_the_public(house):
    assert not keeping.keep_post(key="made up", path=PATH, body=body())
    public = keeping.new_form_key(house.public)
    assert not keeping.keep_post(key=public, path=PATH, body=body())
    assert not KeptPost.objects.exists()


def test_nothing_is_kept_for_a_closed_sign_in(house):
    key = keeping.new_form_key(house.viewer("Dan"))
    close_user(by=house.viewer("Ada"), user=house.people["Dan"].user_id)
    assert not keeping.keep_post(key=key, path=PATH, body=body())


def test_the_latest_of_two_comes_back_and_sending_again_drops_both(house):
    keep(house)
    with pretend(now() + timedelta(minutes=1)):
        key = keeping.new_form_key(house.viewer("Bo"))
        keeping.keep_post(key=key, path=PATH, body=body(note="Newer"))
        assert keeping.kept_post(house.viewer("Bo"), PATH)["note"] == "Newer"
    keeping.drop_kept_posts(house.viewer("Bo"), PATH)
    assert keeping.kept_post(house.viewer("Bo"), PATH) is None


def test_sending_the_same_form_at_last_drops_what_was_kept(house):
    key = keeping.new_form_key(house.viewer("Bo"))
    keeping.keep_post(key=key, path=PATH, body=body())
    keeping.submit_once(key, lambda: "/done/")
    assert not KeptPost.objects.exists()
