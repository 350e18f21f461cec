"""The log about a person, in words they can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from alongside.web.accounts.viewer import Role
from alongside.web.home.menus import hat_word
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.local_time import local_date, say_date, say_moment
from alongside.web.people.wordings import wordings
from alongside.web.ui.parts import Cell
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

WHO = "\N{OBJECT REPLACEMENT CHARACTER}"
WHAT = "\N{REPLACEMENT CHARACTER}"
"""Hold the places of a name and of a purpose until they are known."""

DEEDS = {
    "referral.read": _l("{who} read your page", who=WHO),
    "person.read": _l("{who} read your page", who=WHO),
    "sent_on.read": _l("{who} opened a letter about you", who=WHO),
    "supporter.read": _l("{who} read what makes you ready to support somebody", who=WHO),
    "readiness.added": _l("{who} wrote down something that makes you ready", who=WHO),
    "readiness.ended": _l("{who} ended something that makes you ready", who=WHO),
    "wishes.saved": _l("{who} wrote down what you wish for in another person", who=WHO),
    "profile.saved": _l("{who} wrote down what you say about yourself", who=WHO),
    "match.read": _l("{who} looked at how two people get on, and one is you", who=WHO),
    "match.asked": _l("{who} asked whether you want to meet somebody", who=WHO),
    "match.answered": _l("{who} wrote down your answer about meeting somebody", who=WHO),
    "match.confirmed": _l("{who} wrote down whether you want to go on", who=WHO),
    "team_member.read": _l("{who} opened your page in set-up", who=WHO),
    "duplicate.read": _l("{who} looked whether you wrote to us before", who=WHO),
    "duplicate.linked": _l("{who} found that you may have written to us before", who=WHO),
    "duplicate.decided": _l("{who} decided whether two hellos are both yours", who=WHO),
    "person.added": _l("{who} gave us your name", who=WHO),
    "person.changed": _l("{who} changed your details", who=WHO),
    "person.may_sign_in": _l("{who} let you sign in", who=WHO),
    "role.given": _l("{who} wrote down what you do here", who=WHO),
    "role.ended": _l("{who} ended something that you did here", who=WHO),
    "circle.added": _l("{who} let somebody of the team see your page", who=WHO),
    "circle.ended": _l("{who} ended that somebody of the team sees your page", who=WHO),
    "consent.given": _l("{who} wrote down a yes: {what}", who=WHO, what=WHAT),
    "consent.refused": _l("{who} wrote down a no: {what}", who=WHO, what=WHAT),
    "consent.withdrawn": _l("{who} took back a yes: {what}", who=WHO, what=WHAT),
    "contact.kept": _l("{who} wrote down a call, a letter or a visit", who=WHO),
    "message.queued": _l("{who} sent you a message", who=WHO),
    "message.stopped": _l("{who} held back a message to you", who=WHO),
    "message.unsure": _l("{who} cannot tell if a message reached you", who=WHO),
    "message.failed": _l("{who} could not send you a message", who=WHO),
    "meeting.read": _l("{who} opened the page of {a meet-up}", who=WHO),
    "meeting.arranged": _l("{who} set a time for {a meet-up}", who=WHO),
    "meeting.weekly": _l("{who} set a time for every week", who=WHO),
    "meeting.weekly_ended": _l("{who} stopped the time for every week", who=WHO),
    "meeting.moved": _l("{who} moved {a meet-up}", who=WHO),
    "meeting.cancelled": _l("{who} cancelled {a meet-up}", who=WHO),
    "meeting.coming": _l("{who} wrote down that you will be there", who=WHO),
    "meeting.said": _l("{who} said how {a meet-up} went", who=WHO),
    "meeting.settled": _l("{who} asked you both how {a meet-up} went", who=WHO),
    "meeting.told": _l("{who} told one of you about {a meet-up}", who=WHO),
    "welcome.held": _l("{who} wrote down what was said at {a welcome conversation}", who=WHO),
    "welcome.moved": _l("{who} moved the day of {a welcome conversation}", who=WHO),
    "referral.received": _l("{who} sent the first hello", who=WHO),
    "referral.acknowledged": _l("{who} answered you", who=WHO),
    "referral.talking": _l("{who} planned {a welcome conversation} with you", who=WHO),
    "referral.offered": _l("{who} wrote down that we would be glad to have you here", who=WHO),
    "referral.not_right_here": _l("{who} found a place that suits you better", who=WHO),
    "referral.withdrawn": _l("{who} wrote down that you stop", who=WHO),
    "referral.could_not_reach": _l("{who} wrote down that we could not reach you", who=WHO),
    "referral.accepted": _l("{who} wrote down your yes", who=WHO),
    "referral.waiting": _l("{who} put you on the list", who=WHO),
    "referral.placed": _l("{who} brought you together with {a peer supporter}", who=WHO),
    "referral.closed": _l("{who} closed this", who=WHO),
    "referral.next_contact_set": _l("{who} set the day of the next contact", who=WHO),
    "referral.returned": _l("{who} wrote down that you have come back", who=WHO),
    "ending.written": _l("{who} wrote down what you say, looking back", who=WHO),
    "ending.asked_after": _l("{who} wrote down how you are", who=WHO),
    "session.logged": _l("{who} wrote down that you were to meet", who=WHO),
    "note.written": _l("{who} wrote a note about when you met", who=WHO),
    "note.added_to": _l("{who} added to a note about when you met", who=WHO),
    "note.seen": _l("{who} opened a note about you for the first time", who=WHO),
    "note.read": _l("{who} read the notes about when you met", who=WHO),
    "call.made": _l("{who} wrote down that they rang you", who=WHO),
    "measure.asked": _l("{who} began a check-in with you", who=WHO),
    "measure.answered": _l("{who} sent answers of yours", who=WHO),
    "measure.skipped": _l("{who} left out a check-in", who=WHO),
    "measure.shown": _l("{who} let your {peer supporter} see a number of yours", who=WHO),
    "measure.hidden": _l("{who} took back that your {peer supporter} sees a number", who=WHO),
    "goal.added": _l("{who} wrote down what matters to you", who=WHO),
    "goal.reviewed": _l("{who} wrote down how what matters to you is going", who=WHO),
    "goal.shown": _l("{who} let your {peer supporter} see what matters to you", who=WHO),
    "goal.hidden": _l("{who} took back that your {peer supporter} sees it", who=WHO),
    "goal.put_away": _l("{who} put away something that mattered to you", who=WHO),
    "goal.taken_up": _l("{who} took up again something that matters to you", who=WHO),
    "concern.raised": _l("{who} told us that somebody should look after you", who=WHO),
    "concern.kept": _l("{who} began to tell us of a worry about you", who=WHO),
    "concern.read": _l("{who} read a worry about you", who=WHO),
    "concern.acknowledged": _l("{who} took it on to talk with you", who=WHO),
    "concern.handed_on": _l("{who} asked somebody else of the team to talk with you", who=WHO),
    "concern.passed_on": _l("{who} asked somebody who was there to talk with you", who=WHO),
    "concern.late": _l("{who} asked somebody else of the team to look at a worry", who=WHO),
    "concern.decided": _l("{who} wrote down what we do about a worry about you", who=WHO),
    "concern.shared": _l("{who} wrote down what was shared, and with whom", who=WHO),
    "concern.closed": _l("{who} closed a worry about you", who=WHO),
    "referral.sent_on": _l("{who} passed something on, as you agreed", who=WHO),
}


def look_rows(looks: Sequence[tuple[Any, str]], viewer: Any, time_zone: str) -> list[list[Cell]]:
    """Rows of a table: what, when."""
    return [
        [
            Cell(say_look(look, name, str(viewer.user_id))),
            Cell(say_moment(look.at, time_zone)),
        ]
        for look, name in looks
    ]


def say_look(look: Any, name: str, own_user: str) -> str:
    who = _who(look, name, own_user)
    if look.deed in DEEDS:
        return str(DEEDS[look.deed]).replace(WHO, who).replace(WHAT, _purpose(look.reason))
    if look.is_read:
        return _("{who} read something about you", who=who)
    return _("{who} changed something about you", who=who)


def _purpose(reason: str) -> str:
    """`Telling your doctor`, for a purpose of sharing; else ''."""
    return _(wordings()[Purpose(reason)].title) if reason in list(Purpose) else ""


def _who(look: Any, name: str, own_user: str) -> str:
    if look.actor == own_user:
        return _("You")
    if look.actor == "public":
        return _("Whoever wrote to us")
    if look.actor.startswith("system:"):
        return _("The program")
    if not name:
        return _("Someone who worked here")
    if look.acting_as not in Role.ALL:
        return name.split()[0]
    return _("{name} ({role})", name=name.split()[0], role=hat_word(look.acting_as))


def last_look(looks: Sequence[tuple[Any, str]], viewer: Any, time_zone: str) -> str:
    """The last time somebody else opened the page, or ''."""
    for look, name in looks:
        if look.is_read and look.actor != str(viewer.user_id):
            day = say_date(local_date(look.at, time_zone))
            who = _who(look, name, str(viewer.user_id))
            return _("Last looked at by {who} on {day}.", who=who, day=day)
    return ""
