"""Every deed of `workforce`, `questionnaires` and on concerns in `safety`, and who may."""

from __future__ import annotations

from alongside.web.questionnaires import services as questionnaires
from alongside.web.safety import services as safety
from alongside.web.workforce import services as workforce
from tests.web.access.things import soon

WORKFORCE = {
    "add_readiness": lambda by, t: workforce.add_readiness(
        by=by, person=t.dan.id, service=t.service, kind="check", from_on=soon()
    ),
    "end_readiness": lambda by, t: workforce.end_readiness(by=by, row=t.line, until_on=soon()),
}
QUESTIONNAIRES = {
    "switch_measure": lambda by, t: questionnaires.switch_measure(
        by=by, service=t.service, instrument="gad7", is_on=False, why="", every_weeks=4
    ),
    "request_measure": lambda by, t: questionnaires.request_measure(
        by=by, service=t.service, person=t.person, instrument="gad7"
    ),
    "submit_response": lambda by, t: questionnaires.submit_response(
        by=by, request=t.request, answers={1: 0}, way="online"
    ),
    "skip_request": lambda by, t: questionnaires.skip_request(by=by, request=t.request),
    "share_response": lambda by, t: questionnaires.share_response(
        by=by, response=t.response, shown=False
    ),
    "add_goal": lambda by, t: questionnaires.add_goal(
        by=by, service=t.service, person=t.person, words="Walk", way="online"
    ),
    "review_goal": lambda by, t: questionnaires.review_goal(
        by=by, goal=t.goal, value=4, way="online"
    ),
    "share_goal": lambda by, t: questionnaires.share_goal(by=by, goal=t.goal, shown=False),
    "put_goal_away": lambda by, t: questionnaires.put_goal_away(by=by, goal=t.goal),
    "take_goal_up": lambda by, t: questionnaires.take_goal_up(by=by, goal=t.goal),
}
CONCERNS = {
    "raise_concern": lambda by, t: safety.raise_concern(
        by=by, service=t.service, about=t.person, words="They were low"
    ),
    "keep_unfinished": lambda by, t: safety.keep_unfinished(
        by=by, service=t.service, about=t.person, words="They were low"
    ),
    "acknowledge_concern": lambda by, t: safety.acknowledge_concern(by=by, concern=t.concern),
    "hand_on_concern": lambda by, t: safety.hand_on_concern(
        by=by, concern=t.concern, to=t.house.people["Mo"].user_id
    ),
    "decide_concern": lambda by, t: safety.decide_concern(
        by=by, concern=t.concern, decision="watch", why="They rest", person_told="yes"
    ),
    "close_concern": lambda by, t: safety.close_concern(
        by=by, concern=t.concern, outcome="They are well"
    ),
    "pass_on_concerns": lambda by, t: safety.pass_on_concerns(by=by),
}
OF_DESK = {"acknowledge_concern", "hand_on_concern", "decide_concern", "close_concern"}
ABOUT_A_PERSON = set(QUESTIONNAIRES) - {"switch_measure"}
WORRIES = {"raise_concern", "keep_unfinished"}
MAY = {
    "Bo": {*WORKFORCE, *ABOUT_A_PERSON, *OF_DESK, *WORRIES},
    "Alex": {*ABOUT_A_PERSON, *WORRIES},
    "Dan": set(WORRIES),
    "Mo": {"switch_measure"},
    "Ada": {"switch_measure"},
    "clock": {"pass_on_concerns"},
}
INSIDE = {
    "raise_alert": "inside submit_response, which asks whose answers they are",
    "found_organisation": "the one-time address is the permission",
}
NO_ACTOR = {"lock_places": "inside answer_match, which asks who acts"}
