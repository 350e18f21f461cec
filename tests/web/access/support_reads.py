"""Reads of `support`; see `desk_reads` for what each table says."""

from __future__ import annotations

from alongside.web.clock import now
from alongside.web.support import selectors as support
from alongside.web.support.match_states import Side
from alongside.web.support.outcome_counts import year_of
from alongside.web.support.selectors import outcomes
from alongside.web.support.services.outcome_rows import take_outcome_rows

M, S = Side.MEMBER, Side.SUPPORTER
ZONE = "Europe/London"


def today():
    return now().date()


def this_year():
    return year_of(today().year)


GETS = {
    "support.arranging": ("Bo", lambda by, t: support.arranging(by, t.match, None)),
    "support.arranging:member": ("Alex", lambda by, t: support.arranging(by, t.match, M)),
    "support.arranging:supporter": ("Dan", lambda by, t: support.arranging(by, t.match, S)),
    "support.asking": ("Bo", lambda by, t: support.asking(by, t.wim.id, t.fay)),
    "support.shortlist": ("Bo", lambda by, t: support.shortlist(by, t.wim.id, today())),
    "support.suggestions": ("Bo", lambda by, t: support.suggestions(by, t.wim.id, today())),
    "support.pairs_together": ("Bo", lambda by, t: support.pairs_together(by)),
    "support.desk_match": ("Bo", lambda by, t: support.desk_match(by, t.match)),
    "support.desk_match:asked": ("Bo", lambda by, t: support.desk_match(by, t.asked)),
    "support.desk_ending": ("Bo", lambda by, t: support.desk_ending(by, t.over)),
    "support.desk_meeting": ("Bo", lambda by, t: support.desk_meeting(by, t.meeting)),
    "support.meeting_to_log": ("Dan", lambda by, t: support.meeting_to_log(by, t.met)),
    "support.my_note": ("Alex", lambda by, t: support.my_note(by, t.note)),
    "support.own_ending": ("Alex", lambda by, t: support.own_ending(by, t.match, M)),
    "support.own_ending:supporter": ("Dan", lambda by, t: support.own_ending(by, t.over, S)),
    "support.own_match": ("Alex", lambda by, t: support.own_match(by, t.match, M)),
    "support.own_match:supporter": ("Dan", lambda by, t: support.own_match(by, t.match, S)),
    "support.own_meeting": ("Alex", lambda by, t: support.own_meeting(by, t.meeting, M)),
    "support.own_meeting:supporter": ("Dan", lambda by, t: support.own_meeting(by, t.meeting, S)),
    "own_outcomes": ("Mo", lambda by, t: outcomes.own_outcomes(by, t.service, this_year())),
    "outcome_cohort": (
        "Mo", lambda by, t: outcomes.outcome_cohort(by, t.service, this_year(), None)
    ),
    "take_outcome_rows": (
        "Mo", lambda by, t: take_outcome_rows(by=by, service=t.service, period=this_year())
    ),
}  # fmt: skip
LISTS = {
    "support.after_checks_due": ("Bo", lambda by, t: support.after_checks_due(by)),
    "support.asks": ("Wim", lambda by, t: support.asks(by, M)),
    "support.asks:supporter": ("Dan", lambda by, t: support.asks(by, S)),
    "support.board": ("Bo", lambda by, t: support.board(by, today()).rows),
    "support.calls_wanted": ("Bo", lambda by, t: support.calls_wanted(by)),
    "support.desk_counts": ("Bo", lambda by, t: any(vars(support.desk_counts(by)).values())),
    "support.desk_today": ("Bo", lambda by, t: support.desk_today(by, ZONE).rows),
    "support.drop_ins": ("Bo", lambda by, t: support.drop_ins(by)),
    "support.endings_due": ("Bo", lambda by, t: support.endings_due(by)),
    "support.head_counts": ("Bo", lambda by, t: support.head_counts(by)),
    "support.live_match": ("Bo", lambda by, t: support.live_match(by, t.referral.id)),
    "support.my_notes": ("Alex", lambda by, t: support.my_notes(by)),
    "support.not_this_time": ("Alex", lambda by, t: support.not_this_time(by, M)),
    "support.not_this_time:supporter": ("Dan", lambda by, t: support.not_this_time(by, S)),
    "support.notes_on_record": ("Bo", lambda by, t: support.notes_on_record(by, t.record)),
    "support.own_matches": ("Alex", lambda by, t: support.own_matches(by, M)),
    "support.own_matches:supporter": ("Dan", lambda by, t: support.own_matches(by, S)),
    "support.own_meetings": ("Alex", lambda by, t: support.own_meetings(by).coming),
    "support.own_meetings:supporter": ("Dan", lambda by, t: support.own_meetings(by, S).coming),
    "support.own_profile": ("Dan", lambda by, t: support.own_profile(by, t.service).heading),
    "support.supporter_day": (
        "Dan", lambda by, t: any(vars(support.supporter_day(by, ZONE)).values())
    ),
    "support.supporters_today": (
        "Dan", lambda by, t: any(vars(support.supporters_today(by, ZONE)).values())
    ),
    "support.taken_places": ("Bo", lambda by, t: support.taken_places(by)),
    "support.unread_notes": ("Alex", lambda by, t: support.unread_notes(by)),
    "support.wish_list": (
        "Bo Alex", lambda by, t: support.wish_list(by, t.service, t.person.id).heading
    ),
}  # fmt: skip
OURS = {
    "support.offers": lambda by, t: [o for o in support.offers(by) if o.id == t.offer],
    "support.own_offer": lambda by, t: support.own_offer(by, t.offer),
}
OWN = {"support.missing_to_open": "names no person"}
NO_VIEWER = {
    "support.linked_meeting": "the signed link is the permission; it shows no name",
    "support.public_offers": "public: what stands on the first page",
}
