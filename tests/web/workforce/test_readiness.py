"""A gate opens exactly when a line of its kind is in date, and says why when it is closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from alongside.web.accounts import services as accounts
from alongside.web.accounts.services import Refused
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.people import services as people
from alongside.web.workforce import selectors, services
from alongside.web.workforce.gates import KINDS, gates_of
from alongside.web.workforce.models import Readiness
from tests.cast import House, add_worker, ready_supporter

TODAY = date(2026, 11, 24)


def line(kind: str, since: int, until: int | None, places: int | None = None) -> Readiness:
    """A line that begins and ends so many days from today."""
    end = None if until is None else TODAY + timedelta(days=until)
    return Readiness(
        kind=kind, from_on=TODAY + timedelta(days=since), until_on=end, places=places
    )  # fmt: skip


def gates(house, who: str, taken: int = 0):
    person = house.people[who].id
    found = selectors.gates(
        service=house.service.id, persons=[person], taken={person: taken}, on=now().date()
    )
    return found[person]


def reasons(house, who: str, taken: int = 0) -> list[str]:
    return [gate.reason for gate in gates(house, who, taken).closed]


days = st.integers(min_value=-400, max_value=400)
spans = st.tuples(days, st.none() | st.integers(0, 400)).map(
    lambda span: (span[0], None if span[1] is None else span[0] + span[1])
)
lines = st.lists(st.tuples(st.sampled_from(KINDS), spans, st.integers(0, 4)), max_size=10)


@given(lines, st.lists(spans, max_size=3), st.integers(0, 4))
def test_all_gates_are_open_exactly_when_a_line_of_every_kind_is_in_date_and_a_place_free(
    written, role, taken
):
    def holds(since, until):
        return since <= 0 and (until is None or until > 0)

    rows = [line(k, *span, places if k == "capacity" else None) for k, span, places in written]
    role_dates = [
        (TODAY + timedelta(days=a), None if b is None else TODAY + timedelta(days=b))
        for a, b in role
    ]
    found = gates_of(rows, role_dates, taken=taken, on=TODAY)

    agreed = [(span[0], at) for at, (k, span, _) in enumerate(written)
              if k == "capacity" and holds(*span)]  # fmt: skip
    newest = {written[at][2] for since, at in agreed if since == max(agreed)[0]}
    everything = all(any(k == kind and holds(*span) for k, span, _ in written) for kind in KINDS)
    assert found.places in (newest or {0})
    assert found.is_ready == (
        everything and any(holds(*span) for span in role) and found.places > taken
    )
    assert len({gate.key for gate in found.closed}) == len(found.closed)


def test_somebody_of_whom_all_is_written_down_is_ready(house):
    ready_supporter(house, "Dan", places=3)
    found = gates(house, "Dan", taken=2)
    assert (found.is_ready, found.places, found.free) == (True, 3, 1)


def test_somebody_new_is_told_apart_by_what_is_missing(house):
    assert reasons(house, "Dan") == [
        "Training: nothing written down yet", "Check: nothing written down yet",
        "Supervision: nothing written down yet", "Places: nothing written down yet",
    ]  # fmt: skip


def test_no_place_is_left_when_all_are_taken(house):
    ready_supporter(house, "Dan")
    assert reasons(house, "Dan", taken=2) == ["Places: 2 of 2 taken"]


def test_a_line_that_ends_today_no_longer_counts_and_stays_in_the_history(house):
    ready_supporter(house, "Dan")
    row, today = Readiness.objects.get(kind="check"), now().date()
    services.end_readiness(by=house.viewer("Bo"), row=row.id, until_on=today)
    day = f"{today:%-d %B %Y}"
    assert reasons(house, "Dan") == [f"Check: out of date since {day}"]
    assert Readiness.objects.count() == 4


def test_a_role_that_ended_closes_its_gate_with_its_date(house):
    ready_supporter(house, "Dan")
    holding = house.people["Dan"].roleholding_set.get()
    people.end_role(by=house.viewer("Ada"), holding=holding.id)
    assert reasons(house, "Dan") == [f"Role: ended on {now():%-d %B %Y}"]


def test_a_new_agreement_on_places_stands_in_the_place_of_the_old(house):
    ready_supporter(house, "Dan", places=3)
    services.add_readiness(
        by=house.viewer("Bo"), person=house.people["Dan"].id, service=house.service.id,
        kind="capacity", from_on=now().date(), places=0,
    )  # fmt: skip
    assert reasons(house, "Dan") == ["Places: none agreed just now"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"kind": "feeling"}, "kind"),
        ({"kind": "capacity"}, "places"),
        ({"kind": "capacity", "places": 21}, "places"),
        ({"kind": "check", "until_on": TODAY}, "until_on"),
    ],
)
def test_a_line_that_cannot_be_so_is_refused(house, given, field):
    with pytest.raises(Refused) as refused:
        services.add_readiness(
            by=house.viewer("Bo"), person=house.people["Dan"].id, service=house.service.id,
            from_on=TODAY, **given,
        )  # fmt: skip
    assert refused.value.field == field


def test_an_end_makes_no_line_longer(house):
    ready_supporter(house, "Dan")
    row, today = Readiness.objects.get(kind="check"), now().date()
    services.end_readiness(by=house.viewer("Bo"), row=row.id, until_on=today)
    for day in (today + timedelta(days=1), row.from_on - timedelta(days=1)):
        with pytest.raises(Refused):
            services.end_readiness(by=house.viewer("Bo"), row=row.id, until_on=day)


def test_the_log_names_the_kind_and_no_words(house):
    services.add_readiness(
        by=house.viewer("Bo"), person=house.people["Dan"].id, service=house.service.id,
        kind="check", from_on=TODAY, note="Seen by Bo in the office",
    )  # fmt: skip
    event = Event.objects.get(deed="readiness.added")
    assert (event.subject, event.reason) == (str(house.people["Dan"].id), "check")


def test_only_a_coordinator_of_the_service_writes_it_down_and_never_of_themselves(house):
    people.give_role(
        by=house.viewer("Ada"), person=house.people["Bo"], role=Role.PEER_SUPPORTER,
        service=house.service.id,
    )  # fmt: skip
    ready_supporter(house, "Dan")
    row = Readiness.objects.first()

    def write(by, who):
        services.add_readiness(
            by=by, person=house.people[who].id, service=house.service.id, kind="check",
            from_on=TODAY,
        )  # fmt: skip

    other = accounts.add_service(by=house.viewer("Ada"), name="Night Line", profile="standard")
    house.people["Bea"] = add_worker(House(house.organisation, other, {}), "Bea", Role.COORDINATOR)
    for who in ("Dan", "Mo", "Ada", "Bea"):
        with pytest.raises(Http404):
            write(house.viewer(who), "Dan")
        with pytest.raises(Http404):
            services.end_readiness(by=house.viewer(who), row=row.id, until_on=TODAY)
    with pytest.raises(Refused):
        write(house.viewer("Bo"), "Bo")
    with pytest.raises(Http404):  # who gives no support here
        write(house.viewer("Bo"), "Mo")
    assert [s.name for s in selectors.supporters(house.viewer("Bo"), {}, TODAY)] == ["Dan Worker"]
    assert selectors.supporters(house.viewer("Bea"), {}, TODAY) == []


def test_the_list_takes_two_queries_however_many_there_are(house, django_assert_num_queries):
    for who in ("Dan", "Eva", "Flo"):
        ready_supporter(house, who)
    bo = house.viewer("Bo")
    with django_assert_num_queries(2):
        found = selectors.supporters(bo, {(house.service.id, house.people["Eva"].id): 2}, TODAY)
    assert [s.gates.is_ready for s in found] == [True, False, True]
