"""Why an outcome cannot be counted. Each class is one cause and has its exit code:
2 for what was asked or what the file holds, 3 for figures that the data cannot give."""

from __future__ import annotations


class OutcomeFault(Exception):
    """Nothing was counted. The words are for the person who asked."""

    exit_code = 2


class QuestionFault(OutcomeFault):
    """What was asked makes no sense, whatever the data."""


class TimeFault(OutcomeFault):
    """A time that was asked for is nowhere in the data."""


class DuplicateFault(OutcomeFault):
    """Somebody has two scores at one time. `people` is how many."""

    def __init__(self, message: str, people: int) -> None:
        self.people = people
        super().__init__(message)


class NotComputable(OutcomeFault):
    """The data are in order but too few or too alike for the formula."""

    exit_code = 3
