"""Reading every shipped data file before the site serves, so that a broken one stops it."""

from __future__ import annotations

from alongside.measures.loading import instruments
from alongside.outcomes.definition import change_definition
from alongside.web.accounts.profiles import profiles
from alongside.web.people.wordings import message_wordings, wordings
from alongside.web.people.working_days import clocks, holidays
from alongside.web.safety.clocks import concern_clocks
from alongside.web.safety.places import places
from alongside.web.support.clocks import clocks as match_clocks
from alongside.web.support.kinds_of_work import kinds_of_work
from alongside.web.support.wishes import wish_kinds
from alongside.web.ui.words import standard_terms


def read_everything() -> None:
    """Raises DataFileError, which names file, line and mend."""
    for read in (
        standard_terms, profiles, places, holidays, clocks, wordings, message_wordings, instruments,
        change_definition, kinds_of_work, concern_clocks, match_clocks, wish_kinds,
    ):  # fmt: skip
        read()
