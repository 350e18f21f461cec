"""Words of the desk for what is stored as keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from alongside.web.people.referral_states import State
from alongside.web.ui.forms import Option
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

STATES = {
    State.RECEIVED: _l("New"),
    State.ACKNOWLEDGED: _l("Answered"),
    State.TALKING: _l("Talking"),
    State.OFFERED: _l("Theirs to decide"),
    State.NOT_RIGHT_HERE: _l("Better elsewhere"),
    State.WITHDRAWN: _l("Stopped by them"),
    State.COULD_NOT_REACH: _l("Not reached"),
    State.ACCEPTED: _l("Said yes"),
    State.WAITING: _l("Waiting"),
    State.PLACED: _l("Together"),
    State.CLOSED: _l("Closed"),
}

MOVED_TO = {
    State.RECEIVED: _l("Reached us"),
    State.ACKNOWLEDGED: _l("Answered"),
    State.TALKING: _l("{Welcome conversation} planned"),
    State.OFFERED: _l("We said yes"),
    State.NOT_RIGHT_HERE: _l("Shown somewhere better"),
    State.WITHDRAWN: _l("They stopped"),
    State.COULD_NOT_REACH: _l("We could not reach them"),
    State.ACCEPTED: _l("They said yes"),
    State.WAITING: _l("Put on the list"),
    State.PLACED: _l("Brought together with {a peer supporter}"),
    State.CLOSED: _l("Closed"),
}

WAYS = {
    "phone": _l("By phone"),
    "text": _l("By text"),
    "email": _l("By email"),
    "post": _l("By post"),
    "in_person": _l("In person"),
    "rang_us": _l("They rang us"),
    "wrote_us": _l("They wrote to us"),
    "came_by": _l("They came by"),
}
"""Ways to be in touch, in the order in which they are shown."""

WAYS_IN_A_LIST = {
    "phone": _l("phone"),
    "text": _l("text"),
    "email": _l("email"),
    "post": _l("post"),
    "in_person": _l("talking in person"),
}

OUTCOMES = {
    "reached": _l("We talked or they answered"),
    "no_answer": _l("No answer"),
    "left_message": _l("Left a message"),
    "sent": _l("Sent"),
    "blocked": _l("Not sent, they have not agreed"),
    "unsure": _l("May not have arrived"),
    "failed": _l("Did not go"),
}

TROUBLE = {
    "unsure": _l("Our last message may not have arrived."),
    "failed": _l("Our last message did not go."),
}
"""What a list says of a last contact that went wrong."""

METHODS = {
    "online": _l("on their own screen"),
    "spoken": _l("spoken, and read back"),
    "paper": _l("on paper"),
    "together": _l("on a screen, together"),
    "referrer": _l("passed on by whoever wrote for them"),
}

NOT_HERE = {
    "other_place": _l("Another place suits them better"),
    "other_need": _l("They want something we do not have"),
    "age": _l("We are for another age"),
    "they_chose": _l("They chose something else"),
    "full": _l("We are full, and the wait would be too long"),
}

CLOSING = {
    "completed": _l("It is finished"),
    "not_right_here": _l("Somewhere else is better for them"),
    "withdrawn": _l("They stopped"),
    "could_not_reach": _l("We could not reach them"),
    "duplicate": _l("They are here twice"),
}

SAME_BECAUSE = {
    "phone": _l("The same phone number"),
    "email": _l("The same email address"),
    "name_and_year": _l("The same name and year of birth"),
}


def options(words: dict[str, object], only: Collection[str] | None = None) -> list[Option]:
    """Answers for a form, in the order of the table."""
    return [Option(key, text) for key, text in words.items() if only is None or key in only]


def either(words: Sequence[str]) -> str:
    """`text`, `text or phone`, `text, phone or email`."""
    if len(words) < 2:
        return "".join(words)
    return _("{first} or {last}", first=", ".join(words[:-1]), last=words[-1])


def ways_in_words(ways: Iterable[str]) -> str:
    return either([str(WAYS_IN_A_LIST[way]) for way in ways if way in WAYS_IN_A_LIST])


def times_tried(tries: int) -> str:
    """`Tried twice.`, or '' when nobody has."""
    if not tries:
        return ""
    named = {1: _("Tried once."), 2: _("Tried twice.")}
    return named.get(tries) or _("Tried {count} times.", count=tries)


def first_name(name: str) -> str:
    return name.split()[0] if name.split() else name
