"""What every page shows of its organisation: name, help lines, words. Kept in memory until the
organisation's version goes up."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from alongside.web.safety.places import places
from alongside.web.safety.selectors import crisis_contacts, standard_contacts
from alongside.web.ui.page import HelpLine, Site
from alongside.web.ui.words import Pack, make_pack, say, standard_pack

if TYPE_CHECKING:
    from alongside.web.accounts.models import Organisation, Service
    from alongside.web.safety.models import CrisisContact
    from alongside.web.safety.places import Contact

MOST_KEPT = 200


@dataclass(frozen=True)
class Dressing:
    """A site and the words to speak on it."""

    site: Site
    pack: Pack


_kept: OrderedDict[tuple[UUID, int], Dressing] = OrderedDict()


def dressing_of(organisation: Organisation) -> Dressing:
    """One query the first time and after each change; none otherwise."""
    key = (organisation.id, organisation.version)
    if key not in _kept:
        _kept[key] = _make(organisation)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return _kept[key]


def _make(organisation: Organisation) -> Dressing:
    rows = crisis_contacts(organisation.id)
    contacts = rows or standard_contacts(organisation.place)
    lines = [_help_line(contact) for contact in contacts]
    checked = max((row.checked_on for row in rows), default=places()["gb-eng"].checked_on)
    site = Site(
        name=organisation.name,
        run_by=organisation.run_by or organisation.name,
        exit_url=organisation.exit_url,
        help_lines=lines,
        checked_on=checked,
        phone=organisation.phone,
        email=organisation.email,
    )
    return Dressing(site, make_pack(organisation.words))


def _help_line(contact: CrisisContact | Contact) -> HelpLine:
    way = say("Text") if contact.way == "text" else say("Call")
    return HelpLine(
        name=contact.name,
        number_text=f"{way} {contact.number}",
        href=contact.href,
        hint=contact.hint,
    )


def bare_dressing() -> Dressing:
    """Before anything is set up: our own name and England's help lines."""
    site = Site(
        name="Alongside",
        run_by="Alongside",
        exit_url="https://www.bbc.co.uk/weather",
        help_lines=[_help_line(contact) for contact in standard_contacts("gb-eng")],
        checked_on=places()["gb-eng"].checked_on,
    )
    return Dressing(site, standard_pack())


def dressing_for(service: Service | None, organisation: Organisation | None) -> Dressing:
    """The service's own name leads on its pages; else its organisation's."""
    if service is not None:
        dressing = dressing_of(service.organisation)
        return Dressing(dressing.site.named(service.name, service.slug), dressing.pack)
    return dressing_of(organisation) if organisation is not None else bare_dressing()
