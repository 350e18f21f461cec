"""The outcomes page, the page to share and their files, as a manager meets them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html import unescape

import pytest
from django.urls import reverse

from alongside.web.accounts import services as accounts
from alongside.web.accounts.viewer import Role
from alongside.web.audit.models import Event
from alongside.web.clock import pretend
from alongside.web.people import services as people
from alongside.web.support.outcome_counts import year_of
from alongside.web.support.selectors.outcomes import own_outcomes
from tests.cast import system_viewer
from tests.pages import count_queries, forms_of, text_of
from tests.web.support.outcomes_cast import YEAR, Cast, at, fill

YEARS = {
    "start-day": "1", "start-month": "1", "start-year": str(YEAR),
    "end-day": "31", "end-month": "12", "end-year": str(YEAR),
}  # fmt: skip
PART = {**YEARS, "start-month": "3", "end-month": "8"}
MIDS = {"phq9": "6", "gad7": "4"}


@pytest.fixture(autouse=True)
def march(db):
    """In March half a year ago lay in the year before."""
    with pretend(at(YEAR + 1, 3, 2)):
        yield


@pytest.fixture
def cast(house):
    return Cast(house)


@pytest.fixture
def mo(house, as_person):
    return as_person("Mo")


def words_of(response):
    """What is read, drawings with it, in one line."""
    text = re.sub(r'<span class="cell-label".*?</span>', " ", text_of(response), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def screen_of(response):
    return text_of(response).split('<div class="for-print">')[0]


def read_csv(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def taken(client, query):
    """The rows that the form of a page takes, exactly as its button would."""
    page = client.get(reverse("outcomes"), query)
    form = next(form for form in forms_of(page) if "start-year" in form and "service" in form)
    return page, client.post(reverse("outcomes_rows"), form)


def on_the_command_line(file, outcome):
    done = subprocess.run(
        [sys.executable, "-m", "alongside.cli", "change", str(file), "--id", "person",
         "--time", "time", "--before", "first", "--after", "latest", "--outcome", outcome,
         "--criterion", "anchor", "--mid", MIDS[outcome], "--json"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return json.loads(done.stdout)


# What an evaluator finds is what the page says


@pytest.mark.parametrize(
    "query", [{}, YEARS, PART, "offer"], ids=["usual", "year", "part", "offer"]
)
def test_the_command_gives_the_numbers_of_the_page(house, cast, mo, tmp_path, query):
    fill(cast, 60)
    if query == "offer":
        query = {**YEARS, "offer": str(cast.offers[0].id)}
    page, answer = taken(mo, query)
    file = tmp_path / "rows.csv"
    file.write_bytes(answer.content)
    text = words_of(page)
    for outcome, name in (("phq9", "PHQ-9"), ("gad7", "GAD-7")):
        found = on_the_command_line(file, outcome)
        who = "All offers" if "offer" not in query else cast.offers[0].name
        mean, low, high = (
            f"{found[key]:+.1f}".replace("-", "−") for key in ("mean_change", "ci_low", "ci_high")
        )
        n = found["n_used"]
        assert f"{name}, {who} {n} {mean} {low} to {high}" in text
        assert f"{mean} ({low} to {high})" in text  # written in the drawing
        assert f"n {n} · {name}, reversed" in text
        for word, kind in (("improved", "Better"), ("unchanged", "About the same"),
                           ("deteriorated", "Worse")):  # fmt: skip
            count = found["counts"][word]
            assert re.search(rf"{kind} {count}( \(\d+ %\))?[;.]", _desc(page, outcome, who))


def _desc(page, outcome, who):
    found = re.search(rf'<desc id="own-{outcome}-wide-desc">(.*?)</desc>', text_of(page))
    return next(part for part in re.split(r"(?<=\.) ", unescape(found[1])) if part.startswith(who))


def test_every_figure_of_the_engine_is_that_of_the_command(house, cast, mo, tmp_path):
    fill(cast, 50, seed=7)
    file = tmp_path / "rows.csv"
    file.write_bytes(taken(mo, YEARS)[1].content)
    own = own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR))
    for table in own.tables[1:]:
        found = on_the_command_line(file, table.about)
        row = table.everybody
        assert found["n_used"] == row.counts["paired"] == row.moved.people
        assert found["counts"] == {
            "improved": row.counts["better"], "unchanged": row.counts["same"],
            "deteriorated": row.counts["worse"],
        }  # fmt: skip
        for key, value in (
            ("mean_change", row.moved.mean), ("ci_low", row.moved.low), ("ci_high", row.moved.high)
        ):  # fmt: skip
            assert found[key] == pytest.approx(value, abs=1e-9)


def test_goals_can_be_counted_again_from_the_rows(house, cast, mo):
    fill(cast, 40)
    rows = read_csv(taken(mo, YEARS)[1])
    own = own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR)).tables[0].everybody
    latest = [row["goal"] for row in rows if row["time"] == "latest"]
    assert len(latest) == own.counts["eligible"]
    for verdict in ("better", "same", "worse", "not_known"):
        assert latest.count(verdict) == own.counts[verdict]
    assert {row["goal"] for row in rows if row["time"] == "first"} == {""}


def test_the_rows_are_logged_and_nothing_in_them_is_a_formula(house, cast, mo):
    offer = cast.add_offer('=HYPERLINK("x")')
    for _ in range(2):
        cast.match(cast.person(), offer, at())
    answer = taken(mo, YEARS)[1]
    assert {row["offer"] for row in read_csv(answer)} == {'\'=HYPERLINK("x")'}
    assert answer["Content-Disposition"] == f'attachment; filename="answers-{YEAR + 1}-03-02.csv"'
    event = Event.objects.get(deed="outcomes.exported")
    assert (event.service, event.reason) == (str(house.service.id), "4 rows")


# The team's page


def test_a_sentence_stands_before_the_numbers_and_the_limits_before_both(house, cast, mo):
    fill(cast, 60)
    page = mo.get(reverse("outcomes"))
    text = words_of(page)
    own = own_outcomes(house.viewer("Mo"), house.service.id, year_of(YEAR))
    counts = own.tables[0].everybody.counts
    assert text.index("How far this goes") < text.index("say their own goal is better")
    assert "People were not compared with others who had no support" in text
    assert f"People who began from 1 January {YEAR} to 31 December {YEAR}." in text
    assert (
        f"{own.cohort.introduced} people began in this time. {len(own.cohort.subjects)} people "
        "agreed that their answers are kept and counted." in text
    )
    assert f"set a goal {counts['answered']} said how it went {counts['paired']}" in text
    assert "PHQ-9: better and worse mean a change of 6 points or more" in text
    assert "GAD-7: better and worse mean a change of 4 points or more" in text
    assert "Source: NHS Talking Therapies threshold" in text


def test_what_prints_is_what_may_leave(house, cast, mo):
    fill(cast, 60)
    page = mo.get(reverse("outcomes"))
    printed = text_of(page).split('<div class="for-print">')[1]
    shared = text_of(mo.get(reverse("outcomes_share")))
    assert "[h]" not in screen_of(page)
    for table in re.findall(r"<table.*?</table>", printed, flags=re.S):
        assert table in shared
    assert printed.count("<table") == shared.count("<table") == 4
    part = text_of(mo.get(reverse("outcomes"), PART)).split('<div class="for-print">')[1]
    assert "<table" not in part and "Only whole years are printed" in part


def test_a_manager_of_another_service_reads_what_may_leave(house, cast, as_person):
    fill(cast, 40)
    ours = system_viewer("test", house.organisation.id)
    second = accounts.add_service(by=ours, name="Night Café", profile="light", is_open=True)
    people.give_role(by=ours, person=house.people["Ada"], role=Role.MANAGER, service=second.id)
    client = as_person("Ada")
    ask = {"service": str(house.service.id), "year": str(YEAR)}
    page = client.get(reverse("outcomes"), ask)
    assert page.status_code == 200
    assert 'action="/figures/outcomes/rows.csv"' not in text_of(page)
    assert "for-print" not in text_of(page)
    assert re.findall(r"<table.*?</table>", text_of(page), flags=re.S) == re.findall(
        r"<table.*?</table>", text_of(client.get(reverse("outcomes_share"), ask)), flags=re.S
    )
    assert client.post(reverse("outcomes_rows"), {**YEARS, **ask}).status_code == 404


def test_only_ones_own_organisation(house, elsewhere, mo, anonymous, as_person):
    foreign = {"service": str(elsewhere.service.id)}
    for route in ("outcomes", "outcomes_share", "outcomes_tables"):
        assert mo.get(reverse(route), foreign).status_code == 404
        assert mo.get(reverse(route), {"service": "x"}).status_code == 404
        assert anonymous.get(reverse(route)).status_code == 302
        for who in ("Bo", "Dan", "Ada"):
            assert as_person(who).get(reverse(route)).status_code == 403
    assert mo.post(reverse("outcomes_rows"), {**YEARS, **foreign}).status_code == 404
    assert mo.get(reverse("outcomes_rows")).status_code == 405


def test_days_that_make_no_period_are_said_and_kept(house, cast, mo):
    fill(cast, 5)
    wrong = {**YEARS, "start-year": str(YEAR + 1)}
    page = mo.get(reverse("outcomes"), wrong)
    assert page.status_code == 422
    assert "Enter a last day that is not before the first" in text_of(page)
    assert f'value="{YEAR + 1}"' in text_of(page)
    assert "Please check one thing" in text_of(page)
    for year in ("1", "9999", "x"):
        assert mo.get(reverse("outcomes"), {**YEARS, "start-year": year}).status_code == 422
    assert mo.get(reverse("outcomes"), {**YEARS, "offer": "x"}).status_code == 404
    assert mo.post(reverse("outcomes_rows"), {**wrong, "service": str(house.service.id)}
                   ).status_code == 404  # fmt: skip


def test_nobody_yet(house, mo):
    text = words_of(mo.get(reverse("outcomes")))
    assert "Nobody who agreed to be counted began in this time." in text
    assert "Fewer than 5 people, or nobody, began in this year" in text
    assert len(read_csv(mo.get(reverse("outcomes_tables")))) == 0


def test_a_year_that_is_none_is_not_found(house, mo):
    for year in (str(YEAR + 2), "199", "x", "-1", "٢٠٢٥"):
        assert mo.get(reverse("outcomes_share"), {"year": year}).status_code == 404


def test_few_who_did_not_agree_are_not_told(house, cast, mo):
    for agrees in (*[True] * 8, *[False] * 3):
        cast.match(cast.person(agrees=agrees), cast.offers[0], at())
    said = "Fewer than 5 people, or nobody, did not agree to be counted."
    assert said in words_of(mo.get(reverse("outcomes_share")))
    for _ in range(2):
        cast.match(cast.person(agrees=False), cast.offers[0], at())
    assert "5 more people did not agree" in words_of(mo.get(reverse("outcomes_share")))


def test_each_page_needs_at_most_eight_queries(house, cast, mo):
    fill(cast, 30)
    for route in ("outcomes", "outcomes_share", "outcomes_tables"):
        assert count_queries(mo, reverse(route)) <= 8
    before = count_queries(mo, reverse("outcomes"))
    for _ in range(9):
        cast.match(cast.person(), cast.offers[0], at())
    assert count_queries(mo, reverse("outcomes")) == before


def test_the_file_says_hidden_and_never_nought(house, cast, mo):
    fill(cast, 40)
    rows = read_csv(mo.get(reverse("outcomes_tables")))
    assert {row["table"] for row in rows} == {"goals", "phq9", "gad7"}
    assert any(value == "[h]" for row in rows for value in row.values())
    assert all("It does not mean none" in row["note"] for row in rows)
    assert all(value for row in rows for value in row.values())
