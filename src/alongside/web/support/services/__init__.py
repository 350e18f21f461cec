"""Deeds on what people take part in. `from alongside.web.support import services` gives all."""

from alongside.web.support.services.endings import (
    ask_after_endings,
    mark_asked_back,
    record_after_check,
    write_ending,
)
from alongside.web.support.services.going_on import (
    confirm_match,
    end_match,
    keep_going,
    pause_match,
    plan_ending,
    resume_match,
)
from alongside.web.support.services.head_counts import count_heads
from alongside.web.support.services.matching import (
    answer_match,
    let_matches_lapse,
    propose_match,
    take_back_match,
)
from alongside.web.support.services.meetings import (
    arrange_meeting,
    cancel_meeting,
    cancel_meetings_of,
    mark_told,
    move_meeting,
    say_coming,
    say_how_it_went,
    settle_meeting,
)
from alongside.web.support.services.notes import add_to_note, see_note
from alongside.web.support.services.offers import (
    add_offer,
    change_offer,
    close_service,
    open_service,
)
from alongside.web.support.services.patterns import end_pattern, fill_patterns, set_pattern
from alongside.web.support.services.sessions import Log, log_session, mark_rung
from alongside.web.support.services.wishes import save_profile, save_wishes

__all__ = [
    "Log",
    "add_offer",
    "add_to_note",
    "answer_match",
    "arrange_meeting",
    "ask_after_endings",
    "cancel_meeting",
    "cancel_meetings_of",
    "change_offer",
    "close_service",
    "confirm_match",
    "count_heads",
    "end_match",
    "end_pattern",
    "fill_patterns",
    "keep_going",
    "let_matches_lapse",
    "log_session",
    "mark_asked_back",
    "mark_rung",
    "mark_told",
    "move_meeting",
    "open_service",
    "pause_match",
    "plan_ending",
    "propose_match",
    "record_after_check",
    "resume_match",
    "save_profile",
    "save_wishes",
    "say_coming",
    "say_how_it_went",
    "see_note",
    "set_pattern",
    "settle_meeting",
    "take_back_match",
    "write_ending",
]
