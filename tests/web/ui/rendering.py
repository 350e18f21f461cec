"""Draws a template or a line of one with the real environment and an invented service."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.template import engines
from django.test import RequestFactory

from alongside.web.accounts.viewer import Viewer
from alongside.web.ui.page import HelpLine, Site

LINES = [
    HelpLine("Samaritans", "Call 116 123", "tel:116123", "Samaritans. Free, day or night"),
    HelpLine("NHS 111", "Call 111, press 2", "tel:111", "NHS mental health. Day or night"),
    HelpLine("Shout", "Text 85258", "sms:85258?body=SHOUT", "Send the word SHOUT, day or night"),
    HelpLine("Emergency", "Call 999", "tel:999", "If someone’s life is in danger"),
]


def a_site() -> Site:
    return Site(
        name="Thornbeck Peer Support",
        run_by="Thornbeck Commons, a registered charity",
        exit_url="https://www.bbc.co.uk/weather",
        help_lines=LINES,
        checked_on=date(2026, 3, 2),
        tab_name="Thornbeck",
    )


def page_context(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "site": a_site(),
        "viewer": Viewer(),
        "request": RequestFactory().get("/here/"),
        "request_id": "",
        "csrf_input": "",
        **given,
    }


def draw(template: str, **given: Any) -> str:
    """A whole page."""
    return str(engines["jinja2"].env.get_template(template).render(page_context(given)))


def draw_text(source: str, **given: Any) -> str:
    """A few lines of template, with `kit` at hand."""
    head = '{% import "ui/kit.jinja" as kit with context %}'
    return str(engines["jinja2"].env.from_string(head + source).render(page_context(given)))
