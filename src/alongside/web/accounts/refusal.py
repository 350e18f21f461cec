"""The one exception for a deed that a rule does not allow."""

from __future__ import annotations


class Refused(Exception):
    """A deed that a rule does not allow. Its text is shown to the person, in their words.

    `field` names the form field beside which it belongs, when there is one.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
