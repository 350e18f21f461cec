"""Words for the set-up pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from alongside.web.accounts.profiles import in_force, profiles
from alongside.web.accounts.viewer import Role
from alongside.web.people.local_time import say_date
from alongside.web.safety.places import places
from alongside.web.support.opening import WORDS, Need, missing
from alongside.web.ui.parts import LinkRow, Point, SummaryRow
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

if TYPE_CHECKING:
    from alongside.web.accounts.models import CoverShift, Organisation, Service
    from alongside.web.people.selectors import TeamMember
    from alongside.web.support.models import Offer
    from alongside.web.ui.page import Site

SAID = {
    "place": _l("Saved. Every page shows it now."),
    "service": _l("Saved."),
    "service-added": _l("Added. Next: what people can take part in."),
    "opened": _l("It is open. People can get in touch now."),
    "closed": _l("It is closed to new people. Everybody who got in touch keeps their place."),
    "part-added": _l("Added."),
    "part": _l("Saved."),
    "measure-on": _l("Saved. People can be asked from now on."),
    "measure-off": _l("Saved. Nobody is asked any more. What was answered stays."),
    "words": _l("Saved. Every page uses these words now."),
    "help-lines": _l("Saved. Every page shows these help lines now."),
    "shift-added": _l("Added to the rota."),
    "shift-gone": _l("Taken off the rota."),
    "person-added": _l("Added."),
    "role": _l("The role is added."),
    "stop": _l("The role has stopped. They no longer see what it showed them."),
    "shut": _l("Their sign-in is closed. It holds from their next click."),
    "open": _l("They can sign in again."),
    "sign-in": _l("They can sign in now."),
    "question": _l("The question is kept."),
}


@dataclass(frozen=True)
class Task:
    """One row of the list of what is set up."""

    text: str
    url: str
    note: str
    done: bool
    state: str


@dataclass(frozen=True)
class ServiceCard:
    id: UUID
    name: str
    is_open: bool
    run_as: str
    needs: list[str]
    parts: list[LinkRow]


@dataclass(frozen=True)
class Loaded:
    """What the first page of set-up has read."""

    organisation: Organisation
    site: Site
    services: Sequence[Service]
    parts: Sequence[Offer]
    shifts: Sequence[CoverShift]
    team: Sequence[TeamMember]
    cards: list[ServiceCard] = field(default_factory=list)


def service_cards(loaded: Loaded) -> list[ServiceCard]:
    found = []
    for service in loaded.services:
        parts = [part for part in loaded.parts if part.service_id == service.id]
        needs = missing(
            help_lines=bool(loaded.site.help_lines),
            taking_part=any(part.is_open for part in parts),
            welcomer=any(m.holds_now(Role.COORDINATOR, service.id) for m in loaded.team),
        )
        found.append(
            ServiceCard(
                id=service.id,
                name=service.name,
                is_open=service.is_open,
                run_as=_(profiles()[service.profile].name),
                needs=[str(WORDS[need]) for need in needs],
                parts=[part_row(part) for part in parts],
            )
        )
    return found


def part_row(part: Offer) -> LinkRow:
    note = part.for_whom if part.is_open else _("Nobody new can join just now")
    return LinkRow(part.name, reverse("set_up_offer", args=[part.id]), note)


def tasks(loaded: Loaded) -> list[Task]:
    """What is set up, in order, each with what there is already."""
    return [
        _task("set_up_place", _("Your place and name"), _say_place(loaded), True),
        _service_task(loaded),
        _parts_task(loaded),
        _words_task(loaded),
        _task("set_up_help_lines", _("Help lines"), _say_lines(loaded.site), True),
        _people_task(loaded),
        _task(
            "set_up_rota",
            _("Who is on duty, when"),
            _say_count(
                len(loaded.shifts),
                _("one time in the week"),
                _("{count} times in the week", count=len(loaded.shifts)),
            ),
            bool(loaded.shifts),
        ),
    ]


def _task(route: str, text: str, note: str, done: bool, state: str = "", url: str = "") -> Task:
    standing = state or (_("Done") if done else _("Not yet"))
    return Task(text, url or reverse(route), note, done, standing)


def place_name(key: str) -> str:
    place = places().get(key)
    return _(place.name) if place else key


def _say_place(loaded: Loaded) -> str:
    return f"{loaded.organisation.name}, {place_name(loaded.organisation.place)}"


def _say_lines(site: Site) -> str:
    return _(
        "{count} lines, checked on {day}", count=len(site.help_lines), day=say_date(site.checked_on)
    )


def _say_count(count: int, one: str, many: str) -> str:
    if count == 0:
        return _("Nothing yet")
    return one if count == 1 else many


def _service_task(loaded: Loaded) -> Task:
    names = ", ".join(service.name for service in loaded.services)
    first = loaded.services[0] if loaded.services else None
    url = reverse("set_up_service", args=[first.id]) if first else reverse("set_up_service_add")
    note = names or _("Its name, how it is run, what the public reads")
    return _task("", _("The service"), note, first is not None, url=url)


def _parts_task(loaded: Loaded) -> Task:
    first = loaded.services[0] if loaded.services else None
    names = ", ".join(part.name for part in loaded.parts)
    note = names or (_("Nothing yet") if first else _("First add the service"))
    url = reverse("set_up_offer_add", args=[first.id]) if first else reverse("set_up_service_add")
    if loaded.parts:
        url = f"{reverse('set_up')}#services"
    return _task("", _("What people can take part in"), note, bool(loaded.parts), url=url)


def _words_task(loaded: Loaded) -> Task:
    own = len(loaded.organisation.words)
    note = _say_count(own, _("one word is your own"), _("{count} words are your own", count=own))
    if not own:
        return _task(
            "set_up_words", _("Your words"), _("As they come. You can change any of them"), False,
            _("Up to you"),
        )  # fmt: skip
    return _task("set_up_words", _("Your words"), note, True)


def _people_task(loaded: Loaded) -> Task:
    count = sum(bool(member.held) for member in loaded.team)
    note = _say_count(count, _("Only you so far"), _("{count} people", count=count))
    return _task("set_up_people", _("People and their roles"), note, count > 1)


@dataclass(frozen=True)
class Readiness:
    """Whether a service may open: every need with whether it is met."""

    points: list[Point]
    may_open: bool


def readiness(needs: Sequence[Need]) -> Readiness:
    points = [
        Point(_("Missing: {what}", what=WORDS[need]), met=False)
        if need in needs
        else Point(_("There: {what}", what=WORDS[need]))
        for need in Need
    ]
    return Readiness(points, not needs)


def lacks(profile: str) -> list[str]:
    """What this release does not have yet of a profile."""
    return [_(item) for item in profiles()[profile].missing]


def switch_rows(profile: str, switches: Mapping[str, str]) -> list[SummaryRow]:
    """What is in force, as it is printed on every report."""
    words = {
        "identity": _("What we hold of who somebody is"),
        "documentation": _("How notes are kept"),
    }
    return [SummaryRow(words[name], _(text)) for name, text in in_force(profile, switches).items()]
