"""Deeds on people. `from alongside.web.people import services` gives them all.

Each file holds one part of the work; this page is the list of what other apps may call.
"""

from alongside.web.people.services.apart import end_keeping_apart, keep_apart
from alongside.web.people.services.consents import (
    How,
    NoConsent,
    answer_consent,
    answer_consents,
    check_flow,
    live_consents,
    withdraw_consent,
)
from alongside.web.people.services.contacts import CAME_TO_US
from alongside.web.people.services.drafts import (
    delete_old_drafts,
    drop_draft,
    find_draft,
    open_draft,
    save_answers,
    send_draft,
    start_draft,
)
from alongside.web.people.services.duplicates import decide_duplicate
from alongside.web.people.services.messages import Told, tell, tell_team
from alongside.web.people.services.persons import (
    WAYS,
    ContactRules,
    Details,
    add_person,
    add_to_circle,
    change_details,
    check_minds_in,
    end_circle,
    end_role,
    give_role,
    give_sign_in,
)
from alongside.web.people.services.placing import (
    close_placed,
    leave_circle,
    lock_referral,
    lock_waiting,
    look_again,
    place_referral,
)
from alongside.web.people.services.referrals import (
    CLOSE_REASONS,
    NOT_HERE_REASONS,
    Hello,
    accept_place,
    acknowledge_referral,
    close_referral,
    hear_again,
    keep_in_touch,
    log_contact,
    mark_could_not_reach,
    say_not_right_here,
    say_yes_here,
    send_referral,
    start_waiting,
    withdraw_referral,
)
from alongside.web.people.services.returning import return_person
from alongside.web.people.services.sending_on import send_on
from alongside.web.people.services.signing_in import (
    count_wrong_answer,
    hand_over_code,
    open_member_pages,
)
from alongside.web.people.services.team import Place, add_to_team
from alongside.web.people.services.welcome import Words, plan_welcome, record_welcome

__all__ = [
    "CAME_TO_US",
    "CLOSE_REASONS",
    "NOT_HERE_REASONS",
    "WAYS",
    "ContactRules",
    "Details",
    "Hello",
    "How",
    "NoConsent",
    "Place",
    "Told",
    "Words",
    "accept_place",
    "acknowledge_referral",
    "add_person",
    "add_to_circle",
    "add_to_team",
    "answer_consent",
    "answer_consents",
    "change_details",
    "check_flow",
    "check_minds_in",
    "close_placed",
    "close_referral",
    "count_wrong_answer",
    "decide_duplicate",
    "delete_old_drafts",
    "drop_draft",
    "end_circle",
    "end_keeping_apart",
    "end_role",
    "find_draft",
    "give_role",
    "give_sign_in",
    "hand_over_code",
    "hear_again",
    "keep_apart",
    "keep_in_touch",
    "leave_circle",
    "live_consents",
    "lock_referral",
    "lock_waiting",
    "log_contact",
    "look_again",
    "mark_could_not_reach",
    "open_draft",
    "open_member_pages",
    "place_referral",
    "plan_welcome",
    "record_welcome",
    "return_person",
    "save_answers",
    "say_not_right_here",
    "say_yes_here",
    "send_draft",
    "send_on",
    "send_referral",
    "start_draft",
    "start_waiting",
    "tell",
    "tell_team",
    "withdraw_consent",
    "withdraw_referral",
]
