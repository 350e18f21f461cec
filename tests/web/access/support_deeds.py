"""Every deed of `support` on matches and what follows, as somebody would do it to the things of
the house, and who may."""

from __future__ import annotations

from datetime import time

from alongside.web.clock import now
from alongside.web.support import services
from alongside.web.support.afterwards import After
from alongside.web.support.match_states import Answer, Side
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.services import Log
from tests.cast import ONLINE, SPOKEN
from tests.web.access.things import DAY, soon

M, S = Side.MEMBER, Side.SUPPORTER

MATCHES = {
    "propose_match": lambda by, t: services.propose_match(
        by=by, referral=t.wim.id, supporter=t.dan.id, offer=t.offer
    ),
    "take_back_match": lambda by, t: services.take_back_match(by=by, match=t.asked),
    "answer_match": lambda by, t: services.answer_match(
        by=by, match=t.asked, side=M, answer=Answer.YES, how=SPOKEN
    ),
    "answer_match:supporter": lambda by, t: services.answer_match(
        by=by, match=t.asked, side=S, answer=Answer.YES, how=SPOKEN
    ),
    "confirm_match": lambda by, t: services.confirm_match(
        by=by, match=t.match, side=M, goes_on=True
    ),
    "confirm_match:supporter": lambda by, t: services.confirm_match(
        by=by, match=t.match, side=S, goes_on=True
    ),
    "pause_match": lambda by, t: services.pause_match(by=by, match=t.match),
    "resume_match": lambda by, t: services.resume_match(by=by, match=t.match),
    "keep_going": lambda by, t: services.keep_going(by=by, match=t.match),
    "plan_ending": lambda by, t: services.plan_ending(by=by, match=t.match, last_day=soon()),
    "end_match": lambda by, t: services.end_match(by=by, match=t.match),
    "write_ending": lambda by, t: services.write_ending(
        by=by, match=t.match, side=M, looked_back="We walked far"
    ),
    "write_ending:supporter": lambda by, t: services.write_ending(
        by=by, match=t.match, side=S, looked_back="We walked far"
    ),
    "record_after_check": lambda by, t: services.record_after_check(
        by=by, match=t.over, side=M, answer=After.WELL, how=SPOKEN
    ),
    "record_after_check:supporter": lambda by, t: services.record_after_check(
        by=by, match=t.over, side=S, answer=After.WELL, how=ONLINE
    ),
    "mark_asked_back": lambda by, t: services.mark_asked_back(by=by, match=t.over, side=S),
    "save_profile": lambda by, t: services.save_profile(
        by=by, service=t.service, person=t.dan.id, heading="Other", sentence="", practical="",
        has=(), cannot=(),
    ),
    "save_wishes": lambda by, t: services.save_wishes(
        by=by, service=t.service, person=t.person.id, wishes=(), heading="Other", sentence=""
    ),
    "count_heads": lambda by, t: services.count_heads(
        by=by, offer=t.drop_in, on=now().date(), people=9, new_people=None
    ),
}  # fmt: skip
MEETINGS = {
    "arrange_meeting": lambda by, t: services.arrange_meeting(
        by=by, match=t.match, starts_at=now() + 2 * DAY, minutes=30, way="phone", where=""
    ),
    "set_pattern": lambda by, t: services.set_pattern(
        by=by, match=t.match, weekday=(now() + DAY).weekday(), starts=time(10), minutes=30,
        way="phone", where="", from_on=soon(1),
    ),
    "end_pattern": lambda by, t: services.end_pattern(by=by, pattern=t.pattern),
    "move_meeting": lambda by, t: services.move_meeting(
        by=by, meeting=t.meeting, starts_at=now() + 2 * DAY
    ),
    "cancel_meeting": lambda by, t: services.cancel_meeting(by=by, meeting=t.meeting),
    "say_coming": lambda by, t: services.say_coming(by=by, meeting=t.meeting),
    "say_how_it_went": lambda by, t: services.say_how_it_went(
        by=by, meeting=t.met, says=MeetingState.MET, side=M
    ),
    "say_how_it_went:supporter": lambda by, t: services.say_how_it_went(
        by=by, meeting=t.met, says=MeetingState.MET, side=S
    ),
    "say_how_it_went:own": lambda by, t: services.say_how_it_went(
        by=by, meeting=t.met, says=MeetingState.MET
    ),
    "settle_meeting": lambda by, t: services.settle_meeting(
        by=by, meeting=t.met, outcome=MeetingState.MET
    ),
    "mark_told": lambda by, t: services.mark_told(by=by, meeting=t.meeting, side=M),
    "log_session": lambda by, t: services.log_session(
        by=by, meeting=t.met, log=Log(MeetingState.MET, minutes=30, way="phone")
    ),
    "mark_rung": lambda by, t: services.mark_rung(by=by, log=t.log),
    "add_to_note": lambda by, t: services.add_to_note(by=by, note=t.note, text="And back"),
    "see_note": lambda by, t: services.see_note(by=by, note=t.note),
}  # fmt: skip
CLOCK = {
    "let_matches_lapse": lambda by, t: services.let_matches_lapse(by=by),
    "ask_after_endings": lambda by, t: services.ask_after_endings(by=by),
    "fill_patterns": lambda by, t: services.fill_patterns(by=by),
}
DEEDS = MATCHES | MEETINGS | CLOCK

BOTH = [
    "pause_match",
    "resume_match",
    "keep_going",
    "plan_ending",
    "end_match",
    "arrange_meeting",
    "set_pattern",
    "end_pattern",
    "move_meeting",
    "cancel_meeting",
    "say_how_it_went:own",
    "add_to_note",
]
OF_MEMBER = [
    "confirm_match",
    "write_ending",
    "record_after_check",
    "save_wishes",
    "say_coming",
    "say_how_it_went",
    "see_note",
]
OF_SUPPORTER = [
    "answer_match:supporter",
    "confirm_match:supporter",
    "write_ending:supporter",
    "record_after_check:supporter",
    "save_profile",
    "say_how_it_went:supporter",
    "log_session",
]
NOT_THE_DESKS = {"log_session", "add_to_note", "see_note"}
"""A coordinator neither writes nor reads these for somebody."""
MAY = {
    "Bo": set(DEEDS) - set(CLOCK) - NOT_THE_DESKS,
    "Alex": {*BOTH, *OF_MEMBER},
    "Dan": {*BOTH, *OF_SUPPORTER},
    "Wim": {"answer_match"},
    "clock": set(CLOCK),
}
INSIDE = {"cancel_meetings_of": "inside end_match"}
