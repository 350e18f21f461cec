"""What the addresses of all routes need: one of everything that a page is about."""

from __future__ import annotations

import uuid
from datetime import time, timedelta

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


def build_world(house):
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
    }  # fmt: skip


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
