"""Forms around a time that two people set: shape and wording."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from alongside.web.home.meeting_words import WAYS, say_length
from alongside.web.support.match_states import Side
from alongside.web.support.meeting_states import OUTCOMES, MeetingState
from alongside.web.ui.forms import (
    ChipsMany,
    Choice,
    DateField,
    Form,
    Option,
    Select,
    Text,
    TimeField,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

LENGTHS = (15, 30, 45, 60, 90, 120, 180)
USUAL_LENGTH = "60"
ONCE, WEEKLY = "once", "weekly"
MOST_WHERE = 200


class PressForm(Form):
    """A page whose buttons do it: which one was pressed comes as `do`."""


class TimeForm(Form):
    """A day and a time at the place. `names`: whom a coordinator may have told already."""

    day = DateField(label=_l("Which day?"), missing=_l("Enter the day, the month and the year"))
    at = TimeField(label=_l("What time?"), hint=_l("For example 2pm"), missing=_l("Enter a time"))
    known = ChipsMany(
        label=_l("Who knows of it already?"),
        hint=_l("Whoever is not chosen gets an email, or stands on your list of whom to ring."),
        options=[],
        required=False,
    )

    def __init__(
        self, *args: Any, zone: str, today: date, names: Sequence[tuple[str, str]] = (), **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        self.zone = ZoneInfo(zone)
        self.fields["day"].earliest = today
        self.fields["known"].options = names
        if not names:
            del self.fields["known"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("day") and found.get("at") and self._is_skipped():
            self.add_error("at", _("The clocks go forward over this time. Enter an hour later"))
        return found

    def _is_skipped(self) -> bool:
        """Whether the clock never shows this time on this day."""
        shown = self.moment.astimezone(UTC).astimezone(self.zone)
        return shown.replace(tzinfo=None) != self.moment.replace(tzinfo=None)

    @property
    def moment(self) -> datetime:
        found = self.cleaned_data
        return datetime.combine(found["day"], found["at"], self.zone)

    @property
    def known_sides(self) -> list[Side]:
        return [Side(side) for side in self.cleaned_data.get("known") or ()]


class ArrangeForm(TimeForm):
    """One time, or the same time every week."""

    repeats = Choice(
        label=_l("How often?"),
        options=[(ONCE, _l("Once")), (WEEKLY, _l("Every week, from that day on"))],
        missing=_l("Choose once or every week"),
        in_row=True,
    )
    minutes = Select(
        label=_l("About how long?"), options=[], initial=USUAL_LENGTH, missing=_l("Choose how long")
    )
    way = Choice(
        label=_l("How?"),
        options=[
            Option("in_person", WAYS["in_person"], follow=("place",)),
            Option("phone", WAYS["phone"], follow=("call",)),
            Option("video", WAYS["video"], follow=("link",)),
        ],
        missing=_l("Choose how"),
    )
    place = Text(
        label=_l("Where?"),
        hint=_l("For example the library café, Market Street."),
        most=MOST_WHERE,
        spellcheck=True,
        required=False,
    )
    call = Text(
        label=_l("Who rings whom?"),
        hint=_l("And on which number, if that is new."),
        most=MOST_WHERE,
        spellcheck=True,
        required=False,
    )
    link = Text(
        label=_l("What is the link?"),
        hint=_l("It begins with https://"),
        most=MOST_WHERE,
        required=False,
    )
    field_order = ("repeats", "day", "at", "minutes", "way", "place", "call", "link", "known")

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["minutes"].options = [(str(n), say_length(n)) for n in LENGTHS]

    @property
    def is_weekly(self) -> bool:
        return bool(self.cleaned_data["repeats"] == WEEKLY)

    @property
    def details(self) -> dict[str, Any]:
        """What a time and a weekly time both need."""
        found = self.cleaned_data
        where = found["place"] or found["call"] or found["link"]
        return {"minutes": int(found["minutes"]), "way": found["way"], "where": where}


class CancelForm(Form):
    """A coordinator cancels for somebody. `names`: whom they told."""

    told = ChipsMany(
        label=_l("Who knows of it already?"),
        options=[],
        required=False,
    )

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["told"].options = names

    @property
    def known_sides(self) -> list[Side]:
        return [Side(side) for side in self.cleaned_data["told"]]


def outcome_options(member: str, supporter: str) -> list[tuple[str, str]]:
    """How it went, in words of nobody's fault."""
    words = {
        MeetingState.MET: _("They met"),
        MeetingState.MISSED_BY_MEMBER: _("{name} couldn’t", name=member),
        MeetingState.MISSED_BY_SUPPORTER: _("{name} couldn’t", name=supporter),
    }
    return [(state.value, words[state]) for state in OUTCOMES]


class SaidForm(Form):
    """What a coordinator was told of it, and by whom."""

    side = Choice(label=_l("Who told you?"), options=[], missing=_l("Choose who told you"))
    says = Choice(label=_l("How did it go?"), options=[], missing=_l("Choose how it went"))

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["side"].options = names
        self.fields["says"].options = outcome_options(*(name for _side, name in names))


class SettleForm(Form):
    """The two remember it differently and were asked."""

    outcome = Choice(
        label=_l("What do you write down?"), options=[], missing=_l("Choose how it went")
    )

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["outcome"].options = outcome_options(*(name for _side, name in names))
