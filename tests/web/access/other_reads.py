"""Reads of `questionnaires` and `safety`; see `desk_reads` for what each table says."""

from __future__ import annotations

from alongside.web.questionnaires import selectors as questionnaires
from alongside.web.safety import selectors as safety

GETS = {
    "questionnaires.goal_on_record": (
        "Bo", lambda by, t: questionnaires.goal_on_record(by, t.record, t.goal)
    ),
    "questionnaires.own_goal": ("Alex", lambda by, t: questionnaires.own_goal(by, t.goal)),
    "questionnaires.own_request": ("Alex", lambda by, t: questionnaires.own_request(by, t.request)),
    "questionnaires.own_answer_to": (
        "Alex", lambda by, t: questionnaires.own_answer_to(by, t.answered)
    ),
    "questionnaires.own_response": (
        "Alex", lambda by, t: questionnaires.own_response(by, t.response)
    ),
    "questionnaires.switches": ("Mo Ada", lambda by, t: questionnaires.switches(by, t.service)),
    "questionnaires.desk_measure": (
        "Bo", lambda by, t: questionnaires.desk_measure(by, t.service, "gad7", about=t.person.id)
    ),
    "safety.get_concern": ("Bo", lambda by, t: safety.get_concern(by, t.concern)),
    "safety.sent_worry": ("Dan", lambda by, t: safety.sent_worry(by, t.concern)),
}  # fmt: skip
LISTS = {
    "questionnaires.goals_beside": ("Dan", lambda by, t: questionnaires.goals_beside(by, t.page)),
    "questionnaires.goals_of_the_day": (
        "Dan", lambda by, t: questionnaires.goals_of_the_day(by, [t.person.id])
    ),
    "questionnaires.goals_on_record": (
        "Bo", lambda by, t: questionnaires.goals_on_record(by, t.record)
    ),
    "questionnaires.own_goals": ("Alex", lambda by, t: questionnaires.own_goals(by)),
    "questionnaires.own_responses": ("Alex", lambda by, t: questionnaires.own_responses(by)),
    "questionnaires.responses_on_record": (
        "Bo", lambda by, t: questionnaires.responses_on_record(by, t.record)
    ),
    "questionnaires.shared_with_supporter": (
        "Dan", lambda by, t: questionnaires.shared_with_supporter(by, t.page)
    ),
    "questionnaires.desk_measures": (
        "Bo", lambda by, t: questionnaires.desk_measures(by, t.service)
    ),
    "safety.alert_at_desk": ("Bo", lambda by, t: safety.alert_at_desk(by, t.alert)),
    "safety.concerns": ("Bo", lambda by, t: safety.concerns(by)),
    "safety.open_concerns": ("Bo", lambda by, t: safety.open_concerns(by)),
    "safety.own_alert": ("Alex", lambda by, t: safety.own_alert(by, t.alert)),
    "safety.own_worries": ("Dan", lambda by, t: safety.own_worries(by)),
}  # fmt: skip
OURS = {
    "questionnaires.weeks_between": lambda by, t: questionnaires.weeks_between(
        by, t.service, "gad7"
    ),
}
# Of any member who agrees to a record: what their service asks, and nothing of anybody else.
OFFERED = {
    "questionnaires.due_measures": lambda by, t: questionnaires.due_measures(by),
    "questionnaires.offered_measure": lambda by, t: questionnaires.offered_measure(by, "gad7"),
    "questionnaires.offered_measures": lambda by, t: questionnaires.offered_measures(by),
}
OWN = {"safety.concern_rows": "draws rows that concerns or open_concerns gave; asks nothing"}
NO_VIEWER = {
    "safety.cover": "rules of duty; first names only",
    "safety.crisis_contacts": "public: on every page",
    "safety.is_covered": "a rule of duty; names nobody",
    "safety.next_cover": "rules of duty; first names only",
    "safety.on_duty_now": "rules of duty; first names only",
    "safety.standard_contacts": "public: on every page",
    "safety.users_of": "ids of rows that were given",
    "safety.watch": "what a member is promised before they answer; a first name only",
}
