"""Every count of the outcomes, against a slow twin that reads the raw rows one by one."""

from __future__ import annotations

import statistics
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404
from scipy import stats

from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.people import services as people
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.models import Consent
from alongside.web.questionnaires.models import GoalReview, MeasureRequest, MeasureResponse
from alongside.web.support.models import Match
from alongside.web.support.outcome_counts import Period, year_of
from alongside.web.support.selectors.outcomes import own_outcomes, shared_outcomes
from alongside.web.support.services.outcome_rows import take_outcome_rows
from tests.cast import system_viewer
from tests.web.support.outcomes_cast import YEAR, Cast, at, fill

MIDS = {"phq9": 6, "gad7": 4}


@pytest.fixture
def cast(house):
    return Cast(house)


# The twin: plain Python over every row, one person at a time


def day_of(moment, house):
    return moment.astimezone(ZoneInfo(house.organisation.time_zone)).date()


def agrees(person, purpose):
    rows = Consent.objects.filter(person_id=person, purpose=purpose)
    return bool(rows) and all(row.given and row.withdrawn_at is None for row in rows)


def began(house, first, last):
    """By offer, and for all, who is counted."""
    found = {"all": set()}
    firsts = {}
    for match in Match.objects.filter(service=house.service).order_by("-introduced_at"):
        if match.introduced_at is not None:
            firsts[match.member_id, match.offer.name] = day_of(match.introduced_at, house)
    for (person, offer), day in firsts.items():
        if not first <= day <= last:
            continue
        if agrees(person, Purpose.EVALUATION) and agrees(person, Purpose.RECORD):
            found.setdefault(offer, set()).add(person)
            found["all"].add(person)
    return found


def pair_of(house, person, code):
    """The score of the first and of the last day that has one, the last of a day."""
    days = {}
    rows = MeasureResponse.objects.filter(person_id=person, instrument=code)
    for row in sorted(rows, key=lambda row: row.answered_at):
        if row.score is not None:
            days[day_of(row.answered_at, house)] = row.score
    if len(days) < 2:
        return None
    return days[min(days)], days[max(days)]


def twin_measure(house, persons, code):
    found = dict.fromkeys(
        ("eligible", "asked", "answered", "paired", "better", "same", "worse", "not_known"), 0
    )
    changes = []
    for person in persons:
        found["eligible"] += 1
        if not MeasureRequest.objects.filter(person_id=person, instrument=code).exists():
            continue
        found["asked"] += 1
        if not MeasureResponse.objects.filter(person_id=person, instrument=code).exists():
            continue
        found["answered"] += 1
        pair = pair_of(house, person, code)
        if pair is None:
            found["not_known"] += 1
            continue
        found["paired"] += 1
        change = pair[1] - pair[0]
        changes.append(change)
        word = "better" if change <= -MIDS[code] else "worse" if change >= MIDS[code] else "same"
        found[word] += 1
    return found, changes


def twin_goals(persons):
    found = dict.fromkeys(("eligible", "answered", "paired", "better", "same", "worse"), 0)
    found["not_known"] = 0
    for person in persons:
        found["eligible"] += 1
        rows = list(GoalReview.objects.filter(goal__person_id=person).order_by("said_at"))
        if not rows:
            continue
        found["answered"] += 1
        said = [row.verdict for row in rows if row.verdict]
        found["paired"] += bool(said)
        found[said[-1] if said else "not_known"] += 1
    return found


def check_row(row, truth, changes=None):
    assert {name: row.counts[name] for name in truth} == truth
    if not changes:
        assert row.moved is None
        return
    assert row.moved.mean == pytest.approx(statistics.fmean(changes), abs=1e-9)
    if len(changes) == 1:
        assert row.moved.low is None
        return
    low, high = stats.t.interval(
        0.95, len(changes) - 1, statistics.fmean(changes), stats.sem(changes)
    )
    assert (row.moved.low, row.moved.high) == pytest.approx((low, high), abs=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    "period", [year_of(YEAR), Period(date(YEAR, 3, 5), date(YEAR, 8, 20))], ids=["year", "part"]
)
def test_every_count_agrees_with_the_slow_twin(house, cast, seed, period):
    fill(cast, 60, seed)
    found = own_outcomes(house.viewer("Mo"), house.service.id, period)
    groups = began(house, period.first, period.last)
    assert {one.about for one in found.tables} == {"goals", "phq9", "gad7"}
    for table in found.tables:
        assert {row.offers[0] if row.offers else "all" for row in table.rows} == set(groups)
        for row in table.rows:
            mine = groups[row.offers[0] if row.offers else "all"]
            if table.about == "goals":
                check_row(row, twin_goals(mine))
            else:
                check_row(row, *twin_measure(house, mine, table.about))


