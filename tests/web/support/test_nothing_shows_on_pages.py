"""No page shows a name before two yeses, nor anything of what the other has answered: every page
that the two may open, in every state of their answers."""

from __future__ import annotations

import itertools
import re
from contextlib import contextmanager, suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from django.urls import reverse

from alongside.web.clock import now, pretend
from alongside.web.questionnaires import services as questionnaires
from alongside.web.support import services
from alongside.web.support.match_states import Answer, MatchState, Side
from alongside.web.support.models import Match
from tests.cast import SPOKEN, add_member, ask_both, own_words, ready_supporter
from tests.guards.test_routes import routes
from tests.signing_in import signed_in_client
from tests.web.home.route_table import ROLES, TABLE

M, S = Side.MEMBER, Side.SUPPORTER
WHO = {M: "Quillon", S: "Xanthe"}
COLUMN = {M: ROLES.index("Alex"), S: ROLES.index("Dan")}
PRIVATE = {
    M: ("Quillon", "Zuckerbrot", "01632 960777", "quillon@secretmail.example"),
    S: ("Xanthe", "Yellowstone", "01632 960888", "xanthe@secretmail.example"),
}
ANSWERS = (None, *Answer)
OF_THE_PACKAGE = ("account_", "mfa_", "second_factor")
"""Sign-in: drawn before anything is known of a match, with secrets that are new each time."""
NOT_THERE = UUID(int=7)
NEW_EACH_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"|this number helps us[^<]*<'
)


class Undo(Exception):
    """Leaves nothing of one world to the next."""


@contextmanager
def undone():
    with suppress(Undo), transaction.atomic():
        yield
        raise Undo


@pytest.fixture
def match(house):
    """Two who are asked about each other, with words of their own and a measure that is asked."""
    referral = add_member(house, WHO[M], email="q@people.example", phone="")
    ready_supporter(house, WHO[S], places=3)
    for side, (first, last, phone, email) in PRIVATE.items():
        person = house.people[WHO[side]]
        person.name, person.phone, person.email = f"{first} {last}", phone, email
        person.save()
    referral.person.refresh_from_db()
    own_words(house, WHO[S])
    row = ask_both(house, referral, WHO[S])
    questionnaires.switch_measure(
        by=house.viewer("Ada"), service=house.service.id, instrument="gad7", is_on=True,
        why="To see what changes", every_weeks=4,
    )  # fmt: skip
    return row


def addresses(house, match, side):
    """Of every page in the table that this side may open. The other's own id is in none, for
    nobody could know it."""
    given = {
        "service_slug": house.service.slug, "step": "name", "referral": match.referral_id,
        "match": match.id, "purpose": "gp", "instrument": "gad7", "token": "unknown", "pk": 1,
        "service": house.service.id, "offer": match.offer_id,
    }  # fmt: skip
    for _, route in routes():
        answered = TABLE[route.name].split()[COLUMN[side]]
        if answered in ("200", "on", "404") and not route.name.startswith(OF_THE_PACKAGE):
            wanted = {name: given.get(name, NOT_THERE) for name in route.pattern.converters}
            yield route.name, reverse(route.name, kwargs=wanted)


def answer(house, match, side, what):
    if what is not None:
        services.answer_match(
            by=house.viewer("Bo"), match=match.id, side=side, answer=what, how=SPOKEN
        )


def pages(house, match, side, client):
    found = {}
    for name, address in addresses(house, match, side):
        page = client.get(address)
        lines = NEW_EACH_TIME.sub("", page.content.decode(errors="replace")).splitlines()
        if name == "my_looks":
            lines.sort()  # several at one moment have no order
        found[name] = (page.status_code, page.get("Location", ""), "\n".join(lines))
    return found


def names_in(drawn, side):
    other = M if side is S else S
    match = Match.objects.get()
    person = match.member if other is M else match.supporter
    private = [*PRIVATE[other], str(person.id), str(person.user_id)]
    return {
        name
        for name, (_, where, text) in drawn.items()
        if any(word.lower() in (where + text).lower() for word in private)
    }


@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("own", ANSWERS)
def test_no_page_shows_a_name_or_tells_what_the_other_answered(house, match, side, own):
    """Whatever the other answered, or whether they did: the same bytes. Where both have answered,
    all that is told is whether it was two yeses."""
    other = M if side is S else S
    client, moment = signed_in_client(house.people[WHO[side]].user), now()
    worlds = {}
    for theirs in ANSWERS:
        if own == theirs == Answer.YES:
            continue
        with undone(), pretend(moment + timedelta(minutes=5)):
            answer(house, match, side, own)
            answer(house, match, other, theirs)
            decided = Match.objects.get().state != MatchState.ASKED
            worlds[theirs] = (decided, pages(house, match, side, client))
    assert {name for _, drawn in worlds.values() for name in names_in(drawn, side)} == set()
    told = {
        name
        for (one, first), (two, second) in itertools.combinations(worlds.values(), 2)
        for name in first
        if one == two and first[name] != second[name]
    }
    assert told == set()


def test_after_two_yeses_the_pages_do_show_it(house, match):
    """So that what is tried above is not empty."""
    for side in Side:
        answer(house, match, side, Answer.YES)
    for side in Side:
        client = signed_in_client(house.people[WHO[side]].user)
        assert names_in(pages(house, match, side, client), side)
    assert len(list(addresses(house, match, M))) > 35
