"""Every deed of set-up: `accounts`, and what stands beside it in `safety` and `support`."""

from __future__ import annotations

from datetime import time

from alongside.web.accounts import codes
from alongside.web.accounts import services as accounts
from alongside.web.safety import services as safety
from alongside.web.support import services as support

SET_UP = {
    "add_cover": lambda by, t: accounts.add_cover(
        by=by, service=t.service, user=t.user, weekday=1, starts=time(9), ends=time(17)
    ),
    "add_organisation": lambda by, t: accounts.add_organisation(by=by, name="Other"),
    "add_service": lambda by, t: accounts.add_service(by=by, name="Other", profile="standard"),
    "agree_question": lambda by, t: accounts.agree_question(
        by=by, user=t.user, question="Pet?", answer="Rex"
    ),
    "change_organisation": lambda by, t: accounts.change_organisation(by=by, name="Other"),
    "change_service": lambda by, t: accounts.change_service(by=by, service=t.service, name="Other"),
    "change_words": lambda by, t: accounts.change_words(by=by, words={}),
    "reopen_user": lambda by, t: accounts.reopen_user(by=by, user=t.user),
    "close_user": lambda by, t: accounts.close_user(by=by, user=t.user),
    "remove_cover": lambda by, t: accounts.remove_cover(by=by, shift=t.shift),
    "issue_code": lambda by, t: codes.issue_code(by=by, user=t.user),
    "set_crisis_contacts": lambda by, t: safety.set_crisis_contacts(by=by, contacts=[]),
    "start_with_place": lambda by, t: safety.start_with_place(by=by, place="us"),
    "change_place": lambda by, t: safety.change_place(by=by, place="us"),
    "add_offer": lambda by, t: support.add_offer(
        by=by, service=t.service, name="Walks", model="one_to_one", mode="mixed", pay="unpaid",
        host="Us", for_whom="Adults",
    ),
    "change_offer": lambda by, t: support.change_offer(by=by, offer=t.offer, name="Other"),
    "open_service": lambda by, t: support.open_service(by=by, service=t.service),
    "close_service": lambda by, t: support.close_service(by=by, service=t.service),
}  # fmt: skip
# Each acts on the actor's own organisation: nothing of the house is reached.
ACTS_ON_OWN_ORGANISATION = {
    "add_organisation", "add_service", "change_organisation", "change_place", "change_words",
    "set_crisis_contacts", "start_with_place",
}  # fmt: skip
ABOUT_SIGN_INS = {"issue_code"}
"""By whom is asked by hand_over_code."""
WITH_ONESELF = {"agree_question"}
INSIDE = {
    "add_user": "inside give_sign_in",
    "touch_organisation": "says only that pages must be drawn afresh",
}
NO_ACTOR = {
    "lock_organisation": "inside deeds of set-up",
    "set_keeper": "wires `accounts` to `people` at the start of the program",
}
