"""The access report and the rows behind it."""

import csv
import io

import pytest
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.home.manage.presenters import as_csv, harmless, say_part
from alongside.web.people import services
from alongside.web.people.consent_rules import Purpose
from tests.cast import agree_to_all, say_hello, system_viewer
from tests.pages import count_queries, form_with, text_of


@pytest.fixture
def hellos(house):
    """Twelve said hello: ten agreed to be counted, one of them not to be quoted, one refused,
    one was never asked."""
    found = [say_hello(house, name=f"Person {n}", email=f"p{n}@x.example") for n in range(12)]
    for hello in found[:9]:
        agree_to_all(house, hello.person)
    agree_to_all(house, found[9].person, but=(Purpose.STORIES,))
    agree_to_all(house, found[10].person, but=(Purpose.EVALUATION,))
    for hello in found[:4]:
        services.acknowledge_referral(by=house.viewer("Bo"), referral=hello.id, way="phone")
    return found


def export_of(house):
    return reverse("figures_export", args=[house.service.id])


def test_every_figure_says_of_whom_it_is_a_part(house, hellos, as_person):
    page = text_of(as_person("Mo").get(reverse("figures")))
    assert (
        "Of 12 who got in touch, 11 were asked whether they may be counted, and 10 agreed" in page
    )
    assert "10 of 10 (100 %) wrote to us themselves." in page
    assert "4 of 4 had our answer in time." in page  # no share of so few
    assert "Half had our answer on the same day. Said of the 4 who had one." in page
    assert page.index("How far this goes") < page.index("What happened")
    assert "Standard" in page


def test_own_words_are_shown_only_of_those_who_agreed(house, hellos, as_person):
    page = text_of(as_person("Mo").get(reverse("figures")))
    assert page.count("“Someone to walk with”") == 3
    for hello in hellos[:9]:
        consent = services.live_consents([hello.person_id])[hello.person_id][Purpose.STORIES]
        consent.given = False
        consent.save()
    assert "Someone to walk with" not in text_of(as_person("Mo").get(reverse("figures")))


def test_words_somebody_else_wrote_are_not_quoted_as_their_own(house, as_person):
    hello = say_hello(house, route="other")
    agree_to_all(house, hello.person)
    assert "Someone to walk with" not in text_of(as_person("Mo").get(reverse("figures")))


def test_with_nobody_to_count_it_says_so(house, as_person):
    page = text_of(as_person("Mo").get(reverse("figures")))
    assert "There is nobody to count yet" in page
    assert "Nobody has got in touch yet" in page


def test_a_manager_of_two_services_sees_them_one_at_a_time(house, hellos, as_person):
    ours = system_viewer("test", house.organisation.id)
    second = accounts.add_service(by=ours, name="Night Café", profile="light", is_open=True)
    services.give_role(by=ours, person=house.people["Mo"], role=Role.MANAGER, service=second.id)
    client = as_person("Mo")
    page = text_of(client.get(reverse("figures")))
    assert "Who got in touch: Thornbeck Peer Support" in page
    other = f"{reverse('figures')}?service={second.id}"
    assert other in page
    assert "There is nobody to count yet" in text_of(client.get(other))


def test_only_their_own_service(house, elsewhere, as_person, anonymous):
    client = as_person("Mo")
    foreign = f"{reverse('figures')}?service={elsewhere.service.id}"
    assert client.get(foreign).status_code == 404
    assert client.get(f"{reverse('figures')}?service=x").status_code == 404
    assert client.post(export_of(elsewhere)).status_code == 404
    for who in ("Bo", "Dan", "Ada"):
        assert as_person(who).get(reverse("figures")).status_code == 403
        assert as_person(who).post(export_of(house)).status_code == 403
    assert anonymous.get(reverse("figures")).status_code == 302
    assert not Event.objects.filter(deed="rows.exported").exists()


def test_the_rows_name_nobody_and_are_logged(house, hellos, as_person):
    client = as_person("Mo")
    assert client.get(export_of(house)).status_code == 405
    answer = client.post(export_of(house), {})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="rows-2')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 10
    assert {row["reference"] for row in rows} == {hello.reference for hello in hellos[:10]}
    assert sum(row["what_would_help"] == "" for row in rows) == 1
    for secret in ("Person 1", "p1@x.example", "900123"):
        assert secret not in answer.content.decode()
    event = Event.objects.get(deed="rows.exported")
    assert (event.service, event.reason) == (str(house.service.id), "10 rows")


def test_nothing_in_the_file_is_a_formula():
    for start in ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"):
        assert harmless(start) == f"'{start}"
    assert harmless("Walk = talk") == "Walk = talk"
    written = as_csv(["a", "b"], [{"a": '=HYPERLINK("x")', "b": 'says "hi", twice\nhere'}])
    assert list(csv.reader(io.StringIO(written.removeprefix("\ufeff")))) == [
        ["a", "b"], ["'=HYPERLINK(\"x\")", 'says "hi", twice\nhere'],
    ]  # fmt: skip


def test_a_share_is_not_said_of_few():
    assert say_part(3, 9) == "3 of 9"
    assert say_part(3, 10) == "3 of 10 (30 %)"


def test_the_page_needs_at_most_eight_queries(house, hellos, as_person):
    assert count_queries(as_person("Mo"), reverse("figures")) <= 8


def test_the_button_carries_its_token(house, hellos, as_person):
    page = as_person("Mo").get(reverse("figures"))
    assert "csrfmiddlewaretoken" in form_with(page, "csrfmiddlewaretoken")
