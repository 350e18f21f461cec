"""Deeds on measures and goals. `from alongside.web.questionnaires import services` gives all."""

from alongside.web.questionnaires.services.goals import (
    add_goal,
    put_goal_away,
    review_goal,
    share_goal,
    take_goal_up,
)
from alongside.web.questionnaires.services.measures import (
    request_measure,
    share_response,
    skip_request,
    submit_response,
    switch_measure,
)

__all__ = [
    "add_goal",
    "put_goal_away",
    "request_measure",
    "review_goal",
    "share_goal",
    "share_response",
    "skip_request",
    "submit_response",
    "switch_measure",
    "take_goal_up",
]
