"""What an administrator fills in about the team: people, roles, sign-ins, the rota."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from alongside.web.accounts.viewer import Role
from alongside.web.people.services import Place
from alongside.web.ui.forms import (
    Choice,
    DateField,
    Email,
    Form,
    Hidden,
    Option,
    Select,
    Text,
    TimeField,
)
from alongside.web.ui.words import say as _
from alongside.web.ui.words import say_later as _l

ROLE_WORDS = {
    Role.PEER_SUPPORTER: _l("{Peer supporter}"),
    Role.COORDINATOR: _l("{Coordinator}"),
    Role.SUPERVISOR: _l("{Supervisor}"),
    Role.MANAGER: _l("{Manager}"),
    Role.ADMINISTRATOR: _l("{Administrator}"),
}
ROLE_HINTS = {
    Role.PEER_SUPPORTER: _l("Sees only the people they support"),
    Role.COORDINATOR: _l("Welcomes people and sees the records of one service"),
    Role.SUPERVISOR: _l("Looks after those who give support"),
    Role.MANAGER: _l("Sees the figures of one service"),
    Role.ADMINISTRATOR: _l("Sets everything up. Sees nobody’s record"),
}
WEEKDAYS = [
    ("0", _l("Monday")),
    ("1", _l("Tuesday")),
    ("2", _l("Wednesday")),
    ("3", _l("Thursday")),
    ("4", _l("Friday")),
    ("5", _l("Saturday")),
    ("6", _l("Sunday")),
]

Services = Iterable[tuple[str, str]]


class RoleForm(Form):
    """A role, where it is held and from when."""

    role = Choice(label=_l("Role"), missing=_l("Choose a role"), options=[])
    service = Select(
        label=_l("In which service?"),
        hint=_l("Whoever sets things up needs none."),
        required=False,
        quiet=True,
        options=[],
    )
    from_on = DateField(
        label=_l("From which day?"),
        hint=_l("Leave it empty to begin today."),
        required=False,
    )

    def __init__(self, *args: Any, services: Services, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].options = [
            Option(role, word, hint=ROLE_HINTS[role]) for role, word in ROLE_WORDS.items()
        ]
        self.fields["service"].options = services

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        role = given.get("role")
        if role == Role.ADMINISTRATOR:
            given["service"] = ""
        elif role and not given.get("service") and "service" not in self.errors:
            self.add_error("service", _("Choose the service in which they hold this role"))
        return given

    def place(self) -> Place:
        given = self.cleaned_data
        service = UUID(given["service"]) if given["service"] else None
        return Place(given["role"], service, given["from_on"])


class PersonForm(RoleForm):
    """Somebody new on the team."""

    name = Text(label=_l("Their name"), missing=_l("Enter their name"), most=120)
    email = Email(
        label=_l("Their email address"),
        hint=_l("Without one, somebody of the team hands them a code each time they sign in."),
        required=False,
        autocomplete="off",
    )
    field_order = ["name", "email", "role", "service", "from_on"]


class SignInForm(Form):
    """A sign-in for somebody who has none yet."""

    email = Email(
        label=_l("Their email address"),
        hint=_l("Without one, somebody of the team hands them a code each time they sign in."),
        required=False,
        autocomplete="off",
    )


class QuestionForm(Form):
    """The question that is asked before a code is read out over the telephone."""

    question = Text(
        label=_l("The question you agreed"),
        hint=_l("Something only the two of you know. No date of birth, no address."),
        missing=_l("Enter the question you agreed"),
        spellcheck=True,
    )
    answer = Text(
        label=_l("The answer"),
        hint=_l("It is kept sealed. Nobody can read it here later."),
        missing=_l("Enter the answer"),
    )


class StopForm(Form):
    """A button beside one role that is held."""

    holding = Hidden()


class ShiftForm(Form):
    """Who is on duty, when."""

    person = Select(label=_l("Who"), missing=_l("Choose who is on duty"), options=[])
    service = Select(label=_l("For which service"), missing=_l("Choose a service"), options=[])
    weekday = Select(label=_l("On which day"), missing=_l("Choose a day"), options=WEEKDAYS)
    starts = TimeField(
        label=_l("From"), hint=_l("Like 9am or 14:30"), missing=_l("Enter when it begins")
    )
    ends = TimeField(
        label=_l("Until"), hint=_l("Like 5pm or 17:00"), missing=_l("Enter when it stops")
    )

    def __init__(self, *args: Any, people: Services, services: Services, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].options = people
        self.fields["service"].options = services
