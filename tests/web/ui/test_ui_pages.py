"""Layouts and error pages: help first, a way out, neutral titles, what to do next."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.template import engines
from django.test import RequestFactory

from alongside.web.accounts.viewer import Viewer
from alongside.web.ui import gallery
from alongside.web.ui.page import Hat, NavItem
from tests.web.ui.rendering import draw, draw_text, page_context

PERSON = '{% extends "ui/layout.jinja" %}{% block page_title %}Start{% endblock %}'
STAFF = '{% extends "ui/staff.jinja" %}{% block page_title %}Desk{% endblock %}'
SIGNED_IN = Viewer(user_id=uuid4())


def page(source, **given):
    return engines["jinja2"].env.from_string(source).render(page_context(given))


def test_help_lines_come_before_the_exit_and_both_before_the_words():
    html = page(PERSON + "{% block main %}<h1>Words</h1>{% endblock %}")
    skip, strip = html.index("Skip to main content"), html.index("Need someone now?")
    assert skip < strip < html.index("data-exit") < html.index("<main") < html.index("Words")


def test_the_exit_works_without_script_and_leaves_no_trace_of_where_one_was():
    html = page(PERSON)
    assert 'href="https://www.bbc.co.uk/weather" rel="noreferrer" data-exit' in html


def test_the_landing_page_shows_the_help_lines_open():
    html = page(PERSON + "{% block help %}{{ kit.help_open(site) }}{% endblock %}")
    assert "Need someone right now?" in html
    assert "Need someone now?" not in html


def test_the_foot_says_who_we_are_not_and_who_we_are():
    html = page(PERSON)
    foot = html[html.index("<footer") :]
    for words in (
        "We are not a crisis service.",
        "Samaritans: Call 116 123",
        "Emergency: Call 999",
        "Thornbeck Peer Support is run by Thornbeck Commons, a registered charity.",
        "Numbers checked",
        "Runs on Alongside, open software.",
    ):
        assert words in foot


def test_the_title_of_a_person_is_neutral_and_that_of_staff_names_the_service():
    assert "<title>Start – Thornbeck</title>" in page(PERSON)
    assert "<title>Desk – Thornbeck Peer Support</title>" in page(STAFF)


def test_a_page_with_faults_says_so_first_in_its_title_and_in_main():
    html = draw(
        "ui/question.jinja", form=gallery.contact_with_fault(), step="Question 3 of about 8"
    )
    assert "<title>Error: Question 3 of about 8 – Thornbeck</title>" in html
    main = html[html.index("<main") :]
    assert main.index("error-summary") < main.index("Question 3")


def test_signing_in_and_out_is_one_link_away():
    assert "Sign in" in page(PERSON)
    assert "Sign out" in page(PERSON, viewer=SIGNED_IN)


def test_the_worry_link_stands_in_the_strip_when_there_is_one():
    assert "I’m worried about someone" not in page(PERSON)
    assert 'href="/worry/"' in page(PERSON, worry_url="/worry/")


def test_staff_see_menu_and_hat_and_no_exit():
    html = page(
        STAFF,
        viewer=SIGNED_IN,
        nav=[NavItem("Waiting", "/w/", count=14)],
        hats=[Hat("Hat one", "/d/", current=True)],
    )
    assert '<span class="count">14</span>' in html
    assert "Hat one" in html
    assert "data-exit" not in html
    assert "<script" not in html


def test_a_plain_page_needs_nothing_but_the_site():
    html = page(PERSON, viewer=None)
    assert "role-bar" not in html
    assert html.count("<script") == 1


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("403", "Nothing was changed."),
        ("404", "check it for a slip"),
        ("500", "The fault is ours."),
        ("kept", "kept for 24 hours"),
    ],
)
def test_error_pages_say_what_to_do_next_and_show_the_help_lines(template, words):
    html = draw(f"ui/errors/{template}.jinja", kept=True, request_id="abc-1")
    assert words in html
    assert "abc-1" in html
    assert "tel:116123" in html
    assert html[html.index("<main") : html.index("</main")].count("<a ") == 1


def test_a_form_that_was_not_kept_is_told_honestly():
    html = draw("ui/errors/kept.jinja", kept=False)
    assert "Nothing was saved." in html
    assert 'href="/here/"' in html


def test_a_paper_form_has_code_boxes_and_the_help_lines_at_its_foot():
    html = draw("ui/print.jinja", form=gallery.ContactForm(), heading="Hello", code="AB12")
    assert "AB12" in html
    assert html.count('class="paper-box"') == 5
    assert "Samaritans: Call 116 123" in html
    assert "<input" not in html


def test_a_template_of_a_package_lives_inside_our_layout(rf: RequestFactory, house):
    request = rf.get("/sign-in/")
    source = (
        "{% load shell %}{% say 'Ask {a peer supporter}' as title %}"
        "{% shell title %}<h1>{{ title }}</h1>{% our_fields form %}{% endshell %}"
    )
    html = (
        engines["django"]
        .from_string(source)
        .render({"form": gallery.ContactForm(key="k")}, request)
    )
    assert "<title>Ask a peer supporter –" in html
    assert "<h1>Ask a peer supporter</h1>" in html
    assert "How should we get in touch with you?" in html
    assert "We are not a crisis service." in html


def test_the_gallery_shows_no_trace_of_missing_words():
    assert "{" not in draw_text("{{ kit.steps(steps) }}", steps=gallery.steps())
