"""Reads of what people take part in."""

from alongside.web.support.meeting_rows import (
    Arranging,
    DayCounts,
    DeskMeeting,
    DeskToday,
    Linked,
    OwnMeeting,
    OwnMeetings,
    Rank,
    Reach,
    SupporterDay,
)
from alongside.web.support.selectors.arranging import arranging, linked_meeting
from alongside.web.support.selectors.desk_meetings import desk_meeting, desk_today
from alongside.web.support.selectors.meetings import own_meeting, own_meetings, supporter_day
from alongside.web.support.selectors.offers import (
    missing_to_open,
    offers,
    own_offer,
    public_offers,
)
from alongside.web.support.selectors.places import taken_places
from alongside.web.support.selectors.sides import (
    Ask,
    NotThisTime,
    SideMatch,
    asks,
    not_this_time,
    own_match,
    own_matches,
)
from alongside.web.support.selectors.wish_lists import WishList, wish_list

__all__ = [
    "Arranging",
    "Ask",
    "DayCounts",
    "DeskMeeting",
    "DeskToday",
    "Linked",
    "NotThisTime",
    "OwnMeeting",
    "OwnMeetings",
    "Rank",
    "Reach",
    "SideMatch",
    "SupporterDay",
    "WishList",
    "arranging",
    "asks",
    "desk_meeting",
    "desk_today",
    "linked_meeting",
    "missing_to_open",
    "not_this_time",
    "offers",
    "own_match",
    "own_matches",
    "own_meeting",
    "own_meetings",
    "own_offer",
    "public_offers",
    "supporter_day",
    "taken_places",
    "wish_list",
]
