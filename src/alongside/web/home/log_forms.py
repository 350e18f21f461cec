"""The form of what is written down after a meeting: shape and wording."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from alongside.web.home.meeting_words import WAYS
from alongside.web.support.documentation import Mode
from alongside.web.support.kinds_of_work import kinds_of_work
from alongside.web.support.meeting_states import MeetingState
from alongside.web.support.services import Log
from alongside.web.ui.forms import (
    Chips,
    ChipsMany,
    DateField,
    Form,
    LongText,
    Option,
    Select,
    Tick,
    TimeField,
    WholeNumber,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

LENGTHS = {30: _l("30 min"), 45: _l("45 min"), 60: _l("1 hour"), 90: _l("90 min")}
OTHER = "other"
MOST_MINUTES = 12 * 60
MET = MeetingState.MET.value


class LogForm(Form):
    """`name` is the other's, '' where it may not be shown; `tell` whoever hears of a worry."""

    outcome = Chips(label=_l("Did you meet?"), options=[], missing=_l("Choose how it went"))
    moved_day = DateField(
        label=_l("Which day is it now?"), missing=_l("Enter the day, the month and the year")
    )
    moved_at = TimeField(
        label=_l("What time?"), hint=_l("For example 2pm"), missing=_l("Enter a time")
    )
    length = Chips(
        label=_l("How long?"),
        options=[
            *((str(minutes), words) for minutes, words in LENGTHS.items()),
            Option(OTHER, _l("Other"), follow=("minutes",)),
        ],
        required=False,
        quiet=True,
    )
    minutes = WholeNumber(
        label=_l("How many minutes?"), least=1, greatest=MOST_MINUTES, width=4,
        missing=_l("Enter how many minutes"),
    )  # fmt: skip
    way = Select(
        label=_l("How did you meet?"), options=list(WAYS.items()), required=False, quiet=True
    )
    kinds = ChipsMany(
        label=_l("What did you do?"), aside=_l("Any that fit"), options=[], required=False
    )
    note = LongText(label=_l("A note, if you both want one"), rows=3, required=False, quiet=True)
    together = Tick(label=_l("We wrote it together"))
    worry = Chips(label=_l("Anything that worries you?"), options=[], required=False, quiet=True)
    feeling = Chips(
        label=_l("And you, after that?"),
        aside=_l("Stays with you, unless you ask for a call"),
        options=[
            ("fine", _l("Fine")), ("heavy", _l("A bit heavy")), ("hard", _l("Hard. Ring me")),
        ],
        required=False,
    )  # fmt: skip

    def __init__(
        self, *args: Any, name: str, tell: str, mode: Mode, zone: str, today: date, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        self.zone = ZoneInfo(zone)
        fields = self.fields
        fields["moved_day"].earliest = today
        fields["outcome"].options = _outcomes(name)
        fields["worry"].options = _worries(tell)
        if mode is Mode.ATTENDANCE:
            for kept in ("kinds", "note", "together"):
                del fields[kept]
            return
        fields["kinds"].options = [(kind.key, _(kind.words)) for kind in kinds_of_work().values()]
        fields["note"].hint = (
            _("{name} sees it today. Write it together if you can.", name=name)
            if name
            else _("They see it today. Write it together if you can.")
        )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if found.get("outcome") == MET:
            if not found.get("length") and "length" not in self.errors:
                self.add_error("length", _("Choose how long it was"))
            if not found.get("way") and "way" not in self.errors:
                self.add_error("way", _("Choose how you met"))
        return found

    def _clean_fields(self) -> None:
        """Nothing is asked about a meeting that was not."""
        super()._clean_fields()
        if self.cleaned_data.get("outcome") not in (None, MET):
            for name in ("length", "minutes", "way", "kinds", "note"):
                self.errors.pop(name, None)
                self.cleaned_data.pop(name, None)

    @property
    def log(self) -> Log:
        found = self.cleaned_data
        return Log(
            outcome=MeetingState(found["outcome"]),
            minutes=self._minutes(),
            way=found.get("way") or "",
            kinds=found.get("kinds") or (),
            note=found.get("note") or "",
            together=bool(found.get("together")),
            worry=found["worry"],
            feeling=found["feeling"],
            moved_to=self._moved_to(),
        )

    def _minutes(self) -> int | None:
        length = self.cleaned_data.get("length")
        if not length:
            return None
        minutes: int | None = self.cleaned_data["minutes"]
        return minutes if length == OTHER else int(length)

    def _moved_to(self) -> datetime | None:
        day, at = self.cleaned_data.get("moved_day"), self.cleaned_data.get("moved_at")
        return datetime.combine(day, at, self.zone) if day and at else None


def _outcomes(name: str) -> list[Option]:
    """Nobody is at fault."""
    they = _("{name} couldn't", name=name) if name else _("They couldn't")
    return [
        Option(MET, _("Yes")),
        Option(MeetingState.MISSED_BY_MEMBER.value, they),
        Option(MeetingState.MISSED_BY_SUPPORTER.value, _("I couldn't")),
        Option(MeetingState.MOVED.value, _("Moved it"), follow=("moved_day", "moved_at")),
    ]


def _worries(tell: str) -> list[Option]:
    now_ = _("Yes, tell {name} now", name=tell) if tell else _("Yes, tell somebody now")
    return [
        Option("no", _("No")),
        Option("yes", now_),
        Option("not_sure", _("Not sure, talk it over")),
    ]


class OwnWordsForm(Form):
    """More words to a note. Nothing is written over."""

    text = LongText(label=_l("Your own words"), rows=4, missing=_l("Write a few words"))
