"""Words for one's own check-ins, and for what somebody reads at once after an answer that called
a human: never more than is true. No queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from alongside.measures.loading import instruments
from alongside.web.clock import now
from alongside.web.home.measure_words import plain_name, say_day, say_ways
from alongside.web.people.local_time import local, local_date, say_moment, say_time
from alongside.web.ui.parts import LinkRow
from alongside.web.ui.words import say as _

if TYPE_CHECKING:
    from alongside.web.questionnaires.selectors import Offered
    from alongside.web.safety.selectors import OwnAlert


def offered_rows(offered: Sequence[Offered]) -> list[LinkRow]:
    """What may be answered now; with the service, where there is more than one."""
    several = len({one.service for one in offered}) > 1
    return [
        LinkRow(
            plain_name(one.instrument),
            reverse("my_check_in", args=[one.instrument.code]),
            one.service_name
            if several
            else _("{count} questions", count=len(one.instrument.items)),
        )
        for one in offered
    ]


def answered_rows(responses: Sequence[Any], time_zone: str) -> list[LinkRow]:
    """The newest first, without those whose file is gone."""
    known = instruments()
    return [
        LinkRow(
            plain_name(known[row.instrument]),
            reverse("my_response", args=[row.id]),
            say_day(row.answered_at, time_zone),
        )
        for row in reversed(responses)
        if row.instrument in known
    ]


def promise_of(alert: OwnAlert, person: Any, time_zone: str) -> dict[str, str]:
    """`promise`, the heading, and `how`, the sentence below it."""
    name = alert.name or _("Somebody here")
    how = say_ways(person.safe_contact.ways)
    if alert.is_in_time:
        return {
            "promise": _in_time(alert, name, time_zone),
            "how": _when(how, alert.due_at, time_zone),
        }
    if alert.here_until is not None:
        return {
            "promise": _("{name} is told now", name=name),
            "how": _(
                "{name} is here until {time} and tries to talk with you before then.",
                name=name, time=say_time(local(alert.here_until, time_zone)),
            ),
        }  # fmt: skip
    return {"promise": _("Nobody is here just now"), "how": _away(alert, name, how, time_zone)}


def _in_time(alert: OwnAlert, name: str, time_zone: str) -> str:
    if _is_today(alert.due_at, time_zone):
        return _("{name} will talk with you today", name=name)
    return _("{name} will talk with you", name=name)


def _is_today(moment: datetime, time_zone: str) -> bool:
    return local_date(moment, time_zone) == local_date(now(), time_zone)


def _when(how: str, due_at: datetime, time_zone: str) -> str:
    time = say_time(local(due_at, time_zone))
    if not _is_today(due_at, time_zone):
        time = say_moment(due_at, time_zone)
    if not how:
        return _(
            "Before {time}. You have not said how we may get in touch, so please ring us or come "
            "by if you can.",
            time=time,
        )
    return _("{how}, before {time}.", how=how[:1].upper() + how[1:], time=time)


def _away(alert: OwnAlert, name: str, how: str, time_zone: str) -> str:
    if alert.here_from is None:
        return _(
            "{name} reads this as soon as they are back. We cannot say when that is. The people "
            "above are there for you now.",
            name=name,
        )
    moment = say_moment(alert.here_from, time_zone)
    if not how:
        return _(
            "{name} is here next on {moment}. Until then the people above are there for you.",
            name=name, moment=moment,
        )  # fmt: skip
    return _(
        "{name} is here next on {moment} and gets in touch with you then, {how}. Until then the "
        "people above are there for you.",
        name=name, moment=moment, how=how,
    )  # fmt: skip
