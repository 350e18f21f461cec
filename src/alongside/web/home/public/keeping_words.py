"""What we keep, for how long and who sees it, in plain words: drawn from the classes of fields
that every table declares."""

from __future__ import annotations

from alongside.web.ui.parts import Cell
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l
from alongside.web.vault import classes

KINDS = (
    (_l("Your own words"), _l("Your name, what would help, what is written down"), classes.WORDS),
    (_l("How to reach you"), _l("Phone, email, address, good times"), classes.CONTACT),
    (_l("Facts"), _l("Year of birth, your answers about sharing"), classes.FACT),
    (_l("Dates"), _l("When you wrote, when we answered, when we talked"), classes.WHEN),
    (_l("Codes"), _l("For signing in and for answers not sent yet"), classes.SECRET),
    (_l("The log"), _l("Who looked at or changed your page, and when"), classes.TRACE),
)
_KEPT = {
    classes.WORDS.kept: _l("As long as your record here"),
    classes.SECRET.kept: _l("Until used or out of date"),
    classes.TRACE.kept: _l("Eight years. It holds no names and no words of yours"),
}


def kept_kinds() -> list[list[Cell]]:
    """Rows of a table: what, for example, how long."""
    return [
        [Cell(str(kind), strong=True), Cell(str(such_as)), Cell(str(_KEPT[field.kept]))]
        for kind, such_as, field in KINDS
    ]


def who_sees() -> list[tuple[str, str]]:
    """Who sees what, before anybody has agreed to more."""
    return [
        (_("You"), _("Everything we keep about you, and who looked at it.")),
        (
            _("{Coordinators} of the service you wrote to"),
            _("What you send us, so that they can answer you. Each look is written down."),
        ),
        (
            _("{A peer supporter} you choose"),
            _("Only the part you agree to, and no contact details unless you say so."),
        ),
        (_("{Managers}"), _("Numbers about everybody together. No names.")),
        (
            _("{Administrators}"),
            _("Not your page. They give people here their sign-in and set up the service."),
        ),
        (_("Your doctor and everybody else"), _("Nothing, unless you say yes.")),
    ]
