"""Reads of people. `from alongside.web.people import selectors` gives them all."""

from alongside.web.people.selectors.apart import (
    Apart,
    Found,
    find_people,
    kept_apart,
    pairs_apart,
)
from alongside.web.people.selectors.counting import (
    EXPORT_COLUMNS,
    ReportFigures,
    export_rows,
    report_figures,
)
from alongside.web.people.selectors.cover import Shift, Team, Worker, team_of_service
from alongside.web.people.selectors.desk import (
    Double,
    ReferralRecord,
    doubles,
    duplicates_to_decide,
    get_referral,
    get_sent_on,
    sent_on,
)
from alongside.web.people.selectors.lists import (
    DeskCounts,
    FrontDoorRow,
    Page,
    desk_counts,
    front_door,
    waiting,
    worklist,
)
from alongside.web.people.selectors.naming import (
    may_name,
    people_to_name,
    person_to_name,
    service_to_name_in,
)
from alongside.web.people.selectors.own import OwnRecord, own_person, own_record, who_looked
from alongside.web.people.selectors.pairing import (
    apart_from,
    full_name,
    speaks_for,
    waiting_rows,
)
from alongside.web.people.selectors.public import typical_wait_weeks
from alongside.web.people.selectors.signing_in import (
    Helped,
    HelpedPage,
    members_to_help,
    person_to_help,
    team_to_help,
)
from alongside.web.people.selectors.support import SupporterPage, people_i_support, supporter_page
from alongside.web.people.selectors.supporters import (
    Dates,
    peer_supporter,
    peer_supporters,
    supporting_dates,
)
from alongside.web.people.selectors.team import TeamMember, has_holder, team, team_member
from alongside.web.people.selectors.viewers import (
    StaffRow,
    names_of_users,
    viewer_of,
)

__all__ = [
    "EXPORT_COLUMNS",
    "Apart",
    "Dates",
    "DeskCounts",
    "Double",
    "Found",
    "FrontDoorRow",
    "Helped",
    "HelpedPage",
    "OwnRecord",
    "Page",
    "ReferralRecord",
    "ReportFigures",
    "Shift",
    "StaffRow",
    "SupporterPage",
    "Team",
    "TeamMember",
    "Worker",
    "apart_from",
    "desk_counts",
    "doubles",
    "duplicates_to_decide",
    "export_rows",
    "find_people",
    "front_door",
    "full_name",
    "get_referral",
    "get_sent_on",
    "has_holder",
    "kept_apart",
    "may_name",
    "members_to_help",
    "names_of_users",
    "own_person",
    "own_record",
    "pairs_apart",
    "peer_supporter",
    "peer_supporters",
    "people_i_support",
    "people_to_name",
    "person_to_help",
    "person_to_name",
    "report_figures",
    "sent_on",
    "service_to_name_in",
    "speaks_for",
    "supporter_page",
    "supporting_dates",
    "team",
    "team_member",
    "team_of_service",
    "team_to_help",
    "typical_wait_weeks",
    "viewer_of",
    "waiting",
    "waiting_rows",
    "who_looked",
    "worklist",
]
