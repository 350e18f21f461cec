"""Words for the public pages. No queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html_join

from alongside.web.home.contact_form import SAY_WAY
from alongside.web.home.public.questions import OTHER
from alongside.web.people.consent_rules import Purpose
from alongside.web.people.wordings import wordings
from alongside.web.people.working_days import clocks
from alongside.web.ui.choosing import Choosing
from alongside.web.ui.forms import Option
from alongside.web.ui.parts import Point, Step, SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.home.public.hello import Answers
    from alongside.web.home.public.questions import Question

NOTICES = {
    "none": _l("There are no answers here. They were sent, or this browser has let go of them."),
    "dropped": _l("Your answers are gone. Nothing was kept."),
    "left": _l("This browser has let go of your answers. Your code opens them again."),
    "saved": _l("What you wrote on that page is saved. Enter your code to go on."),
}

MODELS = {
    "one_to_one": _l("Two people, one to one"),
    "phone": _l("Talking on the phone"),
    "drop_in": _l("Come when you like, no need to book"),
    "open_group": _l("A group that anyone can join"),
    "closed_group": _l("A group with the same people each time"),
    "course": _l("Something to learn together"),
    "bridging": _l("Someone beside you on the way from hospital to home"),
    "buddy": _l("Someone to show you round on a ward"),
    "family": _l("For families and carers"),
    "online": _l("Writing with others online"),
}
MODES = {
    "in_person": _l("in person"),
    "phone": _l("by phone"),
    "video": _l("by video"),
    "mixed": _l("in person, by phone or by video"),
    "online": _l("online"),
}


def say_working_days(count: int) -> str:
    return _("1 working day") if count == 1 else _("{count} working days", count=count)


def say_wait(weeks: int | None) -> str:
    """How long people wait, or '' when there is nothing true to say."""
    if not weeks:
        return ""
    if weeks == 1:
        return _("People are waiting about a week just now.")
    return _("People are waiting about {weeks} weeks just now.", weeks=weeks)


def happens_next(wait: str) -> list[Step]:
    kept = clocks()
    return [
        Step(_("You tell us a little"), _("By form, by phone, by letter or in person.")),
        Step(
            _("We answer within {days}", days=say_working_days(kept.acknowledge_working_days)),
            _("A person reads it, not a computer."),
        ),
        Step(
            _("We talk, within {days}", days=say_working_days(kept.welcome_working_days)),
            _("{A welcome conversation}: what you want, and what would help."),
        ),
        Step(_("You choose {a peer supporter}"), wait),
    ]


def what_it_is() -> list[Point]:
    return [
        Point(_("Someone to talk and walk with, as equals")),
        Point(_("What you want, in your words")),
        Point(_("You say who sees what, and can change it")),
        Point(_("Not therapy, and not instead of it"), met=False),
        Point(_("Not a crisis service"), met=False),
    ]


@dataclass(frozen=True)
class Part:
    name: str
    text: str


def parts(offers: Sequence[Any]) -> list[Part]:
    return [Part(offer.name, say_part(offer)) for offer in offers]


def say_part(offer: Any) -> str:
    """`Two people, one to one, in person. Adults.`"""
    if offer.model == offer.mode:  # "Talking on the phone, by phone" says one thing twice
        how = _("{what}.", what=MODELS[offer.model])
    else:
        how = _("{what}, {how}.", what=MODELS[offer.model], how=MODES[offer.mode])
    return f"{how} {offer.for_whom.rstrip('.')}." if offer.for_whom else how


def part_options(offers: Sequence[Any]) -> list[Option]:
    return [Option(str(offer.id), offer.name, hint=say_part(offer)) for offer in offers]


# Check your answers


def check_rows(answers: Answers) -> list[SummaryRow]:
    return [
        SummaryRow(
            key=str(question.short),
            value=say_lines(_lines(answers, question)) or _("Skipped"),
            change_url=f"{answers.page(question)}?from=check",
            change_what=str(question.short),
        )
        for question in answers.questions
    ]


def say_lines(lines: Sequence[str]) -> str:
    """Each on a line of its own."""
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines))


def _lines(answers: Answers, question: Question) -> list[str]:
    given: Mapping[str, Any] = answers.given.get(question.step) or {}
    shown = {name: value for name, value in given.items() if value not in ("", None, [])}
    if question.step == "part":
        names = {str(offer.id): offer.name for offer in answers.offers}
        return [names[one] for one in shown.get("preferred_offers", []) if one in names]
    if question.step == "reach":
        return _reach_lines(shown)
    fields = question.form().fields  # made, because some are worded for somebody else only then
    alone = len(fields) == 2  # the answer and the mark of its draft
    return [_line(fields[name], shown[name], alone) for name in fields if name in shown]


def _line(field: Any, value: Any, alone: bool) -> str:
    if isinstance(field, Choosing):
        value = ", ".join(str(one.text) for one in field.options if one.value == value)
    return str(value) if alone else _("{asked} {said}", asked=field.label, said=value)


def _reach_lines(shown: Mapping[str, Any]) -> list[str]:
    ways = [way for way in shown.get("ways", []) if way in SAY_WAY]
    if not ways:
        return [_("In no way. You get in touch with us")]
    beside = {"text": "mobile", "phone": "phone", "email": "email", "post": "address"}
    lines = []
    for way in ways:
        where = shown.get(beside.get(way, ""), "")
        lines.append(f"{SAY_WAY[way]}: {where}" if where else str(SAY_WAY[way]))
    if shown.get("times"):
        lines.append(_("When: {times}", times=shown["times"]))
    lines.append(
        _("We may leave a message")
        if shown.get("may_leave_message")
        else _("We do not leave a message")
    )
    lines.append(
        _("We may say who we are") if shown.get("may_say_who") else _("We do not say who we are")
    )
    return lines


def asked_to_agree(route: str, reachable: bool) -> tuple[str, str]:
    """What is asked before sending, and what it means. Nothing where no way was ticked."""
    if not reachable:
        return "", ""
    wording = wordings()[Purpose.CONTACT]
    ask, means = _(wording.ask), _(wording.means)
    if route == OTHER:
        ask = _("Read this to them: “{ask}” What did they say?", ask=ask)
    return ask, means


@dataclass(frozen=True)
class SentFacts:
    reference: str
    acknowledge_by: date
    welcome_by: date
    reachable: bool
    is_other: bool


def sent_facts(kept: Mapping[str, Any] | None, service: Any) -> SentFacts | None:
    """What this browser sent to the service last, or None."""
    if not kept or kept.get("service") != str(service.id):
        return None
    return SentFacts(
        kept["reference"],
        date.fromisoformat(kept["acknowledge_by"]),
        date.fromisoformat(kept["welcome_by"]),
        kept["reachable"],
        kept["route"] == OTHER,
    )
