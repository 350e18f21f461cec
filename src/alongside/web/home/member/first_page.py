"""What stands on a member's first page, gathered from everywhere. No words of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from alongside.web.accounts.keeping import new_form_key
from alongside.web.accounts.viewer import Viewer
from alongside.web.home.meeting_words import ask_cards, next_cards
from alongside.web.home.member.goal_presenters import what_matters
from alongside.web.home.member.looks import last_look
from alongside.web.home.member.match_words import after_rows, asked_card, beside_rows, note_row
from alongside.web.home.member.presenters import sees_rows, what_next
from alongside.web.home.member.progress_presenters import how_its_going
from alongside.web.people import selectors as people
from alongside.web.people.local_time import local_date
from alongside.web.people.referral_states import State
from alongside.web.questionnaires import selectors as questionnaires
from alongside.web.support import selectors as support
from alongside.web.support.match_states import Side


def home_of(viewer: Viewer, moment: datetime) -> dict[str, Any]:
    """The context of the page. The number of queries does not grow with what there is; whoever
    never came as far as waiting costs fewer."""
    record = people.own_record(viewer)
    zone = record.person.organisation.time_zone
    looks = people.who_looked(viewer, limit=30)
    frame = {
        "person": record.person,
        "first_name": record.person.name.split()[0],
        "sees": sees_rows(record.live),
        "last_look": last_look(looks, viewer, zone),
        "may_return": record.is_over,
    }
    states = {row.state for row in record.referrals}
    matches = support.own_matches(viewer, Side.MEMBER) if states & _MAY_HAVE_MET else []
    asks = support.asks(viewer, Side.MEMBER) if State.WAITING in states else []
    beside = [match for match in matches if match.is_live]
    nexts = what_next(record.referrals, zone, is_beside_somebody=bool(beside))
    if not states & _MAY_HAVE_MET:
        return frame | {"nexts": nexts}
    return frame | _together(viewer, beside) | _looking_back(viewer, record.live, zone, moment) | {
        "nexts": nexts,
        "asked": asked_card(asks),
        "afters": after_rows(matches),
        "beside": beside_rows(matches, zone),
        "note_row": note_row(support.unread_notes(viewer)) if matches else None,
    }  # fmt: skip


_MAY_HAVE_MET = {State.WAITING, State.PLACED, State.CLOSED, State.WITHDRAWN, State.COULD_NOT_REACH}


def _together(viewer: Viewer, beside: list[Any]) -> dict[str, Any]:
    """The next meeting with each, and how the last one went."""
    if not beside:
        return {"next_meetings": [], "ask_meetings": []}
    meetings = support.own_meetings(viewer, Side.MEMBER)
    return {
        "next_meetings": next_cards(meetings, lambda: new_form_key(viewer)),
        "ask_meetings": ask_cards(meetings, lambda: new_form_key(viewer)),
    }


def _looking_back(viewer: Viewer, live: set[Any], zone: str, moment: datetime) -> dict[str, Any]:
    today = local_date(moment, zone)
    goals = questionnaires.own_goals(viewer)
    readers = people.who_may_read(viewer, live)
    return {
        "matters": what_matters(goals, readers, zone, today),
        "going": how_its_going(questionnaires.own_responses(viewer), zone, today),
    }
