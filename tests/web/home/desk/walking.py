"""A coordinator's clicks: open a page, fill in its form, press its button."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from alongside.web.clock import now
from tests.pages import forms_of


def press(client: Client, address: str, data: dict):
    """Send the last form of the page with `data` filled in."""
    [*_, form] = forms_of(client.get(address))
    return client.post(address, {**form, **data})


def deed(client: Client, name: str, referral, data: dict, *more: str):
    return press(client, reverse(name, args=[referral.id, *more]), data)


def boxes(name: str, day: date) -> dict:
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def in_days(count: int) -> date:
    return (now() + timedelta(days=count)).date()


PLAN = {**boxes("day", in_days(3)), "at": "2:30pm", "way": "phone", "send_word": "no"}
WELCOME = {
    "limits_explained": "on", "limits_understood": "on", "method": "spoken", "read_back": "on",
    "hopes": "To get out more", "may_contact": "yes", "may_record": "yes", "may_gp": "no",
    "may_therapy": "no", "may_evaluation": "yes", "may_stories": "no",
}  # fmt: skip