def test_one_offer_shows_only_its_own(house, cast):
    fill(cast, 40)
    offer = cast.offers[1]
    found = own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR), offer.id)
    mine = began(house, date(YEAR, 1, 1), date(YEAR, 12, 31))[offer.name]
    assert [len(table.rows) for table in found.tables] == [1, 1, 1]
    check_row(found.tables[0].rows[0], twin_goals(mine))
    check_row(found.tables[1].rows[0], *twin_measure(house, mine, "phq9"))


# The rules, one by one


def everybody(house, about, period=None):
    found = own_outcomes(house.viewer("Mo"), house.service.id, period or year_of(YEAR))
    return next(table for table in found.tables if table.about == about).everybody


def beginner(cast, offer=0, when=None, **consents):
    person = cast.person(**consents)
    cast.match(person, cast.offers[offer], when or at())
    return person


def test_six_points_are_enough_and_five_are_not(house, cast):
    cast.switch_on("phq9")
    for before, after in ((15, 9), (15, 10), (9, 15), (9, 14)):
        person = beginner(cast)
        cast.answer(person, "phq9", at(month=2), before)
        cast.answer(person, "phq9", at(month=9), after)
    counts = everybody(house, "phq9").counts
    assert (counts["better"], counts["same"], counts["worse"]) == (1, 2, 1)


def test_two_answers_on_one_day_of_the_place_are_no_pair(house, cast):
    """23:30 UTC is already the next day in summer."""
    cast.switch_on("phq9")
    one, other = beginner(cast), beginner(cast)
    for person, second in ((one, at(hour=20)), (other, at(hour=23) + timedelta(minutes=30))):
        cast.answer(person, "phq9", at(hour=8), 20)
        cast.answer(person, "phq9", second, 10)
    counts = everybody(house, "phq9").counts
    assert (counts["answered"], counts["paired"], counts["not_known"]) == (2, 1, 1)


def test_answers_without_a_number_are_passed_over(house, cast):
    cast.switch_on("phq9")
    person = beginner(cast)
    for month, score in ((1, None), (2, 20), (5, 12), (8, None)):
        cast.answer(person, "phq9", at(month=month), score)
    row = everybody(house, "phq9")
    assert row.moved.mean == -8
    assert (row.moved.people, row.moved.low) == (1, None)


def test_only_the_first_match_in_an_offer_says_when_somebody_began(house, cast):
    person = beginner(cast, when=at(YEAR - 1))
    cast.match(person, cast.offers[0], at())
    assert own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR)).cohort.introduced == 0
    cast.match(person, cast.add_offer("Walks"), at())
    assert own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR)).cohort.introduced == 1


def test_a_match_that_never_came_to_an_introduction_counts_nobody(house, cast):
    person = beginner(cast)
    Match.objects.filter(member=person).update(introduced_at=None, state="not_this_time")
    assert own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR)).cohort.introduced == 0


@pytest.mark.parametrize("missing", ["agrees", "record"])
def test_whoever_does_not_agree_is_in_no_number(house, cast, missing):
    cast.switch_on("phq9")
    person = beginner(cast, **{missing: False})
    cast.answer(person, "phq9", at(), 20)
    cast.goal(person, at(), "better")
    beginner(cast)
    found = own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR))
    assert (found.cohort.introduced, found.cohort.not_agreed) == (2, 1)
    for table in found.tables:
        assert table.everybody.counts["eligible"] == 1
        assert table.everybody.counts["answered"] == 0


def test_taking_consent_back_takes_the_answers_out(house, cast):
    person = beginner(cast)
    cast.goal(person, at(), "better")
    assert everybody(house, "goals").counts["better"] == 1
    Consent.objects.filter(person=person, purpose=Purpose.EVALUATION).update(withdrawn_at=at())
    assert everybody(house, "goals").counts["eligible"] == 0


def test_a_new_goal_does_not_undo_a_verdict(house, cast):
    person = beginner(cast)
    cast.goal(person, at(month=1), "worse", "better")
    cast.goal(person, at(month=8))
    assert everybody(house, "goals").counts["better"] == 1


