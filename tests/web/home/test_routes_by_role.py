"""Every route, asked by every kind of person."""

from __future__ import annotations

import re
import uuid
from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.web.accounts.codes import issue_setup_address
from alongside.web.accounts.services import add_cover
from alongside.web.clock import now
from alongside.web.people import services
from alongside.web.people.models import SentOn
from alongside.web.questionnaires import services as questionnaires
from alongside.web.safety.services import raise_concern
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_links import token_of
from alongside.web.support.models import Match, Offer, SharedNote
from alongside.web.support.services import arrange_meeting
from tests.cast import add_member, agree_to_all
from tests.guards.test_routes import routes
from tests.signing_in import signed_in_client
from tests.web.home.route_table import ROLES, TABLE


@pytest.fixture
def world(house, elsewhere):
    """Alex waits for an answer, Dan supports them, a letter went out, a shift is on the rota."""
    referral = add_member(house)
    agree_to_all(house, referral.person)
    ada, bo = house.viewer("Ada"), house.viewer("Bo")
    services.add_to_circle(
        by=bo, person=referral.person, viewer=house.people["Dan"], relation="supports",
        service=house.service.id, why="test",
    )  # fmt: skip
    sent = services.send_on(
        by=bo, referral=referral.id, to="gp", recipient="Dr Shah", shared="Comes on Mondays"
    )
    shift = add_cover(
        by=ada, service=house.service.id, user=house.people["Bo"].user_id, weekday=0,
        starts=time(9), ends=time(17),
    )  # fmt: skip
    house.people["Cy"] = elsewhere.people["Cy"]
    match = brought_together(house, referral)
    meeting = arrange_meeting(
        by=bo, match=match.id, starts_at=now() + timedelta(days=1), minutes=60, way="phone",
        where="",
    )  # fmt: skip
    return {
        "house": house,
        "service_slug": house.service.slug,
        "step": "name",
        "referral": referral.id,
        "person": house.people["Dan"].id,
        "service": house.service.id,
        "match": match.id,
        "meeting": meeting.id,
        "link": token_of(meeting, Side.MEMBER),
        "note": noted(meeting).id,
        "log": uuid.uuid4(),
        "offer": Offer.objects.filter(service=house.service).first().id,
        "shift": shift.id,
        "sent": SentOn.objects.get(id=sent.id).id,
        **checked_in(house, referral.person),
        "goal": questionnaires.add_goal(
            by=house.viewer("Alex"), service=house.service.id, person=referral.person,
            words="Sleep through", way="online",
        ).id,
        "concern": raise_concern(
            by=house.viewer("Dan"), service=house.service.id, words="She was low"
        ).id,
        "purpose": "gp",
        "token": issue_setup_address(),
        "pk": 1,
    }


def brought_together(house, referral) -> Match:
    """Alex and Dan know each other, whatever the state of the hello, so that its pages show
    what they show at the front door."""
    return Match.objects.create(
        organisation=house.organisation, service=house.service, referral=referral,
        offer=Offer.objects.get(service=house.service), member=referral.person,
        supporter=house.people["Dan"], state="trial", asked_by=house.people["Bo"].user_id,
        answer_by=now().date(), member_answer="yes", supporter_answer="yes", introduced_at=now(),
    )  # fmt: skip


def noted(meeting) -> SharedNote:
    """Dan wrote a note, which Alex has not opened."""
    return SharedNote.objects.create(
        organisation=meeting.organisation, meeting=meeting, subject=meeting.match.member,
        text="We walked", side=Side.SUPPORTER, written_by="test",
    )  # fmt: skip


def checked_in(house, person) -> dict[str, object]:
    """Alex answered once and began again; nobody need be on duty for these questions."""
    questionnaires.switch_measure(
        by=house.viewer("Ada"), service=house.service.id, instrument="gad7", is_on=True,
        why="To see what changes", every_weeks=4,
    )  # fmt: skip
    ask = {"by": house.viewer("Alex"), "service": house.service.id, "person": person}
    first = questionnaires.request_measure(**ask, instrument="gad7")
    response = questionnaires.submit_response(
        by=house.viewer("Alex"), request=first.id, answers={1: 0}, way="online"
    )
    asked = questionnaires.request_measure(**ask, instrument="gad7")
    return {
        "instrument": "gad7", "asked": asked.id, "answered": first.id, "response": response.id,
    }  # fmt: skip


def arguments(route, world, name: str) -> dict[str, object]:
    given = {key: world[key] for key in route.pattern.converters}
    if name in ("beside_person", "give_code_to"):
        given["person"] = world["house"].people["Alex"].id
    if name == "my_thanks":
        given["asked"] = world["answered"]
    if name == "meeting_link":
        given["token"] = world["link"]
    return given


def browser_of(world, who: str) -> Client:
    if who == "nobody":
        return Client()
    return signed_in_client(world["house"].people[who].user)


def answer(response) -> str:
    if response.status_code != 302:
        return str(response.status_code)
    return "in" if response.url.startswith(reverse("account_request_login_code")) else "on"


def test_the_table_lists_every_route_and_no_other():
    assert set(TABLE) == {route.name for _, route in routes()}


def test_a_route_answers_each_role_as_the_table_says(world):
    browsers = {who: browser_of(world, who) for who in ROLES}
    differs = {}
    for _, route in routes():
        address = reverse(route.name, kwargs=arguments(route, world, route.name))
        answers = [answer(browsers[who].get(address)) for who in ROLES]
        if answers != TABLE[route.name].split():
            differs[route.name] = " ".join(answers)
    assert not differs


def test_whoever_may_open_a_page_gets_404_for_a_thing_that_is_not_there(world):
    browsers = {who: browser_of(world, who) for who in ROLES}
    differs = {}
    for _, route in routes():
        given = arguments(route, world, route.name)
        unknown = {k: uuid.uuid4() if isinstance(v, uuid.UUID) else v for k, v in given.items()}
        if unknown == given:
            continue
        address = reverse(route.name, kwargs=unknown)
        statuses = {browsers[who].get(address).status_code for who in ROLES}
        if not (statuses <= {302, 403, 404, 405} and statuses & {404, 405}):
            differs[route.name] = statuses
    assert not differs


def test_a_get_writes_nothing_but_the_log_of_looks_and_when_a_note_was_seen(world):
    """Sign-in pages of the package keep their own steps in the session."""
    browsers = {who: browser_of(world, who) for who in ROLES}
    wrote = {}
    for _, route in routes():
        address = reverse(route.name, kwargs=arguments(route, world, route.name))
        for who in ROLES:
            with CaptureQueriesContext(connection) as asked:
                browsers[who].get(address)
            found = {_table_written(query["sql"]) for query in asked} - {None, "audit_event"}
            if (route.name, who) == ("my_note", "Alex"):
                found -= {"support_sharednote"}
            if route.name.startswith(("account_", "mfa_")):
                found -= {"django_session", "alongside_counters"}
            if found:
                wrote[f"{route.name} by {who}"] = found
    assert not wrote


def _table_written(sql: str) -> str | None:
    match = re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", sql)
    return match.group(1) if match else None
