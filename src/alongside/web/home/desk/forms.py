"""Forms of the deeds on a record: shape and wording only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from alongside.web.home.desk.words import (
    CLOSING,
    NOT_HERE,
    OUTCOMES,
    WAYS,
    options,
)
from alongside.web.people.services import CAME_TO_US, How
from alongside.web.ui.forms import (
    Choice,
    DateField,
    Email,
    Form,
    LongText,
    Option,
    Text,
    Tick,
    TimeField,
    YesNo,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

SPOKEN, PAPER, TOGETHER = "spoken", "paper", "together"
MOST_IN_PLACE = 200


def note_field() -> LongText:
    return LongText(
        label=_l("Anything to remember"),
        hint=_l("They can read what you write here."),
        required=False,
        rows=3,
    )


def helped_field() -> Text:
    return Text(
        label=_l("Did somebody help them?"),
        hint=_l("Who, for example their sister or you."),
        required=False,
    )


def way_field(label: Any) -> Choice:
    return Choice(label=label, options=[], missing=_l("Choose how"))


class WayForm(Form):
    """A form with a `way`: only those the person ticked, and that they came to us."""

    came_from_them = True

    def __init__(self, *args: Any, ways: Collection[str] = (), **rest: Any) -> None:
        super().__init__(*args, **rest)
        came = CAME_TO_US if self.came_from_them else ()
        self.fields["way"].options = options(WAYS, {*ways, *came})


class ReplyForm(WayForm):
    way = way_field(_l("How did you answer them?"))
    note = note_field()


class BackForm(WayForm):
    way = way_field(_l("How did they get in touch?"))


class ContactForm(Form):
    way = Choice(
        label=_l("How?"), options=options(WAYS), missing=_l("Choose how"),
    )  # fmt: skip
    outcome = Choice(
        label=_l("What happened?"),
        options=options(OUTCOMES, ("reached", "no_answer", "left_message", "sent")),
        missing=_l("Choose what happened"),
    )
    within_rules = YesNo(
        label=_l("Was it in a way and at a time they agreed to?"),
        missing=_l("Choose yes or no"),
    )
    note = note_field()


class PlanForm(WayForm):
    came_from_them = False
    day = DateField(label=_l("Which day?"), missing=_l("Enter the day, the month and the year"))
    at = TimeField(label=_l("What time?"), hint=_l("For example 2pm"), missing=_l("Enter a time"))
    way = way_field(_l("How will you talk?"))
    send_word = YesNo(
        label=_l("Send them an email with the day and time?"),
        missing=_l("Choose yes or no"),
    )

    def __init__(self, *args: Any, zone: str, today: date, may_write: bool, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.zone = ZoneInfo(zone)
        self.fields["day"].earliest = today
        if not may_write:
            del self.fields["send_word"]

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


class NextContactForm(Form):
    next_contact_on = DateField(
        label=_l("On which day do they hear from us next?"),
        missing=_l("Enter the day, the month and the year"),
    )

    def __init__(self, *args: Any, latest: str = "", **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["next_contact_on"].hint = _("At the latest {day}.", day=latest)


class KeepForm(WayForm):
    way = way_field(_l("How were you in touch?"))
    outcome = Choice(
        label=_l("What happened?"),
        options=options(OUTCOMES, ("reached", "no_answer", "left_message", "sent")),
        missing=_l("Choose what happened"),
    )
    note = note_field()
    next_contact_on = DateField(
        label=_l("On which day do they hear from us next?"),
        missing=_l("Enter the day, the month and the year"),
    )

    def __init__(self, *args: Any, latest: str = "", **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["next_contact_on"].hint = _("At the latest {day}.", day=latest)


class HowForm(Form):
    """How an answer reached us."""

    method = Choice(
        label=_l("How did they say so?"),
        options=[
            Option(SPOKEN, _l("They said it, and I wrote it down")),
            Option(PAPER, _l("They wrote it on paper")),
            Option(TOGETHER, _l("We did it on this screen, together")),
        ],
        missing=_l("Choose how they said so"),
    )
    helped_by = helped_field()

    @property
    def how(self) -> How:
        found = self.cleaned_data
        return How(found["method"], found["helped_by"], bool(found.get("read_back")))


class ReadBackForm(HowForm):
    """As `HowForm`, for consent: what was spoken is read back."""

    method = Choice(
        label=_l("How did they answer?"),
        options=[
            Option(SPOKEN, _l("They said it"), follow=("read_back",)),
            Option(PAPER, _l("They wrote it on paper")),
            Option(TOGETHER, _l("We did it on this screen, together")),
        ],
        missing=_l("Choose how they answered"),
    )
    read_back = Tick(label=_l("I read it back to them and they said it is right"))
    field_order = ["method", "read_back", "helped_by"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("method") == SPOKEN and not found.get("read_back"):
            self.add_error("read_back", _("Read it back to them, then tick the box"))
        return found


class SharingForm(ReadBackForm):
    given = YesNo(label="", missing=_l("Choose yes or no"))
    field_order = ["given", "method", "read_back", "helped_by"]

    def __init__(self, *args: Any, ask: str, means: str, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["given"].label = ask
        self.fields["given"].hint = means


class ElsewhereForm(Form):
    reason = Choice(
        label=_l("Why is somewhere else better?"), options=options(NOT_HERE),
        missing=_l("Choose the reason"),
    )  # fmt: skip
    elsewhere = Text(
        label=_l("Where can they turn?"),
        spellcheck=True,
        missing=_l("Say where else they can turn"),
    )
    spoke_to = Text(
        label=_l("Who there have you spoken to?"),
        hint=_l("So that they are expected there."),
        missing=_l("Say who there you spoke to"),
    )


class CloseForm(Form):
    reason = Choice(
        label=_l("Why is this closed?"), options=options(CLOSING), missing=_l("Choose the reason")
    )


class SendOnForm(Form):
    to = Choice(label=_l("Who does it go to?"), options=[], missing=_l("Choose who it goes to"))
    recipient = Text(
        label=_l("Their name and address"),
        hint=_l("For example Doctor Patel, Mill Surgery, 3 High Street."),
        missing=_l("Enter who it goes to"),
    )
    shared = LongText(
        label=_l("What do you tell them?"),
        hint=_l("Only what the person agreed to. Read it to them first."),
        missing=_l("Write what you tell them"),
    )

    def __init__(self, *args: Any, allowed: Collection[Option], **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["to"].options = allowed


class SignInForm(Form):
    way = Choice(
        label=_l("How will they sign in?"),
        options=[
            Option(
                "email",
                _l("By a code to their email address"),
                follow=("email",),
            ),
            Option("code", _l("By a code that we hand over")),
        ],
        missing=_l("Choose how they will sign in"),
    )
    email = Email(label=_l("Their email address"), missing=_l("Enter their email address"))


class SamePersonForm(Form):
    """One question a pair, named by the pair."""

    def __init__(self, *args: Any, pairs: Collection[str], **rest: Any) -> None:
        super().__init__(*args, **rest)
        for pair in pairs:
            self.fields[pair] = Choice(
                label=_l("Is this the same person?"),
                options=[
                    Option("same", _l("The same person")),
                    Option("different", _l("Two people")),
                ],
                missing=_l("Choose one, or leave the page"),
                required=len(pairs) == 1,
                in_row=True,
            )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if len(self.fields) > 1 and not any(found.values()):
            self.add_error(next(iter(self.fields)), _("Choose one, or leave the page"))
        return found

    @property
    def answers(self) -> dict[str, bool]:
        return {pair: said == "same" for pair, said in self.cleaned_data.items() if said}