def test_a_measure_that_was_never_switched_on_has_no_table(house, cast):
    beginner(cast)
    cast.switch_on("gad7")
    found = own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR))
    assert [table.about for table in found.tables] == ["goals", "gad7"]
    assert found.tables[1].everybody.counts["eligible"] == 1


def test_answers_in_another_service_are_not_counted(house, cast, elsewhere):
    cast.switch_on("phq9")
    person = beginner(cast)
    row = cast.answer(person, "phq9", at(), 20)
    MeasureRequest.objects.filter(id=row.request_id).update(service=elsewhere.service)
    assert everybody(house, "phq9").counts["asked"] == 0


# Who may see what


def test_only_the_own_team_sees_small_numbers(house, elsewhere, cast):
    for who in ("Bo", "Dan", "Ada"):
        with pytest.raises(Http404):
            own_outcomes(house.viewer(who), house.service.id, year_of(YEAR))
        with pytest.raises(Http404):
            shared_outcomes(house.viewer(who), house.service.id, YEAR)
    with pytest.raises(Http404):
        own_outcomes(elsewhere.viewer("Mo"), house.service.id, year_of(YEAR))
    for _ in range(6):
        beginner(cast)
    assert shared_outcomes(house.viewer("Mo"), house.service.id, YEAR).tables
    assert not shared_outcomes(elsewhere.viewer("Mo"), house.service.id, YEAR).tables


def test_an_offer_of_another_service_is_not_found(house, elsewhere, cast):
    fill(cast, 3)
    with pytest.raises(Http404):
        own_outcomes(
            house.viewer("Mo"), house.service.id, year_of(YEAR), Cast(elsewhere).offers[0].id
        )


def test_a_manager_of_another_service_takes_no_rows(house, cast):
    from alongside.web.accounts import services as accounts

    fill(cast, 10)
    ours = system_viewer("test", house.organisation.id)
    second = accounts.add_service(by=ours, name="Night Cafe", profile="light", is_open=True)
    people.give_role(by=ours, person=house.people["Ada"], role=Role.MANAGER, service=second.id)
    with pytest.raises(Http404):
        take_outcome_rows(by=house.viewer("Ada"), service=house.service.id, period=year_of(YEAR))
    assert not Event.objects.filter(deed="outcomes.exported").exists()
    take_outcome_rows(by=house.viewer("Mo"), service=house.service.id, period=year_of(YEAR))
    assert Event.objects.get(deed="outcomes.exported").service == str(house.service.id)


def test_the_rows_hold_nothing_of_ours(house, cast):
    fill(cast, 20)
    columns, rows = take_outcome_rows(
        by=house.viewer("Mo"), service=house.service.id, period=year_of(YEAR)
    )
    again = take_outcome_rows(
        by=house.viewer("Mo"), service=house.service.id, period=year_of(YEAR)
    )[1]
    assert columns == ["person", "offer", "time", "month", "phq9", "gad7", "goal"]
    ours = {str(match.member_id) for match in Match.objects.all()}
    codes = {row["person"] for row in rows}
    assert len(rows) == 2 * len(codes)
    assert not codes & ({row["person"] for row in again} | ours)
    assert all(code.isalpha() for code in codes)
    assert {len(row["month"]) for row in rows} <= {0, 7}
    assert [row["person"] for row in rows] == sorted(row["person"] for row in rows)


def test_the_period_is_by_the_clock_of_the_place(house, cast):
    """Half past eleven in the evening of 31 May in UTC is 1 June here."""
    beginner(cast, when=at(month=5, day=31, hour=23) + timedelta(minutes=30))
    mo, service = house.viewer("Mo"), house.service.id
    june = Period(date(YEAR, 6, 1), date(YEAR, 6, 30))
    may = Period(date(YEAR, 5, 1), date(YEAR, 5, 31))
    assert own_outcomes(mo, service, june).cohort.introduced == 1
    assert own_outcomes(mo, service, may).cohort.introduced == 0


def test_one_offer_says_how_many_of_its_own_did_not_agree(house, cast):
    walks = cast.add_offer("Walks")
    for offer, agrees in ((0, False), (0, True), (1, False), (1, False), (1, True)):
        beginner(cast, offer, agrees=agrees)
    mo, service = house.viewer("Mo"), house.service.id
    for offer, introduced, missing in ((None, 5, 3), (walks.id, 3, 2)):
        cohort = own_outcomes(mo, service, year_of(YEAR), offer).cohort
        assert (cohort.introduced, cohort.not_agreed) == (introduced, missing)
