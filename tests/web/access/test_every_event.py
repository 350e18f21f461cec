"""Each deed between two people, on measures and on worries writes its event in its own
transaction, without a name or a word of anybody's."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import transaction

from alongside.web.audit.models import Event
from alongside.web.clock import now
from alongside.web.questionnaires.models import Goal, MeasureRequest
from alongside.web.safety.models import Concern
from alongside.web.support.models import Match, Meeting
from tests.web.access.test_every_deed import MAY, NEW
from tests.web.access.trying import APPS, recorders

NOTHING_TO_DO = {
    "let_matches_lapse", "ask_after_endings", "fill_patterns", "pass_on_concerns",
}  # fmt: skip
"""The clock's: what comes of them is tried where there is something to do."""
STATE = {
    "confirm_match": "trial", "confirm_match:supporter": "trial", "pause_match": "active",
    "resume_match": "paused", "set_pattern": "active",
}  # fmt: skip
DEEDS = sorted(set(NEW) - NOTHING_TO_DO)
WORDS = ("alex", "wim", "worker", "member ", "walk", "rest", "low", "back", "other")


def actor(name, things):
    order = ("Alex", "Dan", "Wim", "Bo", "Mo")
    who = next(who for who in order if name in MAY[who])
    return things.house.viewer(who)


def make_ready(name, things):
    """The state in which this deed goes through."""
    if name in STATE:
        Match.objects.filter(id=things.match).update(state=STATE[name], last_day=None)
    if name == "settle_meeting":
        says = {"member_says": "met", "supporter_says": "missed_by_member", "state": "met"}
        Meeting.objects.filter(id=things.met).update(**says)
    if name == "propose_match":
        Match.objects.filter(id=things.asked).update(state="not_this_time", ended_how="taken_back")
    if name == "request_measure":
        MeasureRequest.objects.filter(id=things.request).update(state="skipped")
    if name == "take_goal_up":
        Goal.objects.filter(id=things.goal).update(put_away_at=now())
    if name in ("decide_concern", "close_concern"):
        state = "acknowledged" if name == "decide_concern" else "decided"
        Concern.objects.filter(id=things.concern).update(state=state)


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_leaves_its_event_and_no_word_of_anybodys(things, name):
    make_ready(name, things)
    before = set(Event.objects.values_list("id", flat=True))
    NEW[name](actor(name, things), things)
    new = Event.objects.filter(is_read=False).exclude(id__in=before)
    assert new.exclude(deed__startswith="message.").exists()
    fields = [field.name for field in Event._meta.fields]
    log = " ".join(str(getattr(event, one)) for event in new for one in fields).lower()
    assert [word for word in WORDS if word in log] == []


class Fault(Exception):
    """The log is full."""


def counts():
    return {
        model._meta.label: model.objects.count()
        for app in ("audit", "jobs", *APPS)
        for model in apps.get_app_config(app).get_models()
    }


def test_a_deed_whose_event_cannot_be_written_does_not_happen(things, monkeypatch):
    def full(*_, **__):
        raise Fault

    modules = list(recorders())
    assert len(modules) > 20
    for module in modules:
        monkeypatch.setattr(module, "record", full)
    happened = {}
    for name in DEEDS:
        with transaction.atomic():
            make_ready(name, things)
            before = counts()
            try:
                NEW[name](actor(name, things), things)
                happened[name] = "went on"
            except Fault:
                pass
            if counts() != before:
                happened[name] = "left something"
            transaction.set_rollback(True)
    assert happened == {}
