"""An administrator renames twelve words: every page speaks in hers, and back again."""

from __future__ import annotations

import pytest

from tests.journeys.setting_up import ADMINISTRATOR, SUPPORTER
from tests.journeys.signing_in import at_work
from tests.journeys.visitor import Visitor

# What a word means on the page of words -> one, several, article, and the old word
RENAMED = {
    "Someone who comes for support": ("walker", "walkers", "a", "member"),
    "out of their own experience": ("companion", "companions", "a", "peer supporter"),
    "gives support without pay": ("helper", "helpers", "a", "peer volunteer"),
    "cared for a relative": ("carer friend", "carer friends", "a", "family peer supporter"),
    "Who welcomes people": ("host", "hosts", "a", "coordinator"),
    "looks after the practice": ("anchor", "anchors", "an", "supervisor"),
    "Who leads a group": ("guide", "guides", "a", "facilitator"),
    "answers for the whole service": ("steward", "stewards", "a", "manager"),
    "Who sets the service up": ("keeper", "keepers", "a", "administrator"),
    "things people can take part in": ("strand", "strands", "a", "offer"),
    "whoever wrote it": ("hello", "hellos", "a", "referral"),
    "The first real talk": ("first cup of tea", "first cups of tea", "a", "welcome conversation"),
}
PARTS = ("For one", "For several", "With one, the little word before it")


@pytest.fixture
def renamed_words(world, open_service):
    """Twelve words are hers while the test runs; afterwards all boxes are emptied again."""
    ines = at_work(world, ADMINISTRATOR)
    ines.presses("Your words")
    for means, words in RENAMED.items():
        fills_words(ines, means, words)
    ines.presses("Use these words")
    ines.sees("Saved. Every page uses these words now.")
    yield ines
    ines.presses("Your words")
    for means in RENAMED:
        fills_words(ines, means, ("", "", ""))
    ines.presses("Use these words")
    ines.sees("Saved. Every page uses these words now.")
    assert ines.value_of(PARTS[0], within="Someone who comes for support") == "member"


def fills_words(ines: Visitor, means: str, words: tuple[str, ...]) -> None:
    for label, word in zip(PARTS, words, strict=False):
        ines.fills(label, word, within=means)


def test_twelve_words_are_renamed_and_no_old_one_is_read(world, renamed_words):
    ines = renamed_words
    ines.presses("Back")
    old = [words[-1] for words in RENAMED.values()]
    ines.presses("People and their roles")
    ines.sees("Host, Wendlewick Side by Side", "Companion, Wendlewick Side by Side")
    then_no_old_word_is_read(ines, old)
    ines.presses("Add somebody")
    ines.presses("Add them")
    then_no_old_word_is_read(ines, old)
    ines.presses("Back")
    ines.presses("Back")
    ines.presses("Help lines", within="checked on")
    then_no_old_word_is_read(ines, old)
    ines.presses("Back")
    stranger = world.visitor("phone", scripted=False)
    stranger.opens("/")
    stranger.sees("You choose a companion", "A first cup of tea")
    then_no_old_word_is_read(stranger, old)
    dan = at_work(world, SUPPORTER, "phone")
    then_no_old_word_is_read(dan, old)


def then_no_old_word_is_read(visitor: Visitor, old: list[str]) -> None:
    found = [word for word in old if word in visitor.reads_and_hears()]
    assert not found, f"{found} on {visitor.page.url}"
