"""Words of the page for a worry: who is there, what was sent, who has it now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from alongside.web.clock import now
from alongside.web.people.local_time import local, local_date, say_date, say_moment, say_time
from alongside.web.safety.concern_states import ConcernState
from alongside.web.ui.parts import LinkRow, Step
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.safety.models import Concern
    from alongside.web.safety.selectors import Cover, SentWorry

A_DAY = timedelta(days=1)
NOTICES = {
    "kept": _l("Kept, for you only. Nobody has been told yet. Send it when you are ready."),
}


def when(moment: datetime, zone: str) -> str:
    """`5pm` today, else `Thursday 12 March 2026, 5pm`."""
    if local_date(moment, zone) == local_date(now(), zone):
        return say_time(local(moment, zone))
    return say_moment(moment, zone)


def _on_duty(who: str, until: datetime, zone: str) -> str:
    """Without its end where that is more than a day away: a rota day and night."""
    if until - now() > A_DAY:
        return _("{who} is on duty now.", who=who)
    return _("{who} is on duty until {time}.", who=who, time=when(until, zone))


@dataclass(frozen=True)
class Duty:
    """Who is there, each in one sentence; `send` is the word on the button."""

    lines: list[str]
    is_there: bool
    send: str


def duty(cover: Cover | None, zone: str, *, is_sure: bool) -> Duty:
    """`is_sure`: whether the first on duty is the one who gets it."""
    if cover is None:
        return Duty([_("Nobody is here just now.")], False, _("Send it now"))
    if cover.now:
        lines = [_on_duty(one.name, one.until, zone) for one in cover.now]
        send = _("Send to {who} now", who=cover.now[0].name) if is_sure else _("Send it now")
        return Duty(lines, True, send)
    lines = [_("Nobody is on duty just now. Do not wait for us: use the numbers above.")]
    if cover.next:
        lines.append(
            _(
                "What you send now goes to {who}, who is here next: {time}.",
                who=cover.next.name, time=when(cover.next.since, zone),
            )
        )  # fmt: skip
    else:
        lines.append(_("What you send now still goes to a named person of the team."))
    return Duty(lines, False, _("Send it now"))


def unfinished(own: Sequence[Concern]) -> Concern | None:
    return next((one for one in own if one.state == ConcernState.UNFINISHED), None)


def as_typed(kept: Concern | None, viewer_person: UUID) -> dict[str, Any]:
    """What was kept, as the form's starting values."""
    if kept is None:
        return {}
    names = ("about_words", "words", "when_and_where", "urgency", "safe_now", "wishes", "spoken_to")
    typed: dict[str, Any] = {name: getattr(kept, name) for name in names}
    is_own = kept.about_id is not None and kept.about_id == viewer_person
    return typed | {"about": str(kept.about_id or ""), "about_me": is_own}


def sent_rows(own: Sequence[Concern], zone: str) -> list[LinkRow]:
    """What was sent lately; the page behind each says who has it."""
    return [
        LinkRow(
            _("Sent on {time}", time=say_moment(one.raised_at, zone)),
            reverse("worry_sent", args=[one.id]),
            _state_words(one.state),
        )
        for one in own
        if one.state != ConcernState.UNFINISHED
    ]


def _state_words(state: str) -> str:
    if state == ConcernState.RAISED:
        return _("Nobody has taken it yet.")
    if state == ConcernState.CLOSED:
        return _("Looked after, and closed.")
    return _("Somebody has it.")


@dataclass(frozen=True)
class Sent:
    heading: str
    lines: list[str]
    steps: list[Step]


def sent(worry: SentWorry, zone: str) -> Sent:
    who = worry.name or _("Somebody of the team")
    if worry.closed_at is not None:
        day = say_date(local_date(worry.closed_at, zone))
        return Sent(_("This was looked after"), [_("It was closed on {day}.", day=day)], [])
    if worry.is_taken:
        lines = []
        if worry.taken_at is not None:
            lines.append(_("It was taken on {time}.", time=say_moment(worry.taken_at, zone)))
        return Sent(_("{who} has it", who=who), lines, _next_steps(who))
    by = when(worry.due_at, zone)
    soon = worry.due_at <= now()
    lines = [
        _("{who} is asked to look at it now.", who=who)
        if soon
        else _("{who} is asked to look at it by {time}.", who=who, time=by),
        _here(worry, who, zone),
        _("Nobody has taken it yet. This page says so when somebody has."),
    ]
    return Sent(_("It went to {who}", who=who), lines, _next_steps(who))


def _here(worry: SentWorry, who: str, zone: str) -> str:
    if worry.here_until is not None:
        return _on_duty(who, worry.here_until, zone)
    if worry.here_from is not None:
        return _(
            "{who} is next on duty from {time}. If it cannot wait, ring one of the numbers.",
            who=who, time=when(worry.here_from, zone),
        )  # fmt: skip
    return _("Nobody is on duty now. If it cannot wait, ring one of the numbers.")


def _next_steps(who: str) -> list[Step]:
    return [
        Step(_("{who} reads it and may ring you", who=who)),
        Step(_("They talk with the person, if that is safe")),
        Step(_("What comes of it stays between them"), _("You may not hear more of it from us.")),
    ]
