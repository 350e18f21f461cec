"""The team: people, roles, sign-ins, the question for a new phone, the rota."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.web.accounts.models import CoverShift, User
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.people import services as deeds
from alongside.web.people.models import Person, RoleHolding
from tests.pages import count_queries, form_with, forms_of, text_of


def page_of(person):
    return reverse("set_up_person", args=[person.id])


def form_for(page, do):
    return next(form for form in forms_of(page) if any(name.startswith(f"{do}-") for name in form))


def in_service(house, role):
    return {"role-role": role, "role-service": str(house.service.id)}


def test_somebody_is_added_with_a_role(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_person_add")), "name")
    assert given["service"] == str(house.service.id)  # the only one
    given |= {"name": "Kit Low", "email": "Kit@low.example", "role": Role.COORDINATOR}
    after = client.post(reverse("set_up_person_add"), given)
    assert after.status_code == 302
    client.post(reverse("set_up_person_add"), given)
    user = User.objects.get(email="kit@low.example")
    holding = RoleHolding.objects.get(person__user=user)
    assert (holding.role, holding.service_id) == (Role.COORDINATOR, house.service.id)
    assert holding.from_on == now().date()
    assert "Kit Low" in text_of(client.get(after["Location"]))


def test_somebody_without_email_is_handed_codes(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_person_add")), "name")
    client.post(reverse("set_up_person_add"), given | {"name": "Ola", "role": Role.PEER_SUPPORTER})
    assert "By a code handed over" in text_of(client.get(reverse("set_up_people")))


def test_a_taken_address_adds_nobody(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_person_add")), "name")
    people = Person.objects.count()
    given |= {"name": "Again", "role": Role.MANAGER, "email": house.people["Bo"].user.email}
    after = client.post(reverse("set_up_person_add"), given)
    assert after.status_code == 422
    assert "This address cannot be used here. Enter another one" in text_of(after)
    assert Person.objects.count() == people


def test_a_role_in_a_service_names_the_service(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_person_add")), "name")
    given |= {"name": "Kit", "role": Role.COORDINATOR, "service": ""}
    after = client.post(reverse("set_up_person_add"), given)
    assert after.status_code == 422
    assert "Choose the service in which they hold this role" in text_of(after)


def test_a_later_role_is_shown_before_it_begins(house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_person_add")), "name")
    day = now().date() + timedelta(days=20)
    given |= {
        "name": "Kit Later", "role": Role.MANAGER, "from_on-day": str(day.day),
        "from_on-month": str(day.month), "from_on-year": str(day.year),
    }  # fmt: skip
    client.post(reverse("set_up_person_add"), given)
    assert "Kit Later" in text_of(client.get(reverse("set_up_people")))


def test_a_role_is_added_and_stopped(house, as_person):
    client = as_person("Ada")
    dan = house.people["Dan"]
    page = client.get(page_of(dan))
    given = form_for(page, "role") | in_service(house, Role.MANAGER)
    assert client.post(page_of(dan), given).status_code == 302
    page = client.get(page_of(dan))
    stop = form_for(page, "stop")
    assert client.post(page_of(dan), stop).status_code == 302
    assert client.post(page_of(dan), stop).status_code == 302  # a second press
    held = RoleHolding.objects.filter(person=dan, until_on=None).values_list("role", flat=True)
    assert len(held) == 1
    assert Event.objects.filter(deed="role.ended").count() == 1
    assert "to " in text_of(client.get(page_of(dan)))


def test_the_last_administrator_cannot_stop(house, as_person):
    client = as_person("Ada")
    ada = house.people["Ada"]
    after = client.post(page_of(ada), form_for(client.get(page_of(ada)), "stop"))
    assert after.status_code == 422
    assert "Name another person first" in text_of(after)


def test_whoever_has_no_role_left_can_be_found_again(house, as_person):
    client = as_person("Ada")
    dan = house.people["Dan"]
    client.post(page_of(dan), form_for(client.get(page_of(dan)), "stop"))
    assert "No longer on the team" in text_of(client.get(reverse("set_up_people")))
    page = client.get(page_of(dan))
    assert "No role now" in text_of(page)
    given = form_for(page, "role") | in_service(house, Role.SUPERVISOR)
    assert client.post(page_of(dan), given).status_code == 302


def test_a_sign_in_is_closed_and_opened_again(house, as_person):
    client = as_person("Ada")
    bo = as_person("Bo")
    person = house.people["Bo"]
    client.post(page_of(person), form_for(client.get(page_of(person)), "shut"))
    assert not User.objects.get(id=person.user_id).is_active
    assert bo.get(reverse("set_up")).status_code == 302  # at the next click
    page = client.get(page_of(person))
    assert "Closed" in text_of(page)
    client.post(page_of(person), form_for(page, "open"))
    assert User.objects.get(id=person.user_id).is_active


def test_nobody_closes_their_own_sign_in(house, as_person):
    client = as_person("Ada")
    ada = house.people["Ada"]
    page = client.get(page_of(ada))
    assert "Close their sign-in" not in text_of(page)
    after = client.post(page_of(ada), {"shut-do": "1"})
    assert after.status_code == 422
    assert User.objects.get(id=ada.user_id).is_active


def test_a_question_for_a_new_phone_is_agreed_and_its_answer_not_shown(house, as_person):
    client = as_person("Ada")
    dan = house.people["Dan"]
    given = form_for(client.get(page_of(dan)), "question")
    missing = client.post(page_of(dan), given | {"question-question": "What did we plant?"})
    assert missing.status_code == 422
    assert "What did we plant?" in text_of(missing)
    given |= {"question-question": "What did we plant?", "question-answer": "Leeks"}
    assert client.post(page_of(dan), given).status_code == 302
    page = text_of(client.get(page_of(dan)))
    assert "Leeks" not in page
    assert "Agreed" in page
    assert User.objects.get(id=dan.user_id).agreed_answer == "Leeks"


def test_a_stranger_and_somebody_supported_are_not_found(house, elsewhere, alex, as_person):
    client = as_person("Ada")
    for person in (elsewhere.people["Bo"], house.people["Alex"]):
        assert client.get(page_of(person)).status_code == 404
        assert client.post(page_of(person), {"shut-do": "1"}).status_code == 404
    people = text_of(client.get(reverse("set_up_people")))
    assert "Alex" not in people


def test_a_role_of_somebody_else_cannot_be_stopped_here(house, as_person):
    client = as_person("Ada")
    dan, bo = house.people["Dan"], house.people["Bo"]
    given = form_for(client.get(page_of(dan)), "stop")
    other = RoleHolding.objects.get(person=bo)
    after = client.post(page_of(dan), given | {"stop-holding": str(other.id)})
    assert after.status_code == 404


def test_whoever_also_comes_for_support_is_shown_as_one_of_the_team_only(house, as_person):
    dan = house.people["Dan"]
    deeds.give_role(by=house.viewer("Ada"), person=dan, role=Role.MEMBER, service=house.service.id)
    page = text_of(as_person("Ada").get(page_of(dan)))
    assert "member" not in page.lower().replace("team_member", "")


def test_opening_a_record_of_the_team_is_logged(house, as_person):
    dan = house.people["Dan"]
    as_person("Ada").get(page_of(dan))
    assert Event.objects.filter(subject=str(dan.id), is_read=True).count() == 1


def test_somebody_is_put_on_the_rota_and_taken_off(house, as_person):
    client = as_person("Ada")
    page = client.get(reverse("set_up_rota"))
    given = form_with(page, "weekday")
    given |= {
        "person": str(house.people["Bo"].user_id), "service": str(house.service.id),
        "weekday": "2", "starts": "9am", "ends": "5pm",
    }  # fmt: skip
    after = client.post(reverse("set_up_rota"), given)
    assert after.status_code == 302
    client.post(reverse("set_up_rota"), given)
    shift = CoverShift.objects.get()
    page = client.get(after["Location"])
    assert "Wednesday" in text_of(page)
    assert "9am to 5pm" in text_of(page)
    remove = reverse("set_up_rota_remove", args=[shift.id])
    assert client.get(remove).status_code == 405
    key = forms_of(page)[0]["form_key"]
    assert client.post(remove, {"form_key": key}).status_code == 302
    assert client.post(remove, {"form_key": key}).status_code == 302
    assert not CoverShift.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ends": "8am"}, "The end is before the start"),
        ({"starts": "noonish"}, "Enter a time, like 2:30pm or 14:30"),
        ({"weekday": "9"}, "Choose from the answers listed"),
        ({"person": ""}, "Choose who is on duty"),
    ],
)
def test_a_wrong_time_is_said_beside_its_field(change, said, house, as_person):
    client = as_person("Ada")
    given = form_with(client.get(reverse("set_up_rota")), "weekday")
    given |= {
        "person": str(house.people["Bo"].user_id), "service": str(house.service.id),
        "weekday": "2", "starts": "9am", "ends": "5pm",
    }  # fmt: skip
    after = client.post(reverse("set_up_rota"), given | change)
    assert after.status_code == 422
    assert text_of(after).count(said) == 2


def test_a_shift_of_another_organisation_is_not_found(house, elsewhere, as_person):
    from alongside.web.accounts.services import add_cover

    shift = add_cover(
        by=elsewhere.viewer("Ada"), service=elsewhere.service.id,
        user=elsewhere.people["Bo"].user_id, weekday=0, starts=now().time().replace(hour=1),
        ends=now().time().replace(hour=2),
    )  # fmt: skip
    client = as_person("Ada")
    assert client.post(reverse("set_up_rota_remove", args=[shift.id])).status_code == 404
    assert CoverShift.objects.count() == 1


def test_a_page_about_one_of_the_team_needs_at_most_eight_queries(house, as_person):
    assert count_queries(as_person("Ada"), page_of(house.people["Dan"])) <= 8
