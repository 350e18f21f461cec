"""Words for a person's own pages. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from alongside.web.people.consent_rules import Purpose
from alongside.web.people.local_time import local_date, say_date, say_moment
from alongside.web.people.referral_states import OPEN_STATES, State
from alongside.web.people.wordings import wordings
from alongside.web.ui.parts import SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

NOTICES = {
    "details": _l("Saved. We use this from now on."),
    "yes": _l("Saved. You said yes."),
    "no": _l("Saved. You said no."),
    "back": _l("Saved. You took your yes back, and it counts from now on."),
    "same": _l("Nothing has changed."),
    "stopped": _l("It has stopped. You can get in touch again at any time."),
    "accepted": _l("Saved. You said yes."),
    "returned": _l("Welcome back. We have what you told us before, and a person here reads it."),
    "not_now": _l("Not now, then. You can do it any time you like."),
    "shown": _l("Saved. Your {peer supporter} can see the number from now on."),
    "hidden": _l("Saved. Your {peer supporter} no longer sees the number."),
}

METHODS = {
    "online": _l("on a page like this"),
    "spoken": _l("spoken, and read back to you"),
    "paper": _l("on paper"),
    "together": _l("on a screen, together"),
    "referrer": _l("passed on by whoever wrote for you"),
}

WAYS = {
    "phone": _l("We ring you."),
    "text": _l("By text message."),
    "email": _l("By email."),
    "post": _l("By letter."),
    "in_person": _l("In person."),
}

NO_MEANS = {
    Purpose.CONTACT: _l("We do not write or ring from now on. You can ring or visit us."),
    Purpose.RECORD: _l(
        "{A peer supporter} cannot read your page, and we write down nothing new. What stands "
        "there already stays until you ask us to delete it."
    ),
    Purpose.GP: _l("We write nothing to your doctor. What was sent before cannot be called back."),
    Purpose.THERAPY: _l(
        "We share nothing with a therapist. What was sent before cannot be called back."
    ),
    Purpose.EVALUATION: _l("You are left out of the numbers from now on."),
    Purpose.STORIES: _l(
        "None of your words are used from now on. What was printed before cannot be called back."
    ),
}
"""What a no does, said before it is chosen."""


# What happens next


@dataclass(frozen=True)
class Next:
    """Where one hello stands. `day` is set large; `asks` shows the choice to take the place."""

    service: str
    reference: str
    title: str
    day: str
    text: str
    asks: bool = False
    yes_url: str = ""
    stop_url: str = ""


def what_next(
    referrals: Sequence[Any], time_zone: str, *, is_beside_somebody: bool = False
) -> list[Next]:
    """Those still under way, or the last one that is over. With somebody beside them that says
    enough."""
    under_way = [row for row in referrals if row.state in OPEN_STATES or row.state == State.PLACED]
    if is_beside_somebody:
        return [_next(row, time_zone) for row in under_way if row.state != State.PLACED]
    return [_next(row, time_zone) for row in under_way or referrals[:1]]


def _next(referral: Any, time_zone: str) -> Next:
    title, day, text = _stands(referral, time_zone)
    can_stop = referral.state in OPEN_STATES
    return Next(
        service=referral.service.name,
        reference=referral.reference,
        title=title,
        day=day,
        text=text,
        asks=referral.state == State.OFFERED,
        yes_url=reverse("my_yes", args=[referral.id]),
        stop_url=reverse("my_stop", args=[referral.id]) if can_stop else "",
    )


def _stands(referral: Any, time_zone: str) -> tuple[str, str, str]:
    """Title, date that matters, sentence."""
    state = State(referral.state)
    if state == State.TALKING:
        return _talking(referral.welcome, time_zone)
    day = {
        State.RECEIVED: referral.acknowledge_by,
        State.ACKNOWLEDGED: referral.welcome_by,
        State.WAITING: referral.next_contact_on,
    }.get(state)
    title, text = PARTED if state == State.PLACED and not referral.is_beside else STANDS[state]
    return str(title), say_date(day) if day else "", str(text)


def _talking(welcome: Any, time_zone: str) -> tuple[str, str, str]:
    if welcome.held_at is None:
        when = say_moment(welcome.planned_at, time_zone)
        text = _("{way} If it does not suit you, tell us.", way=WAYS.get(welcome.way, ""))
        return _("We talk on"), when, text.strip()
    when = say_date(local_date(welcome.held_at, time_zone))
    return _("We talked on"), when, _("Next you hear from us what we can do together.")


PARTED = (
    _l("Your time together has ended"),
    _l("In some weeks we ask how you are. You can ask for somebody else at any time."),
)
STANDS = {
    State.RECEIVED: (_l("We answer you by"), _l("We have what you sent. A person reads it.")),
    State.ACKNOWLEDGED: (
        _l("We talk with you by"),
        _l("We have read what you sent. Next we find a day and a time to talk."),
    ),
    State.OFFERED: (
        _l("We would be glad to have you here"),
        _l("Say yes or no. Take your time. No answer means not now, and you lose nothing by it."),
    ),
    State.ACCEPTED: (
        _l("You said yes"),
        _l("Next we put you on the list and tell you when you hear from us again."),
    ),
    State.WAITING: (
        _l("You hear from us by"),
        _l("You are on the list. We look for someone you might like to meet."),
    ),
    State.PLACED: (_l("You have someone beside you"), _l("You meet as the two of you agree.")),
    State.NOT_RIGHT_HERE: (
        _l("We think another place suits you better"),
        _l("We have talked with them, so that you are expected. Ask us if you want to know more."),
    ),
    State.WITHDRAWN: (
        _l("You stopped"),
        _l("Nothing more happens. You can get in touch again at any time."),
    ),
    State.COULD_NOT_REACH: (
        _l("We could not reach you"),
        _l("We tried in the ways you agreed to. Ring us at any time and we go on from there."),
    ),
    State.CLOSED: (_l("This is closed"), _l("You can get in touch again at any time.")),
}


# Who sees what


@dataclass(frozen=True)
class Share:
    purpose: str
    title: str
    ask: str
    means: str
    answer: str
    when: str
    how: str
    older: bool


def share_rows(consents: Mapping[Purpose, Any], live: set[Purpose], time_zone: str) -> list[Share]:
    return [
        _share(wording, consents.get(purpose), purpose in live, time_zone)
        for purpose, wording in wordings().items()
    ]


def _share(wording: Any, row: Any, agrees: bool, time_zone: str) -> Share:
    return Share(
        purpose=wording.purpose.value,
        title=_(wording.title),
        ask=_(wording.ask),
        means=_(wording.means),
        answer=say_answer(row, agrees),
        when=_say_when(row, time_zone),
        how=_say_how(row),
        older=row is not None and row.wording != wording.version,
    )


def say_answer(row: Any, agrees: bool) -> str:
    if row is None:
        return _("Not asked yet. Until you say yes, it counts as no")
    if agrees:
        return _("Yes")
    if row.withdrawn_at is not None:
        return _("No. You took your yes back")
    return _("No. Your yes is out of date") if row.given else _("No")


def _say_when(row: Any, time_zone: str) -> str:
    if row is None:
        return ""
    return say_date(local_date(row.withdrawn_at or row.asked_at, time_zone))


def _say_how(row: Any) -> str:
    if row is None:
        return ""
    taken_back = row.withdrawn_at is not None
    method = row.withdrawn_method if taken_back else row.method
    helper = row.withdrawn_helped_by if taken_back else row.helped_by
    how = str(METHODS.get(method, ""))
    return _("{how}, with help from {helper}", how=how, helper=helper) if helper else how


def sees_rows(live: set[Purpose]) -> list[SummaryRow]:
    """In short, for the first page."""
    nothing = _("Nothing. You have not said yes")
    return [
        SummaryRow(_("{Coordinators} here"), _("What you told us and how to reach you")),
        SummaryRow(
            _("{A peer supporter} you choose"),
            _("Your name and what makes it easier")
            + (_(", and how to reach you") if Purpose.CONTACT in live else "")
            if Purpose.RECORD in live
            else nothing,
        ),
        SummaryRow(_("My doctor"), _("That you come here") if Purpose.GP in live else nothing),
        SummaryRow(
            _("A therapy service"), _("Dates and scores") if Purpose.THERAPY in live else nothing
        ),
    ]


# What was written


@dataclass(frozen=True)
class Written:
    """Words under a heading, each a question and what stands there."""

    heading: str
    who: str
    words: list[tuple[str, str]]


_TOLD = (
    ("what_would_help", _l("What would help")),
    ("why_peer_support", _l("What someone should know from their own life")),
    ("other_help", _l("Other help just now")),
    ("keep_safe", _l("Keeping safe")),
)
_TALKED = (
    ("hopes", _l("What you hope for")),
    ("shared_experience", _l("What someone should have been through too")),
    ("wishes", _l("What you wish for")),
    ("rather_not", _l("What you would rather not")),
    ("bad_day", _l("What to do on a bad day")),
    ("next_step", _l("What comes next")),
)
_ROUTES = {
    "phone": _l("Spoken on the phone, written down here"),
    "paper": _l("Written on paper, typed in here"),
    "in_person": _l("Said in person, written down here"),
}


def written(referrals: Sequence[Any], time_zone: str) -> list[Written]:
    found = []
    for referral in referrals:
        found.append(_told(referral, time_zone))
        welcome = getattr(referral, "welcome", None)
        if welcome is not None and welcome.held_at is not None:
            day = say_date(local_date(welcome.held_at, time_zone))
            heading = _("What was written when we talked, {day}", day=day)
            found.append(Written(heading, _helped(welcome), _words(welcome, _TALKED)))
    return found


def _told(referral: Any, time_zone: str) -> Written:
    day = say_date(local_date(referral.received_at, time_zone))
    if referral.route == "other":
        heading = _("What {name} wrote for you, {day}", name=referral.referrer_name, day=day)
        return Written(heading, referral.referrer_role, _words(referral, _TOLD))
    who = str(_ROUTES.get(referral.route, ""))
    heading = _("What you told us, {day}", day=day)
    return Written(heading, _helped(referral) or who, _words(referral, _TOLD))


def _helped(row: Any) -> str:
    return _("With help from {helper}", helper=row.helped_by) if row.helped_by else ""


def _words(row: Any, names: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(str(label), getattr(row, name)) for name, label in names if getattr(row, name)]
