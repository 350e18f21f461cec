"""What kind of personal data a table's field is, how long it stays and what takes its place.

Every model names the class of each of its fields in `field_classes`; a guard refuses a field
without one. The page "What we keep" and the retention schedule are drawn from these.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldClass:
    personal: bool
    kept: str
    replaced_by: str


PLAIN = FieldClass(False, "as long as the row", "nothing")
ID = FieldClass(False, "as long as the row", "nothing")
LINK = FieldClass(True, "as long as the person's record", "no person")
WHEN = FieldClass(True, "as long as the person's record", "the month")
FACT = FieldClass(True, "as long as the person's record", "nothing")
WORDS = FieldClass(True, "as long as the person's record", "blank")
CONTACT = FieldClass(True, "as long as the person's record", "blank")
LOOKUP = FieldClass(True, "as long as the contact detail it stands for", "blank")
SECRET = FieldClass(True, "until used or out of date", "deleted")
TRACE = FieldClass(True, "eight years, it holds no names or words", "nothing")
