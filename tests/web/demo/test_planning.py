"""The plan of the demo needs no database: the same people whenever it is asked."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from alongside.web.demo.content import house, names, stories
from alongside.web.demo.fates import Ends
from alongside.web.demo.planning import plan_story
from alongside.web.demo.together import together
from alongside.web.support.namelessness import EVERYDAY
from alongside.web.support.wishes import wish_kinds
from alongside.web.ui.words import placeholders

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def story():
    return plan_story(400, 59, "standard", DAY)


def test_the_same_day_gives_the_same_plan(story):
    assert plan_story(400, 59, "standard", DAY) == story


def test_everybody_arrives_within_the_eighteen_months(story):
    assert len(story.plans) == 400
    assert len(story.helpers) == 59
    assert story.begins <= story.plans[0].arrives
    assert story.plans[-1].arrives <= story.ends


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2027, 3, 29), date(2026, 6, 14)])
def test_nobody_is_lost_at_a_holiday_or_a_weekend(day):
    story = plan_story(120, 4, "standard", day)
    assert len([p for p in story.plans if story.begins <= p.arrives <= story.ends]) == 120


def test_nobody_shares_a_name_but_those_who_wrote_twice(story):
    plans = [plan for plan in story.plans if not plan.double]
    whole = [p.invented.details.name for p in plans if " " in p.invented.details.name]
    assert max(Counter(whole).values()) == 1
    assert len(whole) < len(plans), "some give only a first name"


def test_people_do_not_all_say_the_same(story):
    said = Counter(plan.invented.words["help"] for plan in story.plans)
    assert max(said.values()) <= 12


def test_more_people_come_in_winter_than_in_summer(story):
    months = Counter(plan.arrives.month for plan in story.plans)
    assert months[11] + months[10] > months[8] + months[12]


@pytest.mark.parametrize(("profile", "whole_names"), [("light", False), ("secure", True)])
def test_a_profile_decides_what_is_kept(profile, whole_names):
    story = plan_story(40, 4, profile, DAY)
    details = [plan.invented.details for plan in story.plans]
    assert not any(d.phone or d.email or d.address for d in details)
    assert any(" " in d.name for d in details) == whole_names


def test_the_stories_use_no_word_that_a_service_may_rename():
    """Invented people speak as people do, whatever the service calls things."""
    texts = [text for row in stories().texts.values() for text in row]
    for theme in stories().themes:
        texts += [*theme.why, *theme.help, *theme.hopes, *theme.shared]
    for row in together().texts.values():
        texts += row
    for shared in together().themes.values():
        texts += [shared.seeks, shared.seeks_more, shared.gives, shared.gives_more]
        texts += [shared.goal, shared.nought, shared.ten]
    for service in house().services:
        texts += [service.about, service.for_whom, *(offer.for_whom for offer in service.offers)]
    words = {form for form in placeholders() if not form.lower().startswith(("a ", "an "))}
    assert not [text for text in texts for word in words if f" {word} " in f" {text} "]


def test_what_is_read_before_a_yes_could_be_said_by_anybody_of_any_name():
    groups = (names().she, names().he, names().they, names().last)
    everybody = {name.casefold() for group in groups for name in group} - EVERYDAY
    texts = [*together().texts["practical"]]
    for shared in together().themes.values():
        texts += [shared.seeks, shared.seeks_more, shared.gives, shared.gives_more]
    said = {word.strip(".,?").casefold() for text in texts for word in text.split()}
    assert not said & everybody


def test_each_theme_has_words_for_both_sides_and_known_experiences():
    assert set(together().themes) == {theme.key for theme in stories().themes}
    known = wish_kinds()["experience"].values
    assert all(shared.experience in known for shared in together().themes.values())


def test_some_find_somebody_and_some_find_enough_elsewhere(story):
    fates = Counter(plan.beside is not None for plan in story.plans if plan.service == "side")
    assert fates[True] > fates[False] > 10
    assert {plan.beside.ends for plan in story.plans if plan.beside} == set(Ends)
