"""Reads of people. `from alongside.web.people import selectors` gives them all."""

from alongside.web.people.selectors.counting import (
    EXPORT_COLUMNS,
    ReportFigures,
    export_rows,
    report_figures,
)
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
from alongside.web.people.selectors.own import OwnRecord, own_person, own_record, who_looked
from alongside.web.people.selectors.public import typical_wait_weeks
from alongside.web.people.selectors.signing_in import (
    Helped,
    HelpedPage,
    members_to_help,
    person_to_help,
    team_to_help,
)
from alongside.web.people.selectors.support import SupporterPage, people_i_support, supporter_page
from alongside.web.people.selectors.team import TeamMember, has_holder, team, team_member
from alongside.web.people.selectors.viewers import (
    StaffRow,
    names_of_users,
    viewer_of,
)

__all__ = [
    "EXPORT_COLUMNS",
    "DeskCounts",
    "Double",
    "FrontDoorRow",
    "Helped",
    "HelpedPage",
    "OwnRecord",
    "Page",
    "ReferralRecord",
    "ReportFigures",
    "StaffRow",
    "SupporterPage",
    "TeamMember",
    "desk_counts",
    "doubles",
    "duplicates_to_decide",
    "export_rows",
    "front_door",
    "get_referral",
    "get_sent_on",
    "has_holder",
    "members_to_help",
    "names_of_users",
    "own_person",
    "own_record",
    "people_i_support",
    "person_to_help",
    "report_figures",
    "sent_on",
    "supporter_page",
    "team",
    "team_member",
    "team_to_help",
    "typical_wait_weeks",
    "viewer_of",
    "waiting",
    "who_looked",
    "worklist",
]
